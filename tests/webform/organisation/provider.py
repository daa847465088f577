"""A provider of OpenID Connect that is strict, and that lies when a test asks it to. A program of its own: `python -m` this.

It is oidc-provider-mock with what that leaves out: a code is given for a challenge of kind S256 only, and changed for tokens with
the verifier of that challenge only (RFC 7636, Authlib's own code). PUT /twist says what is false in its next answers; GET
/refused what it last refused, and why.
"""

import base64
import hashlib
import hmac
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import flask
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc7636 import CodeChallenge
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import _app as mock

SLOW_SECONDS = 3


@dataclass
class Twist:
    """What is false. `claims`: what the ID token says otherwise (None: leaves out); `signed`: by whom. `discovery` and `userinfo`:
    what these say otherwise. `nonsense`: paths that answer with something else; `slow`: paths that take their time.
    """

    claims: dict[str, Any] = field(default_factory=dict)
    signed: str = "right"
    discovery: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    nonsense: dict[str, str] = field(default_factory=dict)
    slow: list[str] = field(default_factory=list)


class Challenge(CodeChallenge):  # type: ignore[misc]  # Authlib publishes no types
    """Proof Key for Code Exchange: always, and with SHA-256."""

    SUPPORTED_CODE_CHALLENGE_METHOD: ClassVar = ["S256"]
    given: ClassVar[dict[str, tuple[str, str]]] = {}
    """By code: one request gives it, another brings it back."""

    def validate_code_challenge(self, grant: Any, redirect_uri: str) -> None:
        """Refuse to give a code without a challenge, or for one of another kind."""
        asked = grant.request.payload.data
        if not asked.get("code_challenge") or asked.get("code_challenge_method") != "S256":
            raise InvalidRequestError("A 'code_challenge' of kind S256 is required", redirect_uri=redirect_uri)
        super().validate_code_challenge(grant, redirect_uri)

    def get_authorization_code_challenge(self, authorization_code: Any) -> str:
        """The challenge that this code was given for."""
        return self.given[authorization_code.code][0]

    def get_authorization_code_challenge_method(self, authorization_code: Any) -> str:
        """And its kind."""
        return self.given[authorization_code.code][1]


class StrictGrant(mock.AuthorizationCodeGrant):  # type: ignore[misc]  # the same
    """A code for a challenge, tokens for its verifier."""

    def __init__(self, request: Any, server: Any) -> None:
        super().__init__(request, server)
        Challenge(required=True)(self)

    def save_authorization_code(self, code: str, request: Any) -> None:
        """Keep for which challenge a code was given."""
        super().save_authorization_code(code, request)
        asked = request.payload.data
        Challenge.given[code] = (asked["code_challenge"], asked["code_challenge_method"])


def segment(said: object) -> str:
    """A part of a token."""
    return base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()


def claims_of(token: str) -> dict[str, Any]:
    """What a token says, believed."""
    middle = token.split(".")[1]
    told: dict[str, Any] = json.loads(base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4)))
    return told


def by_nobody(claims: dict[str, Any], _key: RSAKey) -> str:
    """A token that says of itself that it is not signed."""
    return f"{segment({'alg': 'none'})}.{segment(claims)}."


def by_the_public_key(claims: dict[str, Any], key: RSAKey) -> str:
    """A token signed with HMAC, and with what everybody may know as its secret."""
    said = f"{segment({'alg': 'HS256'})}.{segment(claims)}"
    made = hmac.new(key.as_pem(private=False), said.encode(), hashlib.sha256).digest()
    return f"{said}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


SIGNED: dict[str, Callable[[dict[str, Any], RSAKey], str]] = {
    "right": lambda claims, key: jwt.encode({"alg": "RS256"}, claims, key),
    "by another": lambda claims, _key: jwt.encode({"alg": "RS256"}, claims, RSAKey.generate_key(2048)),
    "by nobody": by_nobody,
    "by the public key": by_the_public_key,
    "not for these claims": lambda claims, key: ".".join(
        each if place != 1 else segment({**claims, "eduperson_affiliation": "zelfscan-admin"})
        for place, each in enumerate(jwt.encode({"alg": "RS256"}, claims, key).split("."))
    ),
}


def make() -> flask.Flask:
    """The provider."""
    mock.AuthorizationCodeGrant = StrictGrant
    app: flask.Flask = mock.app(require_nonce=True)
    kept: dict[str, Any] = {"twist": Twist(), "refused": None}

    @app.put("/twist")
    def twist() -> tuple[str, int]:
        kept.update(twist=Twist(**flask.request.json or {}), refused=None)
        return "", 204

    @app.get("/refused")
    def refused() -> flask.Response:
        return flask.jsonify(kept["refused"])

    @app.before_request
    def takes_its_time() -> flask.Response | None:
        if flask.request.path in kept["twist"].slow:
            time.sleep(SLOW_SECONDS)
        text = kept["twist"].nonsense.get(flask.request.path)
        return None if text is None else flask.Response(text, mimetype="application/json")

    @app.after_request
    def lies(answer: flask.Response) -> flask.Response:
        path = flask.request.path
        if path == "/oauth2/token" and answer.status_code != 200:
            kept["refused"] = answer.get_json()
        elif path in LIES and path not in kept["twist"].nonsense:
            answer.set_data(json.dumps(LIES[path](kept["twist"], answer.get_json())))
        return answer

    return app


def lie_in_tokens(said: Twist, token: dict[str, Any]) -> dict[str, Any]:
    """The answer with the tokens, with another ID token in it."""
    if not said.claims and said.signed == "right":
        return token
    key = RSAKey.import_key(flask.g.oidc_provider_mock_storage.jwk.as_dict(is_private=True))
    claims = {name: told for name, told in {**claims_of(token["id_token"]), **said.claims}.items() if told is not None}
    return {**token, "id_token": SIGNED[said.signed](claims, key)}


LIES: dict[str, Callable[[Twist, dict[str, Any]], dict[str, Any]]] = {
    "/oauth2/token": lie_in_tokens,
    "/.well-known/openid-configuration": lambda said, told: {**told, **said.discovery},
    "/userinfo": lambda said, told: {**told, **said.userinfo},
}


if __name__ == "__main__":
    make().run("127.0.0.1", int(sys.argv[1]), threaded=True, use_reloader=False)
