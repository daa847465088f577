"""Open data: all collectives, or those that pass the filters of the map, in the formats that others read."""

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from flask import Response, request

from engine.questionnaire import Questionnaire
from engine.values import Json
from results.open_data import geojson, json_ld, table
from results.open_data.reading import Wanted, every_entry, page, version
from results.open_data.record import record
from results.open_data.told import Teller, Told
from results.services import Services
from webform.absolute_addresses import absolute
from webform.protection.limits import limiter
from webform.published import asked
from webform.published.blueprint import blueprint
from webform.published.kept import streamed
from webform.services import services

MOST_WHOLE = "60 per 10 minutes"
"""From one address: a file of everything keeps a processor busy for seconds."""
FORMAT = "for"


@blueprint.get("/api/v1/collectives")
def collectives() -> Response:
    """A page of them; `next` leads to the following one."""
    questionnaire, in_language = asked.survey(), asked.language()
    wanted = asked.wanted(questionnaire, asked.CURSOR, asked.LIMIT)
    after, limit = asked.cursor(), asked.limit()
    now = version(services(), questionnaire.survey)
    teller = asked.teller(in_language)

    def make() -> Iterable[str]:
        found = page(services(), wanted, after, limit)
        told: dict[str, Json] = {
            "licence": licensed(in_language),
            "next": _next(found.next_after),
            "collectives": [record(teller.told(each)) for each in found.entries],
        }
        return [json.dumps(told, ensure_ascii=False)]

    response = streamed(make, "application/json", now, *depends(questionnaire, in_language))
    return linked(response, in_language)


@blueprint.get("/api/v1/collectives.geojson")
@limiter.limit(MOST_WHOLE)
def as_geojson() -> Response:
    """All of them as GeoJSON."""
    questionnaire, in_language = asked.survey(), asked.language()
    wanted, about = asked.wanted(questionnaire), asked.about(questionnaire, in_language)
    return _file(wanted, questionnaire, in_language, geojson.MIMETYPE, partial(geojson.collection, about=about))


@blueprint.get("/api/v1/collectives.jsonld")
@limiter.limit(MOST_WHOLE)
def as_json_ld() -> Response:
    """All of them in the words of schema.org."""
    questionnaire, in_language = asked.survey(), asked.language()
    wanted, about = asked.wanted(questionnaire), asked.about(questionnaire, in_language)
    return _file(wanted, questionnaire, in_language, json_ld.MIMETYPE, partial(json_ld.graph, about=about))


@blueprint.get("/api/v1/collectives.csv")
@limiter.limit(MOST_WHOLE)
def as_csv() -> Response:
    """All of them as a table."""
    questionnaire, in_language = asked.survey(), asked.language()
    wanted = asked.wanted(questionnaire, FORMAT)
    name = request.args.get(FORMAT, table.Dialect.STANDARD)
    if name not in set(table.Dialect):
        asked.refuse(f"{FORMAT} must be one of: {', '.join(table.Dialect)}.")
    dialect = table.Dialect(name)
    words = asked.teller(in_language).vocabulary(questionnaire.hash)
    response = _file(
        wanted, questionnaire, in_language, table.MIMETYPE, partial(table.table, words=words, dialect=dialect)
    )
    response.headers["Content-Disposition"] = 'attachment; filename="collectives.csv"'
    return response


def licensed(in_language: str) -> Json:
    """The licence as JSON; None while the operator has chosen none."""
    licence = asked.licence(in_language)
    return None if licence is None else {"name": licence.name, "id": licence.id or None, "url": licence.address or None}


def linked(response: Response, in_language: str) -> Response:
    """With the licence, and what describes all this, as links in its headers (RFC 8288)."""
    licence = asked.licence(in_language)
    response.headers.add("Link", f'<{absolute("published.description")}>; rel="service-desc"')
    if licence is not None and licence.address.isascii() and licence.address:
        response.headers.add("Link", f'<{licence.address}>; rel="license"')
    return response


def depends(questionnaire: Questionnaire, in_language: str) -> tuple[str, ...]:
    """What an answer depends on beside the entries: the labels, and what the operator says of it."""
    about = asked.about(questionnaire, in_language)
    return (questionnaire.hash, in_language, about.title, about.publisher, repr(about.licence))


def _next(after: str | None) -> str | None:
    if after is None:
        return None
    given = {name: values for name, values in request.args.lists() if name != asked.CURSOR}
    return absolute("published.collectives", **given, cursor=after)


def _file(
    wanted: Wanted,
    questionnaire: Questionnaire,
    in_language: str,
    mimetype: str,
    write: Callable[[Iterable[Told]], Iterable[str]],
) -> Response:
    now = version(services(), questionnaire.survey)
    told = partial(_told, services(), wanted, asked.teller(in_language))
    response = streamed(lambda: write(told()), mimetype, now, *depends(questionnaire, in_language))
    return linked(response, in_language)


def _told(used: Services, wanted: Wanted, teller: Teller) -> Iterator[Told]:
    return map(teller.told, every_entry(used, wanted))
