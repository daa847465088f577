"""Draws what stands on a question page: fields with their texts and problems, notes, calculated values."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from flask import url_for
from markupsafe import Markup

from engine.question_types.long_text import LongTextSettings
from engine.question_types.multiple_choice import SeveralSettings
from engine.questionnaire import Page, Question
from engine.values import AnswerProblem, Json
from results.consents.words_read import ASK_AGAIN
from results.filling.draft import Draft
from results.public_map.namesakes import SAME_NAME
from webform.fields import AnswerField, asks, macros
from webform.fields.simple import ScaleField
from webform.fill.dependence import dependence
from webform.fill.placing import SHOWN_AS_CHOICE, prepare
from webform.fill.words import Words
from webform.forms import PageForm, page_form
from webform.language import current_language, ngettext
from webform.language import gettext as _
from webform.wording.lines import lines

MAY_BE_HEADING = frozenset(
    {
        "short_text",
        "long_text",
        "email",
        "url",
        "integer",
        "decimal",
        "year",
        "date",
        "postcode",
        "place",
        "single_choice",
        "multiple_choice",
    }
)
"""Types whose field can carry the heading of the page, when it stands there alone."""

MOST_COLUMNS = 8
"""Statements on a scale with more points than this do not fit in one row beside their text: each stands by itself."""


def stands_alone(page: Page, shown: Sequence[str]) -> bool:
    """Whether the page is one question, whose text is then the heading."""
    if len(shown) != 1 or page.title:
        return False
    return any(question.id == shown[0] and question.type in MAY_BE_HEADING for question in page.questions)


_PART = Markup('<div data-part="{}" data-look="{}" data-label="{}">{}</div>')
_NO_PART = Markup('<div data-part="{}" hidden></div>')


class Part(NamedTuple):
    """One part of a page. `look`: changes when it has to be drawn anew, whatever is filled in. `label`: of a question."""

    look: str
    label: str
    html: Markup


def _look(*texts: object) -> str:
    return blake2b(repr(texts).encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


_MATRIX = Markup('<div class="matrix">\n{}\n{}\n</div>')
"""As the macro `statements` draws it, with a head that is drawn once for every scale."""


@lru_cache(maxsize=200)
def _head(columns: tuple[tuple[str, bool], ...]) -> Markup:
    drawn: Markup = macros().statements_head([{"label": label, "apart": apart} for label, apart in columns])
    return drawn


@lru_cache(maxsize=200)
def _lead(count: int, optional: bool, _language: str) -> Markup:
    """What is asked of the statements that follow; that they may be skipped is said once on a page."""
    asked = ngettext(
        "To what extent does this statement fit you?", "To what extent do these statements fit you?", count
    )
    skip = Markup(" ") + _("You may skip a statement.") if optional else Markup()
    return Markup('<p class="statements-lead">{}{}</p>').format(asked, skip)


def _for_anybody() -> Markup:
    """What the consent to be on the map means besides, whatever the survey says of it."""
    told = _("What is on the map is open data too: others may reuse it. We cannot take back what they have copied.")
    link = Markup('<a class="govuk-link" href="{}" target="_blank" rel="noopener">{} ({})</a>').format(
        url_for("pages.reuse"), _("What is in it, and under which licence"), _("in a new tab")
    )
    return Markup("<p>{} {}</p>").format(told, link)


def _comment(text: str) -> Markup:
    """A reviewer's comment, as part of the hint of its field: so it is read out with the field."""
    return Markup('<div class="asked-here"><p><b>{}</b></p><p>{}</p></div>').format(
        _("The coordinator asks:"), lines(text)
    )


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the parts of one page are drawn: `errors` and `warnings` stand at their fields."""

    draft: Draft
    words: Words
    errors: Sequence[AnswerProblem]
    warnings: Sequence[AnswerProblem]
    heading: bool
    comments: Mapping[str, str] = field(default_factory=dict)
    """What a reviewer asked at single questions."""

    def parts(self, page: Page, shown: Sequence[str], answers: Mapping[str, Json]) -> list[Markup]:
        """Everything of `shown`, in order, with raw `answers` in the fields.

        What depends on another answer of the page stands in an element of its own, empty and hidden where it is not shown
        now: there a script puts it when it is.
        """
        form = page_form(self.draft.questionnaire, page, shown, answers=answers)
        changing = frozenset(dependence(self.draft.questionnaire, page.id).parts)
        names = frozenset(shown)
        drawn: list[Markup] = []
        skipped = False
        for block in self._blocks([each.id for each in page.questions if each.id in names | changing], changing):
            name = block[0]
            if name not in changing and self._states(name):
                optional = any(not self.draft.questionnaire.questions[each].required for each in block)
                drawn.append(_lead(len(block), optional and not skipped, current_language()))
                skipped = skipped or optional
            if len(block) > 1:
                drawn.append(self._statements(form, block))
            elif name not in changing:
                drawn.append(self._html(form, name))
            elif name in names:
                drawn.append(_PART.format(name, *self.one(form, name)))
            else:
                drawn.append(_NO_PART.format(name))
        return drawn

    def _states(self, name: str) -> bool:
        """Whether this is a statement, and not a choice that borrows its options from a scale."""
        return self.draft.questionnaire.questions[name].type == "scale"

    def one(self, form: PageForm, name: str) -> Part:
        """One question, note or calculated value, as a part that may come and go."""
        html = self._html(form, name)
        if not asks(self.draft.questionnaire.questions[name]):
            return Part(_look(html), "", html)
        field = form.field(name)
        look = _look(field.text, field.hint, field.heading, sorted(field.unavailable))
        return Part(look, field.text, html)

    def _html(self, form: PageForm, name: str) -> Markup:
        question = self.draft.questionnaire.questions[name]
        if not asks(question):
            return self._told(question)
        return Markup("\n").join([self._field(form, question)(), *self._warnings(name)])

    def _blocks(self, shown: Sequence[str], changing: Collection[str]) -> list[list[str]]:
        """The questions, with consecutive statements on one scale taken together; but never one that may come and go."""
        blocks: list[list[str]] = []
        last: str | None = None
        for name in shown:
            question = self.draft.questionnaire.questions[name]
            # A choice may borrow its options from a scale: it is no statement.
            statement = question.type == "scale" and len(question.options) <= MOST_COLUMNS
            alike = statement and not self.draft.outcome.unavailable.get(name)
            together = question.scale if alike and name not in changing else None
            if together is not None and together == last:
                blocks[-1].append(name)
            else:
                blocks.append([name])
            last = together
        return blocks

    def _statements(self, form: PageForm, names: Sequence[str]) -> Markup:
        """Statements on one scale, each followed by its warnings."""
        questions = [self.draft.questionnaire.questions[name] for name in names]
        rows: list[Markup] = []
        for question in questions:
            field = self._field(form, question)
            assert isinstance(field, ScaleField)
            field.in_block = True
            rows += [field(), *self._warnings(question.id)]
        columns = tuple((option.label, option.missing is not None) for option in questions[0].options)
        return _MATRIX.format(_head(columns), Markup("\n").join(rows))

    def _field(self, form: PageForm, question: Question) -> AnswerField:
        field = form.field(question.id)
        field.text = self.words.plain(question.text)
        field.hint = self._hint(question)
        field.problem = next((self.words.problem(each) for each in self.errors if each.question == question.id), None)
        field.heading = self.heading
        field.unavailable = self.draft.outcome.unavailable.get(question.id, frozenset())
        prepare(field, self.draft)
        return field

    def _warnings(self, name: str) -> Iterator[Markup]:
        told = [each for each in self.warnings if each.question == name and each.code != SHOWN_AS_CHOICE]
        for number, warning in enumerate(told):
            place = name if number == 0 else f"{name}-{number + 1}"
            last = number == len(told) - 1 and warning.code != ASK_AGAIN
            go_on = _("If it is right as it is, press “Save and continue” once more.") if last else None
            yield macros().field_warning(place, self._warned(warning), go_on)

    def _warned(self, warning: AnswerProblem) -> str:
        """The text of a warning; one about a scan that is there already leads to where people go on with theirs."""
        text = self.words.problem(warning)
        if warning.code != SAME_NAME:
            return text
        address, label = url_for("go_on.ask_page"), _("Continue with the scan that you started")
        return Markup('{} <a class="govuk-link" href="{}">{}</a>').format(text, address, label)

    def _told(self, question: Question) -> Markup:
        """A note, or a calculated value with what it is."""
        text = self.words.html(question.text)
        if question.type != "note":
            answer = self.words.answer(question.id)
            if answer is None:
                return Markup()
            text = Markup("<p>{}: <b>{}</b></p>").format(self.words.plain(question.text), answer)
        drawn: Markup = macros().note(text)
        return drawn

    def _hint(self, question: Question) -> Markup | None:
        """The help of a question, and how many answers may be chosen."""
        parts = [self.words.html(question.help)] if question.help else []
        if comment := self.comments.get(question.id):
            parts.insert(0, _comment(comment))
        if question.type == "multiple_choice":
            maximum = question.settings.maximum if isinstance(question.settings, SeveralSettings) else None
            text = (
                _("Choose at most %(count)s.", count=maximum) if maximum else _("You may choose more than one answer.")
            )
            parts.append(Markup("<p>{}</p>").format(text))
        least = question.settings.min_length if isinstance(question.settings, LongTextSettings) else 0
        if least > 1:
            parts.append(Markup("<p>{}</p>").format(_("At least %(count)s characters.", count=least)))
        rules = self.draft.questionnaire.publication.map_entry
        if rules is not None and question.id == rules.consent:
            parts.append(_for_anybody())
        return Markup().join(parts) if parts else None
