"""The list of submissions: what waits, or what is in another state."""

from typing import Any

from flask import abort, render_template, request, url_for

from results.desk.queue import queue as queue_of
from results.post import undelivered
from results.review import State
from webform.language import gettext as _
from webform.review.blueprint import blueprint
from webform.services import services
from webform.states import STATES

WAITING = "submitted"


@blueprint.get("")
def waiting() -> str:
    """The list: what waits, or what is in another state."""
    asked = request.args.get("state", WAITING)
    states = [state for state in State if state == asked]
    if not states and asked != "all":
        abort(404)
    queue = queue_of(services(), states, page=_page_number())
    chips = [_chip("all", _("All"), sum(queue.counts.values()), asked)]
    chips[:0] = [
        _chip(state.value, STATES[state].title, queue.counts[state], asked)
        for state in State
        if queue.counts.get(state)
    ]
    return render_template(
        "review/waiting.html",
        queue=queue,
        chips=chips,
        asked=asked,
        states=STATES,
        undelivered=undelivered(services().database),
    )


def _chip(value: str, label: object, count: int, asked: str) -> dict[str, Any]:
    return {"label": label, "href": url_for("review.waiting", state=value), "count": count, "current": value == asked}


def _page_number() -> int:
    text = request.args.get("page", "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
