"""How mail leaves this installation, from the settings SMTP, MAIL_FROM and MAIL_REPLY_TO; without SMTP it is only filed.

Refuses what would give mails that nobody can use: really sent, but with links to this computer, or from nobody. No message
repeats the setting SMTP, since that may hold a password.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parseaddr
from pathlib import Path

from results.adapters.mail_folder import MailFolder
from results.adapters.smtp_server import SmtpServer
from results.mail.message import Sender, ascii_address
from results.ports import Mailer

NAME = "Zelfscan"
NOWHERE = "localhost"
_ADDRESS = re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+")
_ADDRESSES = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?")


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`server`: None when mail is not really sent but filed in `folder`."""

    server: SmtpServer | None
    folder: Path
    sender: Sender

    @classmethod
    def from_environment(cls, given: Mapping[str, str], folder: Path) -> "MailSettings":
        """What the environment asks for.

        Raises:
            ValueError: a value that is not understood; the message begins with the name of the setting.
        """
        server = _server(given)
        if server is not None:
            for needed in ("MAIL_FROM", "ADDRESS"):
                if not given.get(needed):
                    raise ValueError(f"{needed} must be set when SMTP is: mails need a sender, and links that work")
        return cls(server, folder, _sender(given))

    def mailer(self) -> Mailer:
        """What hands mails over."""
        if self.server is None:
            return self.box()
        from results.adapters.smtp import SmtpMailer  # not for the pages

        return SmtpMailer(self.server, self.sender.domain)

    def box(self) -> MailFolder:
        """The folder with the mails that were not really sent."""
        return MailFolder(self.folder)


def site_address(given: Mapping[str, str], host: str, port: int) -> str:
    """Where people reach the application, for links in mails: ADDRESS, else this computer. No slash at the end.

    Raises:
        ValueError: ADDRESS is no web address.
    """
    address = given.get("ADDRESS", "").strip().rstrip("/")
    if not address:
        shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104  # not listened on: where that would be told
        return f"http://{shown}:{port}"
    if not _ADDRESSES.fullmatch(address):
        raise ValueError(f"ADDRESS must look like https://scan.example.org, not {address!r}")
    return address


def _server(given: Mapping[str, str]) -> SmtpServer | None:
    if not given.get("SMTP"):
        return None
    try:
        return SmtpServer.parse(given["SMTP"])
    except ValueError as error:
        raise ValueError(f"SMTP {error}") from None


def _sender(given: Mapping[str, str]) -> Sender:
    name, address = _mailbox(given, "MAIL_FROM") or ("", f"zelfscan@{NOWHERE}")
    reply_to = _mailbox(given, "MAIL_REPLY_TO")
    domain = ascii_address(address).rpartition("@")[2]
    return Sender(address, name or NAME, domain, None if reply_to is None else reply_to[1])


def _mailbox(given: Mapping[str, str], setting: str) -> tuple[str, str] | None:
    text = given.get(setting, "").strip()
    if not text:
        return None
    name, address = parseaddr(text)
    try:
        usable = text.isprintable() and bool(_ADDRESS.fullmatch(address)) and bool(ascii_address(address))
    except UnicodeError:
        usable = False
    if not usable:
        raise ValueError(f"{setting} must look like name@example.org or Name <name@example.org>, not {text!r}")
    return name, address
