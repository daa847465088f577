"""Surveys in tests/data: those in `err` give exactly what stands in expected.txt beside them, those in `ok` nothing.

After a change that is meant: `UPDATE_GOLDEN=1 pytest tests/engine/authoring/checks/test_golden.py`, and read the
difference before committing it.
"""

import os
from pathlib import Path

import pytest

from engine.authoring.compile import compile_survey
from engine.authoring.folder import read_folder
from engine.authoring.rendering import render_text

FOLDER = Path(__file__).parents[3] / "data"
WRONG = sorted(path for path in (FOLDER / "err").iterdir() if path.is_dir())
RIGHT = sorted(path for path in (FOLDER / "ok").iterdir() if path.is_dir())


@pytest.mark.parametrize("survey", WRONG, ids=lambda path: path.name)
def test_what_is_wrong_is_told_as_expected(survey: Path) -> None:
    sources = {name: content for name, content in read_folder(survey).items() if name.endswith(".yaml")}
    compilation = compile_survey(sources)
    assert compilation.diagnostics
    told = render_text(compilation.diagnostics, sources)
    expected = survey / "expected.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_text(told, encoding="utf-8")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("survey", RIGHT, ids=lambda path: path.name)
def test_nothing_is_told_of_what_is_right(survey: Path) -> None:
    sources = read_folder(survey)
    compilation = compile_survey(sources)
    assert render_text(compilation.diagnostics, sources) == ""
    assert compilation.questionnaire is not None
