"""What an account may be: its address, its name and its password. Pure but for the slow hash."""

import re

from results.accounts import passwords
from results.accounts.easy_passwords import too_easy
from results.errors.accounts import EasyPassword, UnfitAccount, UnfitPassword
from results.text import plain_text

LONGEST_EMAIL = 254
LONGEST_NAME = 200
_EMAIL = re.compile(r"[^@\s\x00-\x1f]+@[^@\s\x00-\x1f]+")


def address_of(email: str) -> str:
    """An e-mail address as it is kept: in lower case.

    Raises:
        UnfitAccount: it is none.
    """
    address = email.strip().lower()
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address) or plain_text(address) != address:
        raise UnfitAccount("an e-mail address looks like name@example.org")
    return address


def name_of(name: str, otherwise: str) -> str:
    """A name as it is kept; `otherwise` where nothing was given."""
    return " ".join(plain_text(name).split())[:LONGEST_NAME] or otherwise


def hash_of(password: str, *about: str) -> str:
    """The hash of a new password. Takes long: not in a transaction that keeps others waiting.

    Raises:
        UnfitPassword: it is too short or too long.
        EasyPassword: it would be guessed soon, also because of what it is `about`.
    """
    if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
        raise UnfitPassword(f"a password has {passwords.SHORTEST} to {passwords.LONGEST} characters")
    if too_easy(password, about):
        raise EasyPassword(
            "this password would be guessed soon: take a few words that have nothing to do with each other"
        )
    return passwords.hash_password(password)
