"""Who may open what: one table, endpoint by endpoint. What is not in it cannot be opened, and the application refuses to start.

A response is opened by a browser that holds its key, everything else that is not public by logging in, as what the account may
do: see MAY. There is no other way in.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from results.review import ACCOUNT_ROLES, REVIEWERS, Role
from webform.mailbox import sits_here, there_is_a_mailbox


class Access(StrEnum):
    """Who may open an endpoint."""

    EVERYONE = "everyone"
    RESPONDENT = "respondent"
    """A browser that holds the key to the response."""
    ACCOUNT = "account"
    """Whoever has logged in, whatever the account may do."""
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    MAILBOX = "mailbox"
    """Whoever sits at this computer where nobody else can reach the application, else an administrator: see `mailbox`."""


MAY: Final[Mapping[Access, frozenset[Role]]] = {
    Access.ACCOUNT: frozenset(ACCOUNT_ROLES),
    Access.COORDINATOR: REVIEWERS,
    Access.ADMINISTRATOR: frozenset({Role.ADMINISTRATOR}),
}
"""What is opened by logging in, and the roles that open it. An administrator does what a coordinator does too."""


ACCESS: Final[Mapping[str, Access]] = {
    "static": Access.EVERYONE,
    "fill.home": Access.EVERYONE,
    "fill.start": Access.EVERYONE,
    "fill.begin": Access.EVERYONE,
    "fill.resume": Access.RESPONDENT,
    "fill.overview": Access.RESPONDENT,
    "fill.page": Access.RESPONDENT,
    "fill.save_page": Access.RESPONDENT,
    "fill.parts": Access.RESPONDENT,
    "fill.check": Access.RESPONDENT,
    "fill.submit": Access.RESPONDENT,
    "go_on.ask_page": Access.EVERYONE,
    "go_on.ask": Access.EVERYONE,
    "go_on.asked": Access.EVERYONE,
    "go_on.type_code": Access.EVERYONE,
    "go_on.later": Access.RESPONDENT,
    "go_on.make_code": Access.RESPONDENT,
    "go_on.mail_again": Access.RESPONDENT,
    "go_on.stop": Access.RESPONDENT,
    "go_on.link": Access.EVERYONE,
    "go_on.use": Access.EVERYONE,
    "go_on.renewal": Access.EVERYONE,
    "go_on.renew": Access.EVERYONE,
    "profile.profile": Access.RESPONDENT,
    "profile.pdf": Access.RESPONDENT,
    "my_scan.my_scan": Access.RESPONDENT,
    "my_scan.change": Access.RESPONDENT,
    "my_scan.confirm": Access.RESPONDENT,
    "my_scan.everything": Access.RESPONDENT,
    "my_scan.answers": Access.RESPONDENT,
    "my_scan.recalling": Access.RESPONDENT,
    "my_scan.recall": Access.RESPONDENT,
    "my_scan.withdrawing": Access.RESPONDENT,
    "my_scan.withdraw": Access.RESPONDENT,
    "my_scan.deleting": Access.RESPONDENT,
    "my_scan.delete": Access.RESPONDENT,
    "my_scan.deleted": Access.EVERYONE,
    "contact.overview": Access.RESPONDENT,
    "contact.reply": Access.RESPONDENT,
    "contact.ask": Access.RESPONDENT,
    "contact.send": Access.RESPONDENT,
    "contact.take_back": Access.RESPONDENT,
    "pages.privacy": Access.EVERYONE,
    "pages.accessibility": Access.EVERYONE,
    "pages.contact": Access.EVERYONE,
    "pages.about": Access.EVERYONE,
    "places.suggest": Access.EVERYONE,
    "places.near": Access.EVERYONE,
    "pdok.tile": Access.EVERYONE,
    "pdok.suggest": Access.EVERYONE,
    "pdok.point": Access.EVERYONE,
    "public.map_page": Access.EVERYONE,
    "public.points": Access.EVERYONE,
    "public.cards": Access.EVERYONE,
    "public.embed": Access.EVERYONE,
    "public.embed_code": Access.EVERYONE,
    "public.collective": Access.EVERYONE,
    "public.report": Access.EVERYONE,
    "public.send_report": Access.EVERYONE,
    "public.reported": Access.EVERYONE,
    "pages.reuse": Access.EVERYONE,
    "published.as_csv": Access.EVERYONE,
    "published.as_geojson": Access.EVERYONE,
    "published.as_json_ld": Access.EVERYONE,
    "published.collectives": Access.EVERYONE,
    "published.description": Access.EVERYONE,
    "published.feed": Access.EVERYONE,
    "published.one": Access.EVERYONE,
    "published.one_as_geojson": Access.EVERYONE,
    "published.one_as_json_ld": Access.EVERYONE,
    "published.one_as_murmurations": Access.EVERYONE,
    "published.picture": Access.EVERYONE,
    "published.qr": Access.EVERYONE,
    "published.robots": Access.EVERYONE,
    "published.sitemap": Access.EVERYONE,
    "published.sitemap_part": Access.EVERYONE,
    "mail.box": Access.MAILBOX,
    "mail.one": Access.MAILBOX,
    "mail.as_html": Access.MAILBOX,
    "account.login": Access.EVERYONE,
    "account.sign_in": Access.EVERYONE,
    "account.code_page": Access.EVERYONE,
    "account.check_code": Access.EVERYONE,
    "organisation.go": Access.EVERYONE,
    "organisation.back": Access.EVERYONE,
    "organisation.left": Access.EVERYONE,
    "organisation.refused": Access.EVERYONE,
    "account.logout": Access.EVERYONE,
    "password.ask_page": Access.EVERYONE,
    "password.ask": Access.EVERYONE,
    "password.asked": Access.EVERYONE,
    "password.choose_page": Access.EVERYONE,
    "password.choose": Access.EVERYONE,
    "accounts.everybody": Access.ADMINISTRATOR,
    "accounts.invite": Access.ADMINISTRATOR,
    "accounts.one": Access.ADMINISTRATOR,
    "accounts.change_role": Access.ADMINISTRATOR,
    "accounts.reinvite": Access.ADMINISTRATOR,
    "accounts.end_codes": Access.ADMINISTRATOR,
    "accounts.end_sessions": Access.ADMINISTRATOR,
    "accounts.ending": Access.ADMINISTRATOR,
    "accounts.end": Access.ADMINISTRATOR,
    "own.page": Access.ACCOUNT,
    "own.rename": Access.ACCOUNT,
    "own.choose_language": Access.ACCOUNT,
    "own.change_password": Access.ACCOUNT,
    "own_codes.page": Access.ACCOUNT,
    "own_codes.turn_on": Access.ACCOUNT,
    "own_codes.renew": Access.ACCOUNT,
    "own_codes.turn_off": Access.ACCOUNT,
    "own.end_session": Access.ACCOUNT,
    "own.end_others": Access.ACCOUNT,
    "own.choose_news": Access.COORDINATOR,
    "review.waiting": Access.COORDINATOR,
    "review.submission": Access.COORDINATOR,
    "review.take": Access.COORDINATOR,
    "review.give_back": Access.COORDINATOR,
    "review.note": Access.COORDINATOR,
    "review.approve": Access.COORDINATOR,
    "review.reject": Access.COORDINATOR,
    "review.request_changes": Access.COORDINATOR,
    "review.dismiss_flag": Access.COORDINATOR,
    "review.reopen": Access.COORDINATOR,
    "review.take_off": Access.COORDINATOR,
    "review.propose": Access.COORDINATOR,
    "review.interest": Access.COORDINATOR,
    "review.write": Access.COORDINATOR,
    "review.compose": Access.COORDINATOR,
    "review.mail_as_html": Access.COORDINATOR,
    "review.texts_page": Access.COORDINATOR,
    "review.text_page": Access.COORDINATOR,
    "review.change_text": Access.COORDINATOR,
    "matching.found": Access.COORDINATOR,
    "matching.suggest": Access.COORDINATOR,
    "matching.withdraw": Access.COORDINATOR,
    "matching.requests": Access.COORDINATOR,
    "matching.close": Access.COORDINATOR,
    "review.reports": Access.COORDINATOR,
    "review.settle_report": Access.COORDINATOR,
}

# What everyone may open and a browser may keep (to ask again whether it changed): nothing personal is on these, but the way
# to their own scan for who holds a key: then it is not kept (`protection.headers`).
KEPT: Final = frozenset(
    {
        "fill.home",
        "fill.start",
        "places.suggest",
        "places.near",
        "public.map_page",
        "public.points",
        "public.cards",
        "public.embed_code",
        "public.collective",
    }
    | {"pages.privacy", "pages.accessibility", "pages.contact", "pages.about", "pages.reuse"}
)

FRAMED: Final = frozenset({"public.embed"})
"""What other sites may show in a frame."""
SHARED: Final = FRAMED | {"pdok.tile"} | {endpoint for endpoint in ACCESS if endpoint.startswith("published.")}
"""What is the same for everybody, so that no cookie is looked at: what programs take over, a frame, squares of a map. Each says
itself how it may be kept, and by whom it may be read.
"""


_PATH = re.compile(r"(/[0-9a-z_-]+)+")


class AccessError(Exception):
    """The table and the routes of the application are not the same."""


def check_table(app: Flask, table: Mapping[str, Access] = ACCESS) -> None:
    """Compare the table with the routes of `app`.

    Raises:
        AccessError: an endpoint without access, or an access without an endpoint.
    """
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    if missing := sorted(endpoints - table.keys()):
        raise AccessError(f"no access is stated for: {', '.join(missing)}")
    if superfluous := sorted(table.keys() - endpoints):
        raise AccessError(f"access is stated for what does not exist: {', '.join(superfluous)}")


def guard(app: Flask, table: Mapping[str, Access] = ACCESS) -> None:
    """Ask the table before every request. Responses are opened by the views: see `fill/opening.py`."""

    @app.before_request
    def may_open() -> Response | None:
        if request.endpoint is None:
            return None  # no such address, or not with this method: Flask answers 404 or 405
        access = table.get(request.endpoint)
        if access is Access.MAILBOX:
            if not there_is_a_mailbox():
                return abort(404)
            access = Access.EVERYONE if sits_here() else Access.ADMINISTRATOR
        if access in (Access.EVERYONE, Access.RESPONDENT):
            return None  # the view asks this browser for the key to the response
        if access is None or access not in MAY:
            return abort(403)
        if not current_user.is_authenticated:
            asked = request.path if request.method == "GET" else None
            return redirect(url_for("account.login", next=asked), code=303)
        return None if current_user.role in MAY[access] else abort(403)


def may_open(path: str, role: Role) -> bool:
    """Whether `path` is a page of this application that a role opens by having logged in."""
    adapter = current_app.create_url_adapter(request)
    if adapter is None or not _PATH.fullmatch(path) or not adapter.test(path, method="GET"):
        return False
    endpoint, _arguments = adapter.match(path, method="GET")
    return role in MAY.get(ACCESS[endpoint], ())
