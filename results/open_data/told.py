"""What is told of an entry, whatever the format: its allowed fields with their labels, its place as precise as was chosen,
and since when. Pure.

Formats know nothing but this. Texts come cleaned from `store/map_entries.py`, so that no format meets a character that it cannot hold.
What a field means to other vocabularies (the website, the description) follows from the type of its question, so that a
second survey needs no code.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from engine.questionnaire import Questionnaire
from engine.values import Json
from results.ports import Precision
from results.records.public_map import PublishedEntry

COUNTRY: Final = "NL"
"""The gazetteer holds Dutch places only: what has a municipality lies here."""
_TO_THE_SECOND: Final = len("2026-01-31T12:59:59")
_WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The public fields of a questionnaire: what their options are called, and which of them means what to others."""

    fields: tuple[str, ...]
    labels: Mapping[str, Mapping[str, str]]
    nothing: frozenset[tuple[str, str]]
    """Options like "none of these", by field and value: no label of anything."""
    texts: Mapping[str, str]
    """The text of the question behind each field."""
    title: str | None
    kind: str | None
    place: str | None
    description: str | None
    website: str | None
    email: str | None
    started: str | None

    @classmethod
    def of(cls, questionnaire: Questionnaire, language: str) -> "Vocabulary":
        """The vocabulary of a questionnaire that has a map."""
        rules = questionnaire.publication.map_entry
        edition = questionnaire.in_language(language)
        asked = {field.name: edition.questions[field.question] for field in rules.fields} if rules else {}
        named = {question.id: name for name, question in asked.items()}

        def first(kind: str) -> str | None:
            return next((name for name, question in asked.items() if question.type == kind), None)

        return cls(
            fields=tuple(asked),
            labels={
                name: {option.value: option.label for option in question.options}
                for name, question in asked.items()
                if question.options
            },
            nothing=frozenset(
                (name, option.value)
                for name, question in asked.items()
                for option in question.options
                if option.exclusive
            ),
            texts={name: str(question.text) for name, question in asked.items()},
            title=named.get(questionnaire.publication.contact.title or ""),
            kind=next(iter(rules.filters), None) if rules else None,
            place=named.get((rules.location.place or "") if rules and rules.location else ""),
            description=first("long_text"),
            website=first("url"),
            email=first("email"),
            started=first("year"),
        )


@dataclass(frozen=True, slots=True)
class Told:
    """One entry. `values` and `labels` by field, in the order of the questionnaire; `labels` only of fields with options.
    `page` is the address for people. `tags`: the labels of all that was chosen.
    """

    slug: str
    page: str
    name: str
    values: Mapping[str, Json]
    labels: Mapping[str, tuple[str, ...]]
    tags: tuple[str, ...]
    kinds: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    precision: Precision | None
    municipality: str | None
    province: str | None
    on_map_since: datetime
    changed_at: datetime
    place: str | None = None
    description: str | None = None
    website: str | None = None
    email: str | None = None
    started: int | None = None


class Teller:
    """Tells entries in one language. `page_of` gives the address of the page at a slug."""

    def __init__(self, by_hash: Callable[[str], Questionnaire], language: str, page_of: Callable[[str], str]) -> None:
        self._by_hash = by_hash
        self._language = language
        self._page_of = page_of
        self._vocabularies: dict[str, Vocabulary] = {}

    def vocabulary(self, questionnaire_hash: str) -> Vocabulary:
        """The words of the questionnaire that an entry was made with."""
        words = self._vocabularies.get(questionnaire_hash)
        if words is None:
            words = self._vocabularies[questionnaire_hash] = Vocabulary.of(
                self._by_hash(questionnaire_hash), self._language
            )
        return words

    def told(self, published: PublishedEntry) -> Told:
        """What is told of an entry."""
        entry = published.entry
        words = self.vocabulary(published.questionnaire_hash)
        fields = entry.fields
        values = {name: fields[name] for name in words.fields if name in fields}
        labels: dict[str, tuple[str, ...]] = {}
        tags: dict[str, None] = {}
        for name, known in words.labels.items():
            if name in values:
                chosen = _chosen(values[name])
                labels[name] = tuple([known.get(each, each) for each in chosen])
                for each, label in zip(chosen, labels[name], strict=True):
                    if (name, each) not in words.nothing:
                        tags[label] = None
        website = _text(values, words.website)
        started = values.get(words.started) if words.started else None
        return Told(
            slug=published.slug,
            page=self._page_of(published.slug),
            name=entry.title,
            values=values,
            labels=labels,
            tags=tuple(tags),
            kinds=labels.get(words.kind, ()) if words.kind else (),
            latitude=entry.latitude,
            longitude=entry.longitude,
            precision=entry.precision,
            municipality=entry.municipality,
            province=entry.province,
            on_map_since=published.first_published_at,
            changed_at=published.changed_at,
            place=_text(values, words.place),
            description=_text(values, words.description),
            website=website if website and website.startswith(_WEB) else None,
            email=_text(values, words.email),
            started=started if isinstance(started, int) else None,
        )


def moment(at: datetime) -> str:
    """A moment, which is in UTC as all that are stored, as every format writes it: to the second."""
    return at.isoformat()[:_TO_THE_SECOND] + "Z"


def _text(values: Mapping[str, Json], name: str | None) -> str | None:
    value = values.get(name) if name else None
    return value if isinstance(value, str) and value else None


def _chosen(value: Json) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    return tuple([each for each in value if isinstance(each, str)]) if isinstance(value, list) else ()
