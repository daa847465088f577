"""Logging in with an organisation (OpenID Connect), from the settings OIDC_...; none of it is there when OIDC_ISSUER is not set.

Refuses what would let in nobody, or anybody: an address without https (but on this computer), a client without its secret,
roles without values. No message repeats the secret.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from results.review import Role

SCOPE = "openid profile email"
ASK_AGAIN = 60
LONGEST = 720
"""Minutes: as long as a session lasts."""
_ADDRESS = re.compile(
    r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?|http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?"
)
_SETTINGS: Mapping[Role, str] = {
    Role.ADMINISTRATOR: "OIDC_ADMINISTRATORS",
    Role.COORDINATOR: "OIDC_COORDINATORS",
    Role.RESEARCHER: "OIDC_RESEARCHERS",
}
"""Which values of the claim give a role; the highest first."""


@dataclass(frozen=True, slots=True)
class OidcSettings:
    """A provider of OpenID Connect. `claim`: which of its claims says what somebody may do; `values`: by which words.
    `ask_again`: after how many minutes it is asked once more about who is logged in; 0: never.
    """

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    claim: str
    values: Mapping[Role, frozenset[str]] = field(hash=False)
    name: str
    scope: str = SCOPE
    ask_again: int = ASK_AGAIN

    @classmethod
    def from_environment(cls, given: Mapping[str, str]) -> "OidcSettings | None":
        """What the environment asks for; None when it names no provider.

        Raises:
            ValueError: a value that is not understood; the message begins with the name of the setting.
        """
        issuer = given.get("OIDC_ISSUER", "").strip().rstrip("/")
        if not issuer:
            return None
        if not _ADDRESS.fullmatch(issuer):
            raise ValueError(f"OIDC_ISSUER must look like https://connect.example.org, not {issuer!r}")
        for needed in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_CLAIM"):
            if not given.get(needed, "").strip():
                raise ValueError(f"{needed} must be set when OIDC_ISSUER is")
        scope = given.get("OIDC_SCOPE", "").strip() or SCOPE
        if "openid" not in scope.split():
            raise ValueError("OIDC_SCOPE must have the word openid in it")
        values = {role: _words(given.get(_SETTINGS[role], "")) for role in _SETTINGS}
        if not values[Role.ADMINISTRATOR] and not values[Role.COORDINATOR]:
            raise ValueError("OIDC_COORDINATORS must name the values that let somebody review, when OIDC_ISSUER is set")
        return cls(
            issuer=issuer,
            client_id=given["OIDC_CLIENT_ID"].strip(),
            client_secret=given["OIDC_CLIENT_SECRET"].strip(),
            claim=given["OIDC_CLAIM"].strip(),
            values=values,
            name=given.get("OIDC_NAME", "").strip(),
            scope=scope,
            ask_again=_minutes(given.get("OIDC_ASK_AGAIN", "").strip()),
        )


def _minutes(text: str) -> int:
    if text and not (text.isascii() and text.isdigit() and int(text) <= LONGEST):
        raise ValueError(f"OIDC_ASK_AGAIN must be a number of minutes up to {LONGEST}, not {text!r}")
    return int(text) if text else ASK_AGAIN


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.split(r"[\s,]+", text) if word)
