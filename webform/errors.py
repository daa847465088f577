"""The page for everything that goes wrong: what happened, and what the reader can do. Never what is behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, InternalServerError, ServiceUnavailable

from webform.log import log

RETRY_SECONDS = 30
_OF_THE_BODY = ("content-type", "content-length")
READ_ONLY = "25006"
"""What PostgreSQL says while another server takes over."""


@dataclass(frozen=True, slots=True)
class ErrorText:
    """What the page of one status says."""

    heading: LazyString
    explanation: LazyString


TEXTS: Final[Mapping[int, ErrorText]] = {
    400: ErrorText(_l("We cannot read this request"), _l("Go back, and try it again.")),
    403: ErrorText(_l("You cannot open this page"), _l("Your account has no access to it.")),
    404: ErrorText(
        _l("This page does not exist"),
        _l("Check the address. If you followed a link, it may be old, or it may not have been copied as a whole."),
    ),
    405: ErrorText(_l("This page cannot be used in this way"), _l("Go back, and try it again.")),
    413: ErrorText(
        _l("This is too much to send at once"),
        _l("Nothing was changed. Go back, make the texts shorter and try it again."),
    ),
    422: ErrorText(_l("Something is not right yet"), _l("Go back, and look at what was filled in.")),
    429: ErrorText(_l("Too many attempts"), _l("Wait a few minutes, and try it again.")),
    500: ErrorText(
        _l("Something went wrong here"), _l("This is not your fault. Try again; what you saved before is still there.")
    ),
    503: ErrorText(
        _l("We cannot save or show anything at the moment"),
        _l("What you saved before is still there. Leave this page open, and try it again in a minute."),
    ),
}


TO_LOG: Final[Mapping[int, str]] = {403: "forbidden", 413: "too-large", 429: "too-many-attempts"}
"""What somebody who attacks would meet, told in the log."""


_keepers: dict[str, Callable[..., str | None]] = {}


def keeps_unsaved(endpoint: str) -> Callable[[Callable[..., str | None]], Callable[..., str | None]]:
    """Register a function that draws the page of `endpoint` again, with what was typed, without the database.

    It answers None when it cannot; then the page that holds any form does.
    """

    def register(function: Callable[..., str | None]) -> Callable[..., str | None]:
        _keepers[endpoint] = function
        return function

    return register


_tellers: dict[str, Callable[[HTTPException], Response]] = {}


def tells_programs(first: str) -> Callable[[Callable[[HTTPException], Response]], Callable[[HTTPException], Response]]:
    """Register a function that tells programs what went wrong, at every address that begins with `/first`."""

    def register(function: Callable[[HTTPException], Response]) -> Callable[[HTTPException], Response]:
        _tellers[first] = function
        return function

    return register


def _for_a_program(error: HTTPException) -> Response | None:
    """What went wrong as a program reads it; None where people look."""
    teller = _tellers.get(request.path.split("/", 2)[1] if "/" in request.path else "")
    if teller is None:
        return None
    response = teller(error)
    given = [(name, value) for name, value in error.get_headers() if name.lower() not in _OF_THE_BODY]
    response.headers.extend(given)
    return response


def error_page(status: int, explanation: str | None = None) -> tuple[str, int]:
    """The page of `status`, in the layout."""
    text = TEXTS.get(status, TEXTS[400 if status < 500 else 500])
    again = status == 503 and request.method == "GET"
    page = render_template(
        "layout/error.html",
        heading=text.heading,
        explanation=explanation or text.explanation,
        link=_this_address() if again else "/",
        link_text=_l("Try again") if again else _l("To the start page"),
    )
    return page, status


def database_is_away(error: DBAPIError) -> bool:
    """Whether an error of the database driver means that it cannot be reached or written now."""
    read_only = getattr(error.orig, "sqlstate", None) == READ_ONLY
    return isinstance(error, OperationalError | InterfaceError) or error.connection_invalidated or read_only


def _first_line(error: DBAPIError) -> str:
    """What the driver says. PostgreSQL adds lines with the values of the row."""
    return (str(error.orig).strip().splitlines() or [""])[0]


def _come_back_later() -> ResponseReturnValue:
    """What was sent stays on the page, to be sent again. The reply to a page that was only asked for has a link to it."""
    told = _for_a_program(ServiceUnavailable(retry_after=RETRY_SECONDS))
    return told or (_unsaved_page() or error_page(503)[0], 503, {"Retry-After": str(RETRY_SECONDS)})


def _unsaved_page() -> str | None:
    if request.method != "POST" or any("password" in name for name in request.form):
        return None
    keeper = _keepers.get(request.endpoint or "")
    drawn = keeper(**(request.view_args or {})) if keeper is not None else None
    if drawn is not None:
        return drawn
    held = [(name, text) for name, text in request.form.items(multi=True) if name != "csrf_token"]
    return render_template("layout/held.html", held=held, action=_this_address(), seconds=RETRY_SECONDS)


def _this_address() -> str:
    """The address that was asked for, on this site whatever stands in it."""
    return f"{request.script_root}/" + request.full_path.removesuffix("?").lstrip("/\\")


def register_errors(app: Flask) -> None:
    """Answer every error of `app` with a page."""

    @app.errorhandler(HTTPException)
    def known(error: HTTPException) -> ResponseReturnValue | HTTPException:
        if error.response is not None or (error.code is not None and error.code < 400):
            return error
        if event := TO_LOG.get(error.code or 0):
            log(__name__).warning(event, endpoint=request.endpoint, method=request.method)
        if (told := _for_a_program(error)) is not None:
            return told
        page, status = error_page(error.code or 500)
        return page, status, [(name, value) for name, value in error.get_headers() if name.lower() not in _OF_THE_BODY]

    @app.errorhandler(DBAPIError)
    def database(error: DBAPIError) -> ResponseReturnValue | HTTPException:
        log(__name__).error("database", endpoint=request.endpoint, error=type(error).__name__, cause=_first_line(error))
        if not database_is_away(error):
            return _for_a_program(InternalServerError()) or error_page(500)
        return _come_back_later()

    @app.errorhandler(PoolTimeoutError)
    def busy(error: PoolTimeoutError) -> ResponseReturnValue | HTTPException:
        log(__name__).error("database-pool", endpoint=request.endpoint)
        return _come_back_later()

    @app.errorhandler(Exception)
    def unknown(error: Exception) -> ResponseReturnValue | HTTPException:
        if app.testing:
            raise error
        log(__name__).exception("unexpected", endpoint=request.endpoint, method=request.method)
        return _for_a_program(InternalServerError()) or error_page(500)
