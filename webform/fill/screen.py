"""What one question page shows, worked out before the template draws it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from engine.answering.routing import previous_page
from engine.questionnaire import Page, Section, Severity
from engine.values import AnswerProblem, Json
from results.consents.words_read import words_read
from results.decisions.reading import asked_now
from results.filling.draft import Draft
from results.filling.merging import fingerprint, fingerprints, to_text
from webform.addresses import address, response_address
from webform.fields import asks
from webform.fill.dependence import dependence
from webform.fill.drawing import Drawing, stands_alone
from webform.fill.later import WayBack, way_back
from webform.fill.progress import measure_of_rest, progress_bar, section_of
from webform.fill.words import Words
from webform.forms import shown_on
from webform.language import gettext as _
from webform.services import services

NOT_KEPT = frozenset({"confirmation", "consent"})
"""Types that are ticked by somebody who looks at them, each time."""
CHECK = "check"
"""In an address: the respondent came from the page to check the answers, and goes back there."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One question page. `problems` for the summary: text and the field it is about. `asked`, `seen`, `rest`, `based_on`,
    `read`: hidden fields. `causes`: the questions whose answers decide about others on the page. `not_kept`: the questions whose
    answers no browser keeps until they are saved. `saves`: how often the response was saved.
    """

    title: str
    section: str
    title_is_question: bool
    intro: Markup
    parts: Sequence[Markup]
    problems: Sequence[Mapping[str, str]]
    progress: Markup
    page: str
    back: str
    action: str
    asked: str
    seen: str
    rest: str
    based_on: str
    read: str
    causes: str
    not_kept: str
    saves: int
    way_back: WayBack


def problems_on(page: Page, draft: Draft, severity: Severity) -> list[AnswerProblem]:
    """The problems with answers on this page, in document order."""
    here = frozenset(question.id for question in page.questions)
    return [each for each in draft.problems if each.question in here and each.severity is severity]


def seen_as(draft: Draft, warning: AnswerProblem) -> str:
    """How a form says that it showed a warning about the answer as it is now. (Another answer may be warned about anew.)"""
    question = draft.questionnaire.questions[warning.question]
    answer = fingerprint(question, draft.response.answers.get(warning.question))
    return f"{warning.question}.{warning.check or warning.code}.{answer}"


def question_screen(
    draft: Draft,
    page: Page,
    ref: str,
    *,
    answers: Mapping[str, Json],
    errors: Sequence[AnswerProblem] = (),
    came_from_check: bool = False,
) -> Screen:
    """The screen of `page`, with raw `answers` in the fields, `errors` told, and every warning that holds."""
    questionnaire = draft.questionnaire
    words = Words(questionnaire, draft.outcome)
    section = section_of(questionnaire, page.id)
    shown = shown_on(page, draft.outcome)
    asking = [name for name in shown if asks(questionnaire.questions[name])]
    warnings = problems_on(page, draft, Severity.WARNING)
    alone = stands_alone(page, shown)
    drawing = Drawing(draft, words, errors, warnings, alone, comments_now(draft))
    section_title = words.plain(section.title)
    return Screen(
        title=words.question(shown[0]) if alone else words.plain(page.title) or section_title,
        section=section_title,
        title_is_question=alone,
        intro=_intro(words, section, page),
        parts=drawing.parts(page, shown, answers),
        problems=[{"text": _in_summary(words, each), "href": f"#{each.question}"} for each in errors],
        progress=progress_bar(draft, page),
        page=page.id,
        back=back_address(draft, page, ref, came_from_check=came_from_check),
        action=page_address(ref, page.id, came_from_check=came_from_check),
        asked=" ".join(shown),
        seen=" ".join(seen_as(draft, each) for each in warnings),
        rest=measure_of_rest(draft, page),
        based_on=to_text(fingerprints(questionnaire, asking, draft.response.answers)),
        read=to_text(words_read(questionnaire, asking, draft.outcome.values)),
        causes=" ".join(sorted(dependence(questionnaire, page.id).causes)),
        not_kept=" ".join(name for name in asking if questionnaire.questions[name].type in NOT_KEPT),
        saves=draft.response.saves,
        way_back=way_back(draft, services()),
    )


def comments_now(draft: Draft) -> Mapping[str, str]:
    """What a reviewer asks at single questions, while it is being answered."""
    asked = asked_now(services(), draft.response)
    return {} if asked is None else asked.comments


def page_address(
    ref: str, page_id: str, *, came_from_check: bool = False, anchor: str | None = None, new: bool = False
) -> str:
    """Where a question page is; `new`: questions appeared on it."""
    came_from = CHECK if came_from_check else None
    return response_address("fill.page", ref, page_id=page_id, back=came_from, new="1" if new else None, _anchor=anchor)


def back_address(draft: Draft, page: Page, ref: str, *, came_from_check: bool) -> str:
    """Where Back leads: to the page before, or to where the respondent came from."""
    if came_from_check:
        return response_address("fill.check", ref)
    before = previous_page(draft.outcome, page.id)
    if before is None:
        return address("fill.start", survey=draft.response.survey)
    return page_address(ref, before)


def _intro(words: Words, section: Section, page: Page) -> Markup:
    """The introduction of the page; on the first page of a section its introduction comes first."""
    pages = words.outcome.pages
    first = next((each.id for each in section.pages if each.id in pages), None)
    opening = words.html(section.intro) if first == page.id else Markup()
    return Markup("\n").join(part for part in (opening, words.html(page.intro)) if part)


def _in_summary(words: Words, problem: AnswerProblem) -> str:
    """In the summary a problem stands without its field, so the question is named."""
    text: str = _(
        "%(question)s: %(problem)s", question=words.question(problem.question), problem=words.problem(problem)
    )
    return text
