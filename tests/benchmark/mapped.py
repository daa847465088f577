"""A map of a hundred thousand entries, put straight into the tables: made up, in the places there are, a third at points of
their own. Only for measuring: through the use cases it would take an hour.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from results.map_entry import slug
from results.models.public_map import MapEntryRow, SlugRow
from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow
from results.ports import KnownPlace
from results.services import Services
from results.store import map_versions

ENTRIES = 100_000
SURVEY = "zelfscan"
AT_A_TIME = 2_000
_WORDS = [
    "samen",
    "wij",
    "onze",
    "buurt",
    "wijk",
    "dorp",
    "energie",
    "zon",
    "wind",
    "warmte",
    "zorg",
    "tuin",
    "oogst",
    "delen",
    "auto",
    "huis",
    "wonen",
    "leden",
    "jong",
    "oud",
    "groen",
    "water",
    "markt",
    "winkel",
    "school",
    "muziek",
    "werk",
    "grond",
    "bos",
    "dak",
    "besparen",
    "coöperatie",
    "vereniging",
    "plek",
    "ontmoeten",
    "helpen",
    "koken",
    "repareren",
]


def fill_map(services: Services, entries: int = ENTRIES) -> None:
    """Put so many entries on the map of the zelfscan, which must be empty."""
    chance = random.Random(1)  # noqa: S311  # the same every time is what is wanted
    places = [place for letter in "abdeghklmnorstuvwz" for place in services.geocoder.suggest(letter, 500)]
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    for first in range(0, entries, AT_A_TIME):
        with services.database.writing() as connection:
            made = [
                _entry(services, chance, places, number, begin)
                for number in range(first, min(entries, first + AT_A_TIME))
            ]
            _put(connection, made, services.surveys.current(SURVEY).hash)
            map_versions.count_up(connection, SURVEY, begin)


def _entry(
    services: Services, chance: random.Random, places: list[KnownPlace], number: int, begin: datetime
) -> dict[str, Any]:
    questionnaire = services.surveys.current(SURVEY)
    rules = questionnaire.publication.map_entry
    assert rules is not None
    place = chance.choice(places)
    title = f"{' '.join(chance.choices(_WORDS, k=2)).title()} {place.name} {number}"
    fields: dict[str, Any] = {}
    for field in rules.fields:
        options = [option.value for option in questionnaire.questions[field.question].options if not option.exclusive]
        kind = questionnaire.questions[field.question].type
        if kind == "single_choice":
            fields[field.name] = chance.choice(options)
        elif kind == "multiple_choice":
            fields[field.name] = chance.sample(options, min(2, len(options)))
    fields |= {"name": title, "place": place.value, "started": 1950 + int(76 * chance.random() ** 0.3)}
    fields["description"] = " ".join(chance.choices(_WORDS, k=40))
    own = chance.random() < 1 / 3
    spread = (chance.uniform(-0.05, 0.05), chance.uniform(-0.08, 0.08)) if own else (0.0, 0.0)
    return {
        "response_id": f"{number:032x}",
        "slug": slug(title, SURVEY),
        "title": title,
        "fields": fields,
        "latitude": round(place.latitude + spread[0], 5 if own else 3),
        "longitude": round(place.longitude + spread[1], 5 if own else 3),
        "precision": "point" if own else "place",
        "municipality": place.municipality,
        "province": place.province,
        "at": begin + timedelta(seconds=number),
    }


def _put(connection: Connection, made: list[dict[str, Any]], questionnaire_hash: str) -> None:
    def rows(*names: str, **same: Any) -> Iterator[dict[str, Any]]:
        return ({**{name: each[name] for name in names}, **same} for each in made)

    of = {"questionnaire_hash": questionnaire_hash, "language": "nl", "answers": {}}
    connection.execute(
        insert(ResponseRow),
        [
            {
                **of, "id": each["response_id"], "survey": SURVEY, "visited": [], "saves": 1, "state": "approved", "revision": 1,
                "approved_revision": 1, "created_at": each["at"], "changed_at": each["at"], "demo": True,
            }
            for each in made
        ],
    )  # fmt: skip
    connection.execute(
        insert(SubmissionRow),
        [
            {
                **of, "response_id": each["response_id"], "revision": 1, "title": each["title"], "profile": {},
                "submitted_at": each["at"],
            }
            for each in made
        ],
    )  # fmt: skip
    connection.execute(insert(SlugRow), list(rows("slug", "response_id")))
    names = (
        "response_id", "slug", "title", "fields", "latitude", "longitude", "precision", "municipality", "province",
    )  # fmt: skip
    connection.execute(
        insert(MapEntryRow),
        [
            {
                **{name: each[name] for name in names}, "survey": SURVEY, "revision": 1, "version": 0,
                "questionnaire_hash": questionnaire_hash, "published_at": each["at"], "first_published_at": each["at"],
                "changed_at": each["at"],
            }
            for each in made
        ],
    )  # fmt: skip
