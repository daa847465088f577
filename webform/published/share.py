"""What belongs to sharing the page of a collective: its picture for who shows links (Open Graph), and its address as a QR code."""

import io
from typing import Final

from flask import Response, abort

from results.open_data.reading import Whereabouts, whereabouts
from results.open_data.told import Told
from webform.absolute_addresses import absolute, site_root
from webform.protection.limits import limiter
from webform.published import asked
from webform.published.blueprint import blueprint
from webform.published.kept import whole
from webform.published.picture import drawn
from webform.services import services

MOST_DRAWN: Final = "60 per minute"
"""From one address: drawing keeps a processor busy, one picture at a time."""
QUIET_ZONE: Final = 4
"""Modules of white around a code, as its standard asks."""


@blueprint.get("/collectief/<slug>/picture.png")
@limiter.limit(MOST_DRAWN)
def picture(slug: str) -> Response:
    """The name, the sector and the place as a picture of 1200 by 630."""
    asked.only(asked.LANGUAGE)
    asked.language()
    told = _here(slug)
    where = told.place or told.municipality or ""
    return whole(drawn(told.name, " · ".join(told.kinds), where, site_root()), "image/png", told.changed_at)


@blueprint.get("/collectief/<slug>/qr.svg")
def qr(slug: str) -> Response:
    """The address of the page, for on paper."""
    asked.only()
    _here(slug)
    return whole(_code(absolute("public.collective", slug=slug)), "image/svg+xml")


def _code(address: str) -> bytes:
    import segno

    written = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        written, kind="svg", border=QUIET_ZONE, scale=8, dark="#16302a", light="#ffffff", xmldecl=True, svgclass=None,
        lineclass=None, omitsize=False, nl=True,
    )  # fmt: skip
    return written.getvalue()


def _here(slug: str) -> Told:
    where, published = whereabouts(services(), slug)
    if published is None:
        abort(410 if where is Whereabouts.GONE else 404)
    return asked.teller(asked.language()).told(published)
