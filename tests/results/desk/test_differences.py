"""What differs between two revisions; pure, on the club's questionnaire."""

from datetime import date

import pytest

from engine.answering.answers import parse_answers
from engine.answering.outcome import Outcome, evaluate
from engine.authoring.compile import compile_survey
from engine.questionnaire import Privacy, Questionnaire
from results.desk.differences import LONGEST_COMPARED, Difference, Kind, Piece, compared, differences
from tests.results.club import PAGES, SOURCES

ANSWERS = {name: raw for page in PAGES.values() for name, raw in page.items()}
TODAY = date(2026, 11, 23)


def outcome(questionnaire: Questionnaire, **changed: object) -> Outcome:
    return evaluate(questionnaire, parse_answers(questionnaire, {**ANSWERS, **changed}), TODAY)


def found(club: Questionnaire, **changed: object) -> list[tuple[str, Kind]]:
    return [(each.question, each.kind) for each in differences(club, outcome(club, **changed), club, outcome(club))]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, []),
        ({"p_leden": "1200"}, []),  # the same number, written otherwise
        ({"p_leden": "1201"}, [("p_leden", Kind.CHANGED)]),
        ({"p_leden": ""}, [("p_leden", Kind.REMOVED)]),
        ({"s_waarom": "Op"}, []),  # not asked
        ({"s_geld": "1", "s_waarom": "Op"}, [("s_geld", Kind.CHANGED), ("s_waarom", Kind.ADDED)]),
        ({"p_koepels": ["b", "a"]}, []),
        ({"p_koepels": ["a"]}, [("p_koepels", Kind.CHANGED)]),
        ({"c_contact": False}, [("c_contact", Kind.REMOVED)]),
        ({"c_kaart": False}, [("c_kaart", Kind.REMOVED), ("c_contact", Kind.REMOVED)]),
        ({"p_naam": "Andere", "r_naam": "Bea"}, [("r_naam", Kind.CHANGED), ("p_naam", Kind.CHANGED)]),
    ],
)
def test_what_differs(club: Questionnaire, changed: dict[str, object], expected: list[tuple[str, Kind]]) -> None:
    assert found(club, **changed) == expected


def test_a_consent_that_was_not_asked_is_not_given_either(club: Questionnaire) -> None:
    before = outcome(club, c_kaart=False, c_contact=None)
    assert differences(club, outcome(club, c_kaart=None, c_contact=None), club, before) == ()


def test_questions_that_came_and_went_with_a_new_version(club: Questionnaire) -> None:
    text = SOURCES["questionnaire.yaml"].replace("s_buffer", "s_reserve")
    renamed = {name: source.replace("s_buffer", "s_reserve") for name, source in SOURCES.items()}
    newer = compile_survey(
        {**{n: s.encode() for n, s in renamed.items()}, "questionnaire.yaml": text.encode()}
    ).require()
    now = evaluate(newer, parse_answers(newer, {**ANSWERS, "s_reserve": "3"}), TODAY)
    assert differences(newer, now, club, outcome(club)) == (
        Difference("s_reserve", Kind.ADDED, Privacy.ORGANISATION),
        Difference("s_buffer", Kind.REMOVED, Privacy.ORGANISATION),
    )


def test_words_that_differ_are_marked_in_both_texts() -> None:
    before, now = compared("Wij leggen samen panelen op daken.", "Wij leggen samen warmtenetten aan.")
    assert "".join(piece.text for piece in before) == "Wij leggen samen panelen op daken."
    assert next(piece for piece in before if not piece.differs) == Piece("Wij leggen samen ", False)
    assert "warmtenetten" in "".join(piece.text for piece in now if piece.differs)


@pytest.mark.parametrize(
    ("before", "now"),
    [("kat", "hond"), ("", "iets"), ("iets", ""), ("a\nb  c", "a\nb c"), ("<b>x</b> één", "<i>x</i> één"), ("x", "x")],
)
def test_no_text_is_lost_in_comparing(before: str, now: str) -> None:
    left, right = compared(before, now)
    assert "".join(piece.text for piece in left) == before
    assert "".join(piece.text for piece in right) == now


def test_very_long_texts_are_not_compared() -> None:
    long = "woord " * LONGEST_COMPARED
    assert compared(long, "kort") == ((Piece(long, False),), (Piece("kort", False),))
