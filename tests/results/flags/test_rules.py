"""The rules, each on answers of a tiny survey: what they find, and what they leave alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from engine.answering.answers import parse_answers
from engine.answering.outcome import evaluate
from engine.answering.reviewing import holding
from engine.authoring.compile import compile_survey
from engine.questionnaire import Questionnaire, Severity
from engine.values import AnswerProblem
from results.flags.found import Found, Rule, Subject
from results.flags.rules import look
from results.flags.rules.advertising import advertised
from results.flags.rules.person_named import named
from results.flags.traits import Traits

TODAY = date(2026, 11, 25)
SOURCES = {
    "questionnaire.yaml": """
survey: tuin
version: "1"
language: nl
title: Tuin
scales: {mate: [{value: ja, label: Ja}, {value: deels, label: Deels}, {value: nee, label: Nee}]}
sections:
  - id: a
    title: A
    pages:
      - id: p
        questions:
          - {id: naam, type: short_text, text: Naam?, privacy: public}
          - {id: verhaal, type: long_text, text: Verhaal?, privacy: public}
          - {id: mail, type: email, text: Mail?, privacy: public}
          - {id: leden, type: integer, text: Leden?}
          - {scale: mate, statements: [{id: t_een, text: Een}, {id: t_twee, text: Twee}]}
          - {id: kaart, type: consent, text: Kaart, purpose: De kaart}
""",
    "publication.yaml": """
contact: {title: naam}
map_entry: {consent: kaart, fields: {name: naam, story: verhaal, mail: mail}}
review:
  duplicates: {name: naam}
  definition: {no: [t_een == "nee", t_twee == "nee"], doubt: [t_een == "deels"]}
  mandate: leden < 2
  texts: [verhaal]
  points: [{id: groen, text: Groen?}, {id: groot, text: Groot, when: leden > 99}]
""",
}


@cache
def survey() -> Questionnaire:
    return compile_survey({name: text.encode() for name, text in SOURCES.items()}).require()


def subject(**answers: object) -> Subject:
    parsed = parse_answers(survey(), {name: str(value) for name, value in answers.items()})
    values = evaluate(survey(), parsed, TODAY).values
    return Subject(survey(), values, holding(survey(), values, TODAY))


def found(subject: Subject) -> dict[Rule, Mapping[str, object]]:
    return {each.rule: each.params for each in look(subject)}


def test_nothing_is_found_where_nothing_is() -> None:
    quiet = subject(naam="Tuin", verhaal="Wij tuinieren.", mail="info@tuin.nl", leden=20, t_een="ja", t_twee="ja")
    assert look(replace(quiet, confirmed=True)) == ()
    assert look(subject()) == ()


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"t_een": "nee"}, ("discuss", 1, ["t_een"])),
        ({"t_een": "deels"}, ("discuss", 0, ["t_een"])),
        ({"t_een": "deels", "t_twee": "nee"}, ("discuss", 1, ["t_twee", "t_een"])),
        ({"t_een": "nee", "t_twee": "nee"}, ("may_not_fit", 2, ["t_een", "t_twee"])),
    ],
)
def test_the_definition_test_counts_no_and_doubt(answers: dict[str, str], told: tuple[object, ...]) -> None:
    params = found(subject(**answers))[Rule.DEFINITION]
    assert (params["verdict"], params["no"], params["questions"]) == told


def test_mandate_points_and_confirmation() -> None:
    assert found(subject(leden=1)) == {Rule.MANDATE: {"questions": ["leden"]}}
    assert found(subject(leden=100)) == {Rule.POINT: {"point": "groot"}}
    assert found(replace(subject(), confirmed=False)) == {Rule.UNCONFIRMED: {}}


def test_a_personal_address_in_a_public_field() -> None:
    assert found(subject(mail="jan.jansen@tuin.nl")) == {Rule.PERSONAL_ADDRESS: {"questions": ["mail"]}}


def test_what_was_asked_back_about_the_place_and_let_stand() -> None:
    elsewhere = AnswerProblem("naam", "postcode_elsewhere", {"place": "Zwolle"}, Severity.WARNING)
    other = AnswerProblem("naam", "too_long", {"maximum": 3, "length": 4}, Severity.WARNING)
    told = found(replace(subject(), problems=(elsewhere, other)))
    assert told == {Rule.ELSEWHERE: {"questions": ["naam"], "code": "postcode_elsewhere", "place": "Zwolle"}}


def test_duplicates_are_told_the_likeliest_first_and_five_at_most() -> None:
    own = Traits("own", "tuin", "De Wiek", number="1")
    others = tuple(Traits(f"n{each}", "tuin", "De Wiek") for each in range(6))
    same = Traits("same", "tuin", "Anders", number="1")
    pairs = list(look(replace(subject(), traits=own, alike=(*others, same))))
    assert [each.other for each in pairs] == ["same", "n0", "n1", "n2", "n3"]
    assert pairs[0] == Found(Rule.DUPLICATE, {"reasons": ["number"], "kilometres": None}, "same")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Vraag naar Piet Jansen voor meer uitleg.", "Vraag naar Piet Jansen"),
        ("Mevrouw De Vries begon de tuin in 1998.", "Mevrouw De Vries"),
        ("Dhr. J. van den Berg is voorzitter.", "Dhr. J. van den Berg"),
        ("Opgericht door Annemarie de Wit en buren.", "Opgericht door Annemarie de Wit"),
        ("Mail naar Jan de Boer.", "Mail naar Jan de Boer"),
        ("Contact: Fatima El Amrani", "Contact: Fatima El Amrani"),
        ("Begonnen door A.B. Smit in 2001", "A.B. Smit"),
    ],
)
def test_a_person_is_seen_in_a_text(text: str, words: str) -> None:
    assert named(text) == (words,)


@pytest.mark.parametrize(
    "text",
    [
        "Wij leggen samen zonnepanelen op daken in Utrecht-Oost. Iedereen uit de wijk doet mee.",
        "De werkgroep St. Jan onderhoudt de J.P. Coenstraat.",
        "Wij zitten aan de Mr. Treublaan 7, tegenover de Dr. Schaepmanschool.",
        "Vraag naar onze folder. Neem contact op met het bestuur.",
        "De B.V. Groen en de C.V. Zon werken samen met Stichting Wonen.",
        "In de wijk A.B.C. wonen 4000 mensen.",
        "Herenboeren uit Van Harenpark, De Pijp en Sint Anna ter Muiden.",
        "de heer des huizes",
        "",
    ],
)
def test_names_of_places_streets_and_companies_are_no_persons(text: str) -> None:
    assert named(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Bel 06-12345678", {"phone"}),
        ("Bel +31 (0)30 123 45 67.", {"phone"}),
        ("Mail info@club.nl", {"email"}),
        ("Kijk op www.voorbeeld.nl", {"link"}),
        ("Kijk op voorbeeld.nl/tuin.", {"link"}),
        ("Een maaltijd kost € 7,50 per persoon.", {"price"}),
        ("Bestel nu je pakket met 20% korting!", {"price", "selling"}),
        ("Vrijblijvende offerte? Book now", {"selling"}),
    ],
)
def test_advertising_is_seen_and_named(text: str, kinds: set[str]) -> None:
    assert {kind for kind, _words in advertised(text)} == kinds


@pytest.mark.parametrize(
    "text",
    [
        "Wij investeren 2 miljoen euro in warmte; daarvan is € 1,2 miljoen van leden.",
        "In 2019 kochten 300 leden de school voor 450.000 euro.",
        "Open van 9.00 tot 17.00 uur, 1234 AB, voor 65-plussers. Sinds 1998-2004 120.000 kWh.",
        "Meld je aan als je mee wilt doen.",
        "KvK 12345678 en rekening 0123.45.678",
    ],
)
def test_numbers_and_invitations_are_no_advertising(text: str) -> None:
    assert advertised(text) == ()
