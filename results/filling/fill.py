"""Filling in: begin a response, come back to it, save a page. A response is reached by a key (`token`), nothing else.

A save keeps whatever was typed, valid or not, on the path or not: judging is `draft`'s, and is done on the way back.
Only a response that waits for review, or has ended, can no longer be changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from engine.questionnaire import Page, Questionnaire
from engine.values import Json
from results.consents.words_read import given, pages_with, taken_away, words_read
from results.errors.filling import NotOnPage, ResponseClosed, UnknownPage
from results.filling.draft import Draft, Judged, begun, draft_of, judge, judge_stored, together
from results.filling.go_on import note_contact, was_mailed
from results.filling.keys import issue_browser_key
from results.filling.merging import Fingerprints, Merged, merge
from results.places import spelled
from results.records.responses import Response
from results.review import EDITABLE
from results.services import Services
from results.store import responses
from results.text import storable
from results.tokens import new_id


@dataclass(frozen=True, slots=True)
class Sent:
    """One page as a form sent it: the raw `answers` to the questions that were on it.

    `based_on`: what the form showed (see `results.filling.merging`); then nothing is overwritten that was changed since. None: the
    last save counts. `yielding`: see `merge`. `leaving`: whether the respondent is done with the page for now. `read`: the
    words that its consents had on the form (see `results.consents.words_read`). None: those that they have now.
    """

    answers: Mapping[str, object]
    based_on: Fingerprints | None = None
    yielding: frozenset[str] = frozenset()
    leaving: bool = True
    read: Fingerprints | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a page that was sent. `elsewhere`: questions that were changed elsewhere meanwhile and not here; they
    stay as they are there. `disputed`: what was typed here and was not kept, because something else was meanwhile.
    `mailed`: a link is mailed to the address that was just filled in. `ask_again`: consents that were taken away, because an
    answer in their words became another than the one that was read.
    """

    draft: Draft
    elsewhere: tuple[str, ...]
    disputed: Mapping[str, Json]
    mailed: bool = False
    ask_again: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Started:
    """A new response, and the key of the browser that began it. Only the hash of the key is stored."""

    token: str
    draft: Draft


def start(services: Services, survey: str, language: str) -> Started:
    """Begin a response to the current questionnaire of `survey`, in `language` if there is such an edition.

    Raises:
        UnknownSurvey: there is no such survey.
    """
    questionnaire = services.surveys.current(survey).in_language(language)
    response = begun(questionnaire, new_id(), services.clock.now(), {})
    with services.database.writing() as connection:
        responses.add(connection, response)
        token = issue_browser_key(connection, services, response.id)
    return Started(token, draft_of(services, response))


def load(services: Services, token: str) -> Draft:
    """The response with this token, and what its answers come to.

    Raises:
        UnknownResponse: there is none.
    """
    return draft_of(services, find(services, token))


def find(services: Services, token: str) -> Response:
    """The response with this token as it is stored, without judging its answers.

    Raises:
        UnknownResponse: there is none.
    """
    with services.database.reading() as connection:
        return responses.opened(connection, token)


def save_page(services: Services, token: str, page_id: str, answers: Mapping[str, object]) -> Draft:
    """Keep the raw answers of one page, whatever was there: for whoever knows what is stored. See `keep_page`."""
    return keep_page(services, token, page_id, Sent(answers)).draft


def save_pages(services: Services, token: str, pages: Mapping[str, Mapping[str, object]]) -> None:
    """Keep the raw answers of several pages at once, as `save_page` would one after another: for who brings them together.

    Raises:
        UnknownResponse, UnknownPage, NotOnPage, ResponseClosed, NotStorable: as `keep_page`; then none is kept.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        source = services.surveys.by_hash(response.questionnaire_hash)
        for page_id, answers in pages.items():
            _page(source, page_id, answers)
        if response.state not in EDITABLE:
            raise ResponseClosed(response.state)
        typed = {question: storable(raw) for answers in pages.values() for question, raw in answers.items()}
        typed = spelled(source, typed, services.geocoder)
        seen = tuple(page_id for page_id in pages if page_id not in response.visited)
        saved = replace(_with_answers(response, typed, services), visited=(*response.visited, *seen))
        saved, _again, _judged = _only_what_was_read(services, source, response, saved, Sent(typed))
        responses.save_answers(connection, saved.id, saved.answers, saved.visited, saved.changed_at)
        note_contact(connection, services, source, replace(saved, reminded_at=None), typed)


def keep_page(services: Services, token: str, page_id: str, sent: Sent) -> Kept:
    """Keep the raw answers of one page, durably, and say what all answers together come to now.

    A question that was on the form is replaced (an empty value takes the answer away), one that was not stays as it was.
    Pages saved at the same moment are all kept; where the form says what it was based on, so are all answers on one page,
    or they are handed back. A page that is not on the path is kept too: `Draft.outcome.pages` tells whether it is.

    Raises:
        UnknownResponse: no response has this token.
        UnknownPage: the questionnaire has no such page.
        NotOnPage: one of the answers is no question of this page.
        ResponseClosed: the response waits for review or has ended.
        NotStorable: a value that is no JSON, or more than is kept.
    """
    typed = {question: storable(raw) for question, raw in sent.answers.items()}
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        source = services.surveys.by_hash(response.questionnaire_hash)
        page = _page(source, page_id, typed)
        if response.state not in EDITABLE:
            raise ResponseClosed(response.state)
        typed = spelled(source, typed, services.geocoder)
        merged = Merged(typed, (), {})
        if sent.based_on is not None:
            merged = merge(page, response.answers, typed, sent.based_on, sent.yielding)
        saved = _with_answers(response, merged.taken, services)
        if sent.leaving and not merged.disputed and page_id not in saved.visited:
            saved = replace(saved, visited=(*saved.visited, page_id))
        saved, ask_again, judged = _only_what_was_read(
            services, source, response, saved, replace(sent, answers=merged.taken)
        )
        responses.save_answers(connection, saved.id, saved.answers, saved.visited, saved.changed_at)
        saved = note_contact(connection, services, source, replace(saved, reminded_at=None), merged.taken)
        mailed = saved.contact_hash != response.contact_hash and was_mailed(connection, saved)
    return Kept(draft_of(services, saved, judged), merged.elsewhere, merged.disputed, mailed, ask_again)


def choose_language(services: Services, token: str, language: str) -> Draft:
    """Go on in another language; one that the questionnaire does not have gives the source language.

    Raises:
        UnknownResponse: no response has this token.
    """
    with services.database.writing() as connection:
        response = responses.opened(connection, token, lock=True)
        questionnaire = services.surveys.by_hash(response.questionnaire_hash).in_language(language)
        responses.set_language(connection, response.id, questionnaire.language)
    return draft_of(services, replace(response, language=questionnaire.language))


def _page(questionnaire: Questionnaire, page_id: str, answers: Mapping[str, object]) -> Page:
    page = questionnaire.pages.get(page_id)
    if page is None:
        raise UnknownPage(f"there is no page {page_id!r}")
    strangers = answers.keys() - {question.id for question in page.questions}
    if strangers:
        raise NotOnPage(f"page {page_id!r} does not ask {', '.join(sorted(strangers))}")
    return page


def _with_answers(response: Response, changed: Mapping[str, Json], services: Services) -> Response:
    """The response with these raw answers in it, one save further."""
    answers = together(response.answers, changed)
    return replace(response, answers=answers, saves=response.saves + 1, changed_at=services.clock.now())


def _only_what_was_read(
    services: Services, source: Questionnaire, before: Response, saved: Response, sent: Sent
) -> tuple[Response, tuple[str, ...], Judged | None]:
    """What is saved, without the consents that were given to other words than they have now, which are named; the pages that
    ask them are to be done again. Of those that were `sent` it is known what was read; of the others that is what was stored.
    With what it comes to, where that had to be known.
    """
    gone: tuple[str, ...] = ()
    standing = given(source, saved.answers)
    if not standing:
        return saved, gone, None
    stored = judge_stored(services, before)
    read = dict(words_read(source, standing, stored.outcome.values))
    just_now = [name for name in standing if name in sent.answers]
    now = judge(services, saved, stored)
    shown = words_read(source, just_now, now.outcome.values) if sent.read is None else sent.read
    read |= {name: shown.get(name, "") for name in just_now}
    # A consent that goes may take an answer off the path.
    while lost := taken_away(source, saved.answers, read, now.outcome.values):
        gone += lost
        kept = {name: raw for name, raw in saved.answers.items() if name not in lost}
        again = pages_with(source, lost)
        saved = replace(saved, answers=kept, visited=tuple(page for page in saved.visited if page not in again))
        now = judge(services, saved, stored)
    return saved, gone, now
