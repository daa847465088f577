import json

from engine.answering.answers import parse_answers, to_json
from tests.engine.answering.evaluating import calculated, choice, number, text
from tests.engine.building import one_page

SMALL = one_page(
    text("naam"),
    number("aantal", max=10),
    choice("keuze"),
    calculated("dubbel", "aantal * 2"),
    {"id": "uitleg", "type": "note"},
)


def test_answers_are_values_rejected_or_unknown() -> None:
    answers = parse_answers(SMALL, {"naam": " De Molen ", "aantal": "11", "keuze": "", "nam": "x"})
    assert answers.values == {"naam": "De Molen"}
    assert {id: problem.code for id, problem in answers.rejected.items()} == {"aantal": "too_high"}
    assert answers.unknown == ("nam",)


def test_what_follows_from_the_answers_is_not_taken_from_the_input() -> None:
    answers = parse_answers(SMALL, {"dubbel": 8, "uitleg": "x"})
    assert answers.values == answers.rejected == {}
    assert answers.unknown == ()


def test_the_json_form_stands_in_document_order_and_is_read_back_the_same() -> None:
    answers = parse_answers(SMALL, {"keuze": "ja", "aantal": "7", "naam": "x"})
    stored = to_json(SMALL, answers.values)
    assert json.dumps(stored) == '{"naam": "x", "aantal": 7, "keuze": "ja"}'
    assert parse_answers(SMALL, stored) == answers


def test_what_is_read_on_top_of_earlier_answers_is_what_would_be_read_anew() -> None:
    before = {"naam": " De Molen ", "aantal": "11", "keuze": "ja", "nam": "x"}
    parsed = parse_answers(SMALL, before)
    for raw in (
        before,
        {**before, "aantal": "7"},
        {**before, "naam": "", "keuze": "misschien"},
        {**before, "naam": None, "aantal": 7},
        {"aantal": "11", "naam": "De Molen"},
        {},
    ):
        anew = parse_answers(SMALL, raw)
        assert parse_answers(SMALL, raw, (before, parsed)) == anew
        assert list(parse_answers(SMALL, raw, (before, parsed)).values) == list(anew.values)


def test_an_equal_answer_of_another_type_is_read_for_what_it_is() -> None:
    before: dict[str, object] = {"aantal": 1}
    parsed = parse_answers(SMALL, before)
    assert parse_answers(SMALL, {"aantal": True}, (before, parsed)) == parse_answers(SMALL, {"aantal": True})
    assert parsed.values != parse_answers(SMALL, {"aantal": True}).values
