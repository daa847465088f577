import pytest

from engine.answering.standing import SectionStanding, SectionState, Standing, standing
from engine.questionnaire import Questionnaire
from tests.engine.answering.evaluating import TODAY, calculated, choice, number, outcome, text
from tests.engine.building import one_page, questionnaire


def section(id: str, *pages: list[object], **more: object) -> dict[str, object]:
    return {"id": id, "pages": [{"id": f"{id}{n}", "questions": page} for n, page in enumerate(pages, 1)], **more}


SECTIONS = questionnaire(
    {
        "sections": [
            section("a", [choice("a1q"), calculated("x", "1")], [number("a2q", max=9)]),
            section("b", [text("b1q", required=True)], show_when='a1q == "ja"'),
            section("c", [{"id": "c1q", "type": "long_text"}]),
        ]
    }
)
# One choice is 14 seconds, a number 15, a short text 25, a long text 75.


def stands(built: Questionnaire, visited: set[str], **raw: object) -> Standing:
    return standing(built, outcome(built, **raw), visited, TODAY)


def states(found: Standing) -> list[str]:
    return [section.state.value for section in found.sections]


def test_nothing_was_done_yet() -> None:
    found = stands(SECTIONS, set())
    assert found.sections == (
        SectionStanding("a", SectionState.NOT_BEGUN, 2, 0, 29, "a1"),
        SectionStanding("b", SectionState.UNDECIDED, 0, 0, 0, None),
        SectionStanding("c", SectionState.NOT_BEGUN, 1, 0, 75, "c1"),
    )
    assert found.minutes_left == 2
    assert not found.complete


def test_a_section_is_busy_until_every_page_of_it_was_saved() -> None:
    found = stands(SECTIONS, {"a1"}, a1q="ja")
    assert states(found) == ["busy", "not_begun", "not_begun"]
    assert found.sections[0] == SectionStanding("a", SectionState.BUSY, 2, 1, 15, "a2")
    assert states(stands(SECTIONS, {"a1", "a2"}, a1q="ja"))[0] == "done"


def test_what_is_not_needed_because_of_an_answer_is_said_apart_from_what_may_still_come() -> None:
    assert states(stands(SECTIONS, {"a1"}, a1q="nee")) == ["busy", "not_asked", "not_begun"]
    assert len(stands(SECTIONS, {"a1"}, a1q="nee").asked) == 2
    questions = questionnaire(
        {"sections": [section("a", [choice("q")]), section("b", [text("r", show_when='q == "ja"'), text("s", show_when="1 == 2")])]}
    )  # fmt: skip
    assert states(stands(questions, set())) == ["not_begun", "undecided"]
    assert states(stands(questions, set(), q="nee")) == ["not_begun", "not_asked"]


def test_a_skipped_question_that_need_not_be_answered_takes_no_more_time() -> None:
    found = stands(SECTIONS, {"a1", "a2", "c1"}, a1q="nee")
    assert states(found) == ["done", "not_asked", "done"]
    assert found.minutes_left == 0
    assert found.complete
    assert found.sections[0].leads_to == "a1"


def test_an_error_on_a_page_that_was_saved_asks_for_attention() -> None:
    found = stands(SECTIONS, {"a1", "a2", "b1", "c1"}, a1q="ja", a2q="10")
    assert states(found) == ["attention", "attention", "done"]
    assert found.sections[0] == SectionStanding("a", SectionState.ATTENTION, 2, 1, 15, "a2")
    assert not found.complete


def test_what_was_answered_on_a_page_that_was_not_saved_takes_no_time() -> None:
    assert stands(SECTIONS, set(), c1q="x").sections[2].seconds == 0


def test_a_warning_leaves_a_section_done() -> None:
    check = {"id": "c", "question": "a", "severity": "warning", "when": "a > 1"}
    assert states(stands(one_page(number("a"), checks=[check]), {"p1"}, a=2)) == ["done"]


def test_going_on_never_takes_anything_back_as_long_as_the_path_stays() -> None:
    visited: set[str] = set()
    before = -1
    for page in ("c1", "a2", "a1"):
        visited.add(page)
        done = sum(each.done for each in stands(SECTIONS, visited, a1q="nee").sections)
        assert done > before
        before = done


@pytest.mark.parametrize("visited", [set(), {"p1"}])
def test_a_questionnaire_that_asks_nothing_is_complete(visited: set[str]) -> None:
    empty = one_page(text("a", show_when="1 == 2"))
    assert states(stands(empty, visited)) == ["not_asked"]
    assert stands(empty, visited).complete
