import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from engine.question_types import TYPES
from engine.values import Json
from tests.webform.conftest import compiled
from tests.webform.kinds import PAGES
from webform.fields import FIELDS
from webform.forms import PageForm, asked_on, page_form


def form(page: str, posted: MultiDict[str, str] | None = None, **answers: Json) -> PageForm:
    questionnaire = compiled("soorten")
    there = questionnaire.pages[page]
    return page_form(
        questionnaire, there, [question.id for question in there.questions], posted=posted, answers=answers
    )


def test_every_question_type_that_takes_an_answer_has_a_field() -> None:
    assert set(FIELDS) == {name for name, kind in TYPES.items() if kind.takes_answer}


@pytest.mark.parametrize(
    ("page", "sent", "raw"),
    [
        ("naam", [("q_naam", " Jan "), ("q_naam", "Piet")], {"q_naam": " Jan "}),
        ("keuzes", [("q_meer", "a"), ("q_meer", "b")], {"q_een": None, "q_waarom": None, "q_meer": ["a", "b"]}),
        ("ja", [("q_mag", "yes")], {"q_gelezen": False, "q_mag": "yes"}),
        ("volgorde", [("q_rang-2", "x"), ("q_delen-y", "٣")], {"q_rang": ["", "x"], "q_delen": {"y": "٣"}}),
        ("volgorde", [("q_rang-3", "x"), ("q_delen-q", "1")], {"q_rang": [], "q_delen": {}}),
    ],
)
def test_what_is_sent_is_taken_as_it_is(page: str, sent: list[tuple[str, str]], raw: dict[str, Json]) -> None:
    taken = form(page, MultiDict(sent))
    assert taken.answers(raw) == raw


@pytest.mark.parametrize(
    ("parts", "raw"),
    [(("3", "5", "2024"), "3-5-2024"), ((" ", "", ""), ""), (("", "5", ""), "-5-"), (("1-2", "3", "4"), "1-2-3-4")],
)
def test_a_date_is_three_parts(parts: tuple[str, str, str], raw: str) -> None:
    sent = MultiDict(zip(("q_dag-day", "q_dag-month", "q_dag-year"), parts, strict=True))
    assert form("getallen", sent).answers(["q_dag"]) == {"q_dag": raw}


@pytest.mark.parametrize(
    ("stored", "shown"), [("2024-05-03", ["03", "05", "2024"]), ("3-5-2024", ["3", "5", "2024"]), (None, ["", "", ""])]
)
def test_a_stored_date_is_shown_in_parts(app: Flask, stored: Json, shown: list[str]) -> None:
    with app.test_request_context():
        html = form("getallen", q_dag=stored).field("q_dag")()
    for name, text in zip(("day", "month", "year"), shown, strict=True):
        assert f'name="q_dag-{name}" type="text" inputmode="numeric" value="{text}"' in html


@pytest.mark.parametrize("page", sorted(PAGES))
def test_every_field_draws_its_question(app: Flask, page: str) -> None:
    with app.test_request_context():
        for name in (drawn := form(page))._fields:
            field = drawn.field(name)
            html = str(field())
            assert f'id="{name}"' in html
            assert str(field.question.text) in html


def test_a_field_that_was_drawn_before_looks_the_same(app: Flask) -> None:
    with app.test_request_context():
        first = str(form("stellingen", q_s1="2").field("q_s1")())
        again = str(form("stellingen", q_s1="2").field("q_s1")())
        other = str(form("stellingen", q_s1="1").field("q_s1")())
        wrong = form("stellingen", q_s1="2").field("q_s1")
        wrong.problem = "Fout"
        assert first == again
        assert first != other
        assert "Fout" in str(wrong())
        assert str(form("stellingen", q_s1="<i>").field("q_s1")()).count("checked") == 0


def test_the_hidden_field_names_what_was_asked() -> None:
    page = compiled("soorten").pages["keuzes"]
    assert asked_on(page, MultiDict({"asked": "q_meer nergens q_een"})) == ["q_een", "q_meer"]
    assert asked_on(page, MultiDict({"asked": ""})) == []
    assert asked_on(page, MultiDict({"q_meer": "a", "x": "y"})) == ["q_meer"]
