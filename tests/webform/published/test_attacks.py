"""Hostile texts in every public field, and a host that is not ours: in the page and in every format that others take over."""

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from results.models.public_map import MapEntryRow
from results.records.accounts import Account
from results.services import Services
from tests.results import filled
from tests.webform.published.conftest import SITE
from tests.webform.visitor import Visitor
from webform.published.picture import drawn

HOSTILE = {
    "script": "</script><script>alert(1)</script><!--<script>",
    "attribute": "\"'><img src=x onerror=alert(1)>",
    "formula": "=cmd|'/c calc'!A1",
    "another formula": "\t@SUM(1+9)*cmd",
    "a wide formula": '＝HYPERLINK("https://evil.example")',
    "controls": "a\x00b\x08c\x1b[31md\x7fe\x85f\ufffeg\uffffh",
    "direction": "abc\u202egnp.exe\u2066",
    "line ends": "a\r\nSet-Cookie: x=1\u2028b",
    "xml": "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "typst": '#panic("x") $ #sys.inputs `raw` \\ *x* <label> @ref',
    "template": "{{ 7*7 }}{% raw %}${7*7}",
    "long": "w" * 4000,
    "surrogate": "x\ud800y",
}
ADDRESSES = (
    "/api/v1/collectives", "/api/v1/collectives.geojson", "/api/v1/collectives.csv", "/api/v1/collectives.csv?for=excel",
    "/api/v1/collectives.jsonld", "/api/v1/collectives/club", "/api/v1/collectives/club.geojson",
    "/api/v1/collectives/club.jsonld", "/api/v1/collectives/club/murmurations.json", "/feed.atom", "/sitemap.xml",
    "/collectief/club", "/collectief/club/picture.png", "/collectief/club/qr.svg",
)  # fmt: skip


class Scripts(HTMLParser):
    """The elements of a page that could do something, and the JSON in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.json = ""
        self._within = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._within = "json" if tag == "script" and ("type", "application/ld+json") in attrs else ""

    def handle_endtag(self, tag: str) -> None:
        self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within:
            self.json += data


UNFIT = {*map(chr, (*range(9), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0x202E, 0x2066, 0xFEFF, 0xFFFE, 0xFFFF))} - {
    "\r"
}


@pytest.fixture(params=list(HOSTILE.values()), ids=list(HOSTILE))
def hostile(request: pytest.FixtureRequest, services: Services, coordinator: Account) -> str:
    """One text in every public field of a collective, past every check: as if something had gone wrong before."""
    text = str(request.param)
    _token, response = filled.approved(services, coordinator, {"p_naam": "Club"})
    fields = {"name": text, "story": text, "sector": text, "umbrellas": [text, text], "place": text, "email": text}
    row = update(MapEntryRow).where(MapEntryRow.response_id == response.id)
    with services.database.writing() as connection:
        storable = text.encode("utf-8", "replace").decode().replace("\x00", "")  # what a database can hold in a text
        values = {"title": storable, "municipality": storable[:200], "province": storable[:200]}
        connection.execute(row.values(fields=fields, **values))
    return text


def test_hostile_texts_stay_texts_everywhere(program: FlaskClient, visitor: Visitor, hostile: str) -> None:
    answers = {address: program.get(address) for address in ADDRESSES}
    for address, response in answers.items():
        assert response.status_code == 200, address
        response.data.decode("utf-8") if not address.endswith(".png") else None
        assert "Set-Cookie" not in response.headers or address == "/collectief/club"
    for address in ADDRESSES:
        if "csv" in address:
            _cells_are_no_formulas(answers[address].data, ";" if "excel" in address else ",")
        elif address.startswith("/api"):
            _without_controls(json.loads(answers[address].text))
        elif address in ("/feed.atom", "/sitemap.xml", "/collectief/club/qr.svg"):
            ET.fromstring(answers[address].data)  # noqa: S314  # our own
    assert answers["/collectief/club/picture.png"].data.startswith(b"\x89PNG")
    _page_has_no_scripts_of_others(visitor, hostile)


def test_no_page_holds_what_no_page_may_hold(visitor: Visitor, hostile: str) -> None:
    for address in ("/collectief/club", "/kaart", "/kaart/embed", "/collectief/club/report"):
        shown = visitor.client.get(address).text
        assert not set(shown) & UNFIT, address
        assert "<script>alert" not in shown, address
    _without_controls(visitor.client.get("/kaart/points.json").json)


def _page_has_no_scripts_of_others(visitor: Visitor, hostile: str) -> None:
    visitor.open("/collectief/club")
    page = Scripts(visitor.html)
    scripts = [attributes for tag, attributes in page.tags if tag == "script"]
    assert [each for each in scripts if not str(each.get("src")).startswith("/static/js/")] == [
        {"type": "application/ld+json"}
    ]
    assert not [tag for tag, attributes in page.tags if any(name.startswith("on") for name in attributes)]
    assert all(str(attributes["src"]).startswith("/") for tag, attributes in page.tags if tag == "img")
    told = json.loads(page.json)
    assert told["@id"] == f"{SITE}/collectief/club"
    assert "49" not in str(told["name"])
    if hostile.isprintable():
        assert told["description"] == hostile


def _without_controls(told: object) -> None:
    if isinstance(told, dict):
        for each in told.values():
            _without_controls(each)
    elif isinstance(told, list):
        for each in told:
            _without_controls(each)
    elif isinstance(told, str):
        assert not set(told) & {
            "\x00",
            "\x08",
            "\x1b",
            "\x7f",
            "\x85",
            "\u202e",
            "\u2066",
            "\ufffe",
            "\uffff",
            "\ud800",
        }


def _cells_are_no_formulas(table: bytes, separator: str) -> None:
    rows = list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=separator))
    assert len({len(row) for row in rows}) == 1
    for cell in (each for row in rows[1:] for each in row):
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "|", "%")), cell


@pytest.mark.parametrize("headers", [{"Host": "evil.example"}, {"X-Forwarded-Host": "evil.example"}])
@pytest.mark.parametrize("address", [each for each in ADDRESSES if not each.endswith((".png", ".svg"))])
def test_no_address_follows_the_host_of_the_request(
    app: Flask, services: Services, coordinator: Account, address: str, headers: dict[str, str]
) -> None:
    filled.approved(services, coordinator, {"p_naam": "Club"})
    answer = app.test_client().get(address, headers=headers)
    assert answer.status_code == 200
    assert "evil.example" not in answer.text
    assert "evil.example" not in str(answer.headers)
    assert SITE in answer.text


def test_the_code_is_of_the_sites_own_address(app: Flask, services: Services, coordinator: Account) -> None:
    filled.approved(services, coordinator, {"p_naam": "Club"})
    codes = {host: app.test_client().get("/collectief/club/qr.svg", headers={"Host": host}).data for host in ("a", "b")}
    assert codes["a"] == codes["b"]


def test_a_picture_is_drawn_for_any_name() -> None:
    for name in ("", "\u202e\x00", "漢字🎉", "#panic()", "x" * 10_000, "a\u0300" * 500, *HOSTILE.values()):
        assert drawn(name, name, name, SITE).startswith(b"\x89PNG"), name[:20]
    assert drawn("Een", "", "", SITE) != drawn("Twee", "", "", SITE)


def test_a_strange_address_gets_an_ordinary_answer(program: FlaskClient) -> None:
    for slug in ("%00", "..%2f..%2fetc", "a" * 5000, "%ff%fe", "A", "x'--", "x.geojson.geojson"):
        for end in ("", ".geojson", ".jsonld", "/murmurations.json"):
            assert program.get(f"/api/v1/collectives/{slug}{end}").status_code == 404, slug
        for end in ("", "/picture.png", "/qr.svg"):
            assert program.get(f"/collectief/{slug}{end}").status_code == 404, slug


def test_without_a_licence_nothing_is_promised(config: object, services: Services, app: Flask) -> None:
    from webform.app import create_app
    from webform.config import Config

    assert isinstance(config, Config)
    bare = create_app(replace(config, pages=None), services).test_client()
    assert bare.get("/api/v1/collectives").json["licence"] is None  # type: ignore[index]
    assert "licence" not in bare.get("/api/v1/collectives.geojson").json  # type: ignore[operator]
    assert "license" not in str(bare.get("/feed.atom").headers)
    page = bare.get("/open-data").text
    assert 'class="blank"' in page
