import gc
import weakref
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from engine.answering.plan import plan_of
from engine.question_types import TYPES
from engine.questionnaire import Severity
from tests.engine.answering.evaluating import TODAY, calculated, choice, codes, number, outcome, text
from tests.engine.building import one_page, pages, questionnaire


def test_conditions_of_section_page_question_and_option() -> None:
    built = questionnaire(
        {
            "sections": [
                {"id": "s1", "pages": [{"id": "p1", "questions": [choice("a"), choice("b", show_when='a == "ja"')]}]},
                {
                    "id": "s2",
                    "show_when": 'a == "ja"',
                    "pages": [
                        {"id": "p2", "questions": [text("c")]},
                        {"id": "p3", "show_when": 'b == "ja"', "questions": [text("d")]},
                    ],
                },
            ]
        }
    )
    assert outcome(built).path == ("a",)
    assert outcome(built, a="nee").path == ("a",)
    assert outcome(built, a="ja").path == ("a", "b", "c")
    found = outcome(built, a="ja", b="ja")
    assert (found.path, found.pages) == (("a", "b", "c", "d"), ("p1", "p2", "p3"))
    assert found.shown == {"a", "b", "c", "d"}


def test_an_answer_off_the_path_is_unknown_to_all_that_follows() -> None:
    built = one_page(choice("a"), choice("b", show_when='a == "ja"'), text("c", show_when='b == "ja"'))
    found = outcome(built, a="nee", b="ja", c="x")
    assert found.path == ("a",)
    assert dict(found.values) == {"a": "nee"}


def test_a_condition_holds_only_where_it_is_true() -> None:
    built = one_page(choice("a"), text("b", show_when='a != "ja"'), text("c", show_when='not a == "ja"'))
    assert outcome(built).path == ("a",)
    assert outcome(built, a="nee").path == ("a", "b", "c")


@pytest.mark.parametrize("bad", [{"a": "misschien"}, {"a": ["ja", "nee"]}])
def test_an_answer_that_is_not_right_is_unknown_and_told(bad: dict[str, object]) -> None:
    built = one_page(choice("a"), text("b", show_when='a == "ja" or a == "nee"'))
    found = outcome(built, **bad)
    assert found.path == ("a",)
    assert [question for question, _ in codes(found)] == ["a"]
    assert not found.complete


def test_a_limit_of_the_day() -> None:
    built = one_page({"id": "jaar", "type": "year", "max": "this_year"}, text("b", show_when="jaar > 2000"))
    assert outcome(built, jaar=2026).path == ("jaar", "b")
    late = outcome(built, jaar=2027)
    assert (late.path, codes(late)) == (("jaar",), [("jaar", "too_high")])
    assert outcome(built, date(2027, 1, 1), jaar=2027).path == ("jaar", "b")


def test_today_in_a_condition() -> None:
    built = one_page(text("a", show_when="year(today) >= 2027"))
    assert outcome(built).path == ()
    assert outcome(built, date(2027, 1, 1)).path == ("a",)
    assert "today" not in outcome(built).values


def test_required() -> None:
    built = one_page(text("a", required=True), text("b"), text("c", required=True, show_when="answered(b)"))
    assert codes(outcome(built)) == [("a", "required")]
    assert codes(outcome(built, a=" ", b="x")) == [("a", "required"), ("c", "required")]
    assert outcome(built, a="x").complete


def test_a_required_question_may_be_answered_with_do_not_know() -> None:
    question = choice("a", required=True)
    question["options"].append({"value": "weet_niet", "missing": "dont_know"})
    found = outcome(one_page(question, text("b", show_when="answered(a)")), a="weet_niet")
    assert found.complete
    assert found.path == ("a",)


def test_a_required_confirmation() -> None:
    built = one_page({"id": "a", "type": "confirmation", "required": True}, text("b", show_when="not a"))
    assert codes(outcome(built)) == [("a", "required")]
    unticked = outcome(built, a="false")
    assert (unticked.path, codes(unticked)) == (("a",), [("a", "must_be_confirmed")])
    assert outcome(built, a=["false", "true"]).complete


def test_an_option_that_is_not_offered_now() -> None:
    main = choice("hoofd", "energie", "wonen")
    side = {
        "id": "neven",
        "type": "multiple_choice",
        "options": [
            {"value": "energie", "show_when": 'hoofd != "energie"'},
            {"value": "wonen", "show_when": 'hoofd != "wonen"'},
            {"value": "geen", "exclusive": True},
        ],
    }
    built = one_page(main, side, text("c", show_when='"wonen" in neven'))
    found = outcome(built, hoofd="energie", neven=["wonen"])
    assert found.unavailable == {"neven": {"energie"}}
    assert found.path == ("hoofd", "neven", "c")
    wrong = outcome(built, hoofd="wonen", neven=["wonen", "energie"])
    assert [(each.code, dict(each.params)) for each in wrong.problems] == [("option_unavailable", {"option": "wonen"})]
    assert wrong.path == ("hoofd", "neven")
    assert outcome(built).unavailable == {"neven": {"energie", "wonen"}}
    assert outcome(built, neven="geen").complete


@pytest.mark.parametrize(
    ("kind", "raw"),
    [("single_choice", "a"), ("ranking", ["b", "a"]), ("allocation", {"a": 4, "b": 6}), ("multiple_choice", "a")],
)
def test_every_type_with_options_may_withhold_one(kind: str, raw: object) -> None:
    declared: dict[str, Any] = {
        "id": "q",
        "type": kind,
        "options": [{"value": "a", "show_when": 'x == "ja"'}, {"value": "b"}],
    }
    if kind == "allocation":
        declared["total"] = 10
    built = one_page(choice("x"), declared)
    assert codes(outcome(built, x="nee", q=raw)) == [("q", "option_unavailable")]
    assert codes(outcome(built, x="ja", q=raw)) == []


def test_nothing_of_an_option_that_is_not_offered_is_no_choice_of_it() -> None:
    declared = {
        "id": "q", "type": "allocation", "total": 10, "options": [{"value": "a", "show_when": 'x == "ja"'}, {"value": "b"}]
    }  # fmt: skip
    assert outcome(one_page(choice("x"), declared), x="nee", q={"a": 0, "b": 10}).complete


def test_a_cross_question_check() -> None:
    check = {
        "id": "meer", "question": "actief", "severity": "warning", "when": "leden > 0 and actief > leden * 3", "text": "{leden}?"
    }  # fmt: skip
    built = one_page(number("leden"), number("actief"), text("z", required=True), checks=[check])
    found = outcome(built, leden=2, actief=7)
    assert codes(found) == [("actief", "check"), ("z", "required")]
    warning = found.problems[0]
    assert (warning.check, warning.severity, str(warning.text)) == ("meer", Severity.WARNING, "{leden}?")
    assert outcome(built, leden=2, actief=7, z="x").complete
    assert codes(outcome(built, leden=2, actief=6, z="x")) == []
    assert codes(outcome(built, actief=7, z="x")) == []
    assert codes(outcome(built, leden="veel", actief=7, z="x")) == [("leden", "not_a_number")]


def test_a_check_that_is_an_error_blocks_and_one_off_the_path_is_silent() -> None:
    check = {"id": "c", "question": "b", "severity": "error", "when": "a > 1"}
    built = one_page(number("a"), number("b", show_when="a < 10"), checks=[check])
    assert not outcome(built, a=2).complete
    assert outcome(built, a=20).complete


def test_a_calculated_value_flows_on() -> None:
    built = one_page(
        number("leden"),
        number("actief"),
        calculated("deel", "actief / leden"),
        calculated("veel", "deel > 0.5"),
        calculated("woord", '"veel" if veel else "weinig"'),
        text("waarom", show_when='woord == "veel"'),
        calculated("nooit", "deel", show_when="veel"),
    )
    found = outcome(built, leden=3, actief=2)
    assert found.calculated == {"deel": Fraction(2, 3), "veel": True, "woord": "veel", "nooit": Fraction(2, 3)}
    assert found.path == ("leden", "actief", "waarom")
    assert found.shown == {"leden", "actief", "waarom", "deel", "veel", "woord", "nooit"}
    few = outcome(built, leden=4, actief=0)
    assert few.calculated == {"deel": 0, "veel": False, "woord": "weinig"}
    assert type(few.calculated["deel"]) is int
    assert few.values["woord"] == "weinig"
    assert outcome(built, leden=0, actief=1).calculated == {}


def test_a_page_with_a_note_is_shown_and_one_with_only_a_calculation_is_not() -> None:
    built = pages(
        [{"id": "welkom", "type": "note", "text": "Welkom"}],
        [calculated("altijd", "1")],
        [number("a")],
        [{"id": "soms", "type": "note", "show_when": "a > 1"}],
    )
    assert outcome(built).pages == ("p1", "p3")
    assert outcome(built).path == ("a",)
    assert outcome(built, a=2).pages == ("p1", "p3", "p4")
    assert outcome(built, a=2).shown == {"welkom", "altijd", "a", "soms"}


def test_ids_that_are_no_question_are_a_warning_after_all_else() -> None:
    found = outcome(one_page(text("a", required=True)), zz="x", aa=1)
    assert codes(found) == [("a", "required"), ("zz", "unknown_question"), ("aa", "unknown_question")]
    assert [problem.severity for problem in found.problems] == [Severity.ERROR, Severity.WARNING, Severity.WARNING]
    many = outcome(one_page(text("a")), **{f"x{number}": 1 for number in range(60_000)})
    assert len(many.problems) == 50
    assert many.complete


def test_an_edition_in_another_language_gives_the_same_outcome() -> None:
    built = one_page(choice("a"), text("b", show_when='a == "ja"'))
    assert outcome(built.in_language("fr"), a="ja") == outcome(built, a="ja")


def test_a_plan_is_made_once_and_forgotten_with_its_questionnaire() -> None:
    built = one_page(choice("a"), text("b", show_when='a == "ja"'))
    plan = plan_of(built)
    assert plan_of(built) is plan
    gone = weakref.ref(built)
    built.editions.clear()  # type: ignore[attr-defined]  # a test's editions are a plain dict, which refers back
    del built
    gc.collect()
    assert gone() is None


def test_nothing_of_an_outcome_can_be_changed() -> None:
    found = outcome(one_page(text("a")), a="x")
    with pytest.raises(TypeError):
        found.values["a"] = "y"  # type: ignore[index]
    with pytest.raises(AttributeError):
        found.path = ()  # type: ignore[misc]


def test_every_type_that_takes_an_answer_is_on_the_path_and_no_other() -> None:
    own: dict[str, dict[str, Any]] = {"calculated": {"value": "1"}, "allocation": {"total": 1}}
    for name, kind in TYPES.items():
        declared = {"id": "q", "type": name, "scale": "s", **own.get(name, {})}
        built = one_page(declared, scales={"s": [{"value": 1}]})
        assert outcome(built, TODAY).path == (("q",) if kind.takes_answer else ())
