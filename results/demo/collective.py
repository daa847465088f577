"""Who a made-up response is about: a name, a person, a place that exists, and how things go there."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random

from engine.questionnaire import Questionnaire
from results.demo.refusal import DemoRefused
from results.demo.words import ANIMALS, FIRST_NAMES, KINDS, MANNERS
from results.ports import Geocoder, KnownPlace

_TRIES = 20_000
_NAMES = len(MANNERS) * len(ANIMALS)
_STRIDE = 1_009
"""No factor in common with the number of names: so every name comes once before any comes again."""


@dataclass(frozen=True, slots=True)
class Collective:
    """One made-up collective. `number`: which one it is, from 0. `mood`: how well it goes in all, 0 to 1; `moods`: with what a
    question is about.
    """

    number: int
    chance: Random
    title: str
    person: str
    mailbox: str
    place: KnownPlace
    postcode: str
    mood: float
    today: date
    language: str
    moods: Mapping[str, float] = field(default_factory=dict)

    def mood_of(self, question: str) -> float:
        """How well it goes with what this question is about."""
        return self.moods.get(question, self.mood)


def collective(number: int, seed: str, geocoder: Geocoder, today: date, language: str) -> Collective:
    """The collective of this number; the same for the same seed.

    Raises:
        DemoRefused: the gazetteer knows no places.
    """
    chance = Random(f"{seed}:{number}")
    manner, animal = divmod((Random(seed).randrange(_NAMES) + number * _STRIDE) % _NAMES, len(ANIMALS))
    name = f"De {MANNERS[manner]} {ANIMALS[animal]}"
    again = number // _NAMES + 1
    title = f"{chance.choice(KINDS)} {name}" + (f" {again}" if again > 1 else "")
    postcode, place = _somewhere(chance, geocoder)
    return Collective(
        number=number,
        chance=chance,
        title=title,
        person=f"{chance.choice(FIRST_NAMES)} {ANIMALS[chance.randrange(len(ANIMALS))]}",
        mailbox=f"{_plain(name)}-{number + 1}",
        place=place,
        postcode=postcode,
        mood=chance.betavariate(2.4, 1.8),
        today=today,
        language=language,
    )


def with_moods(about: Collective, questionnaire: Questionnaire) -> Collective:
    """The same collective, doing better at some dimensions than at others, as real ones do."""
    moods: dict[str, float] = {}
    for dimension in questionnaire.scoring.dimensions:
        mood = min(1.0, max(0.0, about.mood + about.chance.gauss(0, 0.22)))
        for weight in dimension.weights:
            moods.setdefault(weight.question, mood)
    return replace(about, moods=moods)


def _somewhere(chance: Random, geocoder: Geocoder) -> tuple[str, KnownPlace]:
    """A postcode and a place that it belongs to: so there are most where most postcodes are."""
    for _ in range(_TRIES):
        postcode = str(chance.randrange(1000, 10_000))
        places = geocoder.at_postcode(postcode)
        if places:
            return postcode, places[chance.randrange(len(places))]
    raise DemoRefused("the gazetteer knows no places to put collectives in")


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub("[^a-z]+", "-", letters).strip("-")
