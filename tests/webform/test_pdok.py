"""The background map and the addresses of PDOK, against a small server of our own that speaks as PDOK does."""

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from results.services import Services
from tests.pdok import Upstream, speaking
from webform.app import create_app
from webform.config import Config, ConfigError
from webform.pdok.kept import MOST_BYTES, SECONDS, Kept
from webform.pdok.upstream import FAILURES, LARGEST, PIECE, PNG, REST_SECONDS, Pdok, UpstreamAway
from webform.settings.pdok import PdokSettings

AMSTERDAM = "/achtergrond/8/131/84.png"


@pytest.fixture
def upstream() -> Iterator[Upstream]:
    with speaking() as said:
        yield said


def client_with(services: Services, config: Config, pdok: PdokSettings | None) -> FlaskClient:
    from dataclasses import replace

    return create_app(replace(config, pdok=pdok), services).test_client()


@pytest.fixture
def client(services: Services, config: Config, upstream: Upstream) -> FlaskClient:
    own = PdokSettings(f"{upstream.address}/tiles", f"{upstream.address}/search", seconds=2)
    return client_with(services, config, own)


def test_off_by_default(services: Services, config: Config) -> None:
    client = client_with(services, config, None)
    for address in (AMSTERDAM, "/adressen?q=dam", "/adressen/punt?id=adr-0363"):
        assert client.get(address).status_code == 404, address
    assert "data-tiles" not in client.get("/kaart").text
    assert PdokSettings.from_environment({}) is None
    assert PdokSettings.from_environment({"PDOK": "1"}) == PdokSettings()
    with pytest.raises(ConfigError, match="PDOK"):
        Config.from_environment(
            {"PDOK": "http://elsewhere.example", "DATABASE_URL": "sqlite:///x", "SECRET_KEY": "k" * 40}
        )


def test_a_square_of_the_map(client: FlaskClient, upstream: Upstream) -> None:
    client.set_cookie("zelfscan", "secret-cookie")
    answer = client.get(AMSTERDAM, headers={"X-Forwarded-For": "192.0.2.7", "Referer": "https://from.example/"})
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "public, max-age=604800"
    assert "Set-Cookie" not in answer.headers
    ((path, headers),) = upstream.asked
    assert path == "/tiles/8/131/84.png"
    told = json.dumps(headers)
    for private in ("secret-cookie", "192.0.2.7", "from.example", "127.0.0.1:5000"):
        assert private not in told


@pytest.mark.parametrize(
    "address",
    [
        "/achtergrond/5/16/10.png",
        "/achtergrond/18/134000/86000.png",
        "/achtergrond/8/0/0.png",
        "/achtergrond/8/131/999999999999.png",
        "/achtergrond/8/131/-84.png",
        "/achtergrond/8/131/84.jpeg",
        "/achtergrond/8/131/..%2F84.png",
        f"/achtergrond/8/131/{'9' * 5000}.png",
        "/achtergrond/http://elsewhere.example/8/131/84.png",
    ],
)
def test_what_is_no_square_of_the_country_is_not_asked_for(
    address: str, client: FlaskClient, upstream: Upstream
) -> None:
    assert client.get(address).status_code == 404
    assert upstream.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""),
        (200, {"Content-Type": "text/html"}, b"<script>alert(1)</script>"),
        (200, {"Content-Type": "image/png"}, b"<script>alert(1)</script>"),
        (200, {"Content-Type": "image/png"}, PNG + bytes(LARGEST)),
        (500, {"Content-Type": "image/png"}, PNG),
    ],
    ids=["redirect", "a page", "no picture", "too large", "an error"],
)
def test_another_answer_is_not_passed_on(
    answer: tuple[int, dict[str, str], bytes], client: FlaskClient, upstream: Upstream
) -> None:
    upstream.answer = answer
    found = client.get(AMSTERDAM)
    assert found.status_code == 503
    assert b"script>alert" not in found.data
    assert "max-age" not in found.headers["Cache-Control"]
    assert len(upstream.asked) == 1


def test_a_square_is_asked_for_once_a_day(services: Services, upstream: Upstream) -> None:
    now = 0.0
    pdok = Pdok(PdokSettings(upstream.address, upstream.address), lambda: now)
    assert pdok.picture(8, 131, 84) == pdok.picture(8, 131, 84)
    assert len(upstream.asked) == 1
    now = SECONDS + 1
    pdok.picture(8, 131, 84)
    assert len(upstream.asked) == 2


def test_no_more_squares_are_kept_than_fit() -> None:
    kept = Kept(lambda: 0.0)
    for x in range(5):
        kept.put((8, x, 0), bytes(MOST_BYTES // 3))
    kept.put((8, 4, 0), b"another")
    kept.get((8, 2, 0))
    kept.put((8, 9, 0), bytes(MOST_BYTES // 2))
    assert [x for x in range(10) if kept.get((8, x, 0)) is not None] == [2, 4, 9]


def test_who_does_not_answer_is_left_alone_for_a_while_and_tried_by_one(upstream: Upstream) -> None:
    now = 0.0
    pdok = Pdok(PdokSettings(upstream.address, upstream.address), lambda: now)
    upstream.answer = (500, {}, b"")
    for x in range(130, 130 + FAILURES + 2):
        with pytest.raises(UpstreamAway):
            pdok.picture(8, x, 84)
    assert len(upstream.asked) == FAILURES
    upstream.answer = None
    assert pdok.documents("suggest", q="dam"), "the other service is not left alone"
    now = REST_SECONDS
    assert pdok.picture(8, 131, 84)
    assert pdok.picture(8, 132, 84)


def test_one_square_that_is_not_there_says_nothing_about_the_next(upstream: Upstream) -> None:
    pdok = Pdok(PdokSettings(upstream.address, upstream.address))
    upstream.answer = (404, {}, b"")
    for x in range(130, 130 + FAILURES):
        with pytest.raises(UpstreamAway):
            pdok.picture(8, x, 84)
    upstream.answer = None
    assert pdok.picture(8, 131, 84)


def test_what_drips_in_is_not_waited_for(upstream: Upstream) -> None:
    ticks = iter(range(1000))
    pdok = Pdok(PdokSettings(upstream.address, upstream.address, seconds=2), lambda: next(ticks))
    upstream.answer = (200, {"Content-Type": "image/png"}, PNG + bytes(10 * PIECE))
    with pytest.raises(UpstreamAway, match="too slow"):
        pdok.picture(8, 131, 84)


def test_a_cookie_of_theirs_is_not_kept(client: FlaskClient, upstream: Upstream) -> None:
    upstream.answer = (200, {"Content-Type": "image/png", "Set-Cookie": "them=1; Path=/"}, PNG)
    client.get(AMSTERDAM)
    client.get("/achtergrond/8/132/84.png")
    assert all("Cookie" not in headers for _path, headers in upstream.asked)


def test_addresses(client: FlaskClient, upstream: Upstream) -> None:
    assert client.get("/adressen?q=dam+1").json == [{"id": "adr-0363", "name": "Dam 1, 1012JS Amsterdam"}]
    assert parse_qs(urlsplit(upstream.asked[0][0]).query)["q"] == ["dam 1"]
    answer = client.get("/adressen/punt?id=adr-0363")
    assert answer.json == {"point": [52.37291, 4.89337]}
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "address", ["/adressen?q=da", "/adressen", f"/adressen?q={'a' * 101}", "/adressen/punt?id=1%26rows=9"]
)
def test_what_is_no_question_is_not_asked(address: str, client: FlaskClient, upstream: Upstream) -> None:
    assert not client.get(address).json
    assert upstream.asked == []


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"response": {"docs": 3}}', b"[" * 100_000, b'{"response": {"docs": [7]}}']
)
def test_nonsense_is_no_addresses(body: bytes, client: FlaskClient, upstream: Upstream) -> None:
    upstream.answer = (200, {"Content-Type": "application/json"}, body)
    assert client.get("/adressen?q=dam").status_code in (200, 503)
    assert client.get("/adressen/punt?id=adr-0363").status_code in (200, 503)


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        (
            "{!xmlparser v='<!DOCTYPE a SYSTEM \"http://elsewhere.example/\">'}",
            "xmlparser v ' DOCTYPE a SYSTEM http //elsewhere.example/ '",
        ),
        ("dam* OR id:[* TO *]", "dam OR id TO"),
        ("’s-Gravenlandseweg 5a, 1012 JS", "’s-Gravenlandseweg 5a, 1012 JS"),
        ("Súdwest-Fryslân", "Súdwest-Fryslân"),
    ],
)
def test_nobody_speaks_the_language_of_the_search_engine_through_us(
    typed: str, asked: str, client: FlaskClient, upstream: Upstream
) -> None:
    client.get("/adressen", query_string={"q": typed})
    assert parse_qs(urlsplit(upstream.asked[0][0]).query)["q"] == [asked]


@pytest.mark.parametrize("place", ["POINT(0 0)", "POINT(4.9 91)", "POINT(1e9 5)", None, ["POINT(5 52)"]])
def test_a_point_outside_the_country_is_none(place: object, client: FlaskClient, upstream: Upstream) -> None:
    body = json.dumps({"response": {"docs": [{"id": "adr-1", "centroide_ll": place}]}}).encode()
    upstream.answer = (200, {"Content-Type": "application/json"}, body)
    assert client.get("/adressen/punt?id=adr-1").json == {}


def test_nobody_there(services: Services, config: Config) -> None:
    gone = PdokSettings("http://127.0.0.1:1/tiles", "http://127.0.0.1:1/search", seconds=0.5)
    client = client_with(services, config, gone)
    assert client.get(AMSTERDAM).status_code == 503
    assert client.get("/adressen?q=dam").status_code == 503
