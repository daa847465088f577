"""The filters as a visitor sees them: what can be ticked, how many would be found with it, and what is on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for

from engine.questionnaire import Questionnaire
from results.map_entry import name_order
from results.map_index.classes import Bounds, class_bounds
from results.public_map.reading import PublicMap
from webform.language import gettext as _
from webform.public.choice import chosen, filter_names, option_labels, pairs, question_of, searched, without
from webform.public.labels import filter_label

LONG = 15
"""A longer list can be searched, where there is JavaScript, and leaves out what nothing would be found with."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value that can be ticked, with how many entries are found with it."""

    value: str
    label: str
    number: int
    checked: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One list of values; any of those that are ticked will do."""

    name: str
    label: str
    choices: tuple[Choice, ...]

    @property
    def on(self) -> int:
        """How many are ticked."""
        return sum(choice.checked for choice in self.choices)

    @property
    def long(self) -> bool:
        """Whether it is too long to look through."""
        return len(self.choices) > LONG


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is searched or filtered by now, and the address without it."""

    label: str
    value: str
    href: str


def filters(questionnaire: Questionnaire, found: PublicMap) -> tuple[Filter, ...]:
    """Every filter in which there is anything to choose."""
    wanted = chosen(questionnaire)
    built = (_filter(questionnaire, name, found.offered.get(name, {}), wanted) for name in filter_names(questionnaire))
    return tuple(each for each in built if each.choices)


def chips(questionnaire: Questionnaire, endpoint: str) -> Iterator[Chip]:
    """What is on, each with the way to switch it off."""
    if searched():
        yield Chip(_("Search"), searched(), url_for(endpoint, **without(questionnaire, "q", "")))
    for name, value in pairs(questionnaire):
        shown = labels(questionnaire, name).get(value, value)
        href = url_for(endpoint, **without(questionnaire, name, value))
        yield Chip(_label(questionnaire, name), shown, href)


def labels(questionnaire: Questionnaire, name: str) -> Mapping[str, str]:
    """What the values of a filter are called, in the order in which they are shown."""
    rules = questionnaire.publication.map_entry
    starts = rules.classes.get(name) if rules else None
    if starts is None:
        return option_labels(questionnaire, name)
    question = question_of(questionnaire, name)
    year = question is not None and question.type == "year"
    return {word: _class_label(bounds, year) for word, bounds in class_bounds(starts).items()}


def _class_label(bounds: Bounds, year: bool) -> str:
    low, high = bounds
    if low is None and high is not None:
        return _("before %(year)s", year=high + 1) if year else _("less than %(number)s", number=high + 1)
    if high is None:
        return _("%(year)s and later", year=low) if year else _("%(number)s or more", number=low)
    return str(low) if low == high else _("%(low)s to %(high)s", low=low, high=high)


def _filter(
    questionnaire: Questionnaire, name: str, offered: Mapping[str, int], wanted: Mapping[str, list[str]]
) -> Filter:
    names = labels(questionnaire, name)
    place = {value: number for number, value in enumerate(names)}
    on = wanted.get(name, [])
    # As the questionnaire has them; then, by the alphabet, those it no longer has, and names of places.
    ordered = sorted({*offered, *on}, key=lambda value: (place.get(value, len(place)), *name_order(value)))
    choices = [Choice(value, names.get(value, value), offered.get(value, 0), value in on) for value in ordered]
    if len(choices) > LONG:
        choices = [choice for choice in choices if choice.number or choice.checked]
    return Filter(name, _label(questionnaire, name), tuple(choices))


def _label(questionnaire: Questionnaire, name: str) -> str:
    question = question_of(questionnaire, name)
    return filter_label(name, str(question.text) if question else name)
