"""What stands around every page: the language, the links in the header and the footer, and parts that never differ."""

from collections.abc import Hashable
from typing import Any, NamedTuple

from flask import current_app, request, session, url_for
from flask_login import current_user
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from engine.questionnaire import Questionnaire
from results.review import Role
from webform.access import MAY, Access
from webform.addresses import fixed_address, response_address
from webform.desk_parts import waits
from webform.language import LANGUAGES, current_language, other_language, other_language_address
from webform.language import gettext as _
from webform.services import services

MOST_ABOUT = 3
"""With more scored surveys than this, the way to how each is scored is its own start page."""
_FOOTER = "zelfscan-footer"
_FIXED = "zelfscan-fixed-parts"
MOST_FIXED = 200
"""A handful for each language, unless somebody gives `fixed_part` what varies."""


class Link(NamedTuple):
    """A link in the footer."""

    label: str
    href: str


def frame() -> dict[str, Any]:
    """What `layout/base.html` needs of every view."""
    other = other_language()
    root = request.script_root
    links: list[dict[str, Any]] = [{"label": _("Map"), "href": fixed_address(root, "public.map_page")}]
    if ref := _held_here():
        here = {"current": True} if request.endpoint == "my_scan.my_scan" else {}
        links.append({"label": _("My scan"), "href": response_address("my_scan.my_scan", ref), **here})
    if (role := _role()) is not None:
        if role in MAY[Access.COORDINATOR]:
            links.append({"label": _review(), "href": url_for("review.waiting")})
        here = {"current": True} if request.endpoint == "own.page" else {}
        links.append({"label": _("My account"), "href": url_for("own.page"), **here})
    links.append({"label": LANGUAGES[other], "href": other_language_address(), "lang": other})
    return {
        "language": current_language(),
        "navigation": links,
        "home_url": fixed_address(root, "fill.home"),
        "footer_links": _footer(root, current_language()),
    }


def _held_here() -> str | None:
    """The id of the scan that "My scan" leads to: the one this page is about, when this browser holds a key to it, else the
    one that it got a key to last (see `fill/opening.py`); None where it holds none.
    """
    held = [str(each[0]) for each in session.get("keys") or ()]
    ref = (request.view_args or {}).get("ref")
    return ref if ref in held else next(iter(held), None)


def _role() -> Role | None:
    """What the account that is logged in here may do; None where nobody is."""
    # Only who has logged in has this in the session; nobody else needs a look in the database. The page that tells that the
    # database is away has this frame too.
    try:
        return current_user.role if "_user_id" in session and current_user.is_authenticated else None
    except SQLAlchemyError:
        return None


def _review() -> str:
    """The way to the desk, with how much waits there."""
    try:
        count = waits().total
    except SQLAlchemyError:
        return _("Review")
    return _("Review (%(count)s)", count=count) if count else _("Review")


def _footer(root: str, language: str) -> tuple[Link, ...]:
    """What people look for at the foot of any page. Always the same, so it is made once for each language."""
    made: dict[tuple[str, str], tuple[Link, ...]] = current_app.extensions.setdefault(_FOOTER, {})
    footer = made.get((root, language))
    if footer is None:
        surveys = services().surveys
        offered = [surveys.current(name).in_language(language) for name in surveys.names]
        scored = [each for each in offered if each.scoring.dimensions]
        about = scored if len(scored) <= MOST_ABOUT else []
        footer = made[root, language] = (
            *(
                Link(
                    _("How we calculate") if len(about) == 1 else _("How we calculate: %(survey)s", survey=each.title),
                    url_for("pages.about", survey=each.survey),
                )
                for each in about
            ),
            *([Link(_("Open data"), url_for("pages.reuse"))] if any(map(_on_a_map, offered)) else []),
            Link(_("Contact"), url_for("pages.contact")),
            Link(_("Privacy"), url_for("pages.privacy")),
            Link(_("Accessibility"), url_for("pages.accessibility")),
        )
    return footer


def _on_a_map(questionnaire: Questionnaire) -> bool:
    return questionnaire.publication.map_entry is not None


def fixed_part(template: str, macro: str, *arguments: Hashable) -> Markup:
    """What a macro draws, for parts of a page that are the same for everybody who reads the same language: drawn once."""
    drawn: dict[Hashable, Markup] = current_app.extensions.setdefault(_FIXED, {})
    key = (request.script_root, current_language(), template, macro, arguments)
    part = drawn.get(key)
    if part is None:
        if len(drawn) >= MOST_FIXED:
            drawn.clear()
        part = drawn[key] = getattr(current_app.jinja_env.get_template(template).module, macro)(*arguments)
    return part
