"""From a letter to a message as mail servers want it: headers, text and HTML. Pure.

Nothing that is put in a letter can add a header or a line to one: texts are made one line first.
"""

import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

LONGEST_SUBJECT = 150
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says: the same in text and in HTML. `language` as in `lang`."""

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails: the address and name in From, where answers go (None: to the same), and the domain of our Message-IDs."""

    address: str
    name: str
    domain: str
    reply_to: str | None = None


def compose(letter: Letter, recipient: str, sender: Sender, message_id: str, at: datetime) -> EmailMessage:
    """The whole message, ready to be sent."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(one_line(sender.name), addr_spec=ascii_address(sender.address))
    message["To"] = Address(addr_spec=ascii_address(recipient))
    if sender.reply_to is not None:
        message["Reply-To"] = Address(addr_spec=ascii_address(sender.reply_to))
    message["Subject"] = one_line(letter.subject, LONGEST_SUBJECT)
    message["Date"] = format_datetime(at)
    message["Message-ID"] = message_id
    # RFC 3834, and what Exchange reads instead: nobody's holiday reply is wanted. These are answers to what somebody did,
    # not mails to a list, so they carry no List- headers.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = letter.language  # last: what begins with Content- goes when the content is set
    return message


def message_id(key: str, secret: bytes, domain: str) -> str:
    """The Message-ID of the mail with this idempotency key: always the same, so that a mail that was sent twice is known."""
    return f"<{identity(key, secret)}@{domain}>"


def identity(key: str, secret: bytes) -> str:
    """What stands before the @ in the Message-ID of the mail with this idempotency key, whatever the domain."""
    return hmac.new(secret, f"message-id:{key}".encode(), hashlib.sha256).hexdigest()[:32]


def one_line(text: str, longest: int = 80) -> str:
    """`text` on one line, without what cannot be seen, cut at a word when it is very long."""
    visible = "".join(" " if _breaks(each) else each for each in text if not _hidden(each))
    line = _SPACE.sub(" ", visible).strip()
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    at_word = cut.rpartition(" ")[0]
    return (at_word if len(at_word) > longest // 2 else cut).rstrip(" ,.;:-–(") + "…"


def _breaks(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) == "Cc"


def _hidden(character: str) -> bool:
    """Formatting that cannot be seen but turns text around or hides it; half a surrogate pair. (Joiners are letters' own.)"""
    return unicodedata.category(character) in ("Cf", "Cs", "Co", "Cn") and character not in "\u200c\u200d"


def ascii_address(address: str) -> str:
    """An address with its domain as mail servers know it: münchen.example as xn--mnchen-3ya.example."""
    local, _, domain = address.rpartition("@")
    return address if domain.isascii() else f"{local}@{domain.encode('idna').decode('ascii')}"
