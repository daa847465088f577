"""The first to the n-th of a list of options. Works without dragging: a form asks for the first, the second, ..."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.expressions.types import ChoicesType, Type
from engine.question_types.base import CodebookEntry, QuestionType, Storage, problem
from engine.question_types.multiple_choice import (
    COUNT_KEYS,
    SeveralSettings,
    several_of,
    several_settings,
    written_count,
)
from engine.question_types.options import (
    OPTIONS_SHAPE,
    check_several,
    labels_of,
    option_names,
    read_several,
)
from engine.question_types.wording import listed
from engine.questionnaire import Question
from engine.values import AnswerProblem, Json, Value


class Ranking(QuestionType):
    """`ranking`. A list in the order of preference, or place to option (`{"1": "a", "2": "b"}`); gaps are closed."""

    name = "ranking"
    seconds = 45
    keys: ClassVar[Mapping[str, Any]] = {"options": OPTIONS_SHAPE, **COUNT_KEYS}
    required_keys = ("options",)

    def settings(self, declared: Mapping[str, Any]) -> SeveralSettings:
        return several_settings(declared)

    def parse(self, question: Question, raw: object) -> Value | AnswerProblem | None:
        if isinstance(raw, Mapping):
            places = {_place(place): option for place, option in raw.items()}
            if len(raw) > len(question.options) + 10 or len(places) < len(raw) or None in places:
                return problem(question, "not_an_option")
            raw = [places[place] for place in sorted(place for place in places if place is not None)]
        chosen = read_several(question, raw)
        if isinstance(chosen, tuple) and len(set(chosen)) < len(chosen):
            return problem(question, "chosen_twice")
        return chosen

    def check(self, question: Question, value: tuple[str, ...]) -> AnswerProblem | None:
        settings = several_of(question)
        return check_several(question, value, settings.minimum, settings.maximum)

    def chosen(self, value: tuple[str, ...]) -> tuple[str, ...]:
        return value

    def serialise(self, value: tuple[str, ...]) -> Json:
        return list(value)

    def value_type(self, question: Question) -> Type:
        return ChoicesType(option_names(question))

    def display(self, question: Question, value: tuple[str, ...], language: str) -> str:
        return listed(labels_of(question, value), language)

    def codebook(self, question: Question) -> CodebookEntry:
        return CodebookEntry(Storage.ORDERED_OPTIONS, written_count(several_of(question)))


def _place(place: object) -> int | None:
    text = str(place) if isinstance(place, str | int) and not isinstance(place, bool) else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None
