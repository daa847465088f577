"""The question types: one file per type, and the one table that lists them."""

from collections.abc import Mapping
from types import MappingProxyType

from engine.question_types.allocation import Allocation
from engine.question_types.base import CodebookEntry, PointTable, QuestionType, SettingError, Storage
from engine.question_types.calculated import Calculated
from engine.question_types.confirmation import Confirmation
from engine.question_types.consent import Consent
from engine.question_types.date import CalendarDate
from engine.question_types.decimal import DecimalNumber
from engine.question_types.email import Email
from engine.question_types.integer import Integer
from engine.question_types.long_text import LongText
from engine.question_types.multiple_choice import MultipleChoice
from engine.question_types.note import Note
from engine.question_types.place import Place
from engine.question_types.point import GeoPoint
from engine.question_types.postcode import Postcode
from engine.question_types.ranking import Ranking
from engine.question_types.scale import Scale
from engine.question_types.short_text import ShortText
from engine.question_types.single_choice import SingleChoice
from engine.question_types.url import Url
from engine.question_types.year import Year

_ALL: tuple[QuestionType, ...] = (
    ShortText(),
    LongText(),
    Email(),
    Url(),
    Integer(),
    DecimalNumber(),
    Year(),
    CalendarDate(),
    Postcode(),
    Place(),
    GeoPoint(),
    SingleChoice(),
    MultipleChoice(),
    Scale(),
    Ranking(),
    Allocation(),
    Confirmation(),
    Consent(),
    Calculated(),
    Note(),
)

TYPES: Mapping[str, QuestionType] = MappingProxyType({kind.name: kind for kind in _ALL})
"""Every question type by its word in YAML."""

__all__ = ["TYPES", "CodebookEntry", "PointTable", "QuestionType", "SettingError", "Storage"]
