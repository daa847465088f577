"""Mail handed to a real SMTP server, with everything that can happen on the way."""

import socket
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote

import pytest

from results.adapters.smtp import SmtpMailer
from results.adapters.smtp_server import Encryption, SmtpServer
from results.errors import ResultsError
from results.errors.mail import MailDelayed, MailRefused, MailServerAway
from results.mail.message import Letter, Sender, compose, message_id
from tests.results.adapters.smtp_server import HANG_SECONDS, PASSWORD, USER, Hands, make_certificate, raw, serving

SENDER = Sender("scan@example.org", "Zelfscan", "example.org")
ANS = "ans@example.org"


def message(recipient: str = ANS, subject: str = "Goed gedaan") -> EmailMessage:
    letter = Letter(subject, "Beste “Ans”,\n\nhet is gelukt: €\n", "<p>het is gelukt: €</p>\n", "nl")
    at = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    return compose(letter, recipient, SENDER, message_id("k", b"s", SENDER.domain), at)


def send(url: str, mail: EmailMessage | None = None) -> None:
    SmtpMailer(SmtpServer.parse(url), "scan.example.org").send(mail or message())


def test_a_mail_arrives_whole() -> None:
    with serving(Hands()) as running:
        send(f"smtp://127.0.0.1:{running.port}?tls=none")
    (taken,) = running.hands.taken
    assert (taken.mail_from, taken.rcpt_tos) == ("scan@example.org", [ANS])
    (mail,) = running.hands.messages()
    assert mail["From"] == "Zelfscan <scan@example.org>"
    assert mail["To"] == ANS
    assert mail["Subject"] == "Goed gedaan"
    assert mail["Date"] == "Mon, 23 Nov 2026 09:00:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "nl"
    assert mail["Message-ID"].endswith("@example.org>")
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["Beste “Ans”,", "", "het is gelukt: €"]
    assert html.get_content().splitlines() == ["<p>het is gelukt: €</p>"]
    assert all(len(line) <= 78 for line in raw(taken).split(b"\r\n"))


def test_encrypted_and_logged_in(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path)
    login = f"{USER}:{quote(PASSWORD, safe='')}@"
    with serving(Hands(), certificate) as running:
        send(f"smtp://{login}127.0.0.1:{running.port}?ca={certificate}")
        assert (running.hands.encrypted, len(running.hands.users)) == ([True], 1)
        with pytest.raises(MailServerAway, match="535") as wrong:
            send(f"smtp://{USER}:secretword@127.0.0.1:{running.port}?ca={certificate}")
        assert "secretword" not in str(wrong.value)
        with pytest.raises(MailServerAway, match="530"):
            send(f"smtp://127.0.0.1:{running.port}?ca={certificate}")
        with pytest.raises(MailServerAway, match="CERTIFICATE_VERIFY_FAILED"):
            send(f"smtp://{login}127.0.0.1:{running.port}")
        assert len(running.hands.taken) == 1


def test_no_encryption_where_it_is_asked_for_means_no_mail() -> None:
    with serving(Hands()) as running:
        with pytest.raises(MailServerAway, match="STARTTLS"):
            send(f"smtp://127.0.0.1:{running.port}")
        assert running.hands.taken == []


@pytest.mark.parametrize(
    ("hands", "raised", "told"),
    [
        (Hands(recipients={ANS: "550 5.1.1 no such user"}), MailRefused, "550 5.1.1 no such user"),
        (Hands(recipients={ANS: "553 not here"}), MailRefused, "553"),
        (Hands(recipients={ANS: "450 greylisted"}), MailDelayed, "450 greylisted"),
        (Hands(recipients={ANS: "452 too full"}), MailDelayed, "452"),
        (Hands(recipients={ANS: "421 busy"}), MailServerAway, "421"),
        (Hands(recipients={ANS: "530 log in first"}), MailServerAway, "530"),
        (Hands(sender="451 later"), MailServerAway, "451"),
        (Hands(sender="550 we do not know you"), MailServerAway, "550"),
        (Hands(data="451 later"), MailDelayed, "451 later"),
        (Hands(data="421 shutting down"), MailServerAway, "421"),
        (Hands(data="554 looks like spam"), MailRefused, "554 looks like spam"),
        (Hands(data="drop"), MailDelayed, "connection was lost"),
        (Hands(data="hang"), MailDelayed, "timed out"),
    ],
)
def test_what_is_for_good_and_what_is_not(hands: Hands, raised: type[ResultsError], told: str) -> None:
    with serving(hands) as running, pytest.raises(raised, match=told) as found:
        send(f"smtp://127.0.0.1:{running.port}?tls=none&timeout={HANG_SECONDS / 3}")
    assert type(found.value) is raised
    assert running.hands.taken == []


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(MailServerAway, match="refused"):
            send(f"smtp://127.0.0.1:{free.getsockname()[1]}?tls=none")
    with pytest.raises(MailServerAway, match=r"nowhere\.invalid"):
        send("smtp://nowhere.invalid?timeout=5")


def test_a_server_that_says_nothing() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        with pytest.raises(MailServerAway, match="timed out"):
            send(f"smtp://127.0.0.1:{deaf.getsockname()[1]}?tls=none&timeout=0.3")


def test_addresses_of_servers() -> None:
    usual = SmtpServer.parse("smtp://post%40example.org:a%2Fb%3Ac@mail.example.org")
    assert (usual.host, usual.port, usual.encryption) == ("mail.example.org", 587, Encryption.STARTTLS)
    assert (usual.user, usual.password) == ("post@example.org", "a/b:c")
    assert "a/b:c" not in repr(usual)
    assert SmtpServer.parse("smtps://mail.example.org").encryption is Encryption.TLS
    assert SmtpServer.parse("smtps://mail.example.org").port == 465
    assert SmtpServer.parse("smtp://localhost:25?tls=none&timeout=5").timeout == 5


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mail.example.org", "must look like"),
        ("http://mail.example.org", "must look like"),
        ("smtp://u:secretword@mail.example.org:99999", "must look like"),
        ("smtp://u:secretword@", "must name a host"),
        ("smtp://u:secretword@h/x", "must name a host"),
        ("smtp://u:secretword@h?tsl=none", "only tls="),
        ("smtp://u:secretword@h?tls=maybe", "tls= must be"),
        ("smtp://u:secretword@h?tls=none", "unencrypted"),
        ("smtps://u:secretword@h?tls=none", "always encrypted"),
        ("smtp://u:secretword@h?timeout=0", "timeout="),
        ("smtp://u:secretword@h?timeout=x", "timeout="),
        ("smtp://u:secretword@h?timeout=nan", "timeout="),
    ],
)
def test_addresses_that_cannot_be_used(url: str, told: str) -> None:
    with pytest.raises(ValueError, match=told) as found:
        SmtpServer.parse(url)
    assert "secretword" not in str(found.value)
