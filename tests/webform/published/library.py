"""Profiles of a map full of made-up collectives, held against the schema that Murmurations publishes: `script/murmurations`."""

import argparse
import json
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import SchemaError
from referencing.exceptions import Unresolvable

from results.demo import make_demo
from results.migrations import migrate
from results.open_data import murmurations
from results.open_data.reading import Wanted, every_entry
from results.open_data.told import Teller, Told
from webform.config import Config
from webform.wsgi import make_services

LIBRARY = f"https://library.murmurations.network/v2/schemas/{murmurations.SCHEMA}"
TRANSCRIPTION = Path(__file__).parent / "organizations_schema.json"
SITE = "https://scan.example.org"
REFUSED, NO_SCHEMA = 1, 2
PATIENCE = 30
MOST_BYTES = 2_000_000
MOST_SHOWN = 20


class NoSchema(Exception):
    """There is no schema to hold profiles against; the message says why."""


def validator_of(text: bytes, whence: str) -> Draft7Validator:
    """The schema in this text.

    Raises:
        NoSchema: it is none, or not that of profiles.
    """
    try:
        schema = json.loads(text)
        Draft7Validator.check_schema(schema)
        known = schema["properties"].keys() >= {"linked_schemas", "name"}
    except (ValueError, SchemaError, KeyError, TypeError, AttributeError) as error:
        raise NoSchema(f"{whence} holds no JSON Schema of profiles ({type(error).__name__})") from None
    if not known:
        raise NoSchema(f"{whence} holds a JSON Schema, but not that of profiles")
    return Draft7Validator(schema)


def text_of(file: Path | None) -> tuple[bytes, str]:
    """The schema as it stands in a file, or else in the library; and where that is.

    Raises:
        NoSchema: it cannot be read.
    """
    try:
        if file is not None:
            return file.read_bytes(), str(file)
        with urllib.request.urlopen(LIBRARY, timeout=PATIENCE) as answer:
            return answer.read(MOST_BYTES), LIBRARY
    except OSError as error:
        told = getattr(error, "reason", None) or error.strerror or error
        more = "" if file else ". Without a network, give a file that holds it: script/murmurations FILE"
        raise NoSchema(f"{file or LIBRARY} cannot be read: {told}{more}") from None


def faults(validator: Draft7Validator, profile: dict[str, Any]) -> list[str]:
    """What is wrong with a profile, and where.

    Raises:
        NoSchema: the schema refers to others.
    """
    try:
        return [f"{error.json_path}: {error.message[:200]}" for error in validator.iter_errors(profile)]
    except Unresolvable:
        raise NoSchema("the schema refers to files of fields: take the one that the library answers with") from None


def extremes(told: Told) -> Iterator[Told]:
    """One entry, with the most and the least that any survey lets somebody say."""
    yield replace(
        told, name="Één " * 100, description="Lang. " * 2000, tags=tuple(f"{number:03} {'woord ' * 40}" for number in range(300)),
        website="https://example.org/" + "x" * 1980, latitude=-90.0, longitude=180.0, started=1000, email="a@example.org",
    )  # fmt: skip
    yield replace(
        told, name="x" * 500, tags=("y" * 150 + "1", "y" * 150 + "2"), website="https://example.org/" + "x" * 9000
    )
    yield replace(
        told, name="C", description=None, tags=(), website=None, latitude=None, longitude=None, municipality=None,
        started=None, email=None,
    )  # fmt: skip


def made_up(collectives: int) -> Iterator[Told]:
    """The public entries of a new database with this many made-up collectives."""
    with tempfile.TemporaryDirectory() as folder:
        config = Config(database_url=f"sqlite:///{folder}/demo.sqlite", secret_key="k" * 40)
        migrate(config.database_url)
        services = make_services(config)
        try:
            make_demo(services, collectives, "murmurations")
            teller = Teller(services.surveys.by_hash, "nl", lambda slug: f"{SITE}/collectief/{slug}")
            for survey in services.surveys.names:
                yield from map(teller.told, every_entry(services, Wanted(survey)))
        finally:
            services.database.close()


def check(validator: Draft7Validator, entries: Sequence[Told]) -> tuple[int, list[str]]:
    """How many profiles were looked at, and what is wrong with which."""
    every = [*entries, *extremes(entries[0])]
    picture = f"{SITE}/collectief/{{}}/picture.png"
    found = [
        f"{told.slug}: {fault}"
        for told in every
        for fault in faults(validator, murmurations.profile(told, picture.format(told.slug)))
    ]
    return len(every), found


def main(arguments: Sequence[str]) -> int:
    """Look, and say what was found."""
    parser = argparse.ArgumentParser(prog="script/murmurations", description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, help="the schema [fetched from the library]")
    parser.add_argument("--collectives", type=int, default=500, help="how many made-up collectives [500]")
    given = parser.parse_args(arguments)
    try:
        text, whence = text_of(given.file)
        validator = validator_of(text, whence)
        number, found = check(validator, [*made_up(given.collectives)])
    except NoSchema as error:
        print(f"script/murmurations: {error}", file=sys.stderr)
        return NO_SCHEMA
    for fault in found[:MOST_SHOWN]:
        print(fault)
    print(f"{number} profiles held against {whence}: {len(found) or 'nothing'} wrong")
    return REFUSED if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
