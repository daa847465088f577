"""The button on "My scan" that says that everything is still right."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from results.errors.filling import UnknownResponse
from results.upkeep.renewal import confirm as confirm_scan
from webform.fill.opening import gone, key_to
from webform.fill.still_right import thank
from webform.my_scan.views import again_with, blueprint
from webform.protection.csrf import STALE, keeps_typed
from webform.services import services


@blueprint.post("/r/<ref>/scan/still-right")
def confirm(ref: str) -> Response:
    """Note it, and back to the page."""
    try:
        thank(confirm_scan(services(), key_to(ref)))
    except UnknownResponse:
        gone(ref)
    return redirect(url_for("my_scan.my_scan", ref=ref), code=303)


@keeps_typed("my_scan.confirm")
def _confirm_again(ref: str) -> tuple[str, int]:
    return again_with(ref, str(STALE))
