"""What becomes of a question page that is sent.

It is kept first, whatever is in it, and only then judged; so nothing that was typed is lost. What was changed elsewhere
meanwhile is not overwritten: the respondent sees both and chooses. Where it cannot be kept at all, the page comes back with
what was typed on it.
"""

from collections.abc import Mapping
from dataclasses import replace

from flask import abort, flash, redirect, render_template, request
from markupsafe import Markup
from werkzeug.wrappers import Response

from engine.answering.routing import next_page
from engine.questionnaire import Page, Severity
from engine.values import Json
from results.consents.words_read import ASK_AGAIN
from results.errors.filling import NotStorable, ResponseClosed, UnknownResponse
from results.filling import fill
from results.filling.draft import Draft, tried
from results.filling.merging import fingerprint, to_text
from webform.addresses import response_address
from webform.fill.both import both_screen
from webform.fill.opening import gone, in_readers_language, key_to, open_draft, questionnaire_at
from webform.fill.placing import SHOWN_AS_CHOICE
from webform.fill.posted import Posted, read_posted
from webform.fill.progress import REST, carried, word_of_change
from webform.fill.screen import CHECK, page_address, problems_on, question_screen, seen_as
from webform.fill.views import blueprint, closed, off_path, page_of
from webform.fill.words import Words
from webform.language import gettext as _
from webform.language import ngettext, remember_language, use_language
from webform.mailbox import mailbox_address
from webform.protection.csrf import STALE, keeps_typed
from webform.services import services

CONFLICT = 409
LATER = "later"
"""The button that saves the page and stops."""
Shown = str | Response | tuple[str, int]


@blueprint.post("/r/<ref>/page/<page_id>")
def save_page(ref: str, page_id: str) -> Shown:
    """Keep a page, and go on; or show it again with what has to be mended, looked at or chosen."""
    questionnaire = questionnaire_at(ref)
    page = questionnaire.pages.get(page_id) or abort(404)
    posted = read_posted(questionnaire, page, request.form)
    token = key_to(ref)
    if posted.language is not None:
        remember_language(posted.language)
        use_language(posted.language)
    try:
        kept = fill.keep_page(services(), token, page_id, posted.sent())
        draft = in_readers_language(kept.draft, token)
    except ResponseClosed:
        return _too_late(ref, page_id, posted)
    except NotStorable:
        abort(413)
    except UnknownResponse:
        gone(ref)
    _tell_of(draft, kept.elsewhere)
    _tell_of_consents(draft, page_id, kept.ask_again)
    if kept.mailed:
        _tell_of_mail()
    page = draft.questionnaire.pages[page_id]
    disputed = {**kept.disputed, **posted.undecided}
    if disputed:
        return _choose(draft, page, ref, posted, disputed)
    if LATER in request.form:
        return redirect(response_address("go_on.later", ref), code=303)
    if posted.language is not None:
        return redirect(page_address(ref, page_id, came_from_check=_came_from_check()), code=303)
    if page_id not in draft.outcome.pages:
        return off_path(draft, ref)
    return _after_saving(draft, page, ref, posted)


def _after_saving(draft: Draft, sent: Page, ref: str, posted: Posted) -> Shown:
    """Errors first; then questions that appeared through an answer on the same page; then warnings, once; then on."""
    back = _came_from_check()
    appeared = _appeared(draft, sent, posted.asked)
    errors = [each for each in problems_on(sent, draft, Severity.ERROR) if each.question not in appeared]
    if errors:
        screen = question_screen(draft, sent, ref, answers=draft.response.answers, errors=errors, came_from_check=back)
        # What the answers change elsewhere is said when they are right.
        screen = replace(screen, rest=carried(request.form.get(REST, ""), screen.rest))
        return render_template("fill/question.html", screen=screen, ref=ref, appeared=bool(appeared)), 422
    if change := word_of_change(request.form.get(REST, ""), draft, sent):
        flash(change)
    if appeared:
        return redirect(page_address(ref, sent.id, came_from_check=back, anchor=appeared[0], new=True), code=303)
    warnings = [each for each in problems_on(sent, draft, Severity.WARNING) if seen_as(draft, each) not in posted.seen]
    if warnings:
        first = warnings[0]
        anchor = first.question if first.code == SHOWN_AS_CHOICE else f"{first.question}-warning"
        return redirect(page_address(ref, sent.id, came_from_check=back, anchor=anchor), code=303)
    following = None if back else next_page(draft.outcome, sent.id)
    return redirect(
        response_address("fill.check", ref) if following is None else page_address(ref, following), code=303
    )


def _came_from_check() -> bool:
    return request.args.get("back") == CHECK


def _appeared(draft: Draft, sent: Page, asked: list[str]) -> list[str]:
    """Questions that are asked on this page now, were not when it was sent, and have no answer yet."""
    path = frozenset(draft.outcome.path)
    return [
        question.id
        for question in sent.questions
        if question.id in path and question.id not in asked and question.id not in draft.outcome.values
    ]


def _tell_of(draft: Draft, elsewhere: tuple[str, ...]) -> None:
    """Tell on the page that comes that answers here were changed elsewhere, and stay so."""
    if not elsewhere:
        return
    words = Words(draft.questionnaire, draft.outcome)
    told = ngettext(
        "Meanwhile an answer was changed in another tab or on another device. It stays as it is there: %(questions)s",
        "Meanwhile %(num)s answers were changed in another tab or on another device. They stay as they are there: "
        "%(questions)s",
        len(elsewhere),
        questions="; ".join(words.question(name) for name in elsewhere),
    )
    flash(told, "info")


def _tell_of_consents(draft: Draft, page_id: str, ask_again: tuple[str, ...]) -> None:
    """Tell that consents were taken away; not of those that are asked again at once, with a warning on this page."""
    page = draft.questionnaire.pages[page_id]
    warned = {each.question for each in problems_on(page, draft, Severity.WARNING) if each.code == ASK_AGAIN}
    elsewhere = [name for name in ask_again if name in draft.outcome.path and name not in warned]
    if not elsewhere:
        return
    words = Words(draft.questionnaire, draft.outcome)
    told = ngettext(
        "This answer is part of the text of a consent, which has changed since you gave it. We are asking for it again: %(questions)s",
        "This answer is part of the text of consents, which have changed since you gave them. We are asking for them again: %(questions)s",
        len(elsewhere),
        questions=" ".join(words.question(name) for name in elsewhere),
    )
    flash(told, "info")


def _tell_of_mail() -> None:
    """Tell on the next page that a link is on its way; and where it can be read, when it is not really sent."""
    told = _("We are mailing you a link to confirm your address, and to continue later.")
    if mailbox := mailbox_address():
        told += " " + _("This installation does not really send mail.")
        told += Markup(' <a href="{}">{}</a>').format(mailbox, _("Read the mail here"))
    flash(told, "info")


def _choose(draft: Draft, page: Page, ref: str, posted: Posted, disputed: Mapping[str, Json]) -> Shown:
    """The page on which the respondent chooses between what was typed here and what was kept meanwhile."""
    missing = posted.undecided.keys() & disputed.keys() if posted.language is None else frozenset()
    action = page_address(ref, page.id, came_from_check=_came_from_check())
    screen = both_screen(draft, page, posted, disputed, action, missing)
    return render_template("fill/both.html", screen=screen, ref=ref), 422 if missing else CONFLICT


def _too_late(ref: str, page_id: str, posted: Posted) -> Shown:
    """The scan was sent meanwhile: nothing is changed, and what was typed here can still be read."""
    draft = open_draft(ref)
    words = Words(draft.questionnaire, draft.outcome)
    lost = [
        {"key": words.question(name), "value": words.typed(name, raw)}
        for name, raw in posted.typed.items()
        if fingerprint(draft.questionnaire.questions[name], raw)
        != fingerprint(draft.questionnaire.questions[name], draft.response.answers.get(name))
    ]
    if not lost:
        return closed(ref)
    return render_template("fill/too_late.html", rows=lost, ref=ref), CONFLICT


@keeps_typed("fill.save_page")
def _again(ref: str, page_id: str) -> Shown:
    """The page as it was sent, not saved: the request did not prove that it came from our own page."""
    draft = open_draft(ref)
    if not draft.editable:
        return closed(ref)
    page = page_of(draft, page_id)
    posted = read_posted(draft.questionnaire, page, request.form)
    if posted.choices:
        undecided = {name: posted.typed[name] for name in posted.choices}
        action = page_address(ref, page.id, came_from_check=_came_from_check())
        both = both_screen(draft, page, posted, undecided, action)
        return render_template("fill/both.html", screen=both, ref=ref, stale=STALE), 400
    typed = tried(draft, posted.typed)
    screen = question_screen(typed, page, ref, answers=typed.response.answers, came_from_check=_came_from_check())
    screen = replace(screen, based_on=to_text(posted.based_on))
    return render_template("fill/question.html", screen=screen, ref=ref, stale=STALE), 400
