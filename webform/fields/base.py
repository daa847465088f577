"""What every field has: the question it is for, the raw answer, and a macro of the layout that draws it."""

from collections.abc import Hashable
from typing import Any, ClassVar

from flask import current_app
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import Field

from engine.questionnaire import Option, Question
from engine.values import Json
from results.text import showable
from webform.language import current_language

FormData = MultiDict[str, str]
"""What a request was read into: every text that was sent under a name."""


def macros() -> Any:
    """The macros of the layout that draw fields."""
    return current_app.jinja_env.get_template("layout/forms.html").module


def _draw(field: "AnswerField", **_settings: object) -> Markup:
    alike = field.alike()
    if alike is None:
        return _drawn(field)
    # A field with options looks the same for everyone who chose the same. The question is part of what is kept, so that
    # no other can take its place in memory, and its `id`, while this is.
    key = (id(field.question), current_language(), field.text, field.hint, field.problem, field.heading, alike)
    kept = _kept.get(key)
    if kept is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        kept = _kept[key] = (field.question, _drawn(field))
    return kept[1]


def _drawn(field: "AnswerField") -> Markup:
    drawn: Markup = getattr(macros(), field.macro)(**field.arguments())
    return drawn


MOST_KEPT = 4000
"""So many drawings are kept; they take a kilobyte or two each."""
_kept: dict[Hashable, tuple[Question, Markup]] = {}


class AnswerField(Field):
    """The field of one question. `data` is the raw answer, ready for the engine: text, a list of texts, or parts."""

    macro: ClassVar[str]
    """The macro in `layout/forms.html`."""
    widget = staticmethod(_draw)
    showable = staticmethod(showable)

    def __init__(self, *, question: Question, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.question = question
        self.settings: Any = question.settings
        self.text: str = str(question.text)
        self.hint: Markup | None = None
        self.problem: str | None = None
        self.heading = False
        self.unavailable: frozenset[str] = frozenset()
        self._values = frozenset(option.value for option in question.options)

    def process_data(self, value: Json) -> None:
        """Show an answer that was saved earlier."""
        self.data = value

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was sent, unread. Nothing was sent for an empty group of boxes, nor for one that was not there."""
        self.data = valuelist[0] if valuelist else None

    def alike(self) -> Hashable | None:
        """What tells two drawings of this field apart, beside its texts; None when it is drawn anew each time."""
        return None

    def arguments(self) -> dict[str, Any]:
        """What the macro takes."""
        return {
            "id": self.question.id,
            "label": self.text,
            "hint": self.hint,
            "error": self.problem,
            "optional": not self.question.required,
        }

    @property
    def typed(self) -> str:
        """The raw answer as it stands in a text field; what no HTML can hold is shown as �."""
        return self.showable(self.data if isinstance(self.data, str) else "" if self.data is None else str(self.data))

    def offered(self) -> tuple[Option, ...]:
        """The options without those that an earlier answer took away."""
        if not self.unavailable:
            return self.question.options
        return tuple(option for option in self.question.options if option.value not in self.unavailable)

    def chosen(self) -> frozenset[str]:
        """What the raw answer chooses of the options, as far as it does."""
        raw = self.data if isinstance(self.data, list | tuple) else (self.data,)
        return self._values.intersection(str(each) for each in raw)

    def options(self) -> list[dict[str, Any]]:
        """The options that are offered now, with the chosen ones marked, and those that are no answer set apart."""
        chosen = self.chosen()
        return [
            {
                "value": option.value,
                "label": option.label,
                "checked": option.value in chosen,
                "exclusive": option.exclusive,
                "apart": option.missing is not None,
            }
            for option in self.offered()
        ]
