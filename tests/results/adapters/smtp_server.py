"""A real SMTP server for the tests: what it takes is kept, and each step answers what the test says."""

import asyncio
import socket
import ssl
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from time import sleep
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "post", "p@ss:word/100%"
HANG_SECONDS = 1.5


@dataclass
class Hands:
    """What the server does at each step. An answer of None means: as a server should.

    `data` may also be "drop" (the connection is lost while the mail is handed over) or "hang".
    """

    sender: str | None = None
    recipients: Mapping[str, str] = field(default_factory=dict)
    data: str | None = None
    taken: list[Envelope] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[object] = field(default_factory=list)

    def messages(self) -> list[EmailMessage]:
        """What was taken, in order."""
        return [message_from_bytes(raw(each), policy=default) for each in self.taken]

    async def handle_MAIL(  # noqa: N802  # aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender is not None:
            return self.sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.recipients:
            return self.recipients[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data == "drop":
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
            return "250 never heard"
        if self.data == "hang":
            sleep(HANG_SECONDS)  # the whole server stands still, as one does that is overloaded
            return "250 too late"
        if self.data is not None:
            return self.data
        self.taken.append(envelope)
        self.encrypted.append(session.ssl is not None)
        self.users.append(session.authenticated)
        return "250 taken"


def raw(envelope: Envelope) -> bytes:
    """A mail as it came over the line."""
    assert isinstance(envelope.content, bytes)
    return envelope.content


class KnownUser:
    """Lets one user in."""

    def __call__(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        right = (given.login.decode(), given.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=right, handled=right)


@dataclass
class Running:
    """A server that runs: where, and what it does."""

    port: int
    hands: Hands
    certificate: Path | None = None


@contextmanager
def serving(hands: Hands, certificate: Path | None = None, **options: Any) -> Iterator[Running]:
    """A server on a free port; with a `certificate` (and key) it offers STARTTLS and asks for a login."""
    if certificate is not None:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate)
        options |= {
            "tls_context": context, "require_starttls": True, "auth_required": True, "authenticator": KnownUser(),
        }  # fmt: skip
    port = free_port()
    controller = Controller(hands, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield Running(port, hands, certificate)
    finally:
        controller.stop()


def free_port() -> int:
    """A port of this computer where nothing listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def make_certificate(folder: Path) -> Path:
    """A certificate for 127.0.0.1 with its key, in one file."""
    key, certificate, both = folder / "key.pem", folder / "certificate.pem", folder / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both
