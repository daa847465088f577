"""A statement on a scale: one of the ordered options of a scale that more statements share."""

from collections.abc import Mapping
from typing import Any, ClassVar

from engine.question_types.one_option import OneOption


class Scale(OneOption):
    """`scale`. A reversed statement is worth the highest plus the lowest points of its scale, less those of the option."""

    name = "scale"
    seconds = 9
    keys: ClassVar[Mapping[str, Any]] = {
        "scale": {"type": "string", "minLength": 1, "description": "The id of one of the `scales`."},
        "reversed": {
            "type": "boolean",
            "description": "Agreeing is unfavourable: the points of the scale are turned round.",
        },
    }
    required_keys = ("scale",)
