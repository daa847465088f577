"""Texts as cells of a spreadsheet: none is taken for a formula. Pure."""

import re
from typing import Final

BYTE_ORDER_MARK: Final = "\ufeff"
"""Without it spreadsheets do not read UTF-8."""
SEPARATOR: Final = ";"
"""What spreadsheets expect where the comma stands in numbers, as in the Netherlands."""

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠|%]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def cell(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula. A number stays a number."""
    clean = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return f"'{clean}" if _FORMULA.match(clean) and not _NUMBER.fullmatch(clean) else clean
