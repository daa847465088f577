"""What a survey says of showing its answers, as frozen values: contact, map, Monitor, comparison, and what review looks at.

Part of the questionnaire (`engine.questionnaire`); questions are named by their ids.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.expressions.tree import Expression


@dataclass(frozen=True, slots=True)
class PublicField:
    """One public field of a map entry; with a `consent` of its own it is shown only when that was given too."""

    name: str
    question: str
    consent: str | None = None


@dataclass(frozen=True, slots=True)
class Location:
    """Which questions place an entry on the map. `precision_values` maps the options of `precision` to place, postcode4 or
    point; `point` is the question with the point, used only by who chose that.
    """

    place: str
    postcode: str | None = None
    precision: str | None = None
    precision_values: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    point: str | None = None


@dataclass(frozen=True, slots=True)
class MapEntryRules:
    """What of an approved submission may be public: only these fields, only under this consent.

    `filters` are names of fields. `classes` holds, for a filter by a number or year, where each class begins after the first
    one, ascending: 2005 and 2010 make three classes.
    """

    consent: str
    fields: tuple[PublicField, ...]
    location: Location | None = None
    filters: tuple[str, ...] = ()
    classes: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of the Monitor: which questions or dimensions, and by which questions it may be broken down."""

    id: str
    title: str
    questions: tuple[str, ...] = ()
    dimensions: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MonitorRules:
    """Who counts (under which consent) and which indicators are shown."""

    consent: str
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class ComparisonStep:
    """A group to compare with: who gave the same answer to each of these questions; everybody when there are none.

    `title` is what its members are called: "collectives in the same sector".
    """

    id: str
    title: str
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparisonRules:
    """With whom scores are compared, under which consent: the first of `steps` that is large enough, narrowest first."""

    consent: str
    steps: tuple[ComparisonStep, ...]


@dataclass(frozen=True, slots=True)
class ContactRules:
    """Which questions tell who filled in the survey, so that people can be answered."""

    name: str | None = None
    email: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class DuplicateRules:
    """Which questions tell two submissions of the same collective: its name, place, website and number in a register."""

    name: str
    place: str | None = None
    website: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class DefinitionRules:
    """Whether a submission is what the survey is about. Of `no` each condition that holds counts as one "no"; where one
    under `doubt` holds it has to be talked about.
    """

    no: tuple[Expression, ...]
    doubt: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """What the coordinator is to look at, in the survey's own words: always, or as a flag where `when` holds."""

    id: str
    text: str
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class ReviewRules:
    """What a submission is looked at for before a coordinator decides.

    `mandate` holds where it is not sure that the respondent may speak for the collective; `texts` are the questions whose
    answers name no person and advertise nothing.
    """

    duplicates: DuplicateRules | None = None
    definition: DefinitionRules | None = None
    mandate: Expression | None = None
    texts: tuple[str, ...] = ()
    points: tuple[ReviewPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What may be shown, to whom, under which consent; and what is looked at before it is."""

    map_entry: MapEntryRules | None = None
    monitor: MonitorRules | None = None
    contact: ContactRules = field(default_factory=ContactRules)
    comparison: ComparisonRules | None = None
    review: ReviewRules = field(default_factory=ReviewRules)
