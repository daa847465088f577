"""What a scalar without quotes means: what researchers mean by it, not what YAML 1.1 makes of it.

Only whole numbers, decimals such as 2.5, `true`, `false` and `null` (or nothing) are typed. `no`, `nee`, `ja`, `on`,
`012`, `12:30`, `1e3`, `1_000`, `0x1F`, `.5`, `2026-11-23` and everything else is text, exactly as written.
"""

import re
from decimal import Decimal

from engine.authoring.nodes import Plain

_WORDS: dict[str, Plain] = {"": None, "~": None, "null": None, "true": True, "false": False}
_NUMBER = re.compile(r"(?:0|-?[1-9][0-9]{0,17})(\.[0-9]{1,18})?|-0\.[0-9]{1,18}")
"""At most 18 digits: longer "numbers" are codes or accidents, and stay text."""
_BEGINNINGS = frozenset("-0123456789")


def meaning(text: str) -> Plain:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in _BEGINNINGS:
        number = _NUMBER.fullmatch(text)
        if number is not None:
            return Decimal(text) if "." in text else int(text)
    return text
