"""The examples of the shipped zelfscan, each as a whole profile on paper in both languages: nothing is too long, missing or too little."""

import io
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.authoring.compile import compile_survey
from engine.authoring.document import read
from engine.authoring.folder import read_folder
from engine.authoring.nodes import Mapping
from engine.authoring.raw_answers import raw_answers
from engine.questionnaire import Questionnaire
from results.my_scan.returned import Returned
from results.profiles.comparison import Comparison
from results.profiles.previous import Change, Previous
from results.profiles.profile import make_profile
from results.records.responses import Response
from results.records.submissions import Submission
from results.review import State
from webform.language import use_language
from webform.profile.pdf import profile_pdf
from webform.profile.report import SYMBOLS, radar_said, report
from webform.wording.states import STATES

ZELFSCAN = Path(__file__).parents[2] / "surveys" / "zelfscan"
EXAMPLES = sorted((ZELFSCAN / "examples").glob("*.yaml"))
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@cache
def zelfscan() -> Questionnaire:
    return compile_survey(read_folder(ZELFSCAN)).require()


def returned(example: Path, language: str) -> Returned:
    """What the respondent of this example gets back, beside others and after a scan in which all was ten points lower."""
    document, _faults = read(example.name, example.read_bytes())
    assert document is not None
    assert isinstance(document.root, Mapping)
    given = document.root.get("answers")
    assert isinstance(given, Mapping)
    answers: Any = raw_answers(given)
    edition = zelfscan().in_language(language)
    profile = make_profile(edition, evaluate(edition, parse_answers(edition, answers), date(2026, 11, 23)))
    response = Response("0" * 32, "zelfscan", edition.hash, language, answers, (), 1, State.SUBMITTED, 2, 1, NOW, NOW)
    submission = Submission("0" * 32, 2, edition.hash, language, "Voorbeeldcollectief De Linde", {}, {}, NOW)
    changes = tuple(
        Change(each.id, each.title, max(0, each.score - 10), each.score) for each in profile.dimensions if each.score
    )
    medians = {each.id: 60 for each in profile.dimensions}
    return Returned(
        response, submission, profile, None, None, Comparison("sector", 34, medians), Previous(1, NOW, changes, 12)
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_example_becomes_a_profile_on_paper(app: Flask, language: str) -> None:
    assert len(EXAMPLES) > 10
    for example in EXAMPLES:
        becomes_a_profile(app, example, language)


def becomes_a_profile(app: Flask, example: Path, language: str) -> None:
    got = returned(example, language)
    with app.test_request_context():
        use_language(language)
        told = report(got, zelfscan().in_language(language))
        assert told is not None
        document = PdfReader(io.BytesIO(profile_pdf(told, STATES[State.SUBMITTED], "", may_ask=True)))
        assert len(radar_said(told).split("; ")) == 12
    text = " ".join(
        " ".join(page.extract_text() for page in document.pages).replace("-\n", "").replace("\u00ad\n", "").split()
    )
    assert len(told.rows) == 12
    for row in told.rows:
        assert row.symbol == SYMBOLS[row.tone]
        assert row.band
        assert row.title in text
    assert ("‘Vraag om contact’" if language == "nl" else "“Ask for contact”") in text
    for row in told.first:
        assert row.text or row.question
        assert row.labs
    assert "34 " in (told.compared_with or "")
    assert len(told.differences) == sum(row.score is not None and row.score > 0 for row in told.rows)
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == language
