"""Opening a response by its address: found, and in the language that the reader chose."""

from flask import abort, session

from engine.questionnaire import Questionnaire
from results.errors import UnknownResponse
from results.fill import Draft, choose_language, find, load
from webform.language import chosen_language, use_language
from webform.services import services

_OPENED = "responses"
MOST_KNOWN = 10_000
_begun_with: dict[str, str] = {}


def open_draft(token: str) -> Draft:
    """The response at this address, or 404, in the language that the reader chose; without a choice, in its own."""
    try:
        return in_readers_language(load(services(), token), token)
    except UnknownResponse:
        abort(404)


def in_readers_language(draft: Draft, token: str) -> Draft:
    """The same response in the language that the reader chose, which it keeps; without a choice in its own."""
    chosen = chosen_language()
    if chosen is None:
        use_language(draft.response.language)
    elif chosen != draft.response.language and chosen in draft.questionnaire.languages:
        return choose_language(services(), token, chosen)
    return draft


def questionnaire_at(token: str) -> Questionnaire:
    """The questionnaire of the response at this address, or 404. A response keeps the one it was begun with, for ever."""
    begun_with = _begun_with.get(token)
    if begun_with is None:
        try:
            begun_with = find(services(), token).questionnaire_hash
        except UnknownResponse:
            abort(404)
        if len(_begun_with) >= MOST_KNOWN:
            _begun_with.clear()
        _begun_with[token] = begun_with
    return services().surveys.by_hash(begun_with)


def remember(survey: str, token: str) -> None:
    """Let the start page of a survey lead this browser back to its response, until the browser is closed."""
    opened = session.get(_OPENED) or {}
    if opened.get(survey) != token:
        session[_OPENED] = {**opened, survey: token}


def remembered(survey: str) -> str | None:
    """The response to a survey that this browser worked on."""
    token = (session.get(_OPENED) or {}).get(survey)
    return token if isinstance(token, str) else None
