"""What a list of places, and the public map, ask back: always as a warning, never about what is private to others."""

from collections.abc import Mapping

import pytest

from engine.questionnaire import Severity
from results.adapters.geocoder import OfflineGeocoder
from results.desk.reviewed import reviewed
from results.filling.draft import Draft
from results.filling.fill import load, save_page
from results.my_scan.submit import submit, withdraw
from results.ports import Precision
from results.public_map.namesakes import LOOKED_ONCE_IN
from results.records.accounts import Account
from results.services import Services
from tests.results.decided import approve
from tests.results.fakes import FakeClock
from tests.results.filled import approved, begin, submitted

PIN = {"latitude": "52,0912", "longitude": "5,1222"}


def draft(services: Services, **answers: object) -> Draft:
    token = begin(services)
    save_page(services, token, "plek", answers)
    return load(services, token)


def told(found: Draft) -> list[tuple[str, str, Mapping[str, str | int]]]:
    assert all(each.severity is Severity.WARNING for each in found.problems)
    return [(each.question, each.code, dict(each.params)) for each in found.problems]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("utrecht", "Utrecht"),
        ("  UTRECHT ", "Utrecht"),
        ("rijen (limburg)", "Rijen (Limburg)"),
        ("rijen", "rijen"),  # there are two: that is for people to say
        ("nergens", "nergens"),
    ],
)
def test_a_known_place_is_kept_as_it_is_officially_written(services: Services, typed: object, kept: object) -> None:
    assert draft(services, p_plaats=typed).response.answers["p_plaats"] == kept


@pytest.mark.parametrize(
    ("answers", "problems"),
    [
        ({}, []),
        ({"p_plaats": "Ons Dorp", "p_postcode": "9831 AA"}, []),
        ({"p_plaats": "utrecht", "p_postcode": None}, []),
        ({"p_plaats": "Rijen (Limburg)", "p_postcode": None}, []),
        (
            {"p_plaats": "Rijen", "p_postcode": None},
            [("p_plaats", "place_ambiguous", {"places": "Rijen (Gelderland); Rijen (Limburg)"})],
        ),
        ({"p_plaats": "Nergens", "p_postcode": None}, [("p_plaats", "place_list_only", {})]),
        (
            {"p_plaats": "Nergens", "p_postcode": "1000"},
            [("p_plaats", "place_list_only", {}), ("p_postcode", "postcode_unknown", {})],
        ),
        ({"p_plaats": "Utrecht", "p_postcode": "1234 AB"}, [("p_postcode", "postcode_unknown", {})]),
        ({"p_plaats": "Ons Dorp"}, [("p_postcode", "postcode_elsewhere", {"place": "Utrecht"})]),
        ({"p_precisie": "punt", "p_punt": PIN}, []),
        ({"p_precisie": "punt", "p_punt": PIN, "p_plaats": "Nergens"}, [("p_plaats", "place_unknown", {})]),
        (
            {"p_precisie": "punt", "p_punt": "53,2194 6,5665"},
            [("p_punt", "point_elsewhere", {"place": "Ons Dorp", "kilometres": 160})],
        ),
        ({"p_precisie": "punt", "p_punt": "5,1222 52,0912"}, [("p_punt", "point_abroad", {})]),
        ({"p_precisie": "plaats", "p_punt": "5,1222 52,0912"}, []),
    ],
)
def test_what_is_asked_back(
    services: Services, answers: dict[str, object], problems: list[tuple[str, str, dict[str, object]]]
) -> None:
    found = draft(services, **answers)
    assert told(found) == problems
    assert found.outcome.complete


def test_a_postcode_that_is_not_in_the_real_list_is_asked_back_and_shown_to_the_coordinator(services: Services) -> None:
    real = Services(services.database, services.surveys, services.clock, OfflineGeocoder(), services.secret)
    token = begin(real)
    save_page(real, token, "plek", {"p_plaats": "Utrecht", "p_postcode": "1234"})
    assert [each.code for each in load(real, token).problems] == ["postcode_unknown"]
    response_id = submit(real, token).response_id
    assert [each.code for each in reviewed(real, response_id, "nl").warnings] == ["postcode_unknown"]


def test_an_unknown_place_is_said_to_stand_where_the_postcode_is(services: Services) -> None:
    real = Services(services.database, services.surveys, services.clock, OfflineGeocoder(), services.secret)
    found = draft(real, p_plaats="Utrehct", p_postcode="6591")
    assert told(found) == [("p_plaats", "place_by_postcode", {"place": "Gennep"})]


def test_what_is_asked_back_stands_in_the_order_of_the_document(services: Services) -> None:
    token = begin(services)
    save_page(services, token, "plek", {"p_plaats": "Nergens", "p_postcode": "geen", "p_precisie": "punt"})
    found = load(services, token)
    assert [(each.question, each.code) for each in found.problems] == [
        ("p_plaats", "place_list_only"),
        ("p_postcode", "not_a_postcode"),
        ("p_punt", "required"),
    ]


def test_every_real_namesake_can_be_chosen_and_is_then_clear(services: Services) -> None:
    real = Services(services.database, services.surveys, services.clock, OfflineGeocoder(), services.secret)
    for name in ("Bergen", "Harkstede", "Serooskerke", "Beek"):
        candidates = draft(real, p_plaats=name, p_postcode=None).places["p_plaats"]
        assert len(candidates) > 1
        assert len({place.value for place in candidates}) == len(candidates)
        for place in candidates:
            chosen = draft(real, p_plaats=place.value, p_postcode=None)
            assert chosen.places["p_plaats"] == (place,)
            assert chosen.problems == ()


def test_the_coordinator_sees_the_same(services: Services) -> None:
    token = begin(services)
    save_page(services, token, "plek", {"p_plaats": "Rijen"})
    response_id = submit(services, token).response_id
    codes = [each.code for each in reviewed(services, response_id, "nl").warnings]
    assert codes == ["place_ambiguous", "postcode_elsewhere"]


def test_a_pin_is_published_as_exactly_as_chosen_and_goes_when_another_precision_is(
    services: Services, coordinator: Account
) -> None:
    token = begin(services)
    save_page(services, token, "plek", {"p_precisie": "punt", "p_punt": PIN})
    response_id = submit(services, token).response_id
    preview = reviewed(services, response_id, "nl").preview
    assert preview is not None
    assert (preview.latitude, preview.longitude, preview.precision) == (52.0912, 5.1222, Precision.POINT)
    approve(services, response_id, 1, coordinator)
    save_page(services, token, "plek", {"p_precisie": "plaats"})
    submission = submit(services, token)
    assert "p_punt" not in submission.answers
    approve(services, response_id, 2, coordinator)
    published = reviewed(services, response_id, "nl").published
    assert published is not None
    assert (published.entry.latitude, published.entry.precision) == (52.091, Precision.PLACE)
    assert "52.0912" not in repr(published)


def same_name(services: Services, **answers: object) -> Mapping[str, str | int] | None:
    token = begin(services)
    for page, names in {"club": ("p_naam",), "plek": ("p_plaats", "p_postcode")}.items():
        here = {name: answers[name] for name in names if name in answers}
        if here:
            save_page(services, token, page, here)
    return next((each.params for each in load(services, token).problems if each.code == "same_name"), None)


def test_a_name_on_the_map_is_told_however_it_is_written(services: Services, coordinator: Account) -> None:
    approved(services, coordinator, {"p_naam": "Zonnecoöperatie De Wiek"})
    there = {"name": "Zonnecoöperatie De Wiek", "place": "Utrecht"}
    assert same_name(services, p_naam="Zonnecoöperatie De Wiek") == there
    assert same_name(services, p_naam="ZONNECOÖPERATIE  de wiek!") == there
    assert same_name(services, p_naam="zonnecooperatie de-wiek") == there
    assert same_name(services, p_naam="De Wiek") is None


def test_only_what_is_on_the_map_is_compared(services: Services, coordinator: Account) -> None:
    submitted(services, {"p_naam": "Wacht Nog"})
    begin(services, {"p_naam": "Begint Pas"})
    approved(services, coordinator, {"p_naam": "Liever Niet", "c_kaart": False})
    token, _ = approved(services, coordinator, {"p_naam": "Weer Weg"})
    withdraw(services, token)
    for name in ("Wacht Nog", "Begint Pas", "Liever Niet", "Weer Weg"):
        assert same_name(services, p_naam=name) is None


def test_the_same_name_elsewhere_is_another_collective(services: Services, coordinator: Account) -> None:
    approved(services, coordinator, {"p_naam": "De Linde"})
    assert same_name(services, p_naam="De Linde", p_plaats="Ons Dorp") is None
    assert same_name(services, p_naam="De Linde", p_plaats="Nergens") is not None
    approved(services, coordinator, {"p_naam": "De Linde", "p_plaats": "Ons Dorp"})
    assert same_name(services, p_naam="De Linde", p_plaats="Ons Dorp") == {
        "name": "De Linde",
        "place": "Westerkwartier",
    }


def test_who_was_on_the_map_first_is_not_asked_about_itself(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator, {"p_naam": "De Linde"})
    assert load(services, token).problems == ()


def test_a_name_that_comes_on_the_map_meanwhile_is_told_after_ten_minutes_at_the_most(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    token = begin(services)
    save_page(services, token, "club", {"p_naam": "De Linde"})
    assert "same_name" not in [each.code for each in load(services, token).problems]
    approved(services, coordinator, {"p_naam": "De Linde"})
    clock.moment += LOOKED_ONCE_IN
    assert "same_name" in [each.code for each in load(services, token).problems]


def test_a_place_is_looked_up_again_when_its_answer_or_postcode_changes(services: Services) -> None:
    token = begin(services)
    save_page(services, token, "plek", {"p_plaats": "Nergens"})
    known = [each.code for each in load(services, token).problems if each.question == "p_plaats"]
    save_page(services, token, "plek", {"p_plaats": "Utrecht"})
    assert known != [each.code for each in load(services, token).problems if each.question == "p_plaats"]
    assert len(load(services, token).places["p_plaats"]) == 1
    save_page(services, token, "plek", {"p_postcode": "9831 AA"})
    assert "postcode_elsewhere" in [each.code for each in load(services, token).problems]
