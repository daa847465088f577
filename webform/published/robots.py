"""What programs that read the whole site should leave alone: everything of one's own, and the desk. A request, no lock."""

from collections.abc import Iterable
from typing import Final

from flask import Response, current_app

from webform.absolute_addresses import absolute
from webform.access import ACCESS, Access
from webform.published import asked
from webform.published.blueprint import blueprint
from webform.published.kept import whole

ALSO: Final = ("/go-on", "/login", "/places", "/api/")
"""Everyone may open these, but there is nothing to find."""


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Which addresses to leave alone, and where the map of the site is."""
    asked.only()
    lines = [
        "User-agent: *",
        *(f"Disallow: {each}" for each in _beginnings()),
        f"Sitemap: {absolute('published.sitemap')}",
    ]
    return whole("\n".join([*lines, ""]).encode("utf-8"), "text/plain")


def _beginnings() -> Iterable[str]:
    """How the addresses begin that not everyone may open, the shortest of each."""
    rules = current_app.url_map.iter_rules()
    private = {rule.rule.partition("<")[0] for rule in rules if ACCESS[rule.endpoint] is not Access.EVERYONE}
    found: list[str] = []
    for each in sorted({*private, *ALSO} - {"/"}):
        if not any(each.startswith(shorter) for shorter in found):
            found.append(each)
    return found
