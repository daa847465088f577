from fractions import Fraction
from typing import Any

import pytest

from engine.answering.outcome import DimensionScore, Scores
from engine.answering.scoring import half_up
from tests.engine.answering.evaluating import outcome
from tests.engine.building import one_page

STEPS = [
    *({"value": step, "points": points} for step, points in ((1, 0), (2, 25), (3, 50), (4, 75), (5, 100))),
    {"value": "nvt", "missing": "not_applicable"},
]
BANDS = {
    "standen": [
        {"id": "goed", "from": 75, "tone": "good", "symbol": "●"},
        {"id": "matig", "from": 50, "tone": "watch", "symbol": "▲"},
        {"id": "slecht", "from": 0, "tone": "hard", "symbol": "■"},
    ]
}


def statements(*ids: str, **keys: Any) -> list[dict[str, Any]]:
    return [{"id": id, "type": "scale", "scale": "mate", **keys} for id in ids]


def dimension(id: str, weights: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"id": id, "bands": "standen", "weights": weights, **keys}


def scores(questions: list[dict[str, Any]], scoring: dict[str, Any], **raw: Any) -> Scores:
    built = one_page(*questions, scored={"bands": BANDS, **scoring}, scales={"mate": STEPS})
    return outcome(built, **raw).scores


def score(
    questions: list[dict[str, Any]], weights: dict[str, Any], enough: dict[str, Any], **raw: Any
) -> DimensionScore:
    return scores(questions, {"dimensions": [dimension("d", weights, enough=enough)]}, **raw).dimensions["d"]


ANY = {"answered": 1, "share": 0}


@pytest.mark.parametrize(
    ("total", "count", "rounded"), [(1, 2, 1), (149, 2, 75), (148, 2, 74), (224, 3, 75), (0, 7, 0)]
)
def test_a_half_is_rounded_upwards(total: int, count: int, rounded: int) -> None:
    assert half_up(total, count) == rounded


def test_the_weighted_mean_is_exact() -> None:
    asked = statements("a", "b", "c")
    found = score(asked, {"a": "1/3", "b": "1/7", "c": "5/2"}, ANY, a=5, b=2, c=3)
    exact = (Fraction(100, 3) + Fraction(25, 7) + 125) / (Fraction(1, 3) + Fraction(1, 7) + Fraction(5, 2))
    assert found == DimensionScore(round(exact), "matig", 3, 3)


@pytest.mark.parametrize(
    ("answers", "rounded", "band"),
    [
        ({"a": 4, "b": 4}, 75, "goed"),
        ({"a": 5, "b": 3}, 75, "goed"),
        ({"a": 4, "b": 3}, 63, "matig"),
        ({"a": 2, "b": 3}, 38, "slecht"),
    ],
)
def test_the_band_is_that_of_the_rounded_score(answers: dict[str, int], rounded: int, band: str) -> None:
    found = score(statements("a", "b"), {"a": 1, "b": 1}, ANY, **answers)
    assert (found.score, found.band) == (rounded, band)


def test_a_score_that_is_rounded_up_to_a_bound_is_in_the_higher_band() -> None:
    found = score(statements("a", "b"), {"a": 149, "b": 1}, ANY, a=4, b=3)  # 74.83
    assert (found.score, found.band) == (75, "goed")
    found = score(statements("a", "b"), {"a": 49, "b": 1}, ANY, a=4, b=3)  # 74.5
    assert (found.score, found.band) == (75, "goed")
    found = score(statements("a", "b"), {"a": 48, "b": 1}, ANY, a=4, b=3)  # 74.49
    assert (found.score, found.band) == (74, "matig")


def test_thirds_of_points_add_up_exactly() -> None:
    thirds = [{"value": "x", "points": "100/3"}, {"value": "y", "points": "200/3"}]
    asked = [{"id": id, "type": "single_choice", "options": thirds} for id in ("a", "b", "c")]
    assert score(asked, {"a": 1, "b": 1, "c": 1}, ANY, a="x", b="x", c="y").score == 44
    assert score(asked, {"a": 1, "b": "1/2"}, ANY, a="x", b="y").score == 44
    assert score(asked, {"a": 1, "b": 1}, ANY, a="x", b="y") == DimensionScore(50, "matig", 2, 2)


def test_a_reversed_statement_turns_the_points_round() -> None:
    assert score(statements("a", reversed=True), {"a": 1}, ANY, a=2).score == 75


def test_what_counts_as_enough() -> None:
    enough = {"answered": 2, "share": "60%"}
    asked = statements("a", "b", "c")
    weights = {"a": 1, "b": "1/2", "c": 1}
    assert score(asked, weights, enough, a=5) == DimensionScore(None, None, 3, 1)
    assert score(asked, weights, enough, a=5, b=5) == DimensionScore(100, "goed", 3, 2)  # 1.5 of 2.5 is 60%
    assert score(asked, {"a": 1, "b": "0.49", "c": 1}, enough, a=5, b=5).score is None
    assert score(asked, weights, enough, a=5, b="nvt", c="nvt").score is None
    assert score(asked, weights, enough, a="onzin", b=5, c=5) == DimensionScore(100, "goed", 3, 2)
    assert score(asked, weights, {"answered": 0, "share": 0}) == DimensionScore(None, None, 3, 0)


def test_only_what_is_asked_counts_for_the_share() -> None:
    asked = [*statements("a"), *statements("b", "c", show_when="a >= 4")]
    weights = {"a": 1, "b": 1, "c": 1}
    enough = {"answered": 1, "share": "60%"}
    assert score(asked, weights, enough, a=1, b=5, c=5) == DimensionScore(0, "slecht", 1, 1)
    assert score(asked, weights, enough, a=4) == DimensionScore(None, None, 3, 1)


def test_points_of_several_options_add_up_to_a_cap() -> None:
    options = [
        *({"value": value, "points": 40} for value in "abc"),
        {"value": "geen", "points": 0},
        {"value": "anders"},
    ]
    asked = [{"id": "q", "type": "multiple_choice", "options": options}]
    capped = [{**asked[0], "points_cap": 60}]
    assert score(asked, {"q": 1}, ANY, q=["a", "b"]).score == 80
    assert score(asked, {"q": 1}, ANY, q=["a", "b", "c"]).score == 100
    assert score(capped, {"q": 1}, ANY, q=["a", "b"]).score == 60
    assert score(asked, {"q": 1}, ANY, q=["geen"]).score == 0
    assert score(asked, {"q": 1}, ANY, q=["a", "anders"]).score == 40
    assert score(asked, {"q": 1}, ANY, q=["anders"]) == DimensionScore(None, None, 1, 0)


def test_a_question_may_count_in_more_dimensions_and_in_a_factor() -> None:
    scoring = {
        "dimensions": [dimension("x", {"a": 1}, enough=ANY), dimension("y", {"a": "1/2", "b": 1}, enough=ANY)],
        "factors": [{"id": "f", "title": "F", "questions": ["a", "b", "c"], "answered": 2}],
    }
    found = scores(statements("a", "b", "c"), scoring, a=5, b=2)
    assert [each.score for each in found.dimensions.values()] == [100, 50]
    assert found.factors == {"f": 63}  # 62.5
    assert scores(statements("a", "b", "c"), scoring, a=5, b="nvt").factors == {"f": None}


GROUPED = {
    "dimensions": [
        dimension("d1", {"a": 1}, group="g", enough=ANY),
        dimension("d2", {"b": 1}, group="g", enough=ANY),
        dimension("d3", {"c": 1}, group="h", enough=ANY),
        dimension("d4", {"d": 1}, group="i", enough=ANY),
    ],
    "groups": [{"id": id, "title": id, "share": "1/2"} for id in "ghi"],
    "balance": {"groups": ["g", "h"], "above": 25, "text": "Uit balans"},
}
FOUR = statements("a", "b", "c", "d")


def test_a_group_is_the_mean_of_its_rounded_scores() -> None:
    found = scores(FOUR, GROUPED, a=2, b=3)
    assert found.groups == {"g": 38, "h": None, "i": None}  # 37.5
    assert scores(FOUR, GROUPED, a=2).groups["g"] == 25
    assert scores(FOUR, GROUPED).groups["g"] is None
    strict = {**GROUPED, "groups": [{"id": id, "title": id, "share": "51%"} for id in "ghi"]}
    assert scores(FOUR, strict, a=2).groups["g"] is None


@pytest.mark.parametrize(
    ("raw", "unbalanced"),
    [
        ({"a": 3, "b": 3, "c": 4}, False),
        ({"a": 3, "b": 2, "c": 4}, True),
        ({"c": 4, "d": 1}, False),
        ({}, False),
    ],
)
def test_out_of_balance_is_more_than_the_limit_between_groups_that_have_a_score(
    raw: dict[str, int], unbalanced: bool
) -> None:
    assert scores(FOUR, GROUPED, **raw).unbalanced is unbalanced


def test_without_rules_nothing_is_out_of_balance_or_first() -> None:
    found = scores(FOUR, {}, a=1)
    assert found == Scores({}, {}, {}, False, (), {}, ())


def priorities(choice: dict[str, Any] | None = None, **rules: Any) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    choice = choice or {"type": "ranking"}
    options = [{"value": value} for value in ("d1", "d2", "d3", "d4", "geen")]
    questions = [*FOUR, {"id": "top", "options": options, **choice}]
    first = {"count": 3, "choice": "top", "bonus": [20, 15, 10], "unscored": 50, "only_if_chosen": ["goed"], **rules}
    return questions, {**GROUPED, "priorities": first}


def test_what_to_tackle_first() -> None:
    found = scores(*priorities(), a=1, b=5, c=3, d=2, top=["d2", "d4"])
    assert found.chosen == ("d2", "d4")
    assert found.priorities == ("d1", "d4", "d3")
    assert found.priority_points == {"d1": 100, "d4": 90, "d3": 50}
    assert list(found.priority_points) == list(found.priorities)


def test_a_good_score_takes_part_only_when_it_is_chosen() -> None:
    assert scores(*priorities(), a=5, b=4, c=1).priorities == ("d3",)
    found = scores(*priorities(), a=5, b=4, c=1, top=["d1"])
    assert found.priority_points == {"d3": 100, "d1": 20}


def test_a_chosen_dimension_without_a_score_counts_half() -> None:
    found = scores(*priorities(), a=3, top=["d3", "d2"])
    assert found.priority_points == {"d3": 70, "d2": 65, "d1": 50}


def test_ties_keep_the_order_of_the_dimensions_and_no_bonus_is_none() -> None:
    assert scores(*priorities(), a=2, b=2, c=2, d=2).priorities == ("d1", "d2", "d3")
    found = scores(*priorities(bonus=[5]), a=2, b=2, c=2, d=2, top=["d3", "d4"])
    assert found.priority_points == {"d3": 80, "d1": 75, "d2": 75}


def test_the_choice_may_be_one_option_or_several_or_not_asked() -> None:
    assert scores(*priorities({"type": "single_choice"}), top="d2").priority_points == {"d2": 70}
    assert scores(*priorities({"type": "multiple_choice"}), top=["d3", "d2"]).chosen == ("d2", "d3")
    assert scores(*priorities({"type": "ranking", "show_when": "a == 5"}), a=1, top=["d2"]).chosen == ()
    assert scores(*priorities({"type": "ranking"}), top="geen").priorities == ()
    assert scores(*priorities(choice=None), a=1).priorities == ("d1",)
