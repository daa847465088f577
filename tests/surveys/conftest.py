"""The shipped surveys, compiled once for all tests here."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from engine.answering.answers import parse_answers
from engine.answering.outcome import Outcome, evaluate
from engine.authoring.compile import Compilation, compile_survey
from engine.authoring.folder import read_folder
from engine.questionnaire import Questionnaire

SURVEYS = Path(__file__).parent.parent.parent / "surveys"
TODAY = date(2026, 11, 23)


@cache
def compilation(name: str) -> Compilation:
    """The survey of this name and everything that `check` says of it, its examples included."""
    return compile_survey(read_folder(SURVEYS / name))


def outcome(questionnaire: Questionnaire, raw: Mapping[str, object]) -> Outcome:
    """What these raw answers come to."""
    return evaluate(questionnaire, parse_answers(questionnaire, raw), TODAY)


@pytest.fixture(scope="session")
def zelfscan() -> Questionnaire:
    """The compiled zelfscan."""
    return compilation("zelfscan").require()


@pytest.fixture(scope="session")
def kennismaking() -> Questionnaire:
    """The compiled kennismaking."""
    return compilation("kennismaking").require()
