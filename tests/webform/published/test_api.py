"""Open data as programs get it: the formats, the filters, the pages, what may be kept, and what is refused."""

import csv
import io
import json
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from results.consents.changes import change_consent
from results.my_scan.erase import erase
from results.my_scan.submit import withdraw
from results.open_data.reading import newest_version
from results.services import Services
from tests.results.fakes import FakeClock
from tests.webform.conftest import both_databases
from tests.webform.published.conftest import SITE

COLLECTIVES = "/api/v1/collectives"
FILES = (COLLECTIVES, f"{COLLECTIVES}.geojson", f"{COLLECTIVES}.csv", f"{COLLECTIVES}.jsonld")
OF_ONE = (
    *(f"{COLLECTIVES}/club-een{end}" for end in ("", ".geojson", ".jsonld", "/murmurations.json")),
    "/collectief/club-een/picture.png",
    "/collectief/club-een/qr.svg",
)
OTHERS = ("/feed.atom", "/sitemap.xml", f"{COLLECTIVES.removesuffix('/collectives')}/openapi.json", "/robots.txt")


@pytest.fixture(autouse=True)
def _here(three: dict[str, str]) -> None:
    """All these tests have three collectives."""


def got(program: FlaskClient, address: str, status: int = 200, **headers: str) -> TestResponse:
    response = program.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert response.status_code == status, response.text[:300]
    return response


def slugs(response: TestResponse) -> list[str]:
    return [each["id"] for each in json.loads(response.text)["collectives"]]


def test_one_collective_with_what_it_allowed_and_nothing_else(program: FlaskClient) -> None:
    told = json.loads(got(program, OF_ONE[0]).text)
    assert told["on_map_since"] == told["changed_at"] < "2026-11-24"
    assert {name: value for name, value in told.items() if name not in ("on_map_since", "changed_at", "formats")} == {
        "id": "club-een",
        "name": "Club Een",
        "page": f"{SITE}/collectief/club-een",
        "fields": {
            "name": {"value": "Club Een"},
            "story": {"value": "Wij leggen samen panelen."},
            "sector": {"value": "energie", "labels": ["Energie"]},
            "umbrellas": {"value": ["a", "b"], "labels": ["Koepel A", "Koepel B"]},
            "place": {"value": "Utrecht"},
            "email": {"value": "info@example.org"},
        },
        "location": {
            "latitude": 52.091,
            "longitude": 5.121,
            "precision": "place",
            "municipality": "Utrecht",
            "province": "Utrecht",
        },
        "licence": {
            "name": "CC BY 4.0",
            "id": "CC-BY-4.0",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
    }
    assert all(got(program, address.removeprefix(SITE)) for address in told["formats"].values())


def test_labels_are_in_the_language_of_the_address(program: FlaskClient) -> None:
    told = json.loads(got(program, f"{OF_ONE[0]}?lang=en", Accept_Language="nl").text)
    assert told["fields"]["sector"] == {"value": "energie", "labels": ["Energy"]}
    told = json.loads(got(program, OF_ONE[0], Accept_Language="en").text)
    assert told["fields"]["sector"]["labels"] == ["Energie"]


def test_geojson(program: FlaskClient) -> None:
    told = json.loads(got(program, FILES[1]).text)
    assert (told["type"], told["licence"]) == ("FeatureCollection", "https://creativecommons.org/licenses/by/4.0/")
    assert [(each["id"], each["geometry"]) for each in told["features"]] == [
        ("club-een", {"type": "Point", "coordinates": [5.121, 52.091]}),
        ("club-nergens", None),
        ("club-twee", {"type": "Point", "coordinates": [6.567, 53.219]}),
    ]
    assert told["features"][2]["properties"]["sector_label"] == "Wonen"
    assert got(program, FILES[1]).mimetype == "application/geo+json"
    assert json.loads(got(program, OF_ONE[1]).text) == told["features"][0]


def test_csv_for_programs_and_for_excel(program: FlaskClient) -> None:
    plain = got(program, FILES[2])
    assert plain.data.startswith(b"id,name,story,sector,sector_label,")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(plain.text, newline=""))}
    assert rows["club-een"]["umbrellas"] == "a|b"
    assert rows["club-een"]["umbrellas_label"] == "Koepel A|Koepel B"
    assert (rows["club-een"]["latitude"], rows["club-nergens"]["latitude"]) == ("52.091", "")
    assert rows["club-twee"]["municipality"] == "Westerkwartier"
    excel = got(program, f"{FILES[2]}?for=excel")
    assert excel.data.startswith(b"\xef\xbb\xbfid;name;")
    rows = {
        row["id"]: row for row in csv.DictReader(io.StringIO(excel.data.decode("utf-8-sig"), newline=""), delimiter=";")
    }
    assert (rows["club-een"]["latitude"], rows["club-een"]["longitude"]) == ("52,091", "5,121"), (
        "as Excel in Dutch reads it"
    )
    assert rows["club-nergens"]["longitude"] == ""
    assert excel.headers["ETag"] != plain.headers["ETag"]


def test_json_ld(program: FlaskClient) -> None:
    dataset, *told = json.loads(got(program, FILES[3]).text)["@graph"]
    assert (dataset["@type"], dataset["publisher"]["name"]) == ("Dataset", "Stichting <Voorbeeld>")
    assert told[0] == {
        "@type": "Organization",
        "@id": f"{SITE}/collectief/club-een",
        "name": "Club Een",
        "description": "Wij leggen samen panelen.",
        "url": f"{SITE}/collectief/club-een",
        "mainEntityOfPage": f"{SITE}/collectief/club-een",
        "identifier": "club-een",
        "email": "info@example.org",
        "keywords": ["Energie", "Koepel A", "Koepel B"],
        "location": {
            "@type": "Place",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Utrecht",
                "addressRegion": "Utrecht",
                "addressCountry": "NL",
            },
            "geo": {"@type": "GeoCoordinates", "latitude": 52.091, "longitude": 5.121},
        },
    }
    assert "geo" not in told[1]["location"]
    assert json.loads(got(program, OF_ONE[2]).text) == {"@context": "https://schema.org", **told[0]}


@both_databases
def test_pages_follow_each_other_with_the_filters(program: FlaskClient) -> None:
    first = got(program, f"{COLLECTIVES}?limit=2")
    assert slugs(first) == ["club-een", "club-nergens"]
    following = json.loads(first.text)["next"]
    assert following.startswith(f"{SITE}{COLLECTIVES}?")
    last = got(program, following.removeprefix(SITE))
    assert slugs(last) == ["club-twee"]
    assert json.loads(last.text)["next"] is None
    one = got(program, f"{COLLECTIVES}?limit=1&sector=energie&sector=wonen&province=Utrecht&province=Groningen")
    assert slugs(one) == ["club-een"]
    assert slugs(got(program, json.loads(one.text)["next"].removeprefix(SITE))) == ["club-twee"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("sector=wonen", ["club-twee"]), ("q=nergens", ["club-nergens"]), ("umbrellas=b&province=Utrecht", ["club-een"]),
     ("province=Zeeland", []), ("municipality=Utrecht&q=panelen", ["club-een"])],
)  # fmt: skip
def test_every_format_has_the_filters_of_the_map(program: FlaskClient, query: str, found: list[str]) -> None:
    assert slugs(got(program, f"{COLLECTIVES}?{query}")) == found
    features = json.loads(got(program, f"{FILES[1]}?{query}").text)["features"]
    assert [each["id"] for each in features] == found
    rows = csv.DictReader(io.StringIO(got(program, f"{FILES[2]}?{query}").text, newline=""))
    assert [row["id"] for row in rows] == found
    graph = json.loads(got(program, f"{FILES[3]}?{query}").text)["@graph"]
    assert [each["identifier"] for each in graph[1:]] == found


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=1001", "limit=x", "limit=²", "cursor=A%00", "lang=xx", "sectr=wonen", "page=2", "language=en", "sector=nonsense",
     "province=Atlantis", "province=Utrecht&province=utrecht", "municipality=Atlantis", "umbrellas=a&umbrellas=nonsense",
     "sector=" + "x" * 300, "q=" + "x" * 101, "&".join(["sector=a"] * 300)],
)  # fmt: skip
def test_what_is_not_understood_is_refused(program: FlaskClient, query: str) -> None:
    response = got(program, f"{COLLECTIVES}?{query}", 400)
    assert response.mimetype == "application/problem+json"
    assert json.loads(response.text)["status"] == 400
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("address", FILES)
def test_a_value_that_a_filter_cannot_have_empties_nobodys_copy(program: FlaskClient, address: str) -> None:
    told = json.loads(got(program, f"{address}?province=Atlantis", 400).text)
    assert told["detail"] == "province must be one of: Gelderland, Groningen, Limburg, Utrecht, Zeeland."
    assert "energie" in json.loads(got(program, f"{address}?sector=nonsense", 400).text)["detail"]
    got(program, "/kaart?province=Atlantis")  # the map stays forgiving


@pytest.mark.parametrize("address", ["/api", "/api/", "/api/v1", "/api/v2/collectives", "/api/v1/collectives/a/b/c"])
def test_an_address_that_does_not_exist_is_told_to_programs(program: FlaskClient, address: str) -> None:
    response = got(program, address, 404, Accept_Language="nl")
    assert response.mimetype == "application/problem+json"
    assert "/api/v1/openapi.json" in json.loads(response.text)["detail"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    posted = program.delete(COLLECTIVES)
    assert (posted.status_code, posted.mimetype) == (405, "application/problem+json")
    assert "GET" in posted.headers["Allow"]
    assert got(program, "/apis", 404).mimetype == "text/html"


@pytest.mark.parametrize("address", [*FILES, *OF_ONE, *OTHERS])
def test_everybody_may_read_it_and_it_is_kept_only_while_it_is_right(
    program: FlaskClient, clock: FakeClock, address: str
) -> None:
    clock.moment += timedelta(minutes=1)
    first = got(program, address, Cookie="zelfscan=nonsense", Origin="https://other.example")
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in first.headers
    assert first.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in first.headers
    assert "Vary" not in first.headers
    again = got(program, address, 304, If_None_Match=first.headers["ETag"])
    assert again.data == b""
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    if "Last-Modified" in first.headers:
        got(program, address, 304, If_Modified_Since=first.headers["Last-Modified"])
        got(program, address, 200, If_Modified_Since="Mon, 02 Nov 2026 00:00:00 GMT")
    got(program, address, 200, If_None_Match='"something else"')
    head = program.head(address)
    assert (head.status_code, head.data, head.headers["ETag"]) == (200, b"", first.headers["ETag"])
    asked = program.options(address, headers={"Origin": "https://other.example"})
    assert asked.status_code == 200
    assert asked.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert program.post(address).status_code in (400, 405)


def test_a_change_within_the_same_second_is_seen(program: FlaskClient, services: Services, clock: FakeClock) -> None:
    changed_at = newest_version(services).changed_at  # type: ignore[union-attr]
    for later, told in ((0, False), (5, True)):
        clock.moment = changed_at + timedelta(seconds=later)
        assert ("Last-Modified" in got(program, FILES[1]).headers) is told


def test_other_pages_may_not_be_read_by_other_sites(program: FlaskClient) -> None:
    for address in ("/kaart", "/collectief/club-een", "/kaart/points.json", "/", "/open-data"):
        response = got(program, address, Origin="https://other.example")
        assert "Access-Control-Allow-Origin" not in response.headers, address


@both_databases
@pytest.mark.parametrize("way", ["withdraw", "consent", "erase"])
def test_who_withdraws_is_gone_from_everything_at_once(
    program: FlaskClient, services: Services, three: dict[str, str], way: str, clock: FakeClock
) -> None:
    clock.moment += timedelta(minutes=1)
    everything = ("/feed.atom", "/sitemap.xml", *FILES)
    kept = {address: got(program, address).headers["ETag"] for address in everything}
    of_one = {address: got(program, address).headers for address in (*OF_ONE, "/collectief/club-een")}
    token = three["club-een"]
    if way == "withdraw":
        withdraw(services, token)
    elif way == "consent":
        change_consent(services, token, "c_kaart", False, "nl")
    else:
        erase(services, token)
    for address, tag in kept.items():
        response = got(program, address, 200, If_None_Match=tag)
        assert "club-een" not in response.text, address
        assert "Club Een" not in response.text, address
        assert "club-twee" in response.text, address
    for address, headers in of_one.items():
        conditions = {"If_None_Match": headers.get("ETag", "*"), "If_Modified_Since": headers.get("Last-Modified", "")}
        response = got(program, address, 404 if way == "erase" else 410, **conditions)
        assert "Club Een" not in response.text
        assert response.headers["Cache-Control"] == "no-store"
    got(program, f"{COLLECTIVES}/never-there", 404)


def test_a_field_that_lost_its_consent_is_gone_too(
    program: FlaskClient, services: Services, three: dict[str, str]
) -> None:
    before = {address: got(program, address) for address in (*FILES, *OF_ONE[:4])}
    assert all("info@example.org" in response.text for response in before.values())
    change_consent(services, three["club-een"], "c_contact", False, "nl")
    change_consent(services, three["club-twee"], "c_contact", False, "nl")
    for address, response in before.items():
        assert "info@example.org" not in got(program, address, 200, If_None_Match=response.headers["ETag"]).text


def test_the_feed_has_the_newest_first_and_tells_when(program: FlaskClient) -> None:
    root = ET.fromstring(got(program, "/feed.atom").data)  # noqa: S314  # our own
    atom = "{http://www.w3.org/2005/Atom}"
    assert [each.findtext(f"{atom}title") for each in root.findall(f"{atom}entry")] == [
        "Club Nergens",
        "Club Twee",
        "Club Een",
    ]
    entry = root.findall(f"{atom}entry")[2]
    assert entry.findtext(f"{atom}id") == f"{SITE}/collectief/club-een"
    assert entry.findtext(f"{atom}summary") == "Energie · Utrecht\n\nWij leggen samen panelen."
    assert root.findtext(f"{atom}author/{atom}name") == "Stichting <Voorbeeld>"


def test_the_sitemap_names_every_page_once_and_nothing_of_ones_own(program: FlaskClient) -> None:
    root = ET.fromstring(got(program, "/sitemap.xml").data)  # noqa: S314  # our own
    places = [each.text or "" for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(places) == len(set(places))
    assert {f"{SITE}/", f"{SITE}/kaart", f"{SITE}/open-data", f"{SITE}/collectief/club-twee"} <= set(places)
    for place in places:
        assert program.get(place.removeprefix(SITE)).status_code == 200, place
    refused = [line.partition(": ")[2] for line in got(program, "/robots.txt").text.splitlines() if "Disallow" in line]
    assert {"/r/", "/review", "/go-on", "/login", "/mail"} <= {
        each.rstrip("/") if each != "/r/" else each for each in refused
    }
    assert not [place for place in places for each in refused if place.removeprefix(SITE).startswith(each)]


def test_a_large_sitemap_comes_in_parts(program: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webform.published.sitemap.PART", 2)
    index = got(program, "/sitemap.xml").text
    parts = [f"/sitemap-{number}.xml" for number in range(3)]
    assert [part for part in parts if f"{SITE}{part}" in index] == parts
    assert "club-een" not in got(program, parts[0]).text
    assert ("club-nergens" in got(program, parts[1]).text, "club-twee" in got(program, parts[1]).text) == (True, False)
    assert ("club-nergens" in got(program, parts[2]).text, "club-twee" in got(program, parts[2]).text) == (False, True)
    got(program, "/sitemap-3.xml", 404)
