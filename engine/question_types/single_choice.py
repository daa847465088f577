"""One of a list of options."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from engine.question_types.one_option import OneOption
from engine.question_types.options import (
    OPTIONS_SHAPE,
    option_value,
)


@dataclass(frozen=True, slots=True)
class SingleChoiceSettings:
    """`default`: the option that stands chosen before anyone chooses."""

    default: str | None = None


class SingleChoice(OneOption):
    """`single_choice`."""

    name = "single_choice"
    seconds = 14
    keys: ClassVar[Mapping[str, Any]] = {
        "options": OPTIONS_SHAPE,
        "default": {
            "type": ["string", "integer"],
            "description": "The value of the option that is chosen beforehand. Use it only where it is the careful choice.",
        },
    }
    required_keys = ("options",)

    def settings(self, declared: Mapping[str, Any]) -> SingleChoiceSettings:
        return SingleChoiceSettings(option_value(declared.get("default")))
