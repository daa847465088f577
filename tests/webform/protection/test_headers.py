from base64 import urlsafe_b64decode
from dataclasses import replace
from hashlib import sha256

import pytest

from results.services import Services
from tests.webform.visitor import Visitor
from tests.webform.walking import begin
from webform.app import create_app
from webform.config import Config


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/soorten", 200), ("/kaart", 200), ("/login", 200), ("/nee/nee", 404), ("/x", 404)],
)
def test_every_reply_has_the_policy(visitor: Visitor, address: str, status: int) -> None:
    visitor.open(address, status)
    policy = visitor.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    for part in ("form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'", "script-src 'self'"):
        assert part in policy.split("; ")
    assert "unsafe" not in policy
    assert visitor.headers["X-Content-Type-Options"] == "nosniff"
    assert visitor.headers["Referrer-Policy"] == "same-origin"
    assert visitor.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in visitor.headers["Permissions-Policy"]


def test_no_page_has_script_or_style_in_it(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    for address in ("/", "/soorten", "/kaart", "/login", f"/r/{ref}/page/keuzes", f"/r/{ref}/check"):
        visitor.open(address)
        assert "<style" not in visitor.html
        assert " style=" not in visitor.html
        assert " onclick" not in visitor.html.lower()
        assert all("src=" in tag for tag in visitor.html.split("<script")[1:])


def test_personal_pages_are_not_kept(visitor: Visitor) -> None:
    ref = begin(visitor, "soorten")
    assert visitor.headers["Cache-Control"] == "no-store"
    visitor.open(f"/r/{ref}/check")
    assert visitor.headers["Cache-Control"] == "no-store"
    assert "noindex" in visitor.headers["X-Robots-Tag"]


def test_public_pages_are_kept_where_they_show_nothing_of_ones_own(visitor: Visitor, desk: Visitor) -> None:
    public = ("/", "/kaart", "/privacy", "/toegankelijkheid", "/contact")
    for address in public:
        visitor.open(address)
        assert visitor.headers["Cache-Control"] == "no-cache", address
        assert {"Cookie", "Accept-Language"} <= set(visitor.headers["Vary"].split(", ")), address
    visitor.open("/soorten")  # a form with a token
    assert visitor.headers["Cache-Control"] == "private, no-cache"
    visitor.open("/kaart")
    assert visitor.headers["Cache-Control"] == "private, no-cache"
    ref = begin(visitor, "soorten")
    for address in public:
        visitor.open(address)
        assert f"/r/{ref}/scan" in visitor.page.links, address
        assert visitor.headers["Cache-Control"] == "no-store", address
    assert visitor.client.get("/kaart/points.json").headers["Cache-Control"] == "private, no-cache"
    desk.open("/kaart")
    assert "/review" in desk.page.links
    assert desk.headers["Cache-Control"] == "no-store"


def test_my_scan_is_the_one_of_the_page_else_the_newest(visitor: Visitor) -> None:
    older = begin(visitor, "soorten")
    newer = begin(visitor, "soorten")
    for address, ref in (("/", newer), (f"/r/{older}/check", older), (f"/r/{newer}/check", newer)):
        visitor.open(address)
        assert [link for link in visitor.page.links if link.endswith("/scan")] == [f"/r/{ref}/scan"], address


def test_home_leads_back_to_what_was_begun(visitor: Visitor) -> None:
    visitor.open("/")
    assert "/go-on" in visitor.page.links
    first = visitor.html.partition('class="buttons"')[2].partition('href="/')[2].partition('"')[0]
    ref = begin(visitor, first)
    visitor.open("/")
    assert f"/r/{ref}" in visitor.page.links
    assert "/go-on" not in visitor.page.links


def test_static_files_are_kept_under_their_version(visitor: Visitor) -> None:
    visitor.open("/")
    address = next(part for part in visitor.html.split('"') if "css/site.css" in part)
    with visitor.client.get(address) as response:
        assert "immutable" in response.headers["Cache-Control"]
    with visitor.client.get("/static/css/site.css") as response:
        assert "immutable" not in response.headers["Cache-Control"]


def test_the_cookie_is_safe(config: Config, services: Services) -> None:
    for secure in (False, True):
        client = create_app(replace(config, secure=secure), services).test_client()
        cookie = client.get("/soorten").headers["Set-Cookie"]
        assert cookie.startswith("__Host-zelfscan=" if secure else "zelfscan=")
        assert "; Path=/;" in cookie
        assert "Domain" not in cookie
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert ("Secure" in cookie) is secure
        asked = client.get("/").headers.get("Strict-Transport-Security")
        assert asked == ("max-age=31536000; includeSubDomains" if secure else None)


def test_the_cookie_is_signed_with_sha256(visitor: Visitor) -> None:
    visitor.open("/soorten")
    cookie = visitor.client.get_cookie("zelfscan")
    assert cookie is not None
    signature = cookie.value.rpartition(".")[2]
    assert len(urlsafe_b64decode(signature + "=")) == sha256().digest_size
