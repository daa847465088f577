"""Medians of similar collectives: exact, only of large enough groups, and never of the collective itself."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from math import floor
from statistics import median as fractional_median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.publication import ComparisonRules, ComparisonStep
from results.profiles.comparison import SMALLEST_GROUP, Scored, Tally, collective_name, median

RULES = ComparisonRules(
    "consent",
    (
        ComparisonStep("near", "near", ("sector", "phase")),
        ComparisonStep("sector", "sector", ("sector",)),
        ComparisonStep("all", "all"),
    ),
)
DAY = datetime(2026, 11, 23, tzinfo=UTC)


def scan(number: int, score: int | None, sector: str = "energy", phase: str = "growth", name: str = "") -> Scored:
    scores = {} if score is None else {"money": score}
    chosen = {name: value for name, value in {"sector": sector, "phase": phase}.items() if value}
    return Scored(f"{number:032x}", name, DAY + timedelta(days=number), chosen, scores)


def medians(
    scans: list[Scored], chosen: Mapping[str, str], response: int = 999, name: str = ""
) -> tuple[str, int, Mapping[str, int]] | None:
    found = Tally(RULES, scans).compare(f"{response:032x}", name, chosen)
    return None if found is None else (found.step, found.collectives, found.medians)


NEAR = {"sector": "energy", "phase": "growth"}


def test_nine_others_are_too_few_and_ten_are_enough() -> None:
    assert medians([scan(n, 50) for n in range(9)], NEAR) is None
    assert medians([scan(n, 50) for n in range(10)], NEAR) == ("near", 10, {"money": 50})


def test_a_group_that_is_too_small_is_widened_step_by_step() -> None:
    near, sector = [scan(n, 10) for n in range(9)], [scan(n, 20, phase="idea") for n in range(20, 23)]
    others = [scan(n, 90, sector="care") for n in range(40, 80)]
    assert medians([*near, *sector, *others], NEAR) == ("sector", 12, {"money": 10})
    assert medians([*near, *others], NEAR) == ("all", 49, {"money": 90})
    assert medians(near, NEAR) is None


def test_who_did_not_answer_what_a_step_asks_is_compared_one_step_wider() -> None:
    scans = [scan(n, 30) for n in range(12)]
    assert medians(scans, {"sector": "energy"}) == ("sector", 12, {"money": 30})
    assert medians(scans, {}) == ("all", 12, {"money": 30})
    assert medians([scan(n, 30, phase="") for n in range(12)], NEAR) == ("sector", 12, {"money": 30})


def test_the_collective_itself_never_counts() -> None:
    scans = [scan(n, 100 if n == 3 else 40) for n in range(11)]
    assert medians(scans, NEAR, response=3) == ("near", 10, {"money": 40})
    assert medians(scans[:10], NEAR, response=3) is None


def test_nor_does_another_response_with_its_name() -> None:
    scans = [scan(n, 40) for n in range(9)] + [scan(50, 100, name="de linde")]
    assert medians(scans, NEAR, name="de akker") == ("near", 10, {"money": 40})
    assert medians(scans, NEAR, name="de linde") is None


def test_two_responses_with_one_name_are_one_collective_and_the_newest_counts() -> None:
    twice = [scan(60, 0, name="de linde"), scan(61, 100, name="de linde")]
    assert medians([*(scan(n, 0) for n in range(8)), *twice], NEAR) is None
    found = Tally(RULES, [*(scan(n, 100 * (n % 2)) for n in range(10)), *reversed(twice)]).compare("x", "", NEAR)
    assert found is not None
    assert (found.collectives, found.medians) == (11, {"money": 100})


def test_leaving_itself_out_of_a_group_it_moved_away_from_takes_nothing_from_the_new_one() -> None:
    scans = [scan(n, 40) for n in range(10)] + [scan(70, 100, phase="idea")]
    assert medians(scans, NEAR, response=70) == ("near", 10, {"money": 40})


def test_a_dimension_with_too_few_scores_has_no_median() -> None:
    scans = [scan(n, 40 if n < 9 else None) for n in range(30)]
    assert medians(scans, NEAR) == ("near", 30, {})


def test_leaving_itself_out_can_make_a_dimension_too_small() -> None:
    scans = [scan(n, 40 if n < 10 else None) for n in range(30)]
    assert medians(scans, NEAR) == ("near", 30, {"money": 40})
    assert medians(scans, NEAR, response=0) == ("near", 29, {})
    assert medians(scans, NEAR, response=20) == ("near", 29, {"money": 40})


@pytest.mark.parametrize(
    ("scores", "expected"),
    [([7], 7), ([40, 41], 41), ([40, 42], 41), ([0, 100], 50), ([0, 1, 100], 1), ([100, 100], 100), ([0, 0, 1, 1], 1)],
)
def test_a_median_is_a_whole_number_half_rounded_up(scores: list[int], expected: int) -> None:
    assert median([scores.count(score) for score in range(101)]) == expected


@given(st.lists(st.integers(0, 100), min_size=1))
def test_a_median_is_that_of_exact_arithmetic(scores: list[int]) -> None:
    exact = fractional_median([Fraction(score) for score in scores])
    assert median([scores.count(score) for score in range(101)]) == floor(exact + Fraction(1, 2))


def test_nothing_has_no_median() -> None:
    with pytest.raises(ValueError, match="nothing"):
        median([0] * 101)


@given(st.lists(st.tuples(st.integers(0, 100) | st.none(), st.sampled_from("ab"), st.sampled_from("xy")), max_size=40))
def test_whatever_there_is_nobody_can_be_told_apart(found: list[tuple[int | None, str, str]]) -> None:
    scans = [scan(n, score, sector, phase) for n, (score, sector, phase) in enumerate(found)]
    compared = Tally(RULES, scans).compare(scans[0].response_id if scans else "x", "", {"sector": "a", "phase": "x"})
    if compared is None:
        assert len(scans) <= SMALLEST_GROUP
        return
    assert compared.collectives >= SMALLEST_GROUP
    by = {"near": ("sector", "phase"), "sector": ("sector",), "all": ()}[compared.step]
    mine = {"sector": "a", "phase": "x"}
    group = [each for each in scans[1:] if all(each.chosen[name] == mine[name] for name in by)]
    assert compared.collectives == len(group)
    scores = [each.scores["money"] for each in group if "money" in each.scores]
    assert set(compared.medians) == ({"money"} if len(scores) >= SMALLEST_GROUP else set())


def test_names_are_compared_without_capitals_and_spaces() -> None:
    assert collective_name("  De  Linde ") == collective_name("de LINDE") == "de linde"
