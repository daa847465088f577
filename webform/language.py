"""Which language a person reads: chosen by the link in the header, kept in the session, else what the browser asks for."""

from urllib.parse import urlencode

from flask import Flask, current_app, g, redirect, request, session
from flask_babel import Babel, get_locale, refresh
from werkzeug.wrappers import Response

LANGUAGES = {"nl": "Nederlands", "en": "English"}
DEFAULT = "nl"
PARAMETER = "language"
_KEY = "language"


def current_language() -> str:
    """The language of this request: "nl" or "en"."""
    locale = get_locale()
    return locale.language if locale is not None else DEFAULT


def remember_language(language: str) -> None:
    """Keep `language` for the next requests of this browser."""
    if session.get(_KEY) != language:
        session[_KEY] = language


def chosen_language() -> str | None:
    """The language that was chosen in this browser, if any was."""
    kept = session.get(_KEY)
    return str(kept) if kept in LANGUAGES else None


def use_language(language: str) -> None:
    """Answer this request in `language`, where nobody chose another; nothing is remembered."""
    if language in LANGUAGES and language != current_language():
        g.language = language
        refresh()


def _select() -> str:
    asked = g.get("language") or chosen_language()
    if asked is not None:
        return str(asked)
    return request.accept_languages.best_match(LANGUAGES, DEFAULT) or DEFAULT


def other_language() -> str:
    """The language that the link in the header leads to."""
    return next(code for code in LANGUAGES if code != current_language())


def other_language_address() -> str:
    """The address of this page in the other language; of the start page when this one cannot simply be opened again."""
    path = request.path
    if request.method != "GET":
        adapter = current_app.create_url_adapter(request)
        if adapter is None or not adapter.test(path, method="GET"):
            path = "/"
    arguments = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    return f"{path}?{urlencode([*arguments, (PARAMETER, other_language())])}"


def init_languages(app: Flask) -> None:
    """Translate the interface of `app`, and let `?language=` on any page change it."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", "translations")
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", "Europe/Amsterdam")
    Babel(app, locale_selector=_select)

    @app.before_request
    def change_language() -> Response | None:
        asked = request.args.get(PARAMETER)
        if asked not in LANGUAGES or request.method != "GET" or request.endpoint in (None, "static"):
            return None
        remember_language(asked)
        rest = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
        return redirect(request.path + (f"?{urlencode(rest)}" if rest else ""), code=303)
