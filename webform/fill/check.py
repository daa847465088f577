"""Check your answers, and submit."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from engine.answering.standing import to_mend
from engine.questionnaire import Severity
from engine.values import AnswerProblem
from results.consents.words_read import ASK_AGAIN
from results.errors.filling import ChangedElsewhere, Incomplete, ResponseClosed, UnknownResponse
from results.filling.draft import Draft
from results.filling.merging import fingerprints, from_text, to_text
from results.my_scan import submit as submitting
from webform.fill.asking import Questions, questions_of
from webform.fill.opening import gone, key_to, open_draft
from webform.fill.posted import BASED_ON
from webform.fill.screen import page_address
from webform.fill.views import blueprint
from webform.fill.words import Words
from webform.language import gettext as _
from webform.language import ngettext
from webform.services import services

FEW = 25
"""With more questions than this, the answers are folded together by section: what must be mended stays in sight."""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer, or what is wrong with it, and where it can be changed."""

    key: str
    value: str | Markup | None
    href: str
    change: str


@dataclass(frozen=True, slots=True)
class AnsweredSection:
    """The answers of one section; `told`: how many in words. `open`: it is shown unfolded."""

    title: str
    rows: Sequence[AnswerRow]
    told: Markup
    open: bool


@dataclass(frozen=True, slots=True)
class CheckScreen:
    """Every answer on the path, by section, and last the consents of all sections together.

    `problems` stand in the way of submitting, `warnings` do not.

    `based_on`: a hidden field, what is shown. `saves`: how often the response was saved.
    """

    sections: Sequence[AnsweredSection]
    problems: Sequence[dict[str, str]]
    warnings: Sequence[dict[str, str]]
    back: str
    based_on: str
    saves: int
    asked: Questions | None = None
    before: bool = False
    """Whether an earlier version was sent."""

    @property
    def folded(self) -> bool:
        """Whether some answers are out of sight."""
        return not all(section.open for section in self.sections)


@blueprint.get("/r/<ref>/check")
def check(ref: str) -> str | Response:
    """All answers, each with a link to change it."""
    draft = open_draft(ref)
    if not draft.editable:
        return redirect(url_for("profile.profile", ref=ref), code=303)
    return render_template("fill/check.html", screen=check_screen(draft, ref), ref=ref)


@blueprint.post("/r/<ref>/check")
def submit(ref: str) -> str | Response | tuple[str, int]:
    """Send for review. Pressing twice, or Back and again, sends once."""
    draft = open_draft(ref)
    if draft.editable and any(each.code == ASK_AGAIN for each in draft.problems):
        return render_template("fill/check.html", screen=check_screen(draft, ref), ref=ref, tried=True), 422
    try:
        submitting.submit(services(), key_to(ref), from_text(request.form.get(BASED_ON, "")))
    except ChangedElsewhere as changed:
        return _shown_again(ref, changed.questions)
    except Incomplete:
        return render_template("fill/check.html", screen=check_screen(draft, ref), ref=ref, tried=True), 422
    except ResponseClosed:
        flash(_("This scan is closed and can no longer be sent."), "warning")
    except UnknownResponse:
        gone(ref)
    return redirect(url_for("profile.profile", ref=ref), code=303)


def _shown_again(ref: str, changed: Collection[str]) -> tuple[str, int]:
    """The page once more: something on it was changed after the respondent had seen it. Nothing was sent."""
    known = BASED_ON in request.form  # else nobody can tell which
    screen = check_screen(open_draft(ref), ref, changed if known else ())
    return render_template("fill/check.html", screen=screen, ref=ref, changed=True), 409


def check_screen(draft: Draft, ref: str, changed: Collection[str] = ()) -> CheckScreen:
    """The page to check your answers; those in `changed` are marked as changed since they were looked at."""
    words = Words(draft.questionnaire, draft.outcome)
    problems = {each.question: each for each in reversed(draft.problems)}
    asked = frozenset(draft.outcome.path)
    sections, consents = [], []
    for section in draft.questionnaire.sections:
        rows, ids = [], []
        for page in section.pages:
            for question in page.questions:
                if question.id not in asked:
                    continue
                href = page_address(ref, page.id, came_from_check=True, anchor=question.id)
                row = _row(words, question.id, href, problems, question.id in changed)
                if question.type == "consent":
                    consents.append(row)
                else:
                    rows.append(row)
                    ids.append(question.id)
        if rows:
            title, few = words.plain(section.title), len(asked) <= FEW
            sections.append(
                AnsweredSection(title, rows, *_counted(draft, ids, few or not set(ids).isdisjoint(changed)))
            )
    if consents:
        sections.append(AnsweredSection(_("What you consent to"), consents, _given(draft), open=True))
    return CheckScreen(
        sections=sections,
        problems=_told(draft, words, ref, Severity.ERROR),
        warnings=_told(draft, words, ref, Severity.WARNING),
        back=page_address(ref, draft.outcome.pages[-1]) if draft.outcome.pages else url_for("fill.home"),
        based_on=to_text(fingerprints(draft.questionnaire, draft.outcome.path, draft.response.answers)),
        saves=draft.response.saves,
        asked=questions_of(draft, ref),
        before=draft.response.revision > 0,
    )


def _counted(draft: Draft, ids: Collection[str], unfolded: bool) -> tuple[Markup, bool]:
    """How many of these questions were answered, in words; and whether they must be in sight."""
    wrong = len(to_mend(draft.outcome).intersection(ids))
    answered = sum(id in draft.outcome.values for id in ids)
    left = len(ids) - answered - wrong
    told = [ngettext("%(num)s answer", "%(num)s answers", answered)]
    if left:
        told.append(ngettext("%(num)s not filled in", "%(num)s not filled in", left))
    if wrong:
        told.append(ngettext("%(num)s to correct", "%(num)s to correct", wrong))
    return Markup(" · ").join(told), unfolded or wrong > 0


def _given(draft: Draft) -> Markup:
    """How many consents were given, in words. They are always in sight: nobody sends without having seen them."""
    asked = [name for name in draft.outcome.path if draft.questionnaire.questions[name].type == "consent"]
    given = sum(draft.outcome.values.get(name) is True for name in asked)
    return _("%(given)s of %(asked)s given", given=given, asked=len(asked))


def _row(words: Words, question_id: str, href: str, problems: dict[str, AnswerProblem], changed: bool) -> AnswerRow:
    text = words.question(question_id)
    problem = problems.get(question_id)
    if problem is not None and problem.severity is Severity.ERROR:
        told = Markup('<span class="problem">{}</span>').format(words.problem(problem))
        return AnswerRow(key=text, value=told, href=href, change=text)
    answer = words.answer(question_id)
    if changed:
        told = Markup('<strong class="tag tag--watch">{}</strong> {}')
        return AnswerRow(key=text, value=told.format(_("Changed meanwhile"), answer or ""), href=href, change=text)
    return AnswerRow(key=text, value=answer, href=href, change=text)


def _told(draft: Draft, words: Words, ref: str, severity: Severity) -> list[dict[str, str]]:
    """The problems of one severity as links to the page and the field where they can be mended."""
    page_of = {question.id: page.id for _section, page, question in draft.questionnaire.walk()}
    return [
        {
            "text": _("%(question)s: %(problem)s", question=words.question(each.question), problem=words.problem(each)),
            "href": page_address(ref, page_of[each.question], came_from_check=True, anchor=each.question),
        }
        for each in draft.problems
        if _weight(each) is severity and each.question in page_of
    ]


def _weight(problem: AnswerProblem) -> Severity:
    """How much a problem weighs here. A consent that is asked again is answered before sending, with yes or no: who overlooks it
    would have taken it back without a word.
    """
    return Severity.ERROR if problem.code == ASK_AGAIN else problem.severity
