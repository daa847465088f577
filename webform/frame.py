"""What stands around every page: the language, and the links in the header."""

from functools import lru_cache
from typing import Any

from flask import request, session, url_for
from flask_login import current_user

from webform.language import LANGUAGES, current_language, other_language, other_language_address
from webform.language import gettext as _


def frame() -> dict[str, Any]:
    """What `layout/base.html` needs of every view."""
    other = other_language()
    root = request.script_root
    links: list[dict[str, str]] = [{"label": _("Map"), "href": _fixed(root, "public.map_page")}]
    # Only who has logged in has this in the session; nobody else needs a look in the database.
    if "_user_id" in session and current_user.is_authenticated:
        links.append({"label": _("Review"), "href": url_for("review.waiting")})
    links.append({"label": LANGUAGES[other], "href": other_language_address(), "lang": other})
    return {"language": current_language(), "navigation": links, "home_url": _fixed(root, "fill.home")}


@lru_cache(maxsize=64)
def _fixed(root: str, endpoint: str) -> str:
    """An address that never changes while the application stands under `root`."""
    return url_for(endpoint)
