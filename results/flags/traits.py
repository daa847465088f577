"""What tells that two submissions are of the same collective: name, place, website, number. Pure.

`traits_of` reads them, `keys_of` makes the normalised keys under which candidates are found without looking at everybody,
`likeness` weighs two against each other so that the reasons can be told. Names are compared without capitals, accents, legal
forms and other words that say nothing.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from engine.questionnaire import Questionnaire
from engine.values import Value
from results.places import Places

FLAGGED_FROM = 45
NUMBER, WEBSITE, NAME, ALIKE, SITE, TOGETHER, NEAR, FAR_AWAY = 60, 50, 45, 30, 15, 15, 5, -20
"""Points: the same number, website, name; a name much like it; the same site but another page; the same municipality; a place
nearby; one far away. What is flagged has `FLAGGED_FROM` or more, so a name alone is enough, unless it is far away."""
KILOMETRES_NEAR = 10.0
KILOMETRES_FAR = 25.0
LONGEST_KEY = 200
_ALIKE_FROM = 0.88
_SHORTEST_WORD = 4
_MOST_WORDS = 6
_WHAT_IT_IS = re.compile("(?:cooperatie|vereniging|collectief|stichting|initiatief|corporatie|fonds)$")
_ACCENTS = re.compile("[\u0300-\u036f]")
_WORD = re.compile(r"[^\W_]+")

_SAY_NOTHING = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "van",
        "der",
        "den",
        "voor",
        "in",
        "op",
        "te",
        "ons",
        "onze",
        "the",
        "of",
        "and",
        "for",
        "ua",
        "ba",
        "wa",
        "bv",
        "nv",
        "vof",
        "stichting",
        "vereniging",
        "cooperatie",
        "cooperatieve",
        "cooperatief",
        "cooperative",
        "onderlinge",
        "maatschap",
        "burgercollectief",
        "collectief",
        "burgerinitiatief",
        "initiatief",
        "bewonersinitiatief",
        "bewoners",
        "bewonersgroep",
        "groep",
        "werkgroep",
    ]
)
_SHARED_SITES = frozenset(
    [
        "facebook.com",
        "instagram.com",
        "linkedin.com",
        "x.com",
        "twitter.com",
        "youtube.com",
        "linktr.ee",
        "sites.google.com",
        "google.com",
        "nextdoor.nl",
        "nextdoor.com",
        "hoplr.com",
        "github.io",
        "meetup.com",
        "mastodon.nl",
    ]
)
"""Sites on which everybody has a page: having one there too says nothing."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of one submission. `website` is the host and the path; `number` has only letters and digits."""

    response_id: str
    survey: str
    name: str
    municipality: str = ""
    latitude: float | None = None
    longitude: float | None = None
    website: str = ""
    number: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the name without legal forms and the like; all of them when nothing is left."""
        every = tuple(_WORD.findall(_folded(self.name)))
        return tuple(word for word in every if word not in _SAY_NOTHING) or every

    @property
    def telling(self) -> tuple[str, ...]:
        """Of these words those that are not also what it is (`energiecooperatie`) or where."""
        where = _joined(self.municipality)
        return tuple(word for word in self.words if not _WHAT_IT_IS.search(word) and word != where)

    @property
    def host(self) -> str:
        """The site of the website, unless everybody has a page there."""
        host = self.website.partition("/")[0]
        return "" if host in _SHARED_SITES else host


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much alike two submissions are, and why. `reasons` are words for `webform/review/flagged.py`, the weightiest first."""

    points: int
    reasons: tuple[str, ...]
    kilometres: int | None


def traits_of(
    response_id: str, questionnaire: Questionnaire, values: Mapping[str, Value], places: Places
) -> Traits | None:
    """The traits of a submission; None when the survey does not say what tells duplicates, or there is no name."""
    rules = questionnaire.publication.review.duplicates
    if rules is None:
        return None
    entry = questionnaire.publication.map_entry
    place = rules.place or (entry.location.place if entry is not None and entry.location is not None else None)
    known = places.get(place, ()) if place else ()
    where = known[0] if len(known) == 1 else None

    def answer(question: str | None) -> str:
        value = values.get(question) if question else None
        return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""

    name = answer(rules.name).strip()
    if not name:
        return None
    return Traits(
        response_id,
        questionnaire.survey,
        name,
        where.municipality if where else "",
        where.latitude if where else None,
        where.longitude if where else None,
        plain_website(answer(rules.website)),
        _joined(answer(rules.number)),
    )


def keys_of(traits: Traits) -> tuple[str, ...]:
    """The keys under which a submission is found: two that share none are never compared."""
    keys = ["name:" + "".join(traits.words)]
    if traits.number:
        keys.append("number:" + traits.number)
    if traits.website:
        keys.append("web:" + traits.website)
    if traits.host:
        keys.append("host:" + traits.host)
    if where := _joined(traits.municipality):
        telling = [word for word in traits.telling if len(word) >= _SHORTEST_WORD]
        keys += [f"word:{where}:{word}" for word in telling[:_MOST_WORDS]]
    return tuple(f"{traits.survey}:{key}"[:LONGEST_KEY] for key in dict.fromkeys(keys))


def likeness(one: Traits, other: Traits) -> Likeness:
    """How much two submissions seem to be of the same collective."""
    weighed = [_of_number(one, other), *_of_website(one, other), _of_name(one, other)]
    found = [each for each in weighed if each is not None]
    kilometres = _kilometres(one, other)
    together = bool(one.municipality) and one.municipality == other.municipality
    if together:
        found.append((TOGETHER, "municipality"))
    elif kilometres is not None and kilometres <= KILOMETRES_NEAR:
        found.append((NEAR, "near"))
    elif kilometres is not None and kilometres > KILOMETRES_FAR and not _SURE.intersection(each[1] for each in found):
        found.append((FAR_AWAY, "far"))
    found.sort(key=lambda each: -each[0])
    return Likeness(
        sum(points for points, _reason in found),
        tuple(reason for _points, reason in found),
        None if kilometres is None else round(kilometres),
    )


def plain_website(address: str) -> str:
    """Host and path of a web address as they are compared: without scheme, `www.`, query and a slash at the end."""
    try:
        parts = urlsplit(address.strip().lower())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    return f"{host}{parts.path.rstrip('/')}"[:180] if host else ""


def _of_number(one: Traits, other: Traits) -> tuple[int, str] | None:
    return (NUMBER, "number") if one.number and one.number == other.number else None


def _of_website(one: Traits, other: Traits) -> list[tuple[int, str]]:
    if one.website and one.website == other.website:
        return [(WEBSITE, "website")]
    return [(SITE, "site")] if one.host and one.host == other.host else []


def _of_name(one: Traits, other: Traits) -> tuple[int, str] | None:
    mine, theirs = "".join(one.words), "".join(other.words)
    if mine == theirs:
        return NAME, "name"
    if set(one.words) ^ set(other.words) <= _DIRECTIONS:
        return None  # Noord and Zuid are neighbours, not one
    if one.telling and one.telling == other.telling:
        return ALIKE, "name_alike"
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE_FROM or matcher.quick_ratio() < _ALIKE_FROM:
        return None
    return (ALIKE, "name_alike") if matcher.ratio() >= _ALIKE_FROM else None


_SURE = frozenset({"number", "website"})
"""What counts however far away."""
_DIRECTIONS = frozenset(
    [
        "noord",
        "zuid",
        "oost",
        "west",
        "midden",
        "centrum",
        "een",
        "twee",
        "drie",
        "1",
        "2",
        "3",
        "4",
        "5",
        "i",
        "ii",
        "iii",
    ]
)


def _joined(text: str) -> str:
    return "".join(_WORD.findall(_folded(text)))


def _kilometres(one: Traits, other: Traits) -> float | None:
    """About how far apart: on a flat earth, at the latitude of the Netherlands."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north, east = (one.latitude - other.latitude) * 111.2, (one.longitude - other.longitude) * 68.5
    return float((north * north + east * east) ** 0.5)


def _folded(text: str) -> str:
    """Without capitals, accents, and the dots of abbreviations (U.A. is `ua`)."""
    plain = text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return re.sub(r"(?<=\b\w)\.(?=\w\b)|(?<=\b\w)\.(?=\s|$)|(?<=\w)['’](?=\w)", "", plain.casefold())
