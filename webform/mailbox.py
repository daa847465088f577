"""Who may read mails that are not really sent: they hold links that open responses.

Whoever sits at this computer, as long as the application listens to nobody else; otherwise administrators: they also open
accounts. Where mail is really sent there is nothing to read.
"""

from enum import StrEnum
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from flask import current_app, request, url_for

from webform.config import Config

MAILBOX: Final = "MAILBOX"
"""The setting of the application that holds a `Mailbox`."""
_PASSED_ON: Final = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Via")


class Mailbox(StrEnum):
    """To whom an installation shows its mails."""

    NOBODY = "nobody"
    HERE = "here"
    ADMINISTRATORS = "administrators"


def mailbox_of(config: Config) -> Mailbox:
    """To whom an installation with this configuration shows its mails."""
    if config.mail is None or config.mail.server is not None:
        return Mailbox.NOBODY
    return Mailbox.HERE if _is_this_computer(config.host) and not config.proxies else Mailbox.ADMINISTRATORS


def there_is_a_mailbox() -> bool:
    """Whether this installation has mails to show to anybody."""
    return bool(current_app.config[MAILBOX] != Mailbox.NOBODY)


def sits_here() -> bool:
    """Whether this visitor may read mails without logging in: straight from this computer, asked by this computer's name.

    A page of somebody else that lets its own name lead to this computer is told by that name, a proxy that nobody told us
    of by what it adds.
    """
    if current_app.config[MAILBOX] != Mailbox.HERE or any(name in request.headers for name in _PASSED_ON):
        return False
    asked = urlsplit(f"//{request.host}").hostname or ""
    return _is_this_computer(request.remote_addr or "") and _is_this_computer(asked)


def mailbox_address() -> str | None:
    """The address of the page with mails, for a visitor who can open it without logging in; else None."""
    return url_for("mail.box") if sits_here() else None


def _is_this_computer(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
