"""The secret by which an initiator reaches a response, and the ids that are no secret."""

import hashlib
import secrets
import uuid

_BYTES = 32


def new_token() -> str:
    """An unguessable token, safe in an address; only its hash is ever stored."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(token: str) -> str:
    """The SHA-256 (hex) under which a response is found. Any text has one, so that a malformed token is just unknown.

    No salt and no slow hash: a token holds 256 random bits, which nobody can search through.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_id() -> str:
    """The id of a response: 32 hex digits. Not a secret: coordinators see it in addresses."""
    return uuid.uuid4().hex
