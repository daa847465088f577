from fractions import Fraction

from engine.answering.routing import Progress, first_open_page, next_page, previous_page, progress, prune
from tests.engine.answering.evaluating import calculated, choice, number, outcome, text
from tests.engine.building import one_page, pages, questionnaire

THREE = pages([choice("a")], [text("b", show_when='a == "ja"')], [text("c", required=True)])


def test_next_and_previous_follow_the_path() -> None:
    short, long = outcome(THREE, a="nee"), outcome(THREE, a="ja")
    assert next_page(short, "p1") == "p3"
    assert next_page(long, "p1") == "p2"
    assert previous_page(short, "p3") == "p1"
    assert previous_page(long, "p3") == "p2"
    assert next_page(long, "p3") is None
    assert previous_page(long, "p1") is None


def test_a_page_that_is_not_on_the_path_has_no_neighbours() -> None:
    assert next_page(outcome(THREE, a="nee"), "p2") is None
    assert previous_page(outcome(THREE, a="nee"), "nergens") is None


def test_the_first_page_with_something_to_do() -> None:
    assert first_open_page(THREE, outcome(THREE), ()) == "p1"
    assert first_open_page(THREE, outcome(THREE, a="ja"), {"p1"}) == "p2"
    assert first_open_page(THREE, outcome(THREE, a="nee"), {"p1"}) == "p3"
    assert first_open_page(THREE, outcome(THREE, a="nee"), {"p1", "p3"}) == "p3"
    assert first_open_page(THREE, outcome(THREE, a="nee", c="x"), {"p1", "p3"}) is None
    assert first_open_page(THREE, outcome(THREE, a="onzin", c="x"), {"p1", "p3"}) == "p1"


def test_a_warning_leaves_a_page_done() -> None:
    check = {"id": "c", "question": "a", "severity": "warning", "when": "a > 1"}
    built = one_page(number("a"), checks=[check])
    assert first_open_page(built, outcome(built, a=2), {"p1"}) is None


SECTIONS = questionnaire(
    {
        "sections": [
            {"id": "s1", "pages": [{"id": "p1", "questions": [choice("a"), calculated("x", "1")]}]},
            {"id": "s2", "show_when": 'a == "ja"', "pages": [{"id": "p2", "questions": [text("b")]}]},
            {"id": "s3", "pages": [{"id": "p3", "questions": [{"id": "c", "type": "long_text"}]}]},
        ]
    }
)


def test_progress_counts_sections_and_time_on_the_path() -> None:
    # One choice is 14 seconds, a short text 25, a long text 75.
    assert progress(SECTIONS, outcome(SECTIONS), "p1") == Progress(1, 2, Fraction(0), 2)
    assert progress(SECTIONS, outcome(SECTIONS, a="nee"), "p3") == Progress(2, 2, Fraction(14, 89), 2)
    found = progress(SECTIONS, outcome(SECTIONS, a="ja"), "p3")
    assert found == Progress(3, 3, Fraction(39, 114), 2)
    assert found.percent == 34


def test_time_left_is_for_what_is_not_answered_yet() -> None:
    assert progress(SECTIONS, outcome(SECTIONS, a="nee", c="x"), "p1") == Progress(1, 2, Fraction(0), 0)
    assert progress(SECTIONS, outcome(SECTIONS, c="x"), "p1").minutes_left == 1


def test_the_end_is_all_done() -> None:
    assert progress(SECTIONS, outcome(SECTIONS), None) == Progress(2, 2, Fraction(1), 0)
    assert progress(SECTIONS, outcome(SECTIONS, a="nee"), "p2").done_share == 1


def test_a_questionnaire_that_asks_nothing() -> None:
    empty = one_page(text("a", show_when="1 == 2"))
    assert progress(empty, outcome(empty), None) == Progress(0, 0, Fraction(1), 0)
    assert first_open_page(empty, outcome(empty), ()) is None


def test_pruning_leaves_what_may_be_submitted() -> None:
    built = one_page(choice("a"), text("b", show_when='a == "ja"'), number("c"), number("d"), calculated("x", "c + 1"))
    found = outcome(built, a="nee", b="geheim", c="veel", d="1.000", zz=1)
    assert prune(built, found) == {"a": "nee", "d": 1000}
    assert prune(built, outcome(built, **prune(built, found))) == prune(built, found)
