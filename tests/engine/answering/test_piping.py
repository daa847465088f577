from decimal import Decimal

import pytest

from engine.answering.piping import Segment, answer_text, render, segments
from tests.engine.answering.evaluating import calculated, choice, number, outcome, text
from tests.engine.building import one_page, text_of

FRUIT = [{"value": "a", "label": "Appels"}, {"value": "b", "label": "Bonen"}, {"value": "c", "label": "Citroenen"}]
BUILT = one_page(
    text("naam"),
    number("aantal"),
    {"id": "fte", "type": "decimal"},
    {"id": "fruit", "type": "multiple_choice", "options": FRUIT},
    {"id": "dag", "type": "date"},
    choice("keuze"),
    text("geheim", show_when='keuze == "ja"'),
    calculated("dubbel", "aantal * 2"),
)


def rendered(written: str, language: str = "nl", **raw: object) -> str:
    return render(text_of(written), BUILT, outcome(BUILT, **raw).values, language)


@pytest.mark.parametrize(
    ("written", "nl", "en"),
    [
        ("Wat doet {naam}?", "Wat doet De Molen?", "Wat doet De Molen?"),
        ("{aantal} leden", "12.500 leden", "12,500 leden"),
        ("{dubbel}", "25.000", "25,000"),
        ("{fte}", "2,5", "2.5"),
        ("Graag {fruit}.", "Graag Appels, Bonen en Citroenen.", "Graag Appels, Bonen and Citroenen."),
        ("{dag}", "3 mei 2024", "3 May 2024"),
        ("{naam}{naam}", "De MolenDe Molen", "De MolenDe Molen"),
    ],
)
def test_answers_are_written_as_the_language_does(written: str, nl: str, en: str) -> None:
    raw = {"naam": "De Molen", "aantal": 12_500, "fte": Decimal("2.5"), "fruit": ["c", "b", "a"], "dag": "3-5-2024"}
    assert rendered(written, "nl", **raw) == nl
    assert rendered(written, "en", **raw) == en


def test_what_is_not_answered_is_an_ellipsis() -> None:
    assert rendered("Dag {naam}, {dubbel}") == "Dag …, …"
    assert rendered("{aantal}", aantal="veel") == "…"
    assert answer_text(BUILT, "bestaat_niet", {}, "nl") == "…"


def test_an_answer_off_the_path_is_never_told() -> None:
    assert rendered("{geheim}", keuze="nee", geheim="xyz") == "…"
    assert rendered("{geheim}", keuze="ja", geheim="xyz") == "xyz"


@pytest.mark.parametrize(
    "typed", ["{aantal}", "{{aantal}}", "{naam}", "<b>&amp;</b>", "**vet**", "{0.__class__}", "%s"]
)
def test_an_answer_is_text_and_never_read_again(typed: str) -> None:
    assert rendered("Dag {naam}!", naam=typed, aantal=7) == f"Dag {typed}!"


def test_segments_keep_the_author_and_the_answer_apart() -> None:
    values = outcome(BUILT, naam="<b>").values
    assert segments(text_of("Dag **{naam}**"), BUILT, values, "nl") == (
        Segment(False, "Dag **"),
        Segment(True, "<b>"),
        Segment(False, "**"),
    )
    assert segments(text_of(""), BUILT, values, "nl") == ()
