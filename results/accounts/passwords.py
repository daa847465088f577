"""Passwords: argon2id, with the defaults of argon2-cffi (RFC 9106, low memory). Slow on purpose: 0.05 to 0.3 s each."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
_HASHER = PasswordHasher()


@cache
def _nobody() -> str:
    """A hash that no password fits. Made when it is first needed: that takes as long as a login."""
    return _HASHER.hash(secrets.token_urlsafe(16))


def random_password() -> str:
    """A password to hand out once: 120 random bits in five groups that can be read aloud."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(5))


def hash_password(password: str) -> str:
    """The argon2id hash, its salt and cost included."""
    return _HASHER.hash(password.encode("utf-8", "surrogatepass"))


def verify_password(password: str, password_hash: str | None) -> bool:
    """Whether the password fits. Without a hash (no such account) it takes as long, and never fits."""
    if len(password) > LONGEST:
        return False
    nobody = _nobody()  # asked for in either case, so that the first login does not tell either
    try:
        _HASHER.verify(password_hash or nobody, password.encode("utf-8", "surrogatepass"))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    """Whether the hash was made with another cost than today's."""
    return _HASHER.check_needs_rehash(password_hash)
