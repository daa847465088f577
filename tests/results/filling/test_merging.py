"""Two forms of one page: what may be kept, and what a person has to choose."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.questionnaire import Questionnaire
from engine.values import Json
from results.filling.merging import fingerprint, fingerprints, from_text, merge, to_text
from tests.results.conftest import compiled

PAGE = compiled().pages["club"]
NAMES = [question.id for question in PAGE.questions]
ANSWERS: st.SearchStrategy[Mapping[str, Json]] = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(["", "een", "twee", "drie"]) for name in NAMES}
)


def prints(answers: Mapping[str, Json]) -> Mapping[str, str]:
    return fingerprints(compiled(), NAMES, answers)


def same(one: Json, other: Json) -> bool:
    return (one or "") == (other or "")


def test_what_nobody_else_touched_is_taken() -> None:
    merged = merge(PAGE, {"p_naam": "A"}, {"p_naam": "B", "p_leden": "3"}, prints({"p_naam": "A"}))
    assert merged.taken == {"p_naam": "B", "p_leden": "3"}
    assert (merged.elsewhere, merged.disputed) == ((), {})


def test_what_was_changed_elsewhere_only_stays_as_it_is_there() -> None:
    merged = merge(PAGE, {"p_naam": "B"}, {"p_naam": "A", "p_leden": "3"}, prints({"p_naam": "A"}))
    assert merged.taken == {"p_leden": "3"}
    assert merged.elsewhere == ("p_naam",)
    assert merged.disputed == {}


def test_two_different_answers_are_in_dispute() -> None:
    merged = merge(PAGE, {"p_naam": "B"}, {"p_naam": "C"}, prints({"p_naam": "A"}))
    assert (merged.taken, merged.elsewhere, merged.disputed) == ({}, (), {"p_naam": "C"})


def test_the_same_answer_twice_is_no_dispute() -> None:
    assert merge(PAGE, {"p_naam": "B"}, {"p_naam": "B"}, prints({"p_naam": "A"})).taken == {"p_naam": "B"}


@pytest.mark.parametrize("typed", ["", "C"])
def test_taking_an_answer_away_is_a_change_too(typed: str) -> None:
    assert merge(PAGE, {"p_naam": "B"}, {"p_naam": typed}, prints({"p_naam": "A"})).disputed == {"p_naam": typed}
    assert merge(PAGE, {}, {"p_naam": "C"}, prints({"p_naam": "A"})).disputed == {"p_naam": "C"}


def test_a_form_based_on_nobody_knows_what_overwrites_nothing() -> None:
    merged = merge(PAGE, {"p_naam": "B"}, {"p_naam": "C", "p_leden": "3"}, {})
    assert (merged.taken, merged.disputed) == ({"p_leden": "3"}, {"p_naam": "C"})
    assert merge(PAGE, {"p_naam": "B"}, {"p_naam": ""}, {}).disputed == {"p_naam": ""}


def test_a_choice_for_what_is_stored_holds_for_what_was_shown_only() -> None:
    shown = prints({"p_naam": "B"})
    kept = merge(PAGE, {"p_naam": "B"}, {"p_naam": "C"}, shown, ["p_naam"])
    assert (kept.taken, kept.elsewhere, kept.disputed) == ({}, (), {})
    again = merge(PAGE, {"p_naam": "D"}, {"p_naam": "C"}, shown, ["p_naam"])
    assert (again.taken, again.elsewhere, again.disputed) == ({}, (), {"p_naam": "C"})


def test_a_box_that_nobody_ticked_is_no_change(club: Questionnaire) -> None:
    consent = club.pages["toestemming"]
    shown = fingerprints(club, ["c_kaart"], {})
    assert merge(consent, {"c_kaart": "yes"}, {"c_kaart": False}, shown).elsewhere == ("c_kaart",)
    assert merge(consent, {}, {"c_kaart": False}, shown).taken == {"c_kaart": False}


def test_line_breaks_and_the_order_of_parts_make_no_difference(club: Questionnaire) -> None:
    story = club.questions["p_verhaal"]
    assert fingerprint(story, "a\r\nb") == fingerprint(story, "a\nb") != fingerprint(story, "a b")
    assert fingerprint(story, {"a": "1", "b": "2"}) == fingerprint(story, {"b": "2", "a": "1"})
    assert fingerprint(story, ["a", "b"]) != fingerprint(story, ["b", "a"])


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        " ",
        ".",
        "p_naam",
        "p_naam.",
        "p_naam.xyz",
        "p_naam.--",
        "\x00",
        "P.-",
        "p_naam.0123456789a",
        "." * 9999,
        "é.-",
    ],
)
def test_nonsense_is_passed_over(nonsense: str) -> None:
    assert from_text(nonsense) == {}
    assert from_text(f"{nonsense} p_leden.-") == {"p_leden": "-"}


def test_fingerprints_come_back_as_they_went() -> None:
    shown = prints({"p_naam": "A", "p_koepels": ["a", "b"]})
    assert from_text(to_text(shown)) == shown


@given(shown=ANSWERS, stored=ANSWERS, typed=ANSWERS, yielding=st.sets(st.sampled_from(NAMES)), known=st.booleans())
def test_nothing_is_ever_overwritten_unseen(
    shown: Mapping[str, Json], stored: Mapping[str, Json], typed: Mapping[str, Json], yielding: set[str], known: bool
) -> None:
    merged = merge(PAGE, stored, typed, prints(shown) if known else {}, yielding)
    for name, answer in typed.items():
        now = stored.get(name)
        if name in merged.taken and not same(answer, now):
            # only what the form showed, or an empty place, gives way
            assert same(shown.get(name), now) if known else same(now, "")
            assert name not in yielding
        if name in merged.elsewhere:
            assert same(answer, shown.get(name))
        if name not in merged.taken and name not in merged.elsewhere and name not in merged.disputed:
            assert name in yielding
    assert not set(merged.disputed) & (set(merged.taken) | set(merged.elsewhere))
