"""The "did you mean" of messages."""

import pytest

from engine.expressions.suggest import did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("p_naam", ["r_naam", "p_name", "k_fase"], "p_name"),
        ("p_naam", ["r_naam", "k_fase"], "r_naam"),
        ("P_NAAM", ["r_naam", "p_name"], "p_name"),
        ("kfase", ["k_fase", "p_fase"], "k_fase"),
        ("p_plaats", ["p_x", "r_plaats"], "r_plaats"),
        ("naam", ["name", "fase"], "name"),
        ("iets", ["r_naam"], None),
        ("", ["a"], None),
    ],
)
def test_the_nearest_is_of_the_same_family_where_it_can_be(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected
    assert did_you_mean(word, known, "No.") == (f"Did you mean `{expected}`?" if expected else "No.")
