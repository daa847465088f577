"""The answers to "is this still right?": three links in a mail, each a page with a button, since mail scanners open links."""

from typing import Final

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from results.errors.filling import UnknownKey
from results.filling import keys
from results.upkeep.renewal import still_right
from webform.fill.go_on import GONE, NO_REFERRER, blueprint
from webform.fill.opening import newest_held, remember
from webform.language import gettext as _
from webform.protection.csrf import STALE, keeps_typed, proven_by_token
from webform.services import services

Shown = str | Response | tuple[str, int] | tuple[str, int, dict[str, str]]
ANSWERS: Final[dict[str, tuple[LazyString, LazyString, LazyString]]] = {
    "yes": (
        _l("Is everything still right?"),
        _l("Press the button if what we say about your collective is still right. We will ask again in a year."),
        _l("Yes, it is still right"),
    ),
    "change": (
        _l("Change something"),
        _l("You will see your answers. What is public stays as it is until a coordinator approves the new version."),
        _l("Go to my answers"),
    ),
    "remove": (
        _l("Off the map"),
        _l("First you see what withdrawing does. Nothing happens before you press the button there."),
        _l("Go on"),
    ),
}
"""By the word in the address: the heading, what the button does, and the button."""
LEADS_TO: Final = {"yes": "my_scan.my_scan", "change": "fill.overview", "remove": "my_scan.withdrawing"}


@blueprint.get("/still-right/<answer>/<link>")
def renewal(answer: str, link: str) -> Shown:
    """The page with the button."""
    return _page(answer, link)


@blueprint.post("/still-right/<answer>/<link>")
@proven_by_token
def renew(answer: str, link: str) -> Shown:
    """Carry out the answer, and open the response in this browser."""
    if answer not in ANSWERS:
        abort(404)
    try:
        if answer == "yes":
            opened, said = still_right(services(), link)
            thank(said)
        else:
            opened = keys.use_link(services(), link)
    except UnknownKey:
        return _expired()
    remember(opened.survey, opened.response_id, opened.token)
    return redirect(url_for(LEADS_TO[answer], ref=opened.response_id), code=303)


def thank(said: bool) -> None:
    """What is told on the next page: that it was noted, or that there was nothing to confirm."""
    if said:
        flash(_("Thank you. We have noted that everything is still right. We will ask again in a year."), "success")
    else:
        flash(
            _("This is not approved at the moment, so there is nothing to confirm. Here you can see where it stands."),
            "warning",
        )


@keeps_typed("go_on.renew")
def _press_again(answer: str, link: str) -> Shown:
    return _page(answer, link, stale=str(STALE), status=400)


def _expired() -> Shown:
    """How to answer all the same: on "My scan", which this browser may hold the key to."""
    return render_template("fill/expired.html", asked=True, held=newest_held()), GONE, NO_REFERRER


def _page(answer: str, link: str, stale: str = "", status: int = 200) -> Shown:
    if answer not in ANSWERS:
        abort(404)
    if not keys.link_is_good(services(), link):
        return _expired()
    heading, told, button = ANSWERS[answer]
    page = render_template(
        "fill/still_right.html", answer=answer, link=link, heading=heading, told=told, button=button, stale=stale
    )
    return page, status, NO_REFERRER
