"""Protection against requests that another site makes in somebody's name: Flask-WTF, on every POST.

A token is good for as long as the session, not for an hour: people leave a page open over lunch. Where the token does not
fit (the cookie was lost, or the session renewed in another tab) the views that hold typed text show it again.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any

from flask import Flask, request, session
from flask_babel import lazy_gettext as _l
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf, validate_csrf
from werkzeug.exceptions import HTTPException
from wtforms import ValidationError

from webform.errors import error_page
from webform.log import log

STALE = _l(
    "This page was open for a long time, or your browser does not keep cookies. Nothing is lost: look at the page once "
    "more, and press the button again."
)
_keepers: dict[str, Callable[..., Any]] = {}
_by_token_only: set[str] = set()


def keeps_typed(endpoint: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function that shows the page of `endpoint` again, with what was typed, when the token did not fit."""

    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        _keepers[endpoint] = function
        return function

    return register


def proven_by_token(view: Callable[..., Any]) -> Callable[..., Any]:
    """For a page that sends no referrer: its POST is proven by the token alone, over https too."""
    _by_token_only.add(f"{view.__module__}.{view.__name__}")

    @wraps(view)
    def proven(**arguments: Any) -> Any:
        try:
            validate_csrf(request.form.get("csrf_token"))
        except ValidationError as error:
            raise CSRFError(str(error)) from None
        return view(**arguments)

    return proven


def _signed_token() -> str:
    raw = session.get("csrf_token")
    return _signed(raw) if raw else generate_csrf()


@lru_cache(maxsize=2000)
def _signed(raw: str) -> str:
    """The token of this session, signed. Asked for within a request of that session."""
    signed: str = generate_csrf()
    return signed


def init_csrf(app: Flask) -> None:
    """Refuse every POST to `app` without a fitting token."""
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    protection = CSRFProtect(app)
    for view in _by_token_only:
        protection.exempt(view)
    # Signing takes longer than all else that a form needs, and the same token may be signed once and for all.
    app.context_processor(lambda: {"csrf_token": _signed_token})

    @app.errorhandler(CSRFError)
    def refused(error: CSRFError) -> Any:
        log(__name__).warning("csrf-refused", endpoint=request.endpoint)
        keeper = _keepers.get(request.endpoint or "")
        if keeper is None:
            return error_page(400, str(STALE))
        try:
            return keeper(**(request.view_args or {}))
        except HTTPException as refusal:  # nobody handles what an error handler raises
            return refusal.response or error_page(refusal.code or 400)
