from engine.answering.routing import first_open_page, next_page, previous_page, prune
from tests.engine.answering.evaluating import calculated, choice, number, outcome, text
from tests.engine.building import one_page, pages

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


def test_a_questionnaire_that_asks_nothing_has_no_open_page() -> None:
    empty = one_page(text("a", show_when="1 == 2"))
    assert first_open_page(empty, outcome(empty), ()) is None


def test_pruning_leaves_what_may_be_submitted() -> None:
    built = one_page(choice("a"), text("b", show_when='a == "ja"'), number("c"), number("d"), calculated("x", "c + 1"))
    found = outcome(built, a="nee", b="geheim", c="veel", d="1.000", zz=1)
    assert prune(built, found) == {"a": "nee", "d": 1000}
    assert prune(built, outcome(built, **prune(built, found))) == prune(built, found)
