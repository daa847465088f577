"""Opening a response by its address: found, and in the language that the reader chose."""

from flask import abort, session

from results.errors import UnknownResponse
from results.fill import Draft, choose_language, draft_of, find
from results.records import Response
from webform.language import chosen_language, use_language
from webform.services import services

_OPENED = "responses"


def open_draft(token: str) -> Draft:
    """The response at this address with what its answers come to, or 404."""
    return draft_of(services(), open_response(token))


def open_response(token: str) -> Response:
    """The response at this address, or 404. Its language is the reader's choice; without a choice, the response's own."""
    try:
        response = find(services(), token)
        chosen = chosen_language()
        if chosen is None:
            use_language(response.language)
        elif (
            chosen != response.language and chosen in services().surveys.by_hash(response.questionnaire_hash).languages
        ):
            return choose_language(services(), token, chosen).response
    except UnknownResponse:
        abort(404)
    return response


def remember(survey: str, token: str) -> None:
    """Let the start page of a survey lead this browser back to its response, until the browser is closed."""
    opened = session.get(_OPENED) or {}
    if opened.get(survey) != token:
        session[_OPENED] = {**opened, survey: token}


def remembered(survey: str) -> str | None:
    """The response to a survey that this browser worked on."""
    token = (session.get(_OPENED) or {}).get(survey)
    return token if isinstance(token, str) else None
