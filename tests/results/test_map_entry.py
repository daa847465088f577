"""Only what is allowed is ever public, whatever a questionnaire says.

These questionnaires are made by hand, since authoring would refuse most of them: the allow-list must hold by itself.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from decimal import Decimal
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.publication import ContactRules, Location, MapEntryRules, Publication, PublicField
from engine.questionnaire import Page, Privacy, Question, Questionnaire, Section, Text
from engine.scoring import Scoring
from engine.values import Point, Value
from results.map_entry import MapEntry, filter_values, map_entry, name_order, search_words, slug
from results.map_index import MapIndex, Shape
from results.map_index.lines import line_of
from results.ports import Located, Precision
from tests.results.fakes import FakeGeocoder

LOCATE = FakeGeocoder().locate


def questionnaire(
    rules: MapEntryRules | None, privacy: Mapping[str, Privacy], point: Privacy = Privacy.ORGANISATION
) -> Questionnaire:
    questions = (
        *(Question(id, "short_text", Text((id,)), privacy=kind) for id, kind in privacy.items()),
        Question("c_map", "consent", Text(("May it?",)), privacy=Privacy.CONSENT),
        Question("c_more", "consent", Text(("More?",)), privacy=Privacy.CONSENT),
        Question("place", "short_text", Text(("Where?",)), privacy=Privacy.PUBLIC),
        Question("postcode", "postcode", Text(("Postcode?",))),
        Question("precise", "short_text", Text(("How precise?",))),
        Question("point", "point", Text(("Point it out",)), privacy=point),
    )
    return Questionnaire(
        survey="adverse",
        version="1",
        language="nl",
        source_language="nl",
        title="Adverse",
        intro=Text(),
        sections=(Section("all", Text(("All",)), (Page("all", questions),)),),
        checks=(),
        scales=MappingProxyType({}),
        scoring=Scoring(),
        labs=(),
        advice=MappingProxyType({}),
        publication=Publication(rules, contact=ContactRules(title="public")),
        hash="0" * 64,
        editions=MappingProxyType({}),
    )


PRIVACY = {
    "public": Privacy.PUBLIC,
    "person": Privacy.PERSON,
    "organisation": Privacy.ORGANISATION,
    "secret": Privacy.CONSENT,
}
VALUES: Mapping[str, Value] = {
    "public": "Club",
    "person": "PERSON",
    "organisation": "ORGANISATION",
    "secret": "SECRET",
    "c_map": True,
    "c_more": True,
    "place": "Utrecht",
    "postcode": "3511 AB",
    "precise": "area",
}
RULES = MapEntryRules(
    consent="c_map",
    fields=tuple(PublicField(name, name) for name in (*PRIVACY, "unheard_of", "place")),
    location=Location("place", "postcode", "precise", MappingProxyType({"area": "postcode4", "pin": "point"})),
)


def entry(
    rules: MapEntryRules, values: Mapping[str, Value], privacy: Mapping[str, Privacy] = PRIVACY
) -> MapEntry | None:
    return map_entry(questionnaire(rules, privacy), values, LOCATE)


def test_fields_that_are_not_public_stay_out_although_they_are_named() -> None:
    made = entry(RULES, VALUES)
    assert made is not None
    assert made.fields == {"public": "Club", "place": "Utrecht"}
    assert made.title == "Club"


@given(
    st.permutations(sorted(PRIVACY)),
    st.sampled_from(["public", "person", "organisation", "secret", None]),
    st.sampled_from(sorted(VALUES)),
    st.sampled_from(sorted(VALUES)),
)
def test_no_class_but_public_ever_gets_through(order: list[str], title: str | None, place: str, precision: str) -> None:
    rules = MapEntryRules(
        consent="c_map",
        fields=tuple(PublicField(f"f{number}", name) for number, name in enumerate(order)),
        location=Location(place, "postcode", precision, MappingProxyType({"area": "postcode4"})),
    )
    adverse = questionnaire(rules, PRIVACY)
    adverse = replace(adverse, publication=Publication(rules, contact=ContactRules(title=title)))
    asked: list[tuple[str, str | None, Precision]] = []

    def locate(place: str, postcode4: str | None, precision: Precision) -> Located | None:
        asked.append((place, postcode4, precision))
        return None

    made = map_entry(adverse, VALUES, locate)
    assert made is not None
    shown = str([getattr(made, field.name) for field in fields(made)])
    for hidden in ("PERSON", "ORGANISATION", "SECRET", "3511", "AB"):
        assert hidden not in shown
    assert "PERSON" not in str(asked)  # not even derived from who filled it in
    assert "SECRET" not in str(asked)
    assert all(postcode4 in (None, "3511") for _, postcode4, _ in asked)  # four digits at most


@pytest.mark.parametrize("given", [False, None, "true", 1, "yes"])
def test_without_the_consent_of_the_map_there_is_no_entry(given: Value | None) -> None:
    values = {**VALUES, "c_map": given}
    if given is None:
        del values["c_map"]
    assert entry(RULES, values) is None  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["public", "place", "unheard_of"])
def test_only_a_consent_question_can_give_consent(name: str) -> None:
    assert entry(replace(RULES, consent=name), {**VALUES, name: True}) is None
    own = replace(RULES, fields=(PublicField("public", "public", consent=name),))
    made = entry(own, {**VALUES, name: True})
    assert made is not None
    assert made.fields == {}
    assert made.title == "Adverse"


def test_a_field_with_its_own_consent() -> None:
    own = replace(RULES, fields=(PublicField("public", "public", consent="c_more"),))
    for consent, expected in ((True, {"public": "Club"}), (False, {})):
        made = entry(own, {**VALUES, "c_more": consent})
        assert made is not None
        assert made.fields == expected


def test_a_questionnaire_without_a_map_has_no_entry() -> None:
    assert map_entry(questionnaire(None, PRIVACY), VALUES, LOCATE) is None


def test_a_field_without_an_answer_is_left_out() -> None:
    made = entry(RULES, {"c_map": True})
    assert made == MapEntry("Adverse", {})


@pytest.mark.parametrize(
    ("precise", "postcode", "expected"),
    [
        ("area", "3511 AB", (52.095, 5.119, Precision.POSTCODE4)),
        ("area", "9999", (52.091, 5.121, Precision.PLACE)),  # an area that is not known
        ("area", None, (52.091, 5.121, Precision.PLACE)),
        ("pin", "3511 AB", (52.091, 5.121, Precision.PLACE)),  # no pin was placed
        ("something else", "3511 AB", (52.091, 5.121, Precision.PLACE)),
        (None, "3511 AB", (52.091, 5.121, Precision.PLACE)),
    ],
)
def test_an_entry_is_never_more_precise_than_was_chosen(
    precise: str | None, postcode: str | None, expected: tuple[float, float, Precision]
) -> None:
    values = {name: value for name, value in {**VALUES, "precise": precise, "postcode": postcode}.items() if value}
    made = entry(RULES, values)
    assert made is not None
    assert (made.latitude, made.longitude, made.precision) == expected
    assert (made.municipality, made.province) == ("Utrecht", "Utrecht")


PIN = Point(Decimal("52.12345"), Decimal("5.54321"))
PINNED = replace(RULES, location=replace(RULES.location, point="point")) if RULES.location else RULES


def at(values: Mapping[str, Value], point: Privacy = Privacy.ORGANISATION) -> tuple[object, ...]:
    made = map_entry(questionnaire(PINNED, PRIVACY, point), {**VALUES, **values}, LOCATE)
    assert made is not None
    return made.latitude, made.longitude, made.precision, made.municipality, made.province


def test_a_point_stands_where_it_was_put_when_that_was_chosen() -> None:
    assert at({"precise": "pin", "point": PIN}) == (52.12345, 5.54321, Precision.POINT, "Utrecht", "Utrecht")


@pytest.mark.parametrize(
    ("precise", "where"),
    [
        ("area", (52.095, 5.119, Precision.POSTCODE4)),
        ("middle", (52.091, 5.121, Precision.PLACE)),
        ("", (52.091, 5.121, Precision.PLACE)),
    ],
)
def test_a_point_that_was_put_and_then_not_chosen_never_shows(
    precise: str, where: tuple[float, float, Precision]
) -> None:
    """Not even if the answers still hold it, which those of an outcome do not."""
    assert at({"precise": precise, "point": PIN})[:3] == where


def test_a_point_that_was_never_put_gives_the_middle_of_the_place() -> None:
    assert at({"precise": "pin"})[:3] == (52.091, 5.121, Precision.PLACE)
    assert at({"precise": "pin", "point": "52.1 5.5"})[:3] == (52.091, 5.121, Precision.PLACE)


def test_a_point_about_a_person_never_shows() -> None:
    assert at({"precise": "pin", "point": PIN}, Privacy.PERSON)[:3] == (52.091, 5.121, Precision.PLACE)


def test_a_point_shows_also_where_the_place_is_unknown() -> None:
    assert at({"precise": "pin", "point": PIN, "place": "Nergens"}) == (52.12345, 5.54321, Precision.POINT, None, None)


def test_a_point_is_no_field() -> None:
    rules = replace(PINNED, fields=(*PINNED.fields, PublicField("spot", "point")))
    made = map_entry(questionnaire(rules, PRIVACY, Privacy.PUBLIC), {**VALUES, "point": PIN}, LOCATE)
    assert made is not None
    assert "spot" not in made.fields
    assert "52.12345" not in repr(made)


def test_a_geocoder_that_is_too_precise_is_stopped() -> None:
    def too_precise(place: str, postcode4: str | None, precision: Precision) -> Located:
        return Located(52.123456, 5.123456, Precision.POINT, None, None)

    with pytest.raises(AssertionError, match="point"):
        map_entry(questionnaire(RULES, PRIVACY), VALUES, too_precise)


@pytest.mark.parametrize("kind", [Privacy.PERSON, Privacy.CONSENT])
def test_a_place_is_never_taken_from_a_personal_answer(kind: Privacy) -> None:
    rules = replace(RULES, location=Location("home"))
    made = entry(rules, {**VALUES, "home": "Utrecht"}, {**PRIVACY, "home": kind})
    assert made is not None
    assert made.latitude is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Zonnecoöperatie De Wiek", "zonnecooperatie-de-wiek"),
        ("  ‘t Hûske & Co. (2e)  ", "t-huske-co-2e"),
        ("合作社", "zelfscan"),
        ("", "zelfscan"),
        ("x" * 100, "x" * 60),
        ("a" * 59 + " b", "a" * 59),
        ("../<script>", "script"),
        ("İstanbul ﬁets", "istanbul-fiets"),
    ],
)
def test_an_address_is_readable_and_plain(title: str, expected: str) -> None:
    assert slug(title, "zelfscan") == expected


@given(st.text())
def test_any_title_has_an_address(title: str) -> None:
    made = slug(title, "")
    assert made
    assert len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")


ENTRY = MapEntry(
    "Zonnecoöperatie De Wiek",
    {"name": "Zonnecoöperatie De Wiek", "sector": "energie", "umbrellas": ["a", "b"], "year": 2012, "ok": True},
    municipality="Utrecht",
    province="Utrecht",
)


@pytest.mark.parametrize(
    ("chosen", "search", "passes"),
    [
        ({}, "", True),
        ({"sector": ["energie", "wonen"]}, "", True),
        ({"sector": ["wonen"]}, "", False),
        ({"sector": []}, "", True),
        ({"umbrellas": ["b"]}, "", True),
        ({"umbrellas": ["c"]}, "", False),
        ({"year": ["2012"]}, "", True),
        ({"sector": ["energie"], "umbrellas": ["c"]}, "", False),
        ({"province": ["Utrecht"]}, "", True),
        ({"province": ["Groningen"]}, "", False),
        ({"unheard_of": ["x"]}, "", False),
        ({"ok": ["True"]}, "", False),
        ({}, "ZONNECOOPERATIE wiek", True),
        ({}, "utrecht", True),
        ({}, "zon molen", False),
    ],
)  # fmt: skip
def test_filters_and_search(chosen: Mapping[str, list[str]], search: str, passes: bool) -> None:
    shape = Shape(("sector", "umbrellas", "year", "ok", "province"))
    index = MapIndex.of(None, shape.filters, [line_of("de-wiek", ENTRY, shape)])
    assert len(index.find(chosen, search_words(search))) == int(passes)


def test_what_an_entry_offers_to_filters() -> None:
    assert [filter_values(ENTRY, name) for name in ("sector", "umbrellas", "province", "none")] == [
        ("energie",), ("a", "b"), ("Utrecht",), ()]  # fmt: skip


def test_names_are_in_the_order_of_their_letters() -> None:
    names = ["'s-Hertogenbosch", "Ärens", "Rotterdam", "Súdwest-Fryslân", "De Fryske Marren", "Schiedam"]
    assert sorted(names, key=name_order) == [
        "Ärens", "De Fryske Marren", "Rotterdam", "'s-Hertogenbosch", "Schiedam", "Súdwest-Fryslân"]  # fmt: skip
