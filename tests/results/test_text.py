"""What can be stored is stored as it was sent; what cannot is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.column_types import json_text
from results.errors.filling import NotStorable
from results.text import LARGEST_DRAFT, check_size, clean, clean_text, plain_text, showable, storable

RAW = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Anna \u202egro.live\u202c", "Anna gro.live"),
        ("\u2066a\u2067b\u2068c\u2069\ufeff", "abc"),
        ("a\x00b\x1b[31m\x9b\r", "ab[31m"),
        ("een\n\ttwee", "een\n\ttwee"),
        ("a\ufffeb\uffffc", "abc"),
        ("\u05e9\u05dc\u05d5\u05dd \u200f\u06cc\u200c\u0647", "\u05e9\u05dc\u05d5\u05dd \u200f\u06cc\u200c\u0647"),
    ],
)
def test_a_text_cannot_seem_another(typed: str, kept: str) -> None:
    assert plain_text(typed) == kept


def test_what_is_told_of_an_answer_is_clean_whatever_its_form() -> None:
    assert clean({"a": ["x\x00", 3, None, {"b": "\u202ey"}]}) == {"a": ["x", 3, None, {"b": "y"}]}
    assert clean_text("gewoon, één regel") == "gewoon, één regel"


@given(st.text())
def test_what_was_typed_keeps_its_length_and_no_page_refuses_it(typed: str) -> None:
    shown = showable(typed)
    assert len(shown) == len(typed)
    assert plain_text(shown).replace("\r", "") == plain_text(plain_text(shown))
    assert showable(shown) == shown


@given(RAW)
def test_raw_json_comes_back_as_it_was(raw: object) -> None:
    try:
        kept = storable(raw)
    except NotStorable:
        return  # nested too deeply
    assert json.loads(json_text(kept)) == raw
    assert json_text(kept).isascii()
    assert "\x00" not in json_text(kept)


@given(st.text(st.characters(categories=["Cs", "L", "Cc"])))
def test_any_text_can_be_shown_again(text: str) -> None:
    kept = storable(text)
    assert isinstance(kept, str)
    kept.encode("utf-8")
    assert len(kept) == len(text)
    assert [new for old, new in zip(text, kept, strict=True) if old != new] == ["\uffff"] * (len(text) - len(
        text.encode("utf-8", "ignore").decode("utf-8")))  # fmt: skip
    plain_text(text).encode("utf-8")
    assert "\x00" not in plain_text(text)


def test_a_nul_is_kept_in_a_raw_answer_and_left_out_of_a_text() -> None:
    assert storable("a\x00b") == "a\x00b"
    assert plain_text("a\x00b\ud800") == "ab\ufffd"


@pytest.mark.parametrize(
    "raw",
    [
        float("nan"),
        float("inf"),
        2**63,
        pytest.param(10**5000, id="wide"),
        b"bytes",
        {1: "number as key"},
        object(),
        [[[[[["deep"]]]]]],
    ],
)
def test_what_is_no_json_is_refused(raw: object) -> None:
    with pytest.raises(NotStorable):
        storable(raw)


def test_a_tuple_is_a_list() -> None:
    assert storable(("a", "b")) == ["a", "b"]


def test_a_draft_has_a_largest_size() -> None:
    check_size({"a": "x" * (LARGEST_DRAFT - 20)})
    with pytest.raises(NotStorable, match="over the"):
        check_size({"a": "x" * LARGEST_DRAFT})
