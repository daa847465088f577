"""Accounts that cannot be as asked for, and logging in that does not succeed."""

from datetime import timedelta

from results.errors import ResultsError


class UnknownAccount(ResultsError):
    """There is no account with this e-mail address or id."""

    code = "unknown-account"


class AccountExists(ResultsError):
    """There is already an account with this e-mail address."""

    code = "account-exists"


class UnfitAccount(ResultsError):
    """An e-mail address, role or password that an account cannot have; the message says what to do."""

    code = "unfit-account"


class UnfitPassword(UnfitAccount):
    """A password that is too short or too long."""

    code = "unfit-password"


class EasyPassword(UnfitAccount):
    """A password that would be guessed soon."""

    code = "easy-password"


class WrongPassword(ResultsError):
    """This is not the password of the account."""

    code = "wrong-password"


class WrongCode(ResultsError):
    """This is not a one-time code of now, nor a recovery code that was not used."""

    code = "wrong-code"


class WaysChanged(ResultsError):
    """The password or the one-time codes became others while somebody was logging in with those before."""

    code = "ways-changed"


class TooSoon(ResultsError):
    """After so many attempts in vain, the next one may come later: after `wait`."""

    code = "too-soon"

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"it can be tried again in {int(wait.total_seconds()) + 1} seconds")
        self.wait = wait


class NoRole(ResultsError):
    """Somebody showed who they are, but their organisation does not say that they may do anything here."""

    code = "no-role"


class LastReviewer(ResultsError):
    """Without this account nobody could look at what is sent."""

    code = "last-reviewer"


class LastAdministrator(ResultsError):
    """Without this account nobody could invite others."""

    code = "last-administrator"
