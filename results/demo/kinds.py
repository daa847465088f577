"""An answer to a question of each type, made up from the question's own settings. Raw, as a form or a file would give it.

An answer may turn out not to fit after all (a check over several questions, an option that is not offered): whoever asks
tries again. Question types that are not in the table are left unanswered; a test sees to it that all are.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from engine.question_types import TYPES
from engine.question_types.allocation import AllocationSettings
from engine.question_types.date import DateSettings
from engine.question_types.decimal import DecimalSettings
from engine.question_types.integer import IntegerSettings
from engine.question_types.long_text import LongTextSettings
from engine.question_types.multiple_choice import SeveralSettings
from engine.question_types.short_text import ShortTextSettings
from engine.question_types.year import YearSettings
from engine.questionnaire import Option, Question
from engine.values import Json
from results.demo.collective import Collective
from results.demo.words import PHRASES, SENTENCES

MISSING = 0.04
"""How often an option is chosen that means there is no answer."""
EXCLUSIVE = 0.1
MOST_CHOSEN = 4
USUAL_NUMBER = 1_500
_YEARS = 9.0

Invent = Callable[[Question, Collective, frozenset[str]], Json]
"""From a question, the collective, and the options that are not offered now."""


def invent(question: Question, about: Collective, withheld: frozenset[str] = frozenset()) -> Json:
    """A made-up raw answer; None for a type that is not known here."""
    making = KINDS.get(question.type)
    return None if making is None else making(question, about, withheld)


def _short_text(question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    settings = question.settings if isinstance(question.settings, ShortTextSettings) else ShortTextSettings()
    if settings.pattern is not None:
        varied = re.sub("[0-9]", lambda _digit: str(about.chance.randrange(10)), settings.example)
        return varied if settings.compiled.fullmatch(varied) else settings.example
    named = {"organization": about.title, "name": about.person, "address-level2": about.place.name}
    text = named.get(settings.autocomplete or "") or about.chance.choice(_in(PHRASES, about))
    return _fitting(text, settings.min_length, settings.max_length)


def _long_text(question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    settings = question.settings if isinstance(question.settings, LongTextSettings) else LongTextSettings()
    sentences = about.chance.sample(_in(SENTENCES, about), about.chance.randint(1, 4))
    return _fitting(" ".join(sentences), settings.min_length, settings.max_length)


def _in(texts: Mapping[str, Sequence[str]], about: Collective) -> Sequence[str]:
    return texts.get(about.language) or texts["nl"]


def _fitting(text: str, shortest: int, longest: int) -> str:
    while len(text) < shortest:
        text = f"{text} {text}"
    return text if len(text) <= longest else text[:longest].rstrip()


def _email(_question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    return f"info.{about.mailbox}@example.org"


def _url(_question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    return f"https://www.example.org/{about.mailbox}"


def _integer(question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    settings = question.settings if isinstance(question.settings, IntegerSettings) else IntegerSettings()
    lowest = max(int(settings.allowed.lowest), 0) if settings.allowed.highest >= 0 else int(settings.allowed.lowest)
    widest = min(int(settings.allowed.highest) - lowest, USUAL_NUMBER)
    return lowest + int(math.exp(about.chance.uniform(0, math.log(widest + 1)))) - 1


def _decimal(question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    settings = question.settings if isinstance(question.settings, DecimalSettings) else DecimalSettings()
    lowest = (
        max(float(settings.allowed.lowest), 0.0) if settings.allowed.highest >= 0 else float(settings.allowed.lowest)
    )
    more = 0.0 if about.chance.random() < 0.4 else about.chance.expovariate(0.5)
    return round(min(lowest + more, float(settings.allowed.highest)), settings.decimals)


def _year(question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    settings = question.settings if isinstance(question.settings, YearSettings) else YearSettings()
    lowest, highest = (
        about.today.year if bound == "this_year" else bound for bound in (settings.lowest, settings.highest)
    )
    newest = min(highest, max(about.today.year, lowest))
    return max(lowest, newest - int(about.chance.expovariate(1 / _YEARS)))


def _date(question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    settings = question.settings if isinstance(question.settings, DateSettings) else DateSettings()
    lowest, highest = (_day(bound, about.today) for bound in (settings.lowest, settings.highest))
    found = about.today - timedelta(days=about.chance.randrange(1_000))
    if lowest is not None and found < lowest:
        found = lowest
    if highest is not None and found > highest:
        found = highest
    return found.isoformat()


def _day(bound: object, today: date) -> date | None:
    return bound if isinstance(bound, date) else (today if bound is not None else None)


def _offered(question: Question, withheld: frozenset[str]) -> list[Option]:
    return [option for option in question.options if option.value not in withheld]


def _one(question: Question, about: Collective, withheld: frozenset[str]) -> Json:
    options = _offered(question, withheld)
    return (
        about.chance.choices([option.value for option in options], _likely(question, options, about))[0]
        if options
        else None
    )


def _likely(question: Question, options: Sequence[Option], about: Collective) -> list[float]:
    """How likely each option is: near the mood where options are worth something, else the first ones most."""
    table = TYPES[question.type].points(question)
    worth = table.points if table else {}
    return [
        MISSING
        if option.missing is not None
        else math.exp(-(((float(worth[option.value]) / 100 - about.mood_of(question.id)) / 0.3) ** 2)) + 0.02
        if option.value in worth
        else 1 / (place + 1.5)
        for place, option in enumerate(options)
    ]


def _several(question: Question, about: Collective, withheld: frozenset[str]) -> Json:
    chosen = _chosen(question, about, withheld)
    kept = frozenset(chosen)
    return [option.value for option in question.options if option.value in kept]


def _ranked(question: Question, about: Collective, withheld: frozenset[str]) -> Json:
    return list(_chosen(question, about, withheld, most=len(question.options)))


def _chosen(question: Question, about: Collective, withheld: frozenset[str], most: int = MOST_CHOSEN) -> list[str]:
    settings = question.settings if isinstance(question.settings, SeveralSettings) else SeveralSettings()
    options = _offered(question, withheld)
    alone = [option.value for option in options if option.exclusive or option.missing is not None]
    together = [option.value for option in options if option.value not in alone]
    if alone and (not together or about.chance.random() < EXCLUSIVE):
        return [about.chance.choice(alone)]
    at_most = min(settings.maximum or len(together), max(most, settings.minimum), len(together))
    at_least = min(max(settings.minimum, 1), at_most)
    return about.chance.sample(together, about.chance.randint(at_least, at_most)) if at_most else []


def _parts(question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    total = question.settings.total if isinstance(question.settings, AllocationSettings) else AllocationSettings().total
    cuts = sorted(about.chance.randint(0, total) for _ in question.options[1:])
    ends = [0, *cuts, total]
    return {option.value: ends[place + 1] - ends[place] for place, option in enumerate(question.options)}


def _point(_question: Question, about: Collective, _withheld: frozenset[str]) -> Json:
    def near(degrees: float, chance: Random) -> str:
        return f"{degrees + chance.uniform(-0.01, 0.01):.5f}"

    return f"{near(about.place.latitude, about.chance)}, {near(about.place.longitude, about.chance)}"


KINDS: Mapping[str, Invent] = MappingProxyType(
    {
        "short_text": _short_text,
        "long_text": _long_text,
        "email": _email,
        "url": _url,
        "integer": _integer,
        "decimal": _decimal,
        "year": _year,
        "date": _date,
        "postcode": lambda _question, about, _withheld: about.postcode,
        "place": lambda _question, about, _withheld: about.place.value,
        "point": _point,
        "single_choice": _one,
        "scale": _one,
        "multiple_choice": _several,
        "ranking": _ranked,
        "allocation": _parts,
        "confirmation": lambda _question, _about, _withheld: True,
        "consent": lambda _question, about, _withheld: about.chance.random() < 0.8,
    }
)
"""By question type."""
