"""The blueprint of what others take over, and the headers and errors that all of it has in common."""

import json
from typing import Final

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException

from webform.errors import tells_programs

blueprint = Blueprint("published", __name__)

PROBLEM: Final = "application/problem+json"
WHAT_THERE_IS: Final = "There is nothing at this address. What there is, is described at /api/v1/openapi.json."
ASK_EACH_TIME: Final = "public, max-age=0, must-revalidate"
"""What is taken off the map is gone from every cache at the next question; what did not change is not sent again."""
SHARING: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


@blueprint.after_request
def shared(response: Response) -> Response:
    """Scripts of every site may read this, without anybody's cookies; caches ask each time."""
    response.headers.update(SHARING)
    if request.method == "OPTIONS":
        response.headers.update(PREFLIGHT)
    response.headers["Cache-Control"] = ASK_EACH_TIME if response.status_code in (200, 304) else "no-store"
    return response


@blueprint.errorhandler(HTTPException)
def refused(error: HTTPException) -> Response:
    """What went wrong, for a program."""
    return _problem(error.code or 500, error.name, error.description)


@tells_programs("api")
def nowhere(error: HTTPException) -> Response:
    """The same where no view was found, or none came to an answer."""
    detail = WHAT_THERE_IS if error.code == 404 else error.description
    response = _problem(error.code or 500, error.name, detail)
    response.headers.update(SHARING)
    response.headers["Cache-Control"] = "no-store"
    return response


def _problem(status: int, title: str, detail: str | None) -> Response:
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(told, ensure_ascii=False), status, mimetype=PROBLEM)
