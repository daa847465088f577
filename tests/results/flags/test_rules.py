"""The rules, each on answers of a tiny survey: what they find, and what they leave alone."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from time import process_time

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
          - {id: wie, type: short_text, text: Wie?, privacy: person}
          - {id: adres, type: email, text: Adres?, privacy: person}
""",
    "publication.yaml": """
contact: {title: naam, name: wie, email: adres}
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
    ("text", "why", "words"),
    [
        ("Vraag naar Piet Jansen voor meer uitleg.", "asked", "Vraag naar Piet Jansen"),
        ("Mevrouw De Vries begon de tuin in 1998.", "title", "Mevrouw De Vries"),
        ("Dhr. J. van den Berg is voorzitter.", "title", "Dhr. J. van den Berg"),
        ("Een idee van de familie De Groot.", "title", "familie De Groot"),
        ("Opgericht door Annemarie de Wit en buren.", "asked", "Opgericht door Annemarie de Wit"),
        ("Mail naar Jan de Boer.", "asked", "Mail naar Jan de Boer"),
        ("Contact: Fatima El Amrani", "asked", "Contact: Fatima El Amrani"),
        ("Begonnen door A.B. Smit in 2001", "title", "A.B. Smit"),
        ("Het begon met buurvrouw Fatima en haar keuken.", "task", "buurvrouw Fatima"),
        ("Contactpersoon: Kees", "task", "Contactpersoon: Kees"),
        ("Karel Visser (penningmeester) weet ervan.", "task", "Karel Visser"),
        ("Ik ben Marieke Hof en ik woon hier.", "self", "Ik ben Marieke Hof"),
        ("Kom langs in de tuin.\nGroeten, Piet en Anna", "greeting", "Groeten, Piet en Anna"),
        ("Welkom! Namens het bestuur, Anna de Boer.", "greeting", "Namens het bestuur, Anna de Boer"),
        ("Wij vergaderen in Otto's schuur.", "possessive", "Otto's"),
    ],
)
def test_a_person_is_seen_in_a_text(text: str, why: str, words: str) -> None:
    assert named(text) == ((why, words),)


@pytest.mark.parametrize(
    "text",
    [
        "Wij leggen samen zonnepanelen op daken in Utrecht-Oost. Iedereen uit de wijk doet mee.",
        "Wij zijn een vereniging. Iedereen doet mee. Wij kopen items. Daarna delen we ze.",
        "De werkgroep St. Jan onderhoudt de J.P. Coenstraat.",
        "Wij zitten aan de Mr. Treublaan 7, tegenover de Dr. Schaepmanschool.",
        "Vraag naar onze folder. Neem contact op met het bestuur.",
        "De B.V. Groen en de C.V. Zon werken samen met Stichting Wonen.",
        "In de wijk A.B.C. wonen 4000 mensen.",
        "Herenboeren uit Van Harenpark, De Pijp en Sint Anna ter Muiden.",
        "De voorzitter en de penningmeester zijn vrijwilliger. Leden beslissen.",
        "Wij zijn met bewoners van Zuid en de initiatiefnemers Wij Delen begonnen.",
        "Wij delen de Foto's en de Video's van Zwolle, Deventer en Kampen.",
        "Groeten uit de wijk, en tot ziens. Samen sterk!",
        "de heer des huizes",
        "",
    ],
)
def test_names_of_places_streets_and_companies_are_no_persons(text: str) -> None:
    assert named(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Annemarie de Wit begon ermee in haar keuken.", ("Annemarie de Wit",)),
        ("Kom gerust bij Annemarie langs, of vraag Annemarie's hulp.", ("Annemarie", "Annemarie's")),
        ("Wij verven de muren wit. Wit staat mooi.", ()),
        ("Iedereen helpt annemarie met koken.", ()),
    ],
)
def test_who_filled_it_in_is_seen_by_the_name_that_the_response_holds(text: str, words: tuple[str, ...]) -> None:
    assert tuple(found for _why, found in named(text, frozenset({"annemarie", "wit"}))) == words


def test_the_own_name_comes_from_the_contact_and_not_from_the_collective() -> None:
    def words(**answers: str) -> object:
        told = found(subject(verhaal="Kom bij Rietveld, Jansen en Tulp. Neem contact op met Groene Tulp.", **answers))
        return told.get(Rule.PERSON_NAMED, {}).get("words")

    assert words(wie="Jo Jansen") == ["Jansen", "Neem contact op met Groene Tulp"]
    assert words(adres="jo.rietveld@example.org", naam="De Groene Tulp") == ["Rietveld"]
    assert words(adres="info@rietveld.example", naam="De Groene Tulp") is None
    assert words(wie="Jo Tulp", naam="De Groene Tulp") is None


@pytest.mark.parametrize(
    "bad", ["A" * 20_000, "A. " * 7_000, "Aa van de " * 2_000, "a B's " * 3_000, "Aa " * 7_000 + ","]
)
def test_no_text_keeps_the_rules_busy(bad: str) -> None:
    before = process_time()
    named(bad, frozenset({"aa"}))
    assert process_time() - before < 2  # a thousandth of what one word too many in a pattern costs


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
