"""Which language a person reads: chosen by the link in the header, kept in the session, else what the browser asks for.

The language is settled once at the beginning of a request. Templates and views look texts up here, with the catalogues and
the rules of Flask-Babel but without asking for the locale at each of some thirty texts on a page.
"""

from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path
from urllib.parse import quote, urlencode

from babel.support import Translations
from flask import Flask, current_app, redirect, request, session
from flask_babel import Babel, refresh
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header
from werkzeug.wrappers import Response

from webform.access import SHARED

LANGUAGES = {"nl": "Nederlands", "en": "English"}
_LOCALES = {"nl": "nl_NL", "en": "en_GB"}
"""How dates and numbers are written: the rest of Europe writes 23 November 2026 too."""
DEFAULT = "nl"
TIMEZONE = "Europe/Amsterdam"
"""Of every time that is told, on pages and in mails."""
PARAMETER = "language"
CATALOGUES = Path(__file__).resolve().parent / "translations"
ADDRESSED = frozenset({"public.collective"})
_KEY = "language"
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)


def current_language() -> str:
    """The language of this request: "nl" or "en"."""
    return _language.get()


def chosen_language() -> str | None:
    """The language that was chosen in this browser, if any was."""
    kept = session.get(_KEY)
    return str(kept) if kept in LANGUAGES else None


def remember_language(language: str) -> None:
    """Keep `language` for the next requests of this browser."""
    if session.get(_KEY) != language:
        session[_KEY] = language


def use_language(language: str) -> None:
    """Answer this request in `language`, where nobody chose another; nothing is remembered."""
    if language in LANGUAGES and language != current_language():
        _language.set(language)
        refresh()


def other_language() -> str:
    """The language that the link in the header leads to."""
    language = current_language()
    return next(code for code in LANGUAGES if code != language)


def other_language_address() -> str:
    """The address of this page in the other language; of the start page when this one cannot simply be opened again."""
    path = request.path
    if request.method != "GET":
        adapter = current_app.create_url_adapter(request)
        if adapter is None or not adapter.test(path, method="GET"):
            path = "/"
    arguments = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    return f"{quote(path)}?{urlencode([*arguments, (PARAMETER, other_language())])}"


def init_languages(app: Flask) -> None:
    """Translate the interface of `app`, and let `?language=` on any page change it."""
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(CATALOGUES))
    app.config.setdefault("BABEL_DEFAULT_LOCALE", DEFAULT)
    app.config.setdefault("BABEL_DEFAULT_TIMEZONE", TIMEZONE)
    Babel(app, locale_selector=lambda: _LOCALES[current_language()])
    app.jinja_env.globals.update({"_": gettext, "gettext": gettext, "ngettext": ngettext})
    app.before_request(_settle)


def _settle() -> Response | None:
    """Settle the language of this request; when it was just chosen, go on to the page without that in its address.

    A page with a language in its own address (`ADDRESSED`) is shown at once: each language of it can be linked to.
    """
    if request.endpoint in SHARED:
        _language.set(DEFAULT)
        return None
    language = chosen_language() or _preferred(request.headers.get("Accept-Language", ""))
    _language.set(language)
    if PARAMETER not in request.args or request.method != "GET" or request.endpoint in (None, "static"):
        return None
    asked = request.args[PARAMETER]
    if asked not in LANGUAGES:
        return None
    remember_language(asked)
    if request.endpoint in ADDRESSED:
        _language.set(asked)
        return None
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != PARAMETER]
    return redirect(quote(request.path) + (f"?{urlencode(rest)}" if rest else ""), code=303)


@lru_cache(maxsize=256)
def _preferred(accepted: str) -> str:
    """The best of our languages for what a browser says that it accepts."""
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES, DEFAULT) or DEFAULT


@lru_cache(maxsize=len(LANGUAGES))
def catalogue(language: str) -> NullTranslations:
    """The texts of the interface in one language; English ones are their own."""
    return Translations.load(CATALOGUES, [language])


def gettext(text: str, **values: object) -> Markup:
    """A text in the reader's language; it is HTML, and values in it are escaped."""
    if not values:
        return _fixed_text(_language.get(), text)
    return _filled(catalogue(_language.get()).gettext(text), values)


@lru_cache(maxsize=4096)
def _fixed_text(language: str, text: str) -> Markup:
    """A text without values: most are, and a page has dozens."""
    return _filled(catalogue(language).gettext(text), {})


def ngettext(singular: str, plural: str, number: int, **values: object) -> Markup:
    """The text for this number in the reader's language; the number itself is %(num)s."""
    values.setdefault("num", number)
    return _filled(catalogue(_language.get()).ngettext(singular, plural, number), values)


def _filled(text: str, values: dict[str, object]) -> Markup:
    # The texts are our own: from the catalogues, which are part of the program.
    html = Markup(text)  # noqa: S704
    return html % values if values or "%" in text else html
