"""Where one-time codes are demanded: whoever logs in with a password and has none turns them on, before anything else opens."""

from flask import Flask, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from webform.access import ACCESS, MAY
from webform.language import gettext as _

CODES = "CODES"
"""The setting of the application: whether one-time codes are demanded."""

OPEN = ("own_codes.", "own.page")
"""What opens meanwhile: the page to turn them on, and the one to log out."""


def init_codes_first(app: Flask) -> None:
    """Demand them, when the setting says so."""
    if not app.config[CODES]:
        return

    @app.before_request
    def codes_first() -> Response | None:
        endpoint = request.endpoint or ""
        if ACCESS.get(endpoint) not in MAY or endpoint.startswith(OPEN) or not current_user.is_authenticated:
            return None
        if current_user.account.codes or not current_user.account.has_password:
            return None
        flash(_("This site asks everybody for one-time codes. Turn them on, then go on."), "warning")
        return redirect(url_for("own_codes.page"), code=303)
