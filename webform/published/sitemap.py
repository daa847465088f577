"""The map of this site for search engines (sitemaps.org): every public page, and the page of every collective.

One file as long as everything fits in it, else an index of parts. Parts begin after an address, so that they are read with the
index of the database, however many there are.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import Final

from flask import Response, abort

from results.open_data.reading import addresses, newest_version, parts_of_addresses
from results.open_data.told import moment
from results.services import Services
from webform.absolute_addresses import absolute, prefix
from webform.published import asked
from webform.published.blueprint import blueprint
from webform.published.kept import streamed
from webform.published.xml import DECLARATION, element, written
from webform.services import services

MIMETYPE: Final = "application/xml"
PART: Final = 25_000
"""So many collectives stand in one file. A file may have 50,000 addresses, and the pages that are always there come along."""
_SCHEMA: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
PAGES: Final = (
    "fill.home", "public.map_page", "pages.contact", "pages.privacy", "pages.accessibility", "pages.reuse",
)  # fmt: skip


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """Every address, or where the parts are."""
    asked.only()
    parts = parts_of_addresses(services(), PART)
    changed = newest_version(services())
    pages = _pages()
    if len(parts) == 1:
        before = prefix("public.collective", "slug")
        return streamed(partial(_urls, services(), pages, before, "", PART), MIMETYPE, changed)
    listed = [absolute("published.sitemap_part", number=number) for number in range(len(parts) + 1)]
    return streamed(partial(_index, listed, changed.changed_at if changed else None), MIMETYPE, changed)


@blueprint.get("/sitemap-<int:number>.xml")
def sitemap_part(number: int) -> Response:
    """One part: number 0 has the pages that are always there, the others those of collectives."""
    asked.only()
    parts = parts_of_addresses(services(), PART)
    if number > len(parts):
        abort(404)
    pages, after, limit = (_pages(), "", 0) if number == 0 else ([], parts[number - 1], PART)
    before = prefix("public.collective", "slug")
    return streamed(partial(_urls, services(), pages, before, after, limit), MIMETYPE, newest_version(services()))


def _pages() -> list[str]:
    surveys = services().surveys
    offered = [surveys.current(name) for name in surveys.names]
    return [
        *(absolute(each) for each in PAGES),
        *(absolute("fill.start", survey=each.survey) for each in offered),
        *(absolute("pages.about", survey=each.survey) for each in offered if each.scoring.dimensions),
    ]


def _urls(used: Services, pages: list[str], before: str, after: str, limit: int) -> Iterator[str]:
    yield f'{DECLARATION}<urlset xmlns="{_SCHEMA}">\n'
    for page in pages:
        yield _place("url", page, None)
    for slug, changed_at in addresses(used, after, limit):
        yield _place("url", before + slug, changed_at)
    yield "</urlset>\n"


def _index(listed: list[str], changed_at: datetime | None) -> Iterator[str]:
    yield f'{DECLARATION}<sitemapindex xmlns="{_SCHEMA}">\n'
    for each in listed:
        yield _place("sitemap", each, changed_at)
    yield "</sitemapindex>\n"


def _place(name: str, address: str, changed_at: datetime | None) -> str:
    made = element(name)
    made.append(element("loc", address))
    if changed_at is not None:
        made.append(element("lastmod", moment(changed_at)))
    return written(made) + "\n"
