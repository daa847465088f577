import pytest

from engine.question_types import TYPES
from tests.engine.question_types.asking import ask, code, parsed


@pytest.mark.parametrize(
    "raw", [True, "true", "on", "Ja", " YES ", "1", 1, ["true"], ["false", "true"], ["false", True]]
)
@pytest.mark.parametrize("kind", ["confirmation", "consent"])
def test_ticked(kind: str, raw: object) -> None:
    assert parsed(ask(kind), raw) is True


@pytest.mark.parametrize("raw", [False, "false", "off", "nee", "no", "0", 0, ["false"], ["false", ""]])
@pytest.mark.parametrize("kind", ["confirmation", "consent"])
def test_not_ticked_is_an_answer(kind: str, raw: object) -> None:
    assert parsed(ask(kind), raw) is False


@pytest.mark.parametrize("raw", [None, "", "  ", [], [""], ["", None]])
@pytest.mark.parametrize("kind", ["confirmation", "consent"])
def test_nothing_is_not_the_same_as_not_ticked(kind: str, raw: object) -> None:
    assert parsed(ask(kind), raw) is None


@pytest.mark.parametrize(
    "raw",
    [
        "misschien",
        2,
        1.0,
        float("nan"),
        {},
        {"true": 1},
        [["true"]],
        ["true", "misschien"],
        pytest.param("ja" * 10_000, id="long"),
        ["true"] * 1000,
    ],
)
@pytest.mark.parametrize("kind", ["confirmation", "consent"])
def test_neither_yes_nor_no(kind: str, raw: object) -> None:
    assert code(ask(kind), raw) == "not_yes_or_no"


def test_a_required_confirmation_must_be_ticked() -> None:
    assert code(ask("confirmation", required=True), "false") == "must_be_confirmed"
    assert parsed(ask("confirmation", required=True), "true") is True
    assert parsed(ask("confirmation"), "false") is False


def test_a_consent_may_always_be_withheld() -> None:
    assert parsed(ask("consent", purpose="de kaart", required=True), "false") is False


def test_yes_and_no_in_words() -> None:
    display = TYPES["consent"].display
    assert (display(ask("consent"), True, "nl"), display(ask("consent"), False, "en")) == ("ja", "no")
