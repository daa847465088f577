"""What the pages of accounts say: of a browser, of a password that does not fit, of how long to wait."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.accounts import passwords
from results.accounts.links import Invited
from results.errors.accounts import EasyPassword, TooSoon, UnfitAccount, UnfitPassword
from results.records.accounts import AccountSession
from webform.language import gettext as _
from webform.language import ngettext

INVITED: Final[Mapping[Invited, LazyString]] = {
    Invited.LEAVING: _l("The mail with the link waits to be sent"),
    Invited.UNDELIVERED: _l("The mail with the link could not be delivered"),
    Invited.GOOD: _l("The link works"),
    Invited.EXPIRED: _l("The link has expired"),
}
"""How it stands with an invitation."""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One line of the list of sessions. `here`: it is the one of this browser."""

    id: int
    browser: str
    begun_at: datetime
    used_at: datetime
    here: bool


def session_rows(sessions: Iterable[AccountSession], here: AccountSession | None) -> list[SessionRow]:
    """The sessions in words."""
    return [
        SessionRow(
            each.id,
            browser_words(each.browser, each.system),
            each.begun_at,
            each.used_at,
            here is not None and here.id == each.id,
        )
        for each in sessions
    ]


def browser_words(browser: str, system: str) -> str:
    """Which browser, as people say it."""
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or (_("A browser on %(system)s", system=system) if system else _("A browser that we do not know"))


def unfit(error: UnfitAccount) -> str:
    """What is wrong with a new account, or a new password."""
    if isinstance(error, EasyPassword):
        return _("This password would be guessed soon. Take a few words that have nothing to do with each other.")
    if isinstance(error, UnfitPassword):
        return _(
            "A password has %(shortest)s to %(longest)s characters.",
            shortest=passwords.SHORTEST,
            longest=passwords.LONGEST,
        )
    return _("Enter an e-mail address, like name@example.org.")


def too_soon(error: TooSoon) -> str:
    """How long to wait after too many attempts."""
    seconds = int(error.wait.total_seconds()) + 1
    if seconds < 60:
        return ngettext(
            "That was tried too often. Wait %(num)s second, and try it again.",
            "That was tried too often. Wait %(num)s seconds, and try it again.",
            seconds,
        )
    return ngettext(
        "That was tried too often. Wait %(num)s minute, and try it again.",
        "That was tried too often. Wait %(num)s minutes, and try it again.",
        -(-seconds // 60),
    )
