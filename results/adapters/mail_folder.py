"""Mail as files, for an installation without a mail server: each mail is an .eml file that any mail program opens.

Only the newest are kept, and none whose row is no longer in the outbox (see `results.mail.copies`). Other users of the
computer cannot read them: a mail may hold a link that opens a response.
"""

import os
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import parsedate_to_datetime
from hashlib import sha256
from pathlib import Path

NEWEST = 200
_NAME = re.compile(r"[0-9]{14}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class FiledMail:
    """A mail that was not really sent."""

    name: str
    at: datetime
    recipient: str
    subject: str
    language: str
    text: str
    html: str


class MailFolder:
    """A `Mailer` that writes mails into `folder`, and the reader of what is there."""

    def __init__(self, folder: Path, newest: int = NEWEST) -> None:
        self._folder = folder
        self._newest = newest

    def send(self, message: EmailMessage) -> None:
        """See `results.ports.Mailer`; what the disk refuses is raised as it is."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        at = parsedate_to_datetime(str(message["Date"]))
        identity = sha256(str(message["Message-ID"]).encode()).hexdigest()[:12]
        path = self._folder / f"{at:%Y%m%d%H%M%S}-{identity}.eml"
        unfinished = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(message.as_bytes())
        unfinished.replace(path)
        for old in self._names()[self._newest :]:
            self._path(old).unlink(missing_ok=True)

    def identities(self) -> frozenset[str]:
        """See `results.ports.MailCopies`."""
        return frozenset(self._by_identity())

    def forget(self, identities: Collection[str]) -> int:
        """See `results.ports.MailCopies`."""
        paths = [path for identity, path in self._by_identity().items() if identity in identities] if identities else []
        for path in paths:
            path.unlink(missing_ok=True)
        return len(paths)

    def newest(self, at_most: int) -> tuple[FiledMail, ...]:
        """The mails that are there, the newest first."""
        found = (self.one(name) for name in self._names()[:at_most])
        return tuple(mail for mail in found if mail is not None)

    def one(self, name: str) -> FiledMail | None:
        """The mail of this name; None when there is none (any more)."""
        if not _NAME.fullmatch(name):
            return None
        try:
            message = message_from_bytes(self._path(name).read_bytes(), policy=default)
        except FileNotFoundError:
            return None
        return FiledMail(
            name=name,
            at=parsedate_to_datetime(str(message["Date"])),
            recipient=str(message["To"]),
            subject=str(message["Subject"]),
            language=str(message["Content-Language"]),
            text=_part(message, "plain"),
            html=_part(message, "html"),
        )

    def _by_identity(self) -> dict[str, Path]:
        found = {}
        for path in map(self._path, self._names()):
            with suppress(FileNotFoundError), path.open("rb") as file:
                headers = BytesHeaderParser(policy=default).parse(file)
                found[str(headers["Message-ID"]).strip("<> ").partition("@")[0]] = path
        return found

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        found = (file.stem for file in self._folder.glob("*.eml"))
        return sorted((name for name in found if _NAME.fullmatch(name)), reverse=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.eml"


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body((subtype,))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")
