"""The secrets that open a response, and the ids that are no secret. Only hashes of the secrets are ever stored.

A browser's token and a link hold 256 random bits; a link is signed besides, so that a made-up one is refused without a look
in the database. A code is short enough to type: its hash needs the application's secret, so that a copy of the database
does not give it away.
"""

import hashlib
import hmac
import re
import secrets
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode

_BYTES = 32
_SIGNATURE_BYTES = 16
_CODE_CHARACTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Those of Crockford's base 32."""
_CODE_LENGTH = 10
_LONGEST_TYPED = 100
_ALIKE = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s\u2010-\u2015_.-]+")
_LINK = re.compile(r"[A-Za-z0-9_-]{64}")


def new_token() -> str:
    """An unguessable token, safe in an address; only its hash is ever stored."""
    return secrets.token_urlsafe(_BYTES)


def token_hash(token: str) -> str:
    """The SHA-256 (hex) under which a response is found. Any text has one, so that a malformed token is just unknown.

    No salt and no slow hash: a token holds 256 random bits, which nobody can search through.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def new_id() -> str:
    """The id of a response: 32 hex digits. Not a secret: it stands in addresses."""
    return uuid.uuid4().hex


def blinded(secret: bytes, purpose: str, text: str) -> str:
    """An HMAC-SHA256 (hex) of `text`, different for each purpose: without `secret` nobody can compute or search it."""
    return hmac.new(secret, f"{purpose}:{text}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def new_link(secret: bytes) -> str:
    """A link: 32 random bytes and a signature over them, as 64 characters that are safe in an address."""
    random = secrets.token_bytes(_BYTES)
    return urlsafe_b64encode(random + _signature(secret, random)).decode("ascii")


def link_is_ours(secret: bytes, link: str) -> bool:
    """Whether `link` was made with `secret`; says nothing about whether it is still good."""
    if not _LINK.fullmatch(link):
        return False
    whole = urlsafe_b64decode(link)
    return hmac.compare_digest(whole[_BYTES:], _signature(secret, whole[:_BYTES]))


def new_code(secret: bytes) -> tuple[str, str]:
    """A code to type, and its hash: ten characters that cannot be taken for one another (50 random bits), as XXXXX-XXXXX."""
    code = "".join(secrets.choice(_CODE_CHARACTERS) for _ in range(_CODE_LENGTH))
    return f"{code[:5]}-{code[5:]}", blinded(secret, "code", code)


def code_hash(secret: bytes, typed: str) -> str | None:
    """The hash under which a code is found, however it was typed; None for what cannot be a code.

    Capitals, spaces and dashes make no difference, nor does O for 0, or I or L for 1: a code has neither of these letters.
    """
    if len(typed) > _LONGEST_TYPED:
        return None
    code = _SEPARATORS.sub("", typed).upper().translate(_ALIKE)
    if len(code) != _CODE_LENGTH or not set(code) <= set(_CODE_CHARACTERS):
        return None
    return blinded(secret, "code", code)


def _signature(secret: bytes, random: bytes) -> bytes:
    return hmac.new(secret, b"link:" + random, hashlib.sha256).digest()[:_SIGNATURE_BYTES]
