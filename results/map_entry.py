"""From an approved submission to what is public of it: by allow-list only. Pure.

A value is in the entry only when the questionnaire names it as a field, its question is of class `public`, it is on the
path and valid, and its own consent (if it names one) was given; and there is an entry only under the consent of the map.
The checks of authoring say the same about the questionnaire; here it is enforced once more, on the answers, so that no
mistake in a file or in a check can make anything else public.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from engine.publication import MapEntryRules
from engine.question_types import TYPES
from engine.questionnaire import Privacy, Question, Questionnaire
from engine.values import AnswerProblem, Json, Point, Value
from results.ports import Located, Precision

Locate = Callable[[str, str | None, Precision], Located | None]
"""`Geocoder.locate`."""

_DECIMALS: Mapping[Precision, int] = {Precision.PLACE: 3, Precision.POSTCODE4: 3, Precision.POINT: 5}
"""Three decimals are about 100 metres, more than exact enough for the middle of a place; five are about one metre."""
_LONGEST_SLUG = 60
_ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class MapEntry:
    """The public fields of a collective. `fields`: JSON values by field name, in the order of `publication.yaml`.

    Without coordinates (place unknown) an entry stands in the list only. `precision` is what could be reached, never
    finer than what was chosen.
    """

    title: str
    fields: Mapping[str, Json]
    latitude: float | None = None
    longitude: float | None = None
    precision: Precision | None = None
    municipality: str | None = None
    province: str | None = None


@dataclass(frozen=True, slots=True)
class ShownField:
    """One public field for people: the text of its question, and the value with its labels in one language."""

    name: str
    question: Question
    text: str
    value: Json


def map_entry(questionnaire: Questionnaire, values: Mapping[str, Value], locate: Locate) -> MapEntry | None:
    """The public entry from the valid answers on the path (`Outcome.values`, consents among them).

    None when the questionnaire has no map, or the consent of the map was not given.
    """
    rules = questionnaire.publication.map_entry
    if rules is None or not _given(questionnaire, values, rules.consent):
        return None
    fields = _public_fields(questionnaire, rules, values)
    located = _locate(questionnaire, rules, values, locate)
    title = _title(questionnaire, rules, fields)
    if located is None:
        return MapEntry(title, fields)
    decimals = _DECIMALS[located.precision]
    return MapEntry(
        title,
        fields,
        round(located.latitude, decimals),
        round(located.longitude, decimals),
        located.precision,
        located.municipality,
        located.province,
    )


def shown_fields(questionnaire: Questionnaire, entry: MapEntry, language: str) -> tuple[ShownField, ...]:
    """The fields of an entry with labels, in the order of the questionnaire it was made with (find it by its hash)."""
    rules = questionnaire.publication.map_entry
    edition = questionnaire.in_language(language)
    shown = []
    for field in rules.fields if rules else ():
        question = edition.questions.get(field.question)
        if field.name in entry.fields and question is not None:
            kind = TYPES[question.type]
            value = kind.parse(question, entry.fields[field.name])
            if value is None or isinstance(value, AnswerProblem):
                continue  # only what is valid is shown, whatever stands in the table
            text = kind.display(question, value, language)
            shown.append(ShownField(field.name, question, text, entry.fields[field.name]))
    return tuple(shown)


def search_words(search: str) -> tuple[str, ...]:
    """The words to look for; capitals and accents make no difference."""
    return tuple(_folded(search).split())


def searched_text(entry: MapEntry) -> str:
    """What the words of a search are looked for in; capitals and accents make no difference."""
    return _folded(" ".join((entry.title, *_texts(entry.fields.values()), entry.municipality or "")))


def filter_values(entry: MapEntry, name: str) -> tuple[str, ...]:
    """What an entry has to offer to the filter of this name: one value, several (multiple choice), or none."""
    if name in entry.fields:
        value = entry.fields[name]
        return (value,) if isinstance(value, str) else tuple(_texts((value,)))
    derived = entry.municipality if name == "municipality" else entry.province if name == "province" else None
    return (derived,) if derived else ()


def slug(title: str, otherwise: str) -> str:
    """A readable address from a title: `Zónnecoöperatie De Wiek` becomes `zonnecooperatie-de-wiek`.

    `otherwise` is used for a title without any Latin letter or digit.
    """
    words = re.findall(r"[a-z0-9]+", _folded(title))
    chosen = "-".join(words)[:_LONGEST_SLUG].strip("-")
    return chosen or "-".join(re.findall(r"[a-z0-9]+", _folded(otherwise))) or "entry"


def same_title(one: str, other: str) -> bool:
    """Whether two titles are the same to people: capitals, accents, spaces and punctuation make no difference."""
    letters = ["".join(re.findall(r"[^\W_]+", _folded(title))) for title in (one, other)]
    return bool(letters[0]) and letters[0] == letters[1]


def _given(questionnaire: Questionnaire, values: Mapping[str, Value], consent: str) -> bool:
    question = questionnaire.questions.get(consent)
    return question is not None and question.type == "consent" and values.get(consent) is True


def _public_fields(questionnaire: Questionnaire, rules: MapEntryRules, values: Mapping[str, Value]) -> dict[str, Json]:
    fields: dict[str, Json] = {}
    for field in rules.fields:
        question = questionnaire.questions.get(field.question)
        if question is None or question.privacy is not Privacy.PUBLIC or field.question not in values:
            continue
        if question.type == "point":
            continue  # it would be exact whatever precision was chosen: a point is shown by the location alone
        if field.consent is None or _given(questionnaire, values, field.consent):
            fields[field.name] = TYPES[question.type].serialise(values[field.question])
    return fields


def _title(questionnaire: Questionnaire, rules: MapEntryRules, fields: Mapping[str, Json]) -> str:
    """What the survey calls a submission in lists, if that is public; else the first public text there is."""
    names = [field.name for field in rules.fields if field.question == questionnaire.publication.contact.title]
    texts = [value for name in (*names, *fields) if isinstance(value := fields.get(name), str)]
    return texts[0] if texts else questionnaire.title


def _locate(
    questionnaire: Questionnaire, rules: MapEntryRules, values: Mapping[str, Value], locate: Locate
) -> Located | None:
    location = rules.location
    if location is None:
        return None
    place = _located_by(questionnaire, values, location.place)
    postcode = _located_by(questionnaire, values, location.postcode)
    digits = postcode[:4] if isinstance(postcode, str) else None
    chosen = values.get(location.precision) if location.precision else None
    word = location.precision_values.get(chosen) if isinstance(chosen, str) else None
    # Whatever is not known to be finer stands at the middle of the place, and so does a point that was never given.
    precision = Precision.POSTCODE4 if word == Precision.POSTCODE4 else Precision.PLACE
    located = locate(place, digits, precision) if isinstance(place, str) else None
    if located is not None and _FINENESS[located.precision] > _FINENESS[precision]:
        raise AssertionError(f"the geocoder gave a {located.precision} where at most a {precision} may be public")
    # Only here does the point count: not because there is an answer, but because this precision was chosen.
    point = _located_by(questionnaire, values, location.point) if word == Precision.POINT else None
    return _at(point, located) if isinstance(point, Point) else located


def _at(point: Point, place: Located | None) -> Located:
    """An entry at its own point. Municipality and province stay those of the place: a point tells neither."""
    municipality, province = (place.municipality, place.province) if place else (None, None)
    return Located(float(point.latitude), float(point.longitude), Precision.POINT, municipality, province)


_FINENESS = {precision: fineness for fineness, precision in enumerate(Precision)}


def _located_by(questionnaire: Questionnaire, values: Mapping[str, Value], name: str | None) -> Value | None:
    """The answer that places an entry; never one about the person who filled in the survey."""
    question = questionnaire.questions.get(name) if name else None
    if question is None or question.privacy not in (Privacy.PUBLIC, Privacy.ORGANISATION):
        return None
    return values.get(question.id)


def name_order(name: str) -> tuple[str, str]:
    """What names are sorted by: letters and digits only, so that 's-Hertogenbosch stands at the S; then the name itself."""
    return " ".join(re.findall(r"[^\W_]+", _folded(name))), name


def _folded(text: str) -> str:
    """Without capitals and accents, for comparing."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())


def _texts(values: Iterable[Json]) -> list[str]:
    texts: list[str] = []
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, list):
            texts += _texts(value)
        elif isinstance(value, int) and not isinstance(value, bool):
            texts.append(str(value))
    return texts
