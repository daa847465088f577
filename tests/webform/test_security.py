"""What an attacker tries and no other test does: each reply, each field, each limit, and what the log and errors tell."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from structlog.testing import capture_logs

from results.database import Database
from results.records.accounts import Account
from results.services import Services
from tests.results import filled
from tests.results.decided import approve
from tests.webform.conftest import both_databases
from tests.webform.test_access import addresses
from tests.webform.visitor import Visitor
from tests.webform.walking import begin
from webform.access import FRAMED, KEPT, SHARED
from webform.cli import main
from webform.protection.headers import CONTENT_SECURITY_POLICY

FRAMED_POLICY = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'none'", "frame-ancestors *")
HOSTILE = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}${7*7}%(x)s"


def test_every_reply_of_every_route_is_guarded(app: Flask) -> None:
    for endpoint, method, address in [
        *addresses(app),
        ("", "GET", "/no/such"),
        ("", "PUT", "/kaart"),
        ("fill.home", "OPTIONS", "/"),
    ]:
        with app.test_client().open(address, method=method) as reply:
            framed = endpoint in FRAMED
            policy = FRAMED_POLICY if framed else CONTENT_SECURITY_POLICY
            shows_own_frame = "; frame-src 'self'" if endpoint == "public.embed_code" else ""
            assert reply.headers["Content-Security-Policy"] == policy + shows_own_frame, address
            assert reply.headers["X-Content-Type-Options"] == "nosniff", address
            assert reply.headers.get("X-Frame-Options") == (None if framed else "DENY"), address
            assert reply.headers["Referrer-Policy"] in ("same-origin", "no-referrer"), address
            if (reply.mimetype or "").startswith("text/"):
                assert reply.mimetype_params.get("charset") == "utf-8", address
            if endpoint in SHARED:  # how these may be kept, each says itself: they are the same for everybody
                assert "Set-Cookie" not in reply.headers, address
            elif endpoint != "static" and not (endpoint in KEPT and reply.status_code == 200):
                assert reply.headers["Cache-Control"] == "no-store", address


def test_what_is_typed_runs_nowhere(
    app: Flask, visitor: Visitor, desk: Visitor, services: Services, coordinator: Account
) -> None:
    token, response_id = filled.submitted(
        services, {"p_naam": HOSTILE, "p_verhaal": HOSTILE, "r_naam": HOSTILE, "c_kaart": "yes"}
    )
    approve(services, response_id, 1, coordinator, HOSTILE)
    ref = visitor.hold(services, token)
    pages = [
        (visitor, f"/r/{ref}/{page}") for page in ("profile", "scan", "scan/withdraw", "scan/delete", "check", "later")
    ]
    pages += [
        (desk, "/review?state=all"),
        (desk, f"/review/{ref}"),
        (visitor, "/kaart"),
        (visitor, f"/kaart?q={HOSTILE}"),
    ]
    visitor.open("/kaart")
    pages += [(visitor, link) for link in visitor.page.links if link.startswith("/collectief/")]
    assert len(pages) >= 11
    told = 0
    for browser, address in pages:
        browser.open(address)
        assert "<script>alert" not in browser.html, address
        assert "<img src=x" not in browser.html, address
        told += "&lt;script&gt;alert(1)" in browser.html
    assert told >= 5  # it was there to be found
    for address, kind in (("/kaart/points.json", "json"), ("/api/v1/collectives.geojson", "geo+json")):
        assert visitor.client.get(address).mimetype == f"application/{kind}"
    cells = visitor.client.get(f"/r/{ref}/scan/answers.csv")
    assert cells.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("query", ["q=%00a", "q=%1b[31m", "page=%00", "sector=%00"])
def test_no_page_holds_what_html_cannot(visitor: Visitor, query: str) -> None:
    visitor.open(f"/kaart?{query}")
    assert not {each for each in visitor.html if ord(each) < 32} - {"\n", "\t", "\r"}


def test_documents_are_not_made_without_end(app: Flask) -> None:
    asked = [app.test_client().get(f"/r/{'0' * 32}/profile.pdf").status_code for _turn in range(31)]
    assert asked == [403] * 30 + [429]


def test_attacks_are_told_in_the_log(app: Flask, visitor: Visitor, coordinator: Account) -> None:
    app.config["LOGIN_LIMIT"] = "1 per minute"
    ref = begin(visitor, "soorten")
    answered = dict(visitor.page.form.filled)
    login = {"email": coordinator.email, "password": "guess", "csrf_token": answered["csrf_token"]}
    with capture_logs() as logs:
        visitor.client.post("/login", data=login)
        visitor.client.post("/login", data=login)
        visitor.client.post(f"/r/{ref}/page/naam", data={"q_naam": "Jan"})
        visitor.client.post("/login", data={"x": "y" * 2_000_000})
    assert [each["event"] for each in logs] == ["login-refused", "too-many-attempts", "csrf-refused", "too-large"]
    assert not any(told in str(logs) for told in (coordinator.email, ref, "127.0.0.1", "Jan"))


def test_the_log_repeats_no_values_of_the_database(app: Flask) -> None:
    def fails() -> str:
        raise IntegrityError("INSERT", {}, Exception("duplicate key\nDETAIL:  Key (email)=(anna@example.org) exists."))

    app.view_functions["account.login"] = fails
    with capture_logs() as logs:
        assert app.test_client().get("/login").status_code == 500
    assert logs[0]["cause"] == "duplicate key"
    assert "anna" not in str(logs)


@both_databases
def test_an_error_of_the_database_holds_no_values(database: Database) -> None:
    with pytest.raises(DBAPIError) as raised, database.reading() as connection:
        connection.execute(text("SELECT nothing_like_it, :typed"), {"typed": "somebody's answer"})
    assert "nothing_like_it" in str(raised.value)
    assert "somebody's answer" not in str(raised.value)


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"HOST": "203.0.113.9"}, "HOST or --host must be an address of this computer"),
        ({"HOST": "no-such-host.invalid"}, "HOST or --host must be an address of this computer"),
        ({"SURVEYS": "{empty}"}, "SURVEYS: there is no survey in {empty}"),
    ],
)
def test_a_setting_that_cannot_work_says_which(tmp_path: Path, settings: dict[str, str], told: str) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    given = {name: value.format(empty=empty) for name, value in settings.items()}
    environment = {"INSTANCE": str(tmp_path / "var"), "PORT": "8999", "DATABASE_URL": "", **given}
    result = CliRunner().invoke(main, ["serve", "--no-worker"], env=environment)
    assert result.exit_code == 1
    assert told.format(empty=empty) in result.output
    assert "--port" not in result.output
