"""What stands around every page: the language, and the links in the header."""

from typing import Any

from flask import session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from webform.language import LANGUAGES, current_language, other_language, other_language_address


def frame() -> dict[str, Any]:
    """What `layout/base.html` needs of every view."""
    other = other_language()
    links = [{"label": _("Map"), "href": url_for("public.map_page")}]
    # Only who has logged in has this in the session; nobody else needs a look in the database.
    if "_user_id" in session and current_user.is_authenticated:
        links.append({"label": _("Review"), "href": url_for("review.waiting")})
    links.append({"label": LANGUAGES[other], "href": other_language_address(), "lang": other})
    return {"language": current_language(), "navigation": links, "home_url": url_for("fill.home")}
