"""A complete zelfscan, as a respondent types it: every question that is asked, answered."""

import json
from pathlib import Path
from typing import Any

COMPLETE: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "benchmark" / "zelfscan_answers.json").read_text(encoding="utf-8")
)


def scan(title: str, **changes: Any) -> dict[str, Any]:
    """The complete answers for a collective of this name, with changes."""
    return {**COMPLETE, "p_naam": title, **changes}
