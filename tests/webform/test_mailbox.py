"""The page with mails that are not really sent: who may open it, and that nothing in a mail does anything there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask

from results.accounts.register import change_role
from results.adapters.mail_folder import MailFolder
from results.adapters.smtp_server import SmtpServer
from results.errors.mail import MailRefused, MailServerAway
from results.mail.message import Letter, Sender, compose
from results.mail.outbox import Mail, MailKind, queue
from results.mail.post import send_due
from results.my_scan.submit import submit
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from tests.results.filled import begin as filled
from tests.webform.conftest import PASSWORD
from tests.webform.visitor import Visitor
from tests.webform.walking import begin
from webform.app import create_app
from webform.config import Config
from webform.mail.letters import Site, writer
from webform.protection.limits import limiter
from webform.settings.mail import MailSettings

SENDER = Sender("scan@example.org", "Zelfscan", "example.org")
LINK = "http://127.0.0.1:8000/go-on/abc"


def message(number: int = 0, text: str = f"Hallo,\n\nOpenen:\n{LINK}\n", html: str = "<p>Hallo</p>") -> EmailMessage:
    at = datetime(2026, 11, 23, 9, 0, number % 60, tzinfo=UTC)
    return compose(Letter(f"Mail {number}", text, html, "nl"), "ans@example.org", SENDER, f"<{number}@example.org>", at)


@pytest.fixture
def folder(tmp_path: Path) -> MailFolder:
    return MailFolder(tmp_path / "mail")


@pytest.fixture
def config(migrated_url: str, tmp_path: Path, folder: MailFolder) -> Config:
    settings = MailSettings(None, tmp_path / "mail", SENDER)
    return Config(database_url=migrated_url, secret_key="k" * 40, testing=True, mail=settings)


@pytest.fixture
def elsewhere(config: Config, services: Services) -> Iterator[Flask]:
    """The same application, listening to everybody."""
    app = create_app(replace(config, host="192.0.2.7"), services)
    yield app
    with app.app_context():
        limiter.reset()


def test_mails_can_be_read(visitor: Visitor, folder: MailFolder) -> None:
    visitor.open("/mail")
    assert "nog geen mail" in visitor.page.text
    for number in range(3):
        folder.send(message(number))
    page = visitor.open("/mail")
    assert "verstuurt niet echt mail" in page.text
    links = [link for link in page.links if link.startswith("/mail/")]
    assert len(links) == 3
    assert page.text.index("Mail 2") < page.text.index("Mail 0")
    page = visitor.open(links[0])
    assert LINK in page.links
    assert "ans@example.org" in page.text
    assert visitor.headers["Cache-Control"] == "no-store"


def test_the_html_of_a_mail_can_do_nothing(visitor: Visitor, folder: MailFolder) -> None:
    folder.send(message(html="<script>alert(1)</script><p>Hallo</p>", text="<script>alert(1)</script>"))
    (link,) = (each for each in visitor.open("/mail").links if each.startswith("/mail/"))
    visitor.open(link)
    assert "<script>alert" not in visitor.html
    answer = visitor.client.get(f"{link}/html")
    (policy,) = answer.headers.getlist("Content-Security-Policy")
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert "sandbox" in rules
    assert "script-src" not in rules
    assert "allow-scripts" not in policy


def test_only_names_of_mails_are_opened(visitor: Visitor, folder: MailFolder, tmp_path: Path) -> None:
    folder.send(message())
    (tmp_path / "secret-key.eml").write_text("secret")
    for name in ("..%2Fsecret-key", "secret-key", "20261123090000-000000000000", "%00"):
        visitor.open(f"/mail/{name}", status=404)
        visitor.open(f"/mail/{name}/html", status=404)


@pytest.mark.parametrize(
    "sent",
    [
        {"headers": {"X-Forwarded-For": "203.0.113.5"}},
        {"headers": {"Forwarded": "for=203.0.113.5"}},
        {"headers": {"Host": "rebound.example"}},
        {"headers": {"Host": "127.0.0.1.rebound.example:8000"}},
        {"environ_overrides": {"REMOTE_ADDR": "203.0.113.5"}},
    ],
)
def test_who_may_be_elsewhere_has_to_log_in(app: Flask, folder: MailFolder, sent: dict[str, dict[str, str]]) -> None:
    folder.send(message())
    (mail,) = folder.newest(1)
    for address in ("/mail", f"/mail/{mail.name}", f"/mail/{mail.name}/html"):
        assert app.test_client().get(address).status_code == 200
        answer = app.test_client().get(address, **sent)
        assert answer.status_code == 303, sent
        assert answer.location.startswith("/login")


def test_where_others_can_come_it_is_for_administrators(
    elsewhere: Flask, services: Services, coordinator: Account, folder: MailFolder
) -> None:
    """A mail may hold the link to choose a password of an administrator: no coordinator reads it."""
    folder.send(message())
    visitor = Visitor(elsewhere)
    visitor.open("/mail")
    assert visitor.address == "/login"
    visitor.send({"email": coordinator.email, "password": PASSWORD})
    visitor.open("/mail", status=403)
    change_role(services.database, services.clock, coordinator.id, Role.ADMINISTRATOR)
    visitor.open("/mail")
    assert "Mail 0" in visitor.page.text


def test_behind_a_proxy_it_is_for_who_logs_in(config: Config, services: Services) -> None:
    assert create_app(replace(config, proxies=1), services).test_client().get("/mail").status_code == 303


def test_where_mail_is_sent_there_is_nothing_to_read(config: Config, services: Services, folder: MailFolder) -> None:
    folder.send(message())
    assert config.mail is not None
    sends = replace(config.mail, server=SmtpServer.parse("smtp://mail.example.org"))
    for mail in (sends, None):
        client = create_app(replace(config, mail=mail), services).test_client()
        assert client.get("/mail").status_code == 404


def test_only_the_newest_are_kept_and_nobody_else_reads_them(tmp_path: Path) -> None:
    folder = MailFolder(tmp_path / "mail", newest=5)
    for number in range(9):
        folder.send(message(number))
    assert [mail.subject for mail in folder.newest(50)] == [f"Mail {number}" for number in (8, 7, 6, 5, 4)]
    files = list((tmp_path / "mail").iterdir())
    assert len(files) == 5
    assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    assert (tmp_path / "mail").stat().st_mode & 0o777 == 0o700


def test_a_mail_that_is_filed_again_is_there_once(folder: MailFolder) -> None:
    folder.send(message(1))
    folder.send(message(1))
    assert len(folder.newest(50)) == 1


def test_who_fills_in_an_address_is_told_that_a_link_is_mailed_once(visitor: Visitor, elsewhere: Flask) -> None:
    begin(visitor, "club")
    page = visitor.send({"r_naam": "Ans", "r_email": "ans@example.org"})
    assert "We mailen je een link" in page.text
    assert "/mail" in page.links
    first = visitor.address.rsplit("/", 1)[0] + "/jij"
    visitor.open(first)
    page = visitor.send({"r_naam": "Ans de Wit"})
    assert "We mailen je een link" not in page.text
    visitor.open(first)
    assert "We mailen je een link" in visitor.send({"r_email": "bo@example.org"}).text
    visitor.open(first)
    assert "We mailen je een link" not in visitor.send({"r_email": "nonsense"}, status=422).text

    other = Visitor(elsewhere)
    begin(other, "club")
    page = other.send({"r_naam": "Ans", "r_email": "other@example.org"})
    assert "We mailen je een link" in page.text
    assert "/mail" not in page.links


def put_by(services: Services, ago: timedelta) -> None:
    """Queue a mail, so long ago."""
    at = services.clock.now() - ago
    with services.database.writing() as connection:
        queue(connection, Mail(f"links:{ago}", MailKind.LINKS, "somebody@example.org", "nl"), at)


def test_the_desk_tells_of_mail_that_does_not_leave(desk: Visitor, services: Services) -> None:
    class Away:
        def send(self, message: EmailMessage) -> None:
            raise MailServerAway("connection refused")

    put_by(services, timedelta(minutes=59))
    assert "sinds" not in desk.open("/review").text
    put_by(services, timedelta(minutes=61))
    assert "1 mail wacht sinds 23 november" in desk.open("/review").text
    assert "zelfscan worker" in desk.page.text, "nobody tried to send it"
    send_due(services, Away(), lambda _mail: Letter("S", "T", "<p>T</p>", "nl"), SENDER)
    page = desk.open("/review")
    assert "omdat de mailserver hem niet aanneemt" in page.text
    assert "zelfscan mail list --waiting" in page.text
    assert "somebody@example.org" not in page.text


def test_the_desk_tells_how_many_mails_were_not_delivered(desk: Visitor, services: Services) -> None:
    class Refuses:
        def send(self, message: EmailMessage) -> None:
            raise MailRefused("550 unknown")

    assert "bezorgd" not in desk.open("/review").text
    submit(services, filled(services, {"r_email": "nobody@example.org"}))
    send_due(services, Refuses(), writer(services, Site("https://scan.example.org", "Zelfscan")), SENDER)
    page = desk.open("/review")
    assert "2 mails konden niet worden bezorgd" in page.text
    assert "nobody@example.org" not in page.text
