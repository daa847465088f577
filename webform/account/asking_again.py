"""Asking the organisation once more who somebody is and what they may do, while they are logged in: by setting, every hour.

Their browser goes there and back: without a question when it is still logged in there. So who has left the organisation, or has
no role any more, is out within that time. Only whole pages are asked on the way: what was typed is never lost to it.

The way there begins on a page of its own, which goes on by itself: a browser that follows a form (also one that searches) is not
led to another site, since our policy says that forms send here only (`form-action`).
"""

from datetime import timedelta

from flask import Flask, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results.accounts.sessions import UNUSED
from webform.access import ACCESS, MAY
from webform.account.login import sign_out
from webform.language import gettext as _
from webform.services import services
from webform.settings.oidc import OidcSettings

LONGEST_QUERY = 150


def init_asking_again(app: Flask, settings: OidcSettings) -> None:
    """Ask, when the setting says so."""
    every = timedelta(minutes=settings.ask_again)
    if not every:
        return

    @app.before_request
    def ask_again() -> Response | str | None:
        if ACCESS.get(request.endpoint or "") not in MAY or not current_user.is_authenticated:
            return None
        if not current_user.account.provided or current_user.session is None:
            return None
        since = services().clock.now() - current_user.session.begun_at
        if since > every and _is_a_page():
            return render_template("account/asking.html", there=url_for("organisation.go", next=_here()))
        if since > every + UNUSED:  # nothing but what no page asks for, for so long: that is nobody at work
            sign_out()
            flash(
                _("You were logged in for a long time, or did nothing for a while. Log in again to go on."), "warning"
            )
            return redirect(url_for("account.login"), code=303)
        return None


def _is_a_page() -> bool:
    """Whether a browser asks for a whole page; a part of one, or what a script asks, cannot go elsewhere first."""
    said = request.headers
    return (
        request.method == "GET"
        and said.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and said.get("Sec-Fetch-Dest", "document") == "document"
    )


def _here() -> str:
    query = request.query_string.decode("ascii", "replace")
    return f"{request.path}?{query}" if 0 < len(query) <= LONGEST_QUERY else request.path
