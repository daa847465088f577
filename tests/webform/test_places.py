"""Places on the pages: completed, asked about, pointed out; all of it without a script too."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from engine.values import Json
from results.filling import fill
from results.records.accounts import Account
from results.services import Services
from tests.results.filled import approved
from tests.webform.conftest import compiled
from tests.webform.test_review import submitted
from tests.webform.visitor import Visitor
from tests.webform.walking import begin
from webform.forms import page_form
from webform.protection.limits import limiter

HOSTILE = [
    "",
    "a",
    "x" * 5000,
    "\x00\x00",
    "<script>alert(1)</script>",
    "%",
    "../../etc",
    "' or 1=1 --",
    "\ud83d",
    "٣٣",
]


def answered(services: Services, visitor: Visitor, ref: str) -> dict[str, Json]:
    return dict(fill.find(services, visitor.key(ref)).answers)


class TestSuggestions:
    def test_places_that_begin_so(self, visitor: Visitor) -> None:
        reply = visitor.client.get("/places?q=rij")
        assert reply.json == [
            {
                "value": f"Rijen ({province})",
                "name": "Rijen",
                "municipality": municipality,
                "province": province,
                "at": at,
            }
            for province, municipality, at in (("Gelderland", "Oost", [51.9, 6.1]), ("Limburg", "Zuid", [51.3, 6.0]))
        ]

    def test_kept_by_the_browser_alone(self, visitor: Visitor) -> None:
        assert visitor.client.get("/places?q=utr").headers["Cache-Control"] == "private, max-age=86400"
        assert "Set-Cookie" not in visitor.client.get("/places?q=utr").headers

    @pytest.mark.parametrize("typed", HOSTILE)
    def test_anything_may_be_asked(self, visitor: Visitor, typed: str) -> None:
        for address, name in (("/places", "q"), ("/places/near", "at")):
            reply = visitor.client.get(address, query_string={name: typed.encode("utf-8", "surrogatepass")})
            assert reply.status_code == 200
            assert reply.mimetype == "application/json"
            assert reply.json in ([], {})

    def test_the_place_near_a_point(self, visitor: Visitor) -> None:
        reply = visitor.client.get("/places/near", query_string={"at": "52° 5,5' N; 5° 7,3' O"}).json
        assert reply is not None
        assert reply["point"] == [52.09167, 5.12167]
        assert reply["value"] == "Utrecht"
        assert reply["kilometres"] == pytest.approx(0.1)

    def test_a_point_that_is_pasted_in_one_field_is_told_apart(self, visitor: Visitor) -> None:
        def near(at: str, longitude: str = "") -> Json:
            return visitor.client.get("/places/near", query_string={"at": at, "longitude": longitude}).json

        link = "https://www.google.com/maps/@52.09167,5.12167,17z"
        for at, longitude, pasted in (
            ("52,09167", "5,12167", False),
            ("52.09167, 5.12167", "", True),
            (link, "", True),
            (link, "4,7", True),
        ):
            reply = near(at, longitude)
            assert isinstance(reply, dict)
            assert reply["point"] == [52.09167, 5.12167]
            assert reply["pasted"] is pasted
        assert near("https://maps.app.goo.gl/x") == {"link": True}
        assert near("52,09167") == {}

    def test_often_but_not_without_end(self, visitor: Visitor) -> None:
        limiter.reset()
        codes = [visitor.client.get("/places?q=utr").status_code for _ in range(610)]
        limiter.reset()
        assert codes[:600] == [200] * 600
        assert codes[600:] == [429] * 10


class TestFields:
    @pytest.mark.parametrize(
        ("sent", "raw"),
        [
            ({"q_plaats": "Rijen"}, "Rijen"),
            ({"q_plaats": "Rijen", "q_plaats-asked": "Rijen", "q_plaats-choice": "Rijen (Limburg)"}, "Rijen (Limburg)"),
            ({"q_plaats": "Utrecht", "q_plaats-asked": "Rijen", "q_plaats-choice": "Rijen (Limburg)"}, "Utrecht"),
            ({"q_plaats": "Rijen", "q_plaats-asked": "Rijen", "q_plaats-choice": ""}, "Rijen"),
            ({"q_plaats": "Rijen", "q_plaats-asked": "Rijen"}, "Rijen"),
            ({}, ""),
        ],
    )
    def test_a_place_is_what_was_typed_or_chosen(self, sent: dict[str, str], raw: str) -> None:
        questionnaire = compiled("soorten")
        form = page_form(questionnaire, questionnaire.pages["teksten"], ["q_plaats"], posted=MultiDict(sent))
        assert form.answers(["q_plaats"]) == {"q_plaats": raw}

    @pytest.mark.parametrize(
        ("stored", "shown"),
        [
            ({"latitude": "52,1", "longitude": " 5"}, ["52,1", " 5"]),
            ({"latitude": 52.1, "longitude": 5.2}, ["52.1", "5.2"]),
            ("52,1 5,2", ["52,1", "5,2"]),
            ({"latitude": "52.6686, 4.7037", "longitude": ""}, ["52,6686", "4,7037"]),
            ({"latitude": "", "longitude": "52.6686, 4.7037"}, ["52,6686", "4,7037"]),
            ({"latitude": "https://www.openstreetmap.org/#map=17/52.6686/4.7037"}, ["52,6686", "4,7037"]),
            ({"latitude": "https://maps.app.goo.gl/x", "longitude": ""}, ["https://maps.app.goo.gl/x", ""]),
            ({"latitude": "52,0907", "longitude": ""}, ["52,0907", ""]),
            ({"latitude": "52° 5' N", "longitude": "5° 7' O"}, ["52° 5&#39; N", "5° 7&#39; O"]),
            ({"latitude": "<b>\x00"}, ["&lt;b&gt;\ufffd", ""]),
            (None, ["", ""]),
        ],
    )
    def test_a_point_is_shown_as_it_was_typed_and_one_that_was_pasted_in_both_fields(
        self, app: Flask, stored: Json, shown: list[str]
    ) -> None:
        questionnaire = compiled("soorten")
        with app.test_request_context():
            form = page_form(questionnaire, questionnaire.pages["teksten"], ["q_punt"], answers={"q_punt": stored})
            html = form.field("q_punt")()
        for part, text in zip(("latitude", "longitude"), shown, strict=True):
            assert f'name="q_punt-{part}" type="text" value="{text}"' in html


class TestPages:
    def test_a_place_that_is_known_says_where_it_lies(self, visitor: Visitor) -> None:
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/plek")
        visitor.send({"p_plaats": "Utrecht", "p_precisie": "plaats"})
        visitor.open(f"/r/{ref}/page/plek")
        assert "Gemeente Utrecht, Utrecht." in visitor.page.text

    def test_of_several_places_one_is_chosen_and_nobody_is_stopped(self, visitor: Visitor, services: Services) -> None:
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/plek")
        visitor.send({"p_plaats": "rijen", "p_precisie": "plaats"})
        assert visitor.address.endswith("/page/plek")
        assert "Welke plaats bedoel je?" in visitor.page.text
        assert "Rijen, gemeente Zuid, Limburg" in visitor.page.text
        assert visitor.page.form.offered["p_plaats-choice"] == ["Rijen (Gelderland)", "Rijen (Limburg)", ""]
        assert "p_plaats-choice" not in visitor.page.form.filled
        visitor.send({"p_plaats-choice": "Rijen (Limburg)"})
        assert not visitor.address.endswith("/page/plek")
        assert answered(services, visitor, ref)["p_plaats"] == "Rijen (Limburg)"

    def test_who_leaves_it_open_goes_on(self, visitor: Visitor, services: Services) -> None:
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/plek")
        visitor.send({"p_plaats": "Rijen", "p_precisie": "plaats"})
        visitor.send()
        assert not visitor.address.endswith("/page/plek")
        assert answered(services, visitor, ref)["p_plaats"] == "Rijen"
        visitor.open(f"/r/{ref}/check")
        assert "Welke plaats bedoel je: Rijen (Gelderland); Rijen (Limburg)?" in visitor.page.text

    def test_unknown_and_elsewhere_are_said_once(self, visitor: Visitor) -> None:
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/plek")
        visitor.send({"p_plaats": "Ons Dorp", "p_postcode": "3511", "p_precisie": "plaats"})
        assert "De postcode hoort bij een andere plaats: Utrecht. Klopt dit?" in visitor.page.text
        visitor.send({"p_plaats": "<i>Nergens</i>", "p_postcode": ""})
        assert "maar niet op de kaart" in visitor.page.text
        assert "<i>Nergens" not in visitor.html
        visitor.send()
        assert not visitor.address.endswith("/page/plek")

    def test_a_point_is_typed_kept_as_typed_and_mended(self, visitor: Visitor, services: Services) -> None:
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/plek")
        visitor.send({"p_plaats": "Utrecht", "p_precisie": "punt"})
        assert visitor.address.endswith("/page/plek")  # there is something more to fill in
        visitor.send(status=422)
        assert "Zet de stip op de kaart, of vul in waar hij moet staan." in visitor.page.text
        visitor.send({"p_punt-latitude": "52,0912"}, status=422)
        assert "Vul beide in" in visitor.page.text
        assert visitor.page.form.filled["p_punt-latitude"] == ["52,0912"]
        visitor.send({"p_punt-longitude": "5,1222"})
        assert not visitor.address.endswith("/page/plek")
        assert answered(services, visitor, ref)["p_punt"] == {"latitude": "52,0912", "longitude": "5,1222"}
        visitor.open(f"/r/{ref}/check")
        assert "52,0912° NB, 5,1222° OL" in visitor.page.text

    def test_a_pair_that_was_pasted_and_a_link_come_back_in_two_fields(
        self, visitor: Visitor, services: Services
    ) -> None:
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/plek")
        visitor.send({"p_plaats": "Utrecht", "p_precisie": "punt"})
        for typed in ("52.0912, 5.1222", "https://www.openstreetmap.org/?mlat=52.0912&mlon=5.1222#map=17/52.1/5.2"):
            visitor.open(f"/r/{ref}/page/plek")
            visitor.send({"p_punt-latitude": typed, "p_punt-longitude": ""})
            assert not visitor.address.endswith("/page/plek")
            visitor.open(f"/r/{ref}/page/plek")
            assert visitor.page.form.filled["p_punt-latitude"] == ["52,0912"]
            assert visitor.page.form.filled["p_punt-longitude"] == ["5,1222"]
        visitor.send({"p_punt-latitude": "https://maps.app.goo.gl/x", "p_punt-longitude": ""}, status=422)
        assert "In deze link staan geen coördinaten." in visitor.page.text

    def test_a_postcode_that_is_not_known_is_asked_about_once(self, visitor: Visitor) -> None:
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/plek")
        visitor.send({"p_plaats": "Utrecht", "p_postcode": "1234", "p_precisie": "plaats"})
        assert "Deze postcode kennen we niet. Klopt hij?" in visitor.page.text
        visitor.send()
        assert not visitor.address.endswith("/page/plek")

    def test_a_name_on_the_map_leads_to_going_on(
        self, visitor: Visitor, services: Services, coordinator: Account
    ) -> None:
        approved(services, coordinator, {"p_naam": "De Linde"})
        ref = begin(visitor, "club")
        visitor.open(f"/r/{ref}/page/club")
        visitor.send({"p_naam": "de linde", "p_verhaal": "Wij planten samen.", "p_sector": "energie"})
        assert visitor.address.endswith("/page/club")
        assert "Er staat al een aanmelding met deze naam op de kaart: De Linde." in visitor.page.text
        assert "/go-on" in visitor.page.links
        assert "ans@example.org" not in visitor.html
        visitor.send()
        assert not visitor.address.endswith("/page/club")

    def test_the_coordinator_reads_what_was_asked_back(
        self, visitor: Visitor, desk: Visitor, services: Services
    ) -> None:
        _ref, response_id = submitted(visitor, services, p_plaats="Rijen")
        desk.open(f"/review/{response_id}")
        assert "Waar we het collectief op hebben gewezen" in desk.page.text
        assert "Er is meer dan één plaats met deze naam." in desk.page.text
