import json

import pytest

from engine.codebook import codebook, to_json, to_markdown
from engine.question_types import TYPES, Storage
from tests.engine.building import one_page, questionnaire

PLAIN = {
    "title": "Molens | en *meer*",
    "scales": {"mate": [{"value": 1, "label": "Niet", "points": 0}, {"value": 2, "label": "Wel", "points": "100/3"}]},
    "sections": [
        {
            "id": "s",
            "pages": [
                {
                    "id": "p",
                    "questions": [
                        {"id": "uitleg", "type": "note", "text": "Lees dit."},
                        {
                            "id": "soort",
                            "type": "single_choice",
                            "text": "Welke soort?",
                            "required": True,
                            "privacy": "public",
                            "options": [
                                {"value": "wind", "label": "Wind | water"},
                                {"value": "weet_niet", "label": "Weet ik niet", "missing": "dont_know"},
                            ],
                        },
                    ],
                },
                {
                    "id": "p2",
                    "show_when": 'soort == "wind"',
                    "questions": [
                        {
                            "id": "last",
                            "type": "scale",
                            "scale": "mate",
                            "reversed": True,
                            "show_when": "answered(soort)",
                        },
                        {
                            "id": "delen",
                            "type": "allocation",
                            "total": 100,
                            "unit": "%",
                            "options": [
                                {"value": "a", "label": "A", "show_when": "last == 1"},
                                {"value": "b", "label": "B"},
                            ],
                        },
                        {"id": "fte", "type": "decimal", "min": 0, "max": 10, "decimals": 1, "unit": "fte"},
                        {"id": "kaart", "type": "consent", "purpose": "De kaart"},
                        {"id": "dubbel", "type": "calculated", "value": "fte * 2", "text": "Dubbel"},
                    ],
                },
            ],
        }
    ],
}
SCORED = {
    "bands": {"b": [{"id": "x", "from": 0, "tone": "good", "symbol": "●"}]},
    "dimensions": [{"id": "d", "title": "Lasten", "bands": "b", "weights": {"last": "1/2"}}],
}
BOOK = codebook(questionnaire(PLAIN, SCORED))
VARIABLES = {variable.id: variable for variable in BOOK.variables}


def test_every_question_and_calculated_value_is_a_variable_and_a_note_is_not() -> None:
    assert list(VARIABLES) == ["soort", "last", "delen", "fte", "kaart", "dubbel"]


def test_options_have_labels_points_and_missing_codes() -> None:
    assert [(each.value, each.label, each.missing) for each in VARIABLES["soort"].values] == [
        ("wind", "Wind | water", None),
        ("weet_niet", "Weet ik niet", "dont_know"),
    ]
    assert [(each.value, each.points) for each in VARIABLES["last"].values] == [("1", "100/3"), ("2", "0")]
    assert VARIABLES["last"].reversed


def test_conditions_of_page_question_and_option_are_in_words() -> None:
    assert VARIABLES["soort"].conditions == ()
    page, own = VARIABLES["last"].conditions
    assert "Welke soort?" in page
    assert "Wind | water" in page
    assert own.startswith("alleen als")
    assert [bool(each.condition) for each in VARIABLES["delen"].values] == [True, False]


def test_where_a_question_counts() -> None:
    assert VARIABLES["last"].dimensions == {"Lasten": "1/2"}
    assert VARIABLES["soort"].dimensions == {}


@pytest.mark.parametrize(
    ("id", "storage", "written", "unit"),
    [
        ("soort", Storage.OPTION, "", ""),
        ("delen", Storage.PARTS, "= 100 %", "%"),
        ("fte", Storage.DECIMAL, "0.0..10.0", "fte"),
        ("kaart", Storage.BOOLEAN, "De kaart", ""),
        ("dubbel", Storage.CALCULATED, "", ""),
    ],
)
def test_how_a_value_is_kept(id: str, storage: Storage, written: str, unit: str) -> None:
    assert (VARIABLES[id].storage, VARIABLES[id].range, VARIABLES[id].unit) == (storage, written, unit)


def test_markdown_shows_every_text_as_it_is() -> None:
    written = to_markdown(BOOK)
    assert written.startswith("# Molens \\| en \\*meer\\*\n")
    assert "| `wind` | Wind \\| water |  |  |\n" in written
    assert "| `weet_niet` | Weet ik niet |  | `dont_know` |\n" in written
    assert "- Type: `scale`, omgekeerde stelling\n" in written
    assert "- Type: `single_choice`, verplicht\n" in written
    assert "- Telt mee in: Lasten (1/2)\n" in written
    assert "- Bereik: 0.0..10.0 fte\n" in written
    assert "- Doel: De kaart\n" in written
    assert "- `not_asked`: " in written
    assert written.endswith("\n")
    rows = [line for line in written.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {5}


def test_a_codebook_is_in_the_language_of_the_texts_and_in_english_where_there_are_no_words() -> None:
    english = to_markdown(codebook(one_page({"id": "a", "type": "confirmation"}, language="en")))
    assert "- Asked: always\n" in english
    assert "| `true` | yes |" in english
    assert "- Asked: always\n" in to_markdown(codebook(one_page({"id": "a", "type": "url"}, language="fy")))


def test_json_holds_the_same() -> None:
    found = json.loads(json.dumps(to_json(BOOK)))
    assert list(found) == ["survey", "version", "hash", "language", "title", "variables", "missing"]
    last = found["variables"][1]
    assert last["id"] == "last"
    assert last["values"][0] == {"value": "1", "label": "Niet", "points": "100/3", "missing": None, "condition": ""}
    assert last["dimensions"] == {"Lasten": "1/2"}
    assert found["variables"][-1]["formula"]
    assert set(found["missing"]) == {"not_asked", "skipped", "dont_know", "not_applicable", "declined"}


OWN: dict[str, dict[str, object]] = {"calculated": {"value": "1"}, "allocation": {"total": 1}, "scale": {"scale": "s"}}


@pytest.mark.parametrize("name", TYPES)
def test_every_type_can_be_in_a_codebook(name: str) -> None:
    own = OWN.get(name, {})
    book = codebook(one_page({"id": "q", "type": name, **own}, scales={"s": [{"value": 1}]}, language="nl"))
    assert len(book.variables) == (0 if name == "note" else 1)
    assert to_markdown(book)
