"""From a question type to a form field: what is shown, and how the raw text in a request is collected.

The fields coerce nothing and check nothing: what was typed goes to the engine as it is, and comes back as it is. A new
question type needs a line in `FIELDS`; a test compares that table with the engine's.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from engine.question_types import TYPES
from engine.questionnaire import Question
from webform.fields.base import AnswerField, FormData, macros
from webform.fields.composite import AllocationField, DateField, RankingField
from webform.fields.places import PlaceField, PointField
from webform.fields.simple import ChoiceField, ChoicesField, LongTextField, ScaleField, TextField, TickField

__all__ = ["FIELDS", "AnswerField", "FormData", "asks", "macros"]

FieldMaker = Callable[..., Any]


def _line(**look: Any) -> FieldMaker:
    """A maker of one-line fields with these arguments for the macro."""

    def make(**kwargs: Any) -> TextField:
        return TextField(look=look, **kwargs)

    return make


FIELDS: Final[Mapping[str, FieldMaker]] = {
    "short_text": _line(),
    "long_text": LongTextField,
    # Not type="email" or "url": browsers change what is typed there, and tell people off in their own words.
    "email": _line(inputmode="email", autocomplete="email", spellcheck=False),
    "url": _line(inputmode="url", autocomplete="url", spellcheck=False),
    "integer": _line(inputmode="numeric", width=10),
    "decimal": _line(inputmode="decimal", width=10),
    "year": _line(inputmode="numeric", width=4),
    "date": DateField,
    "postcode": _line(autocomplete="postal-code", width=10, spellcheck=False),
    "place": PlaceField,
    "point": PointField,
    "single_choice": ChoiceField,
    "multiple_choice": ChoicesField,
    "scale": ScaleField,
    "ranking": RankingField,
    "allocation": AllocationField,
    "confirmation": TickField,
    "consent": TickField,
}
"""Every question type that takes an answer."""


def asks(question: Question) -> bool:
    """Whether the question has a field (a note and a calculated value have none)."""
    return TYPES[question.type].takes_answer
