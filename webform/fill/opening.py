"""Opening a response: with the key that this browser holds, and in the language that the reader chose.

The address of a response tells which one is meant; it opens nothing. The keys stand in the signed session cookie. Whoever
has none gets the page "Open your scan", the same for every address, so that it does not tell which responses exist.
"""

from typing import NoReturn

from flask import abort, make_response, render_template, request, session

from engine.questionnaire import Questionnaire
from results.errors.filling import UnknownResponse
from results.filling.draft import Draft
from results.filling.fill import choose_language, find, load
from results.my_scan.erase import is_gone
from results.text import showable
from webform.language import chosen_language, use_language
from webform.services import services

_KEYS = "keys"
_FIELDS = 3
MOST_KEYS = 20
"""How many responses one browser opens at most; the cookie must stay well below 4 kB."""
MOST_KNOWN = 10_000
WORTH_COPYING = 12
"""From how many characters on a text is shown again that could not be saved: not an option, a number or a date."""
_NOT_TYPED = frozenset({"csrf_token", "asked", "based_on", "seen", "rest", "disputed", "website"})
_begun_with: dict[str, str] = {}


def key_to(ref: str) -> str:
    """The key (`token`) of this browser to the response with this id; without one, the page "Open your scan"."""
    for known, _survey, token in _held():
        if known == ref:
            return token
    return refuse()


def refuse() -> NoReturn:
    """Answer with the page "Open your scan".

    403, not 404: the address may well be right, and bookmarks should not be taken for dead. It says the same, in the same
    words, of a response that exists and of one that does not. What was typed on a page that was sent can be copied from it.
    """
    abort(make_response(render_template("fill/open.html", refused=True, typed=_typed()), 403))


def _typed() -> list[str]:
    """The longer texts of a page that was sent, so that they can be copied: the cookie may have gone while it was open."""
    if request.method != "POST":
        return []
    texts = [text for name, text in request.form.items(multi=True) if name not in _NOT_TYPED]
    return [showable(text) for text in texts if len(text.strip()) >= WORTH_COPYING]


def gone(ref: str) -> NoReturn:
    """Answer that this response is no longer there, to a browser that could open it; its key is forgotten.

    When it is there, and only the key of this browser has expired: the page "Open your scan".
    """
    forget(ref)
    if not is_gone(services(), ref):
        refuse()
    abort(make_response(render_template("fill/gone.html"), 410))


def open_draft(ref: str) -> Draft:
    """The response with this id, in the language that the reader chose; without a choice, in its own.

    Answers with another page instead: "Open your scan" (403) without a key, "No longer there" (410) when it was deleted.
    """
    token = key_to(ref)
    try:
        return in_readers_language(load(services(), token), token)
    except UnknownResponse:
        gone(ref)


def in_readers_language(draft: Draft, token: str) -> Draft:
    """The same response in the language that the reader chose, which it keeps; without a choice in its own."""
    chosen = chosen_language()
    if chosen is None:
        use_language(draft.response.language)
    elif chosen != draft.response.language and chosen in draft.questionnaire.languages:
        return choose_language(services(), token, chosen)
    return draft


def questionnaire_at(ref: str) -> Questionnaire:
    """The questionnaire of a response that this browser may open. A response keeps the one it was begun with, for ever."""
    token = key_to(ref)
    begun_with = _begun_with.get(ref)
    if begun_with is None:
        try:
            begun_with = find(services(), token).questionnaire_hash
        except UnknownResponse:
            gone(ref)
        if len(_begun_with) >= MOST_KNOWN:
            _begun_with.clear()
        _begun_with[ref] = begun_with
    return services().surveys.by_hash(begun_with)


def known_questionnaire(ref: str) -> Questionnaire | None:
    """As `questionnaire_at`, as far as it is known without asking the database."""
    begun_with = _begun_with.get(ref)
    return services().surveys.by_hash(begun_with) if begun_with is not None and holds_key(ref) else None


def holds_key(ref: str) -> bool:
    """Whether this browser has a key to the response with this id."""
    return any(known == ref for known, _survey, _token in _held())


def remember(survey: str, ref: str, token: str) -> None:
    """Let this browser open a response, until it is closed; of more than twenty the oldest are forgotten."""
    session[_KEYS] = [[ref, survey, token], *(each for each in _held() if each[0] != ref)][:MOST_KEYS]


def remembered(survey: str) -> str | None:
    """The id of the response to a survey that this browser opened last."""
    return next((ref for ref, of_survey, _token in _held() if of_survey == survey), None)


def keys_held(survey: str | None = None) -> list[str]:
    """The keys of this browser to the responses to a survey, or to any; the newest first."""
    return [token for _ref, of_survey, token in _held() if survey is None or of_survey == survey]


def newest_held() -> str | None:
    """The id of the response that this browser opened last, of any survey."""
    return next((ref for ref, _survey, _token in _held()), None)


def forget(ref: str | None = None) -> list[str]:
    """Let this browser no longer open one response, or any; the keys it had."""
    held = _held()
    kept = [each for each in held if ref is not None and each[0] != ref]
    if len(kept) != len(held):
        session[_KEYS] = kept
    return [token for known, _survey, token in held if ref is None or known == ref]


def keys_to_carry() -> list[list[str]]:
    """All keys of this browser, for `carry` in the session that comes after this one."""
    return _held()


def carry(keys: list[list[str]]) -> None:
    """Let this browser open what it could open in the session before."""
    if keys:
        session[_KEYS] = keys


def _held() -> list[list[str]]:
    """What the cookie holds, newest first: id, survey, key. The cookie is signed, so its shape is ours."""
    held = session.get(_KEYS)
    return [each for each in held if len(each) == _FIELDS] if isinstance(held, list) else []
