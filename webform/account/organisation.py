"""Logging in with an organisation: OpenID Connect, code flow, with PKCE, state and nonce (Authlib). Only where that is set.

Authlib keeps state, nonce and verifier in this browser's session until it comes back, and checks the token: its signature,
issuer, audience, time and nonce. The return address is made of ADDRESS, never of what a request says.
"""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Flask, abort, current_app, flash, render_template, request, session, url_for
from werkzeug.wrappers import Response

from results.accounts.provider import enter_provided, role_of
from results.errors.accounts import AccountExists, NoRole, UnfitAccount
from webform.account.views import entered
from webform.account.ways import ORGANISATION
from webform.config import Config
from webform.language import current_language
from webform.language import gettext as _
from webform.log import log
from webform.protection.limits import limiter
from webform.services import services
from webform.settings.oidc import OidcSettings

blueprint = Blueprint("organisation", __name__, url_prefix="/login/organisation")
REFUSED = 403
AWAY = 503
_ASKED = "asked"
_CLIENT = "organisation"
WAITS_SECONDS = 10


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


def _organisation() -> Organisation:
    found = current_app.extensions.get(ORGANISATION)
    return found if isinstance(found, Organisation) else abort(404)


def _login_limit() -> str:
    return str(current_app.config["LOGIN_LIMIT"])


@blueprint.get("")
def go() -> Response | tuple[str, int]:
    """Go and log in there."""
    there = _organisation()
    for name in [each for each in session if each.startswith(f"_state_{_CLIENT}_")]:
        session.pop(name)  # of an attempt that was given up: a cookie has no room for many
    session[_ASKED] = request.args.get("next", "")[:200]
    try:
        answer: Response = there.client.authorize_redirect(there.address + url_for("organisation.back"))
    except Exception as error:  # the network, or an answer that is none
        log(__name__).error("organisation-away", error=type(error).__name__)
        return _refused(_("Your organisation cannot be reached now. Try it again in a few minutes."), AWAY)
    return answer


@blueprint.get("/back")
@limiter.limit(_login_limit)
def back() -> Response | tuple[str, int]:
    """Come back, having logged in there or not."""
    there = _organisation()
    asked = str(session.get(_ASKED, ""))
    claims = _claims(there)
    if claims is None:
        return _refused(_("Logging in did not succeed. Try it once more."))
    settings = there.settings
    role = role_of(claims.get(settings.claim), settings.values)
    about = {"name": claims.get("name"), "email": claims.get("email"), "language": current_language()}
    try:
        account = enter_provided(services(), settings.issuer, str(claims["sub"]), role, about)
    except NoRole:
        log(__name__).warning("organisation-no-role")
        return _refused(
            _("Your organisation knows you, but has not given you a role here. Ask who runs this site for one.")
        )
    except AccountExists:
        log(__name__).warning("organisation-address-taken")
        return _refused(
            _("There is another account with your e-mail address. Ask an administrator to end that one first.")
        )
    except UnfitAccount:
        return _refused(_("Logging in did not succeed. Try it once more."))
    return entered(account, asked)


def _claims(there: Organisation) -> dict[str, Any] | None:
    """What the provider says of who came back; None when it was not asked by this browser, or is not to be trusted."""
    try:
        issuer = there.settings.issuer
        wanted = {"iss": {"essential": True, "values": [issuer, issuer + "/"]}, "sub": {"essential": True}}
        token = there.client.authorize_access_token(claims_options=wanted)
        claims = dict(token.get("userinfo") or {})
        if not claims.get("sub"):
            return None
        if not {there.settings.claim, "name", "email"} <= claims.keys():  # many tell these only when asked once more
            more = dict(there.client.userinfo(token=token))
            if more.get("sub") == claims["sub"]:  # else somebody else's
                claims = {**more, **claims}
    except Exception as error:  # Authlib and what it uses have a dozen kinds, and each means the same
        log(__name__).warning("organisation-refused", error=type(error).__name__)
        return None
    return claims


@blueprint.get("/left")
def left() -> str:
    """Logged out here; and the way to do so at the organisation too, on a computer that others use."""
    there = _organisation()
    address = None
    try:
        address = there.client.create_logout_url(
            post_logout_redirect_uri=there.address + url_for("account.login"), client_id=there.settings.client_id
        )["url"]
    except Exception as error:  # it offers no such page, or is away
        log(__name__).info("organisation-no-logout", error=type(error).__name__)
    return render_template("account/left.html", name=there.settings.name, address=address)


def _refused(told: str, status: int = REFUSED) -> tuple[str, int]:
    session.pop(_ASKED, None)
    flash(told, "error")
    return render_template("account/refused.html"), status
