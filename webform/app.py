"""The application, made by `create_app` from a configuration and the services it uses. Nothing connects at import."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar, Final

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from itsdangerous import URLSafeTimedSerializer
from werkzeug.middleware.proxy_fix import ProxyFix

from results.services import Services
from webform import (
    access,
    account,
    contact,
    fill,
    mail,
    matching,
    my_scan,
    pages,
    pdok,
    places,
    profile,
    public,
    published,
    review,
)
from webform.absolute_addresses import ADDRESS
from webform.addresses import address
from webform.config import Config
from webform.desk_parts import desk_parts
from webform.errors import register_errors
from webform.frame import fixed_part, frame
from webform.language import init_languages
from webform.mail.site import SITE, site_of
from webform.mailbox import MAILBOX, mailbox_address, mailbox_of
from webform.pages.texts import PageTexts
from webform.protection.csrf import init_csrf
from webform.protection.headers import add_headers
from webform.protection.limits import init_limits
from webform.services import EXTENSION
from webform.wording.lines import lines

_SIGNING = "zelfscan-signing"
HERE = Path(__file__).resolve().parent
BLUEPRINTS: Final = (
    public.blueprint,
    *account.BLUEPRINTS,
    review.blueprint,
    matching.blueprint,
    contact.blueprint,
    profile.blueprint,
    fill.blueprint,
    fill.go_on_blueprint,
    mail.blueprint,
    my_scan.blueprint,
    pages.blueprint,
    places.blueprint,
    pdok.blueprint,
    published.blueprint,
)
"""Every page there is; who may open it stands in `access.py`."""
STATIC_SECONDS = 3600
"""How long a browser may keep a file whose address has no version in it (fonts, modules that load each other)."""


class _Sessions(SecureCookieSessionInterface):
    """Sessions in a cookie that is signed with HMAC-SHA256; Flask's own choice is SHA-1, for cookies of long ago."""

    digest_method = staticmethod(hashlib.sha256)

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """Flask makes one for every request; the secret of an application never changes."""
        signing: URLSafeTimedSerializer | None = app.extensions.get(_SIGNING)
        if signing is None:
            signing = app.extensions[_SIGNING] = super().get_signing_serializer(app)
        return signing

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Not at all where no cookie counts: what programs take over is the same for everybody."""
        if request.endpoint not in access.SHARED:
            super().save_session(app, session, response)


class Application(Flask):
    """Flask, without a look at every function of every request whether it might be asynchronous: none is."""

    session_interface = _Sessions()
    jinja_options: ClassVar[dict[str, Any]] = {"trim_blocks": True, "lstrip_blocks": True}  # type: ignore[misc]  # of each instance, to its stub

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is."""
        return func


def create_app(config: Config, services: Services) -> Flask:
    """The WSGI application.

    Raises:
        webform.access.AccessError: a route without stated access.
        ConfigError: a text in the folder of PAGES that cannot be used.
    """
    app = Application(__name__, template_folder=str(HERE), static_folder=str(HERE / "static"))
    app.config.from_mapping(_flask_settings(config))
    app.extensions[EXTENSION] = services
    app.extensions[mail.FOLDER] = None if config.mail is None else config.mail.box()
    app.extensions[SITE] = site_of(config, config.mail)
    if config.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the way Flask documents it
            app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies
        )
    init_languages(app)
    init_limits(app, config.max_form_fields)
    account.init_login(app)
    account.init_provider(app, config)
    access.guard(app)
    account.init_codes_first(app)
    init_csrf(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    pdok.init_pdok(app, config.pdok)
    pages.init_pages(app, PageTexts.load(config.pages))
    register_errors(app)
    add_headers(
        app,
        secure=config.secure,
        public_endpoints=access.KEPT,
        shared_endpoints=access.SHARED,
        framed_endpoints=access.FRAMED,
    )
    _add_frame(app)
    access.check_table(app)
    return app


def _flask_settings(config: Config) -> dict[str, Any]:
    return {
        "SECRET_KEY": config.secret_key,
        "SEND_FILE_MAX_AGE_DEFAULT": STATIC_SECONDS,
        "TESTING": config.testing,
        "MAX_CONTENT_LENGTH": config.max_body,
        "MAX_FORM_MEMORY_SIZE": config.max_body,
        "MAX_FORM_PARTS": config.max_form_fields,
        # With this prefix browsers refuse a cookie that another host, or a page without https, tries to put in its place.
        "SESSION_COOKIE_NAME": "__Host-zelfscan" if config.secure else "zelfscan",
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.secure,
        "RATELIMIT_ENABLED": True,
        "LOGIN_LIMIT": config.login_limit,
        "START_LIMIT": config.start_limit,
        "MAIL_LIMIT": config.mail_limit,
        "CODE_LIMIT": config.code_limit,
        MAILBOX: mailbox_of(config),
        account.PASSWORDS: config.passwords,
        account.CODES: config.codes,
        ADDRESS: config.address,
    }


def _add_frame(app: Flask) -> None:
    """What templates need on every page: the language, the links in the header, addresses, and lines that stay lines."""
    app.context_processor(frame)
    app.jinja_env.globals["url_for"] = address
    app.jinja_env.globals["desk_parts"] = desk_parts
    app.jinja_env.globals["fixed_part"] = fixed_part
    app.jinja_env.globals["mailbox_address"] = mailbox_address
    app.jinja_env.filters["lines"] = lines
