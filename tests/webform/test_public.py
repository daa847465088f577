import gzip
import json
from typing import Any

from flask import Flask

from results.my_scan.submit import withdraw
from results.records.accounts import Account
from results.services import Services
from tests.results import filled
from tests.webform.visitor import Visitor


def published(services: Services, account: Account, **answers: object) -> str:
    token, _response = filled.approved(services, account, answers)
    return token


def test_map_and_list_have_the_same_entries(visitor: Visitor, services: Services, coordinator: Account) -> None:
    published(services, coordinator, p_naam="Club Een", p_sector="energie")
    published(services, coordinator, p_naam="Club Twee", p_sector="wonen", p_plaats="Ons Dorp", p_koepels=["geen"])
    published(services, coordinator, p_naam="Club Nergens", p_plaats="Onbekend")
    visitor.open("/kaart")
    assert "3 collectieven" in visitor.page.text
    listed = [link for link in visitor.page.links if link.startswith("/collectief/")]
    assert listed == ["/collectief/club-een", "/collectief/club-nergens", "/collectief/club-twee"]
    points = visitor.client.get("/kaart/points.json").json
    assert points == {
        "found": 3,
        "latitudes": [5321900, -112800],
        "longitudes": [656700, -144600],
        "place": [0, 1],
        "numbers": [1, 1],
        "places": ["Ons Dorp", "Utrecht"],
        "cards": [
            [["Club Twee", "club-twee", "Wonen", "Ons Dorp"]],
            [["Club Een", "club-een", "Energie", "Utrecht"]],
        ],
    }
    assert "1 daarvan heeft geen vaste plek" in visitor.page.text


def test_filters(visitor: Visitor, services: Services, coordinator: Account) -> None:
    published(services, coordinator, p_naam="Club Één", p_sector="energie")
    published(services, coordinator, p_naam="Club Twee", p_sector="wonen", p_plaats="Ons Dorp")
    for query, expected in {
        "sector=energie": {"Club Één"},
        "sector=energie&sector=wonen": {"Club Één", "Club Twee"},
        "province=Groningen": {"Club Twee"},
        "q=een": {"Club Één"},
        "q=club+panelen": {"Club Één", "Club Twee"},
        "umbrellas=b&sector=wonen": {"Club Twee"},
        "sector=nonsense": set(),
        "unknown=x": {"Club Één", "Club Twee"},
    }.items():
        visitor.open(f"/kaart?{query}")
        assert {name for name in ("Club Één", "Club Twee") if name in visitor.page.text} == expected, query
        points = visitor.client.get(f"/kaart/points.json?{query}").json
        assert {card[0] for cards in points["cards"] for card in cards} == expected, query  # type: ignore[index]
    visitor.open("/kaart?sector=energie&q=één")
    assert visitor.page.forms[0].filled["sector"] == ["energie"]
    assert visitor.page.forms[0].filled["q"] == ["één"]
    assert "/kaart?sector=energie" in visitor.page.links, "the search can be removed"
    assert "/kaart?q=%C3%A9%C3%A9n" in visitor.page.links, "and so can the sector"


def test_options_stand_in_the_order_of_the_questionnaire(
    visitor: Visitor, services: Services, coordinator: Account
) -> None:
    published(services, coordinator, p_naam="Club Een", p_sector="wonen")
    published(services, coordinator, p_naam="Club Twee", p_sector="energie", p_plaats="Ons Dorp")
    visitor.open("/kaart")
    declared = [option.value for option in services.surveys.current("club").questions["p_sector"].options]
    offered = [value for value in visitor.page.forms[0].offered["sector"] if value]
    assert offered == [value for value in declared if value in ("wonen", "energie")]
    assert [value for value in visitor.page.forms[0].offered["province"] if value] == ["Groningen", "Utrecht"]
    visitor.open("/kaart?province=Utrecht")
    assert "Utrecht (1)" in visitor.page.text
    assert "Wonen (1)" in visitor.page.text
    assert "Energie (0)" in visitor.page.text
    visitor.open("/kaart?province=nergens&sector=<b>")
    assert "nergens (0)" in visitor.page.text
    assert "<b> (0)" in visitor.page.text


def test_points_are_kept_until_the_map_changes(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token = published(services, coordinator, p_naam="Club Een")
    published(services, coordinator, p_naam="Club Twee")
    first = visitor.client.get("/kaart/points.json", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(first.data))["numbers"] == [2]
    tag = {"If-None-Match": first.headers["ETag"]}
    again = visitor.client.get("/kaart/points.json", headers=tag)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == first.headers["Cache-Control"] != "no-store"
    assert visitor.client.get("/kaart/points.json?sector=energie", headers=tag).status_code == 200
    withdraw(services, token)
    after = visitor.client.get("/kaart/points.json", headers=tag)
    assert after.status_code == 200
    assert "Club Een" not in after.text


def test_who_stands_at_a_point(visitor: Visitor, services: Services, coordinator: Account) -> None:
    for number in range(53):
        published(services, coordinator, p_naam=f"Club {number:02}", p_sector="wonen" if number else "energie")
    here = "5209100,512100"

    def told(query: str) -> Any:
        return visitor.client.get(f"/kaart/cards.json?{query}").json

    assert len(told(f"at={here}")[here]) == 50
    assert [card[0] for card in told(f"at={here}&from=50")[here]] == ["Club 50", "Club 51", "Club 52"]
    assert [card[0] for card in told(f"at={here}&sector=energie")[here]] == ["Club 00"]
    assert told("at=1,1") == {"1,1": []}
    for nonsense in ("", "at=", "at=x,y", "at=1", f"at={'9' * 400},{'9' * 400}", "at=1,2&from=-5", "at=1,1&from=x"):
        assert visitor.client.get(f"/kaart/cards.json?{nonsense}").status_code == 200, nonsense


def test_a_page_shows_allowed_fields_with_labels(visitor: Visitor, services: Services, coordinator: Account) -> None:
    published(services, coordinator, p_naam="Club Een", p_koepels=["geen"])
    visitor.open("/collectief/club-een")
    for shown in ("Energie", "Utrecht", "Gemeente", "Provincie", "info@example.org"):
        assert shown in visitor.page.text
    for hidden in ("Ans de Wit", "3511", "1200", "Geen"):
        assert hidden not in visitor.page.text
    assert "mailto:info@example.org" in visitor.page.links
    visitor.open("/collectief/club-een?language=en")
    assert "Energy" in visitor.page.text


def test_a_withdrawn_entry_is_gone(visitor: Visitor, services: Services, coordinator: Account) -> None:
    token = published(services, coordinator, p_naam="Club Een")
    visitor.open("/collectief/club-een")
    withdraw(services, token)
    visitor.open("/collectief/club-een", status=410)
    assert "Club Een" not in visitor.html
    assert "terug te zetten" not in visitor.page.text  # who was taken off by a coordinator cannot
    assert "wat je kunt doen" in visitor.page.text
    assert visitor.headers["Cache-Control"] == "no-store"
    visitor.open("/kaart")
    assert "Club Een" not in visitor.page.text


def test_many_entries_come_in_pages(visitor: Visitor, services: Services, coordinator: Account) -> None:
    for number in range(52):
        published(services, coordinator, p_naam=f"Club {number:02}")
    visitor.open("/kaart?sector=energie")
    assert "52 collectieven" in visitor.page.text
    assert "Club 49" in visitor.page.text
    assert "Club 50" not in visitor.page.text
    assert "/kaart?page=2&sector=energie" in visitor.page.links
    visitor.open("/kaart?page=2&sector=energie")
    assert "Club 51" in visitor.page.text


def test_an_empty_map(visitor: Visitor, app: Flask) -> None:
    visitor.open("/kaart")
    assert "Er staan nog geen collectieven op de kaart." in visitor.page.text
    assert 'data-text-none="Er staan nog geen collectieven op de kaart."' in visitor.html
    assert visitor.client.get("/api/v1/collectives.geojson").json["features"] == []  # type: ignore[index]


def test_the_map_in_a_frame(visitor: Visitor, services: Services, coordinator: Account) -> None:
    published(services, coordinator, p_naam="Club <Een>", p_sector="energie")
    published(services, coordinator, p_naam="Club Twee", p_sector="wonen")
    visitor.open("/?language=en")
    answer = visitor.client.get("/kaart/embed?sector=energie&lang=nl&language=en")
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    assert "1 collectief" in answer.text, "the language of the address, and not of a cookie"
    assert "Club &lt;Een&gt;" in answer.text
    assert "Club Twee" not in answer.text
    assert 'href="/kaart?sector=energie"' in answer.text
    for other in ("/kaart", "/kaart/embed-code", "/collectief/club-twee", "/kaart/points.json"):
        assert visitor.client.get(other).headers["X-Frame-Options"] == "DENY", other
    labels = visitor.client.get("/kaart/points.json?sector=energie&lang=en").json["cards"]  # type: ignore[index]
    assert labels[0][0][2] == "Energy"


def test_the_code_of_the_frame(visitor: Visitor, services: Services, coordinator: Account) -> None:
    published(services, coordinator, p_naam="Club Een")
    answer = visitor.client.get("/kaart/embed-code?sector=energie&q=a%22b", headers={"Host": "elsewhere.example"})
    assert "elsewhere.example" not in answer.text, "a request does not say where this site is"
    assert "/kaart/embed?q=a%22b&amp;amp;sector=energie&amp;amp;lang=nl" in answer.text
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]
