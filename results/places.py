"""What only a list of places can say of answers: whether a place is known, which one is meant, and whether postcode and point
fit it. Pure, over the `Geocoder`.

All of it is a question back to people, a warning that never blocks: a list may be wrong, and some places are abroad. A
place is compared with its municipality, so that a postal address in the next village is nothing to ask about.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from engine.publication import Location
from engine.question_types import TYPES
from engine.questionnaire import Question, Questionnaire, Severity
from engine.values import AnswerProblem, Json, Point, Value
from results.ports import Geocoder, KnownPlace, Precision

PLACE_CODES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "place_unknown": (),
        "place_list_only": (),
        "place_by_postcode": ("place",),
        "place_ambiguous": ("places",),
        "postcode_unknown": (),
        "postcode_elsewhere": ("place",),
        "point_elsewhere": ("place", "kilometres"),
        "point_abroad": (),
    }
)
"""The codes of the problems made here, with their params. `place` and `places` name places as they would be filled in.

`place_list_only`: an unknown place, so that there is no dot on the map; `place_by_postcode`: an unknown place, whose dot stands
in the place of the postcode."""

FAR: Final = 25.0
"""Kilometres from the middle of the place at which a point is asked about: more than any municipality is wide."""
ABROAD: Final = 15.0
"""Kilometres from the nearest place that is known: further than anywhere in the country, also on the islands."""
_MOST_NAMED = 3

Places = Mapping[str, tuple[KnownPlace, ...]]
"""By question of type `place` that has a valid answer: the places it may mean. None: unknown. One: clear. More: to be asked."""


@lru_cache(maxsize=64)
def asked_about(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions whose answers `places_in` and `place_problems` look at; nothing else makes a difference to them."""
    rules = questionnaire.publication.map_entry
    location = rules.location if rules else None
    names = [question.id for question in questionnaire.questions.values() if question.type == "place"]
    if location is not None:
        names += [name for name in (location.place, location.postcode, location.point) if name is not None]
    return tuple(names)


def places_in(questionnaire: Questionnaire, values: Mapping[str, Value], geocoder: Geocoder) -> Places:
    """The places that the valid answers on the path name."""
    questions = questionnaire.questions
    return {
        name: geocoder.named(value)
        for name, value in values.items()
        if isinstance(value, str) and questions[name].type == "place"
    }


def spelled(questionnaire: Questionnaire, answers: Mapping[str, Json], geocoder: Geocoder) -> dict[str, Json]:
    """Raw answers with every place that is known as it is officially written, so that all who show or compare it agree.

    What is not known, or may be more than one place, stays as it was typed: that is for people to say.
    """
    return {name: _spelled(questionnaire.questions.get(name), raw, geocoder) for name, raw in answers.items()}


def _spelled(question: Question | None, raw: Json, geocoder: Geocoder) -> Json:
    if question is None or question.type != "place":
        return raw
    value = TYPES["place"].parse(question, raw)
    known = geocoder.named(value) if isinstance(value, str) else ()
    return known[0].value if len(known) == 1 else raw


def place_problems(
    questionnaire: Questionnaire, values: Mapping[str, Value], places: Places, geocoder: Geocoder
) -> tuple[AnswerProblem, ...]:
    """What to ask back about places, postcode and point. `values`: `Outcome.values`; `places`: of `places_in`."""
    rules = questionnaire.publication.map_entry
    location = rules.location if rules else None
    found = [_of_place(name, known, location, values, geocoder) for name, known in places.items()]
    if location is not None:
        known = places.get(location.place, ())
        found.append(_of_postcode(location, known, values, geocoder))
        if location.place in places:
            found.append(_of_point(location, known, values, geocoder))
    return tuple(problem for problem in found if problem is not None)


def in_order(questionnaire: Questionnaire, problems: Iterable[AnswerProblem]) -> tuple[AnswerProblem, ...]:
    """Problems in the order of the document; of one question in the order they came in; of no question last."""
    order = {name: number for number, name in enumerate(questionnaire.questions)}
    return tuple(sorted(problems, key=lambda problem: order.get(problem.question, len(order))))


def _of_place(
    name: str, known: tuple[KnownPlace, ...], location: Location | None, values: Mapping[str, Value], geocoder: Geocoder
) -> AnswerProblem | None:
    if len(known) == 1:
        return None
    if known:
        return _warning(name, "place_ambiguous", places="; ".join(place.value for place in known))
    if location is None or location.place != name or isinstance(_point(location, values), Point):
        return _warning(name, "place_unknown")
    located = geocoder.locate(str(values[name]), _postcode4(location, values), Precision.PLACE)
    around = _around(location, values, geocoder)
    if located is None or not around:
        return _warning(name, "place_list_only")
    return _warning(name, "place_by_postcode", place=_named(around))


def _of_postcode(
    location: Location, known: tuple[KnownPlace, ...], values: Mapping[str, Value], geocoder: Geocoder
) -> AnswerProblem | None:
    if location.postcode is None or _postcode4(location, values) is None:
        return None
    around = _around(location, values, geocoder)
    if not around:
        return _warning(location.postcode, "postcode_unknown")
    there = {place.municipality for place in around}
    if not known or there & {place.municipality for place in known}:
        return None
    return _warning(location.postcode, "postcode_elsewhere", place=_named(around))


def _of_point(
    location: Location, known: tuple[KnownPlace, ...], values: Mapping[str, Value], geocoder: Geocoder
) -> AnswerProblem | None:
    point = _point(location, values)
    if location.point is None or point is None:
        return None
    kilometres = _kilometres(point, known[0]) if len(known) == 1 else None
    if kilometres is not None and kilometres <= ABROAD:
        return None  # as nearly always; then the nearest of all places need not be looked for
    near = geocoder.nearest(float(point.latitude), float(point.longitude))
    if near.kilometres > ABROAD:
        return _warning(location.point, "point_abroad")
    if kilometres is None or kilometres <= FAR or near.place.municipality == known[0].municipality:
        return None
    return _warning(location.point, "point_elsewhere", place=near.place.value, kilometres=round(kilometres))


def _kilometres(point: Point, place: KnownPlace) -> float:
    """About how far a point is from the middle of a place: on a flat earth, at the latitude of the Netherlands."""
    north = (float(point.latitude) - place.latitude) * 111.2
    east = (float(point.longitude) - place.longitude) * 68.5
    return float((north * north + east * east) ** 0.5)


def _point(location: Location, values: Mapping[str, Value]) -> Point | None:
    value = values.get(location.point) if location.point else None
    return value if isinstance(value, Point) else None


def _postcode4(location: Location, values: Mapping[str, Value]) -> str | None:
    value = values.get(location.postcode) if location.postcode else None
    return value[:4] if isinstance(value, str) else None


def _around(location: Location, values: Mapping[str, Value], geocoder: Geocoder) -> tuple[KnownPlace, ...]:
    postcode = _postcode4(location, values)
    return geocoder.at_postcode(postcode) if postcode else ()


def _named(places: Iterable[KnownPlace]) -> str:
    return ", ".join(list(dict.fromkeys(place.value for place in places))[:_MOST_NAMED])


def _warning(question: str, code: str, **params: str | int) -> AnswerProblem:
    return AnswerProblem(question, code, MappingProxyType(params), Severity.WARNING)
