"""The phrases that expressions are told in, by language. `words` puts them together."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """How one language says things. In the templates, `a` and `b` are the parts, `n` a list of parts."""

    only_if: str
    both: str
    either: str
    negation: str
    yes: str
    no: str
    today: str
    comparisons: Mapping[str, str]
    one_of: str
    none_of: str
    chosen: str
    not_chosen: str
    is_yes: str
    is_no: str
    arithmetic: Mapping[str, str]
    negative: str
    conditional: str
    functions: Mapping[str, str]
    not_answered: str
    count_answered: str
    rounded_to: str


NL = Phrases(
    only_if="alleen als {a}",
    both="en",
    either="of",
    negation="niet: {a}",
    yes="waar",
    no="onwaar",
    today="vandaag",
    comparisons={
        "==": "{a} is {b}",
        "!=": "{a} is niet {b}",
        "<": "{a} is minder dan {b}",
        "<=": "{a} is hoogstens {b}",
        ">": "{a} is meer dan {b}",
        ">=": "{a} is minstens {b}",
    },
    one_of="{a} is {n}",
    none_of="{a} is niet {n}",
    chosen="bij {a} is {b} gekozen",
    not_chosen="bij {a} is {b} niet gekozen",
    is_yes="{a} is ja",
    is_no="{a} is nee",
    arithmetic={
        "+": "{a} plus {b}",
        "-": "{a} min {b}",
        "*": "{a} keer {b}",
        "/": "{a} gedeeld door {b}",
        "//": "hoe vaak {b} in {a} past",
        "%": "de rest van {a} gedeeld door {b}",
        "**": "{a} tot de macht {b}",
    },
    negative="min {a}",
    conditional="{a} als {c}, en anders {b}",
    functions={
        "answered": "{a} is beantwoord",
        "count": "het aantal gekozen antwoorden bij {a}",
        "sum": "de som van {n}",
        "mean": "het gemiddelde van {n}",
        "min": "het laagste van {n}",
        "max": "het hoogste van {n}",
        "round": "{a}, afgerond",
        "year": "het jaar van {a}",
        "looks_personal": "{a} lijkt een persoonlijk adres",
        "any_of": "bij {a} is {n} gekozen",
        "all_of": "bij {a} is gekozen: {n}",
    },
    not_answered="{a} is niet beantwoord",
    count_answered="het aantal beantwoorde vragen van {n}",
    rounded_to="{a}, afgerond op decimalen: {b}",
)

EN = Phrases(
    only_if="only if {a}",
    both="and",
    either="or",
    negation="not: {a}",
    yes="true",
    no="false",
    today="today",
    comparisons={
        "==": "{a} is {b}",
        "!=": "{a} is not {b}",
        "<": "{a} is less than {b}",
        "<=": "{a} is at most {b}",
        ">": "{a} is more than {b}",
        ">=": "{a} is at least {b}",
    },
    one_of="{a} is {n}",
    none_of="{a} is not {n}",
    chosen="{b} is chosen at {a}",
    not_chosen="{b} is not chosen at {a}",
    is_yes="{a} is yes",
    is_no="{a} is no",
    arithmetic={
        "+": "{a} plus {b}",
        "-": "{a} minus {b}",
        "*": "{a} times {b}",
        "/": "{a} divided by {b}",
        "//": "how often {b} fits into {a}",
        "%": "the remainder of {a} divided by {b}",
        "**": "{a} to the power {b}",
    },
    negative="minus {a}",
    conditional="{a} if {c}, and otherwise {b}",
    functions={
        "answered": "{a} is answered",
        "count": "the number of answers chosen at {a}",
        "sum": "the sum of {n}",
        "mean": "the mean of {n}",
        "min": "the lowest of {n}",
        "max": "the highest of {n}",
        "round": "{a}, rounded",
        "year": "the year of {a}",
        "looks_personal": "{a} looks like a personal address",
        "any_of": "{n} is chosen at {a}",
        "all_of": "chosen at {a}: {n}",
    },
    not_answered="{a} is not answered",
    count_answered="the number of answered questions of {n}",
    rounded_to="{a}, rounded to decimals: {b}",
)

PHRASES: Mapping[str, Phrases] = {"nl": NL, "en": EN}
"""A language that is not here is told in English."""
