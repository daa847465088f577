"""The page on which a respondent chooses between two answers: what was typed here, and what was kept meanwhile."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.questionnaire import Page
from engine.values import Json
from results.filling.draft import Draft
from results.filling.merging import fingerprints, to_text
from webform.fill.posted import BASED_ON, CHOICE, DISPUTED, HERE, READ, SEEN, THERE, Posted
from webform.fill.words import Words
from webform.forms import ASKED
from webform.language import gettext as _


@dataclass(frozen=True, slots=True)
class Choice:
    """One question with two answers. `id`: of the first of the two radio buttons."""

    name: str
    id: str
    text: str
    options: Sequence[Mapping[str, object]]
    problem: str | None


@dataclass(frozen=True, slots=True)
class BothScreen:
    """The whole page. `hidden`: what was typed, as it was sent, and what the page is based on now."""

    choices: Sequence[Choice]
    problems: Sequence[Mapping[str, str]]
    hidden: Sequence[tuple[str, str]]
    action: str
    page: str
    saves: int


def both_screen(
    draft: Draft,
    page: Page,
    posted: Posted,
    disputed: Mapping[str, Json],
    action: str,
    missing: Collection[str] = (),
) -> BothScreen:
    """The choice for each question in `disputed`; `missing`: where nothing was chosen and something must be."""
    words = Words(draft.questionnaire, draft.outcome)
    names = [question.id for question in page.questions if question.id in disputed]
    now = fingerprints(draft.questionnaire, names, draft.response.answers)
    hidden = [
        (ASKED, " ".join(posted.asked)),
        (DISPUTED, " ".join(names)),
        (BASED_ON, to_text(now)),
        (SEEN, " ".join(posted.seen)),
        (READ, to_text(posted.read)),
        *(sent for name in names for sent in posted.fields_of(name)),
    ]
    choices = [
        Choice(
            name=CHOICE + name,
            id=f"keep-{name}",
            text=words.question(name),
            options=[
                _option(HERE, _("What you filled in on this page"), words.typed(name, disputed[name])),
                _option(THERE, _("What was saved meanwhile"), words.typed(name, draft.response.answers.get(name))),
            ],
            problem=_("Choose which answer you keep.") if name in missing else None,
        )
        for name in names
    ]
    problems = [
        {"text": _("%(question)s: %(problem)s", question=each.text, problem=each.problem), "href": f"#{each.id}"}
        for each in choices
        if each.problem
    ]
    return BothScreen(choices, problems, hidden, action, page.id, draft.response.saves)


def _option(value: str, whose: str, answer: str | None) -> Mapping[str, object]:
    told = Markup('<span class="version__answer">{}</span>').format(answer) if answer else _("No answer")
    return {"value": value, "label": Markup('<b class="version__whose">{}</b> {}').format(whose, told)}
