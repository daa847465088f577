"""The fields that are one control: a line, a text, a list of choices, a box."""

from collections.abc import Hashable, Mapping
from typing import Any

from engine.question_types import TYPES
from engine.values import Json
from webform.fields.base import AnswerField
from webform.language import gettext as _

LONG_LIST = 25
"""From so many options on, one choice is made in a drop-down list."""


class TextField(AnswerField):
    """One line. `look` are fixed arguments for the macro: keyboard, width, what a browser may fill in."""

    macro = "text_input"

    def __init__(self, *, look: Mapping[str, Any], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.look = look

    def arguments(self) -> dict[str, Any]:
        fixed = dict(self.look)
        fixed["suffix"] = getattr(self.settings, "unit", None) or None
        fixed["autocomplete"] = getattr(self.settings, "autocomplete", None) or self.look.get("autocomplete")
        return super().arguments() | {"name": self.name, "value": self.typed, "heading": self.heading} | fixed


class LongTextField(AnswerField):
    """Several lines, with what is left of the allowed length."""

    macro = "textarea"

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {
            "name": self.name,
            "value": self.typed,
            "heading": self.heading,
            "rows": self.settings.rows,
            "maximum": self.settings.max_length,
        }


class OptionsField(AnswerField):
    """A field whose options are all in sight, so that what is drawn depends on what is chosen and offered alone."""

    def alike(self) -> Hashable:
        return self.chosen(), self.unavailable


class ChoiceField(OptionsField):
    """One of several options: a list of radio buttons, or a drop-down list when there are very many."""

    @property
    def macro(self) -> str:  # type: ignore[override]  # it depends on the question
        """The macro in `layout/forms.html`."""
        return "select" if self._long else "radios"

    @property
    def _long(self) -> bool:
        return len(self.question.options) >= LONG_LIST

    def process_data(self, value: Json) -> None:
        self.data = value if value is not None else self.settings.default

    def arguments(self) -> dict[str, Any]:
        more = {"empty": _("Choose")} if self._long else {"heading": self.heading}
        return super().arguments() | {"name": self.name, "options": self.options()} | more


class ScaleField(OptionsField):
    """A statement on a scale. That it may be skipped is said once above a block, not at every statement."""

    in_block = False
    """Whether it is one of several statements on the same scale, drawn together."""

    @property
    def macro(self) -> str:  # type: ignore[override]  # it depends on what stands beside it
        """The macro in `layout/forms.html`."""
        return "statement" if self.in_block else "scale"

    def alike(self) -> Hashable:
        return super().alike(), self.in_block

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"name": self.name, "options": self.options(), "optional": False}


class ChoicesField(OptionsField):
    """Any of several options."""

    macro = "checkboxes"

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = list(valuelist)

    def arguments(self) -> dict[str, Any]:
        return super().arguments() | {"name": self.name, "options": self.options(), "heading": self.heading}


class TickField(AnswerField):
    """One box: a confirmation or a consent. An empty box is an answer too, once the page was sent."""

    macro = "single_checkbox"

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = valuelist[0] if valuelist else False

    def arguments(self) -> dict[str, Any]:
        arguments = super().arguments() | {
            "name": self.name,
            "checked": TYPES[self.question.type].parse(self.question, self.data) is True,
        }
        del arguments["optional"]  # a consent always is
        return arguments
