"""The radar: where its marks and labels stand, and that no label covers another."""

from itertools import combinations

import pytest

from webform.profile.radar import MOST, RADIUS, SIZE, Point, radar

WIDTH, HEIGHT = 11.0, 17.0
"""Of one letter of a label, in units of the drawing; the widest letters are not wider."""


def drawn(count: int, score: int | None = 50) -> list[int | None]:
    return [score] * count


@pytest.mark.parametrize("count", range(3, MOST + 1))
def test_labels_cover_neither_each_other_nor_the_edge(count: int) -> None:
    labels = ["ABC"[: 3 if count > 12 else 2]] * count
    found = radar(labels, drawn(count), ["good"] * count, drawn(count, None))
    assert found is not None
    width = WIDTH * len(labels[0])
    for one, other in combinations(found.spokes, 2):
        apart = abs(one.text.x - other.text.x) >= width or abs(one.text.y - other.text.y) >= HEIGHT
        assert apart, (count, one.text, other.text)
    for spoke in found.spokes:
        assert 0 <= spoke.text.x - width / 2 <= spoke.text.x + width / 2 <= SIZE
        assert 0 <= spoke.text.y - HEIGHT <= spoke.text.y <= SIZE


def test_the_score_is_the_distance_from_the_middle() -> None:
    found = radar(list("ABCD"), [100, 50, 0, 25], ["good", "watch", "hard", "hard"], [None] * 4)
    assert found is not None
    middle = SIZE / 2
    assert [spoke.mark for spoke in found.spokes] == [
        Point(middle, middle - RADIUS),
        Point(middle + RADIUS / 2, middle),
        Point(middle, middle),
        Point(middle - RADIUS / 4, middle),
    ]
    assert found.shape == "160,48 216,160 160,160 132,160"
    assert found.others == ""


def test_a_challenge_without_a_score_has_a_spoke_and_no_mark() -> None:
    found = radar(list("ABCD"), [10, None, 20, 30], ["hard", "none", "hard", "hard"], [40, 50, None, 60])
    assert found is not None
    assert [spoke.mark is None for spoke in found.spokes] == [False, True, False, False]
    assert len(found.shape.split()) == 3
    assert len(found.others.split()) == 3


@pytest.mark.parametrize("scores", [[], [1, 2], [1, 2, None, None], [1] * (MOST + 1)])
def test_there_is_none_of_too_few_or_too_many(scores: list[int | None]) -> None:
    count = len(scores)
    assert radar(["A"] * count, scores, ["good"] * count, drawn(count)) is None


def test_two_medians_make_no_shape() -> None:
    found = radar(list("ABC"), [1, 2, 3], ["hard"] * 3, [1, 2, None])
    assert found is not None
    assert found.others == ""
