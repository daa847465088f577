"""docs/researcher/zelfscan.md says of the zelfscan what is so."""

import re
from fractions import Fraction

from engine.questionnaire import Questionnaire
from tests.surveys.conftest import SURVEYS

PAGE = (SURVEYS.parent / "docs" / "researcher" / "zelfscan.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|\n").split("|")] for line in PAGE.splitlines() if line.startswith("|")]


def test_it_names_no_question_that_does_not_exist(zelfscan: Questionnaire, kennismaking: Questionnaire) -> None:
    named = set(re.findall(r"`([a-z]_[a-z0-9_]+)`", PAGE))
    assert len(named) > 50
    assert named <= {*zelfscan.questions, *kennismaking.questions}


def test_its_table_of_sections_is_right(zelfscan: Questionnaire) -> None:
    told = {row[2].strip("`"): (int(row[3]), int(row[4])) for row in ROWS if len(row) == 6 and row[0].isdigit()}
    weighed = {weight.question for dimension in zelfscan.scoring.dimensions for weight in dimension.weights}
    assert told == {
        section.id: (
            sum(len(page.questions) for page in section.pages),
            sum(question.id in weighed for page in section.pages for question in page.questions),
        )
        for section in zelfscan.sections
    }


def test_its_table_of_challenges_is_right(zelfscan: Questionnaire) -> None:
    told = {
        row[1].strip("`"): (
            row[0],
            {id: Fraction(1, 2) if half else Fraction(1) for id, half in re.findall(r"`([a-z0-9_]+)`( ½)?", row[3])},
        )
        for row in ROWS
        if len(row) == 4 and re.fullmatch("[A-Z]{2}", row[0])
    }
    assert told == {
        dimension.id: (dimension.code, {weight.question: weight.weight for weight in dimension.weights})
        for dimension in zelfscan.scoring.dimensions
    }
    assert list(told) == [dimension.id for dimension in zelfscan.scoring.dimensions]
