"""From a question type to a form field: what is shown, and how the raw text in a request is collected.

The fields coerce nothing and check nothing: what was typed goes to the engine as it is, and comes back as it is. A new
question type needs a line in `FIELDS`; a test compares that table with the engine's.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, Protocol, cast

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import Field

from engine.question_types import TYPES
from engine.questionnaire import Option, Question
from engine.values import Json

LONG_LIST = 25
"""From so many options on, one choice is made in a drop-down list."""

Posted = Mapping[str, list[str]]


class FormData(Protocol):
    """What WTForms reads a request from."""

    def __contains__(self, name: str) -> bool: ...
    def getlist(self, name: str) -> list[str]: ...


def macros() -> Any:
    """The macros of the layout that draw fields."""
    return current_app.jinja_env.get_template("layout/forms.html").module


def _widget(field: "AnswerField", **_kwargs: object) -> Markup:
    return field.draw()


class AnswerField(Field):
    """The field of one question. `data` is the raw answer, ready for the engine: text, a list of texts, or parts."""

    widget = staticmethod(_widget)

    def __init__(self, *, question: Question, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.question = question
        self.settings: Any = question.settings
        self.text: str | Markup = str(question.text)
        self.hint: Markup | None = None
        self.problem: str | None = None
        self.heading = False
        self.unavailable: frozenset[str] = frozenset()

    def process_data(self, value: Json) -> None:
        """Show an answer that was saved earlier."""
        self.data = value

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Take what was sent, unread."""
        self.data = valuelist[0] if valuelist else None

    @property
    def optional(self) -> bool:
        """Whether to say that this may be skipped."""
        return not self.question.required

    @property
    def typed(self) -> str:
        """The raw answer as it stands in a text field."""
        return self.data if isinstance(self.data, str) else "" if self.data is None else str(self.data)

    @property
    def common(self) -> dict[str, Any]:
        """What every macro takes."""
        return {"id": self.question.id, "label": self.text, "hint": self.hint, "error": self.problem}

    def options(self, *, split: bool = False) -> list[dict[str, Any]]:
        """The options that are offered now, with the chosen ones marked; `split`: set those without meaning apart."""
        chosen = _chosen(self.data)
        return [
            {
                "value": option.value,
                "label": option.label,
                "checked": option.value in chosen,
                "exclusive": option.exclusive,
                "apart": split and option.missing is not None,
            }
            for option in self.offered()
        ]

    def offered(self) -> tuple[Option, ...]:
        """The options without those that an earlier answer took away."""
        if not self.unavailable:
            return self.question.options
        return tuple(option for option in self.question.options if option.value not in self.unavailable)

    def draw(self) -> Markup:
        """The field as HTML."""
        raise NotImplementedError


def _chosen(raw: object) -> frozenset[str]:
    if isinstance(raw, list | tuple):
        return frozenset(str(each) for each in raw)
    return frozenset() if raw is None else frozenset((str(raw),))


class TextField(AnswerField):
    """One line. `look` are fixed arguments for the macro: keyboard, width, what a browser may fill in."""

    def __init__(self, *, look: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.look = look

    def draw(self) -> Markup:
        look = dict(self.look)
        look["suffix"] = getattr(self.settings, "unit", None) or None
        look["autocomplete"] = getattr(self.settings, "autocomplete", None) or look.get("autocomplete")
        return _markup(
            macros().text_input(
                name=self.name, value=self.typed, optional=self.optional, heading=self.heading, **self.common, **look
            )
        )


class LongTextField(AnswerField):
    """Several lines, with what is left of the allowed length."""

    def draw(self) -> Markup:
        return _markup(
            macros().textarea(
                name=self.name,
                value=self.typed,
                rows=self.settings.rows,
                maximum=self.settings.max_length,
                optional=self.optional,
                heading=self.heading,
                **self.common,
            )
        )


class ChoiceField(AnswerField):
    """One of several options: a list of radio buttons, or a drop-down list when there are very many."""

    def process_data(self, value: Json) -> None:
        self.data = value if value is not None else getattr(self.settings, "default", None)

    def draw(self) -> Markup:
        if len(self.question.options) >= LONG_LIST:
            return _markup(
                macros().select(
                    name=self.name, options=self.options(), optional=self.optional, empty=_("Choose"), **self.common
                )
            )
        return _markup(
            macros().radios(
                name=self.name,
                options=self.options(),
                optional=self.optional,
                heading=self.heading,
                **self.common,
            )
        )


class ScaleField(AnswerField):
    """A statement on a scale. That it may be skipped is said once above a block, not at every statement."""

    def draw(self) -> Markup:
        return _markup(macros().scale(name=self.name, options=self.options(split=True), **self.common))


class ChoicesField(AnswerField):
    """Any of several options."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = list(valuelist)

    def draw(self) -> Markup:
        return _markup(
            macros().checkboxes(
                name=self.name,
                options=self.options(),
                optional=self.optional,
                heading=self.heading,
                **self.common,
            )
        )


class RankingField(AnswerField):
    """First, second, third: a drop-down list each, so that it works without dragging. `data`: values, first first."""

    @property
    def places(self) -> list[str]:
        """The names of the lists: the question's own id, then id-2, id-3, ..."""
        count = min(self.settings.maximum or len(self.question.options), len(self.question.options))
        return [self.name if number == 1 else f"{self.name}-{number}" for number in range(1, count + 1)]

    def process(self, formdata: FormData | None, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        self.process_data(data)
        if formdata is not None:
            # An empty place stays: someone who fills in first and third sees them there again.
            chosen = [(formdata.getlist(name) or [""])[0] for name in self.places]
            self.data = chosen if any(chosen) else []

    def draw(self) -> Markup:
        ranked = [str(each) for each in self.data] if isinstance(self.data, list | tuple) else []
        places = [
            {
                "name": name,
                "id": name,
                "label": _("Number %(number)s", number=number + 1),
                "options": [
                    {
                        "value": option.value,
                        "label": option.label,
                        "checked": number < len(ranked) and ranked[number] == option.value,
                    }
                    for option in self.offered()
                ],
            }
            for number, name in enumerate(self.places)
        ]
        return _markup(macros().ranking(places=places, optional=self.optional, **self.common))


class PartsField(AnswerField):
    """A field in several inputs, named id-part; `data` keeps what was typed in each."""

    def part_names(self) -> Sequence[str]:
        """The parts, in order."""
        raise NotImplementedError

    def process(self, formdata: FormData | None, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors = []
        self.process_data(data)
        if formdata is not None:
            self.take({part: (formdata.getlist(f"{self.name}-{part}") or [""])[0] for part in self.part_names()})

    def take(self, typed: Mapping[str, str]) -> None:
        """Make the raw answer from what was typed in the parts."""
        raise NotImplementedError


class AllocationField(PartsField):
    """Parts of a total: a number per option. `data`: option value to what was typed."""

    def part_names(self) -> Sequence[str]:
        return [option.value for option in self.offered()]

    def take(self, typed: Mapping[str, str]) -> None:
        self.data = {part: text for part, text in typed.items() if text.strip()}

    def draw(self) -> Markup:
        typed = self.data if isinstance(self.data, dict) else {}
        parts = [
            {
                "name": f"{self.name}-{option.value}",
                "id": self.name if number == 0 else f"{self.name}-{option.value}",
                "label": option.label,
                "value": typed.get(option.value, ""),
            }
            for number, option in enumerate(self.offered())
        ]
        return _markup(
            macros().allocation(
                parts=parts,
                total=self.settings.total,
                unit=self.settings.unit,
                optional=self.optional,
                **self.common,
            )
        )


class DateField(PartsField):
    """Day, month, year. `data`: the three as one text, as `3-5-2024`."""

    PARTS: Final = ("day", "month", "year")

    def part_names(self) -> Sequence[str]:
        return self.PARTS

    def take(self, typed: Mapping[str, str]) -> None:
        texts = [typed[part].strip() for part in self.PARTS]
        self.data = "-".join(texts) if any(texts) else ""

    def draw(self) -> Markup:
        labels = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
        parts = [
            {
                "name": f"{self.name}-{part}",
                "id": self.name if number == 0 else f"{self.name}-{part}",
                "label": labels[part],
                "value": text,
                "width": 4 if part == "year" else 2,
            }
            for number, (part, text) in enumerate(zip(self.PARTS, _date_parts(self.typed), strict=True))
        ]
        return _markup(macros().date_input(parts=parts, optional=self.optional, heading=self.heading, **self.common))


def _date_parts(raw: str) -> tuple[str, str, str]:
    """Day, month and year of a raw date: as it was typed, or as it is stored (2024-05-03)."""
    first, _dash, rest = raw.partition("-")
    second, _dash, third = rest.partition("-")
    return (third, second, first) if len(first) == 4 and first.isdigit() else (first, second, third)


class TickField(AnswerField):
    """One box: a confirmation or a consent. An empty box is an answer too, once the page was sent."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        self.data = valuelist[0] if valuelist else False

    def draw(self) -> Markup:
        ticked = TYPES[self.question.type].parse(self.question, self.data) is True
        return _markup(macros().single_checkbox(name=self.name, checked=ticked, **self.common))


def _markup(drawn: object) -> Markup:
    return cast(Markup, drawn)


FieldMaker = Callable[..., Any]


def _line(**look: Any) -> FieldMaker:
    """A maker of one-line fields with these arguments for the macro."""

    def make(**kwargs: Any) -> Any:
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
