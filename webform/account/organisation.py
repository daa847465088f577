"""Logging in with an organisation: OpenID Connect, code flow, with PKCE, state and nonce (Authlib). Only where that is set.

Authlib keeps state, nonce and verifier in this browser's session until it comes back, and checks the token: its signature, time
and nonce, and its issuer and audience as they are told here. The return address is made of ADDRESS, never of what a request says.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from flask import Blueprint, Flask, abort, current_app, redirect, render_template, request, session, url_for
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.wrappers import Response

from results.accounts.provider import enter_provided, role_of
from results.errors.accounts import AccountExists, NoRole, UnfitAccount
from webform.account.asking_again import init_asking_again
from webform.account.views import entered
from webform.account.ways import ORGANISATION
from webform.config import Config
from webform.language import current_language
from webform.log import log
from webform.protection.limits import limiter
from webform.services import services
from webform.settings.oidc import OidcSettings

blueprint = Blueprint("organisation", __name__, url_prefix="/login/organisation")
_ASKED = "asked"
_CLIENT = "organisation"
_ADDRESS = re.compile(r"https?://")
WAITS_SECONDS = 10
LONGEST_ASKED = 300
SIGNED_WITH = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"}
)
"""With a key that only the provider has; whatever a provider offers: never without one, nor with a secret that others know."""


class UnfitProvider(Exception):
    """What a provider says of itself cannot be right."""


class Refusal(StrEnum):
    """Why somebody is not logged in."""

    FAILED = "failed"
    NO_ROLE = "no-role"
    ADDRESS_TAKEN = "address-taken"
    AWAY = "away"


TOLD: Final[Mapping[Refusal, tuple[LazyString, int]]] = {
    Refusal.FAILED: (_l("Logging in did not succeed. Try it once more."), 403),
    Refusal.NO_ROLE: (
        _l("Your organisation knows you, but has not given you a role here. Ask who runs this site for one."),
        403,
    ),
    Refusal.ADDRESS_TAKEN: (
        _l("There is another account with your e-mail address. Ask an administrator to end that one first."),
        403,
    ),
    Refusal.AWAY: (_l("Your organisation cannot be reached now. Try it again in a few minutes."), 503),
}
"""What is said then, and the status of the page."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """The settings of a provider, Authlib's client of it, and where this application is."""

    settings: OidcSettings
    client: Any
    address: str


def init_provider(app: Flask, config: Config) -> None:
    """Let `app` log accounts in with the organisation that is configured, if any. Nothing connects here."""
    if config.oidc is None:
        return
    from authlib.integrations.flask_client import OAuth  # takes memory: only where it is used

    client = OAuth(app).register(
        _CLIENT,
        client_id=config.oidc.client_id,
        client_secret=config.oidc.client_secret,
        server_metadata_url=f"{config.oidc.issuer}/.well-known/openid-configuration",
        client_kwargs={"scope": config.oidc.scope, "code_challenge_method": "S256", "default_timeout": WAITS_SECONDS},
    )
    app.extensions[ORGANISATION] = Organisation(config.oidc, client, config.address)
    init_asking_again(app, config.oidc)


def _organisation() -> Organisation:
    found = current_app.extensions.get(ORGANISATION)
    return found if isinstance(found, Organisation) else abort(404)


def _login_limit() -> str:
    return str(current_app.config["LOGIN_LIMIT"])


def _start_limit() -> str:
    return str(current_app.config["START_LIMIT"])


@blueprint.get("")
@limiter.limit(_start_limit)
def go() -> Response:
    """Go and log in there."""
    there = _organisation()
    for name in [each for each in session if each.startswith(f"_state_{_CLIENT}_")]:
        session.pop(name)  # of an attempt that was given up: a cookie has no room for many
    session[_ASKED] = request.args.get("next", "")[:LONGEST_ASKED]
    try:
        _described(there)
        answer: Response = there.client.authorize_redirect(there.address + url_for("organisation.back"))
    except Exception as error:  # the network, or an answer that is none
        log(__name__).error("organisation-away", error=type(error).__name__)
        return _refused(Refusal.AWAY)
    return answer


def _described(there: Organisation) -> None:
    """Ask the provider how it is used, once; what it says of that must be about the issuer that is set, and be usable.

    Raises:
        UnfitProvider: it is not. It is asked again the next time.
    """
    told = there.client.load_server_metadata()
    issuer = str(told.get("issuer") or "")
    ways = [told.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    signed = [each for each in told.get("id_token_signing_alg_values_supported") or ["RS256"] if each in SIGNED_WITH]
    fits = issuer.rstrip("/") == there.settings.issuer and signed
    if not fits or not all(isinstance(way, str) and _ADDRESS.match(way) for way in ways):
        told.clear()
        raise UnfitProvider("the description is of another issuer, lacks an address, or offers no signature to trust")
    told["id_token_signing_alg_values_supported"] = signed


@blueprint.get("/back")
@limiter.limit(_login_limit)
def back() -> Response:
    """Come back, having logged in there or not."""
    there = _organisation()
    asked = str(session.get(_ASKED, ""))
    claims = _claims(there)
    if claims is None:
        return _refused(Refusal.FAILED)
    settings = there.settings
    role = role_of(claims.get(settings.claim), settings.values)
    # An address that the provider knows to be unconfirmed may be anybody's.
    email = None if claims.get("email_verified") is False else claims.get("email")
    name = claims.get("name") or claims.get("nickname")  # SURFconext calls so what people want to be called
    about = {"name": name, "email": email, "language": current_language()}
    try:
        account = enter_provided(services(), settings.issuer, claims["sub"], role, about)
    except NoRole:
        log(__name__).warning("organisation-no-role")
        return _refused(Refusal.NO_ROLE)
    except AccountExists:
        log(__name__).warning("organisation-address-taken")
        return _refused(Refusal.ADDRESS_TAKEN)
    except UnfitAccount as error:
        log(__name__).warning("organisation-refused", error=type(error).__name__)
        return _refused(Refusal.FAILED)
    return entered(account, asked, again=current_user.is_authenticated and current_user.account.id == account.id)


def _claims(there: Organisation) -> dict[str, Any] | None:
    """What the provider says of who came back; None when it was not asked by this browser, or is not to be trusted."""
    try:
        return _told_by(there)
    except Exception as error:  # Authlib and what it uses have a dozen kinds, and each means the same
        log(__name__).warning("organisation-refused", error=type(error).__name__)
        there.client.server_metadata.pop("jwks", None)  # the provider may sign with another key since these were asked
        return None


def _told_by(there: Organisation) -> dict[str, Any]:
    _described(there)
    issuer = there.settings.issuer
    wanted = {
        "iss": {"essential": True, "values": [issuer, issuer + "/"]},
        "sub": {"essential": True},
        "aud": {"essential": True, "value": there.settings.client_id},  # Authlib is content with `azp`
    }
    token = there.client.authorize_access_token(claims_options=wanted)
    claims = dict(token.get("userinfo") or {})
    if not isinstance(claims.get("sub"), str):
        raise UnfitProvider("nobody was named")
    if not {there.settings.claim, "name", "email"} <= claims.keys():  # many tell these only when asked once more
        more = dict(there.client.userinfo(token=token))
        if more.get("sub") == claims["sub"]:  # else somebody else's
            claims = {**more, **claims}
    return claims


@blueprint.get("/left")
@limiter.limit(_start_limit)
def left() -> str:
    """Logged out here; and the way to do so at the organisation too, on a computer that others use."""
    there = _organisation()
    address = None
    try:
        _described(there)
        address = there.client.create_logout_url(
            post_logout_redirect_uri=there.address + url_for("account.login"), client_id=there.settings.client_id
        )["url"]
    except Exception as error:  # it offers no such page, or is away
        log(__name__).info("organisation-no-logout", error=type(error).__name__)
    return render_template("account/left.html", name=there.settings.name, address=address)


@blueprint.get("/refused/<why>")
def refused(why: str) -> tuple[str, int]:
    """Why somebody is not logged in. At an address of its own, which holds nothing of what the provider sent along."""
    there = _organisation()
    told, status = TOLD[next((each for each in Refusal if each == why), None) or abort(404)]
    return render_template("account/refused.html", told=told, name=there.settings.name), status


def _refused(why: Refusal) -> Response:
    session.pop(_ASKED, None)
    return redirect(url_for("organisation.refused", why=why.value), code=303)
