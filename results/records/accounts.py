"""Who may log in, and where they are logged in."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from results.review import Role


class News(StrEnum):
    """How somebody who reviews is mailed that there is new work."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may log in, or was invited to.

    `language`: of the mails to them. `has_password`: false for who was invited and did not choose one yet, and for who logs in
    with a provider. `provided`: a provider knows them. `codes`: whether one-time codes are asked. `closed`: nobody can log in.
    `proof`: stands for the password and the secret of the codes as they are; another one as soon as one of these changes.
    """

    id: int
    email: str
    name: str
    role: Role
    created_at: datetime
    last_login_at: datetime | None
    language: str = "nl"
    news: News = News.DAILY
    has_password: bool = True
    provided: bool = False
    codes: bool = False
    closed: bool = False
    proof: str = field(default="", repr=False, compare=False)

    @property
    def usable(self) -> bool:
        """Whether somebody can log in to it now, without a further mail."""
        return not self.closed and (self.has_password or self.provided)

    @property
    def can_be_mailed(self) -> bool:
        """Whether it has a real address: the first account and some of a provider have none."""
        return "@" in self.email and not self.email.endswith("@localhost")


@dataclass(frozen=True, slots=True)
class AccountSession:
    """A browser in which an account is logged in; `browser` and `system` are names such as Firefox and Windows, or empty."""

    id: int
    account_id: int
    begun_at: datetime
    used_at: datetime
    browser: str
    system: str
