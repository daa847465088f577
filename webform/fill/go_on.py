"""Going on with a scan: by the link in a mail.

A link is used by pressing a button, not by opening its page: mail scanners open every link. Its pages send no referrer.
"""

from flask import Blueprint, redirect, render_template, url_for
from werkzeug.wrappers import Response

from results import keys
from results.errors import UnknownKey
from webform.csrf import proven_by_token
from webform.fill.opening import remember
from webform.services import services

blueprint = Blueprint("go_on", __name__)
NO_REFERRER = {"Referrer-Policy": "no-referrer"}
GONE = 410


@blueprint.get("/go-on/<link>")
def link(link: str) -> tuple[str, int, dict[str, str]]:
    """The page with the button."""
    if not keys.link_is_good(services(), link):
        return _expired()
    return render_template("fill/link.html", link=link), 200, NO_REFERRER


@blueprint.post("/go-on/<link>")
@proven_by_token
def use(link: str) -> Response | tuple[str, int, dict[str, str]]:
    """Open the response in this browser, and go to where the respondent should be."""
    try:
        opened = keys.use_link(services(), link)
    except UnknownKey:
        return _expired()
    remember(opened.survey, opened.response_id, opened.token)
    return redirect(url_for("fill.resume", ref=opened.response_id), code=303)


def _expired() -> tuple[str, int, dict[str, str]]:
    return render_template("fill/expired.html"), GONE, NO_REFERRER
