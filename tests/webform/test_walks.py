"""Walks over every route there is, so that what is added is looked at by itself: nothing is done without a token, nothing is
opened that is somebody else's, nothing personal is kept, nothing private is public, what is gone is gone everywhere."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Column, Table, select
from werkzeug.test import TestResponse

from results.accounts.register import add_account
from results.database import Database
from results.models.base import Base
from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from tests.results import filled
from tests.results.decided import approve
from tests.webform.conftest import PASSWORD
from tests.webform.test_access import FILLERS
from tests.webform.visitor import Visitor
from webform.access import ACCESS, KEPT, SHARED, Access

NAME = "Zonnecoöperatie De Wiek"
PRIVATE = ("Ans de Wit", "ans@example.org", "3511", "98765", "98.765", "s_doel")
"""Answers of the club that are nobody's business: a person, a postcode, figures, what was scored."""
HOSTILE = "</title></script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
READY = frozenset({"text/html", "application/xml", "application/atom+xml", "image/svg+xml", "text/xml", "application/xhtml+xml"})  # fmt: skip
"""What a browser may run scripts in."""


@dataclass(frozen=True)
class Met:
    """One collective on the map: who holds its key, its address, and an administrator who has logged in."""

    token: str
    ref: str
    slug: str
    holder: Visitor
    desk: Visitor
    account: Account

    def addresses(self, app: Flask, method: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Every route as endpoint, method and an address that is about this collective."""
        own = {"ref": self.ref, "response_id": self.ref, "slug": self.slug, "survey": "club", "page_id": "club"}
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            values = {name: {**FILLERS, **own}.get(name, "css/site.css") for name in rule.arguments}
            for each in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                if method in (None, each):
                    yield rule.endpoint, each, adapter.build(rule.endpoint, values, method=each)

    def public(self, app: Flask) -> list[str]:
        """The addresses of what everyone may look at."""
        return [
            address
            for endpoint, _method, address in self.addresses(app, "GET")
            if ACCESS[endpoint] is Access.EVERYONE and endpoint != "static"
        ]


def meet(app: Flask, services: Services, name: str = NAME) -> Met:
    account = add_account(
        services.database, services.clock, f"{len(name)}@example.org", "A", Role.ADMINISTRATOR, PASSWORD
    )
    texts = {"p_leden": "98765"} if name == NAME else {"p_naam": name, "p_verhaal": name, "r_naam": name}
    token, response = filled.approved(services, account, texts)
    holder, desk = Visitor(app), Visitor(app)
    holder.hold(services, token)
    desk.open("/login")
    desk.send({"email": account.email, "password": PASSWORD})
    slug = next(each for each in links_to_entries(app) if each)
    return Met(token, response.id, slug, holder, desk, account)


def links_to_entries(app: Flask) -> list[str]:
    return re.findall(r'/collectief/([^"/?]+)"', app.test_client().get("/kaart").text)


@pytest.fixture
def met(app: Flask, services: Services) -> Met:
    return meet(app, services)


def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    """All that is in the database, but for when somebody was last seen."""
    with database.reading() as connection:
        return {
            name: sorted((tuple(row) for row in connection.execute(select(*kept(table)))), key=repr)
            for name, table in Base.metadata.tables.items()
        }


def kept(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if (table.name, column.name) != ("account_sessions", "used_at")]


def test_nothing_is_done_without_a_token(app: Flask, met: Met, database: Database) -> None:
    before = everything(database)
    for endpoint, method, address in met.addresses(app):
        if method == "GET":
            continue
        for browser in (met.holder, met.desk):
            status = browser.client.open(
                address, method=method, data={"revision": "1", "reason": "x", "note": "x", "account": ""}
            )
            assert status.status_code >= 303, address
            assert status.status_code in (303, 400, 403, 404, 410), (endpoint, status.status_code)
    assert everything(database) == before
    app.config["WTF_CSRF_ENABLED"] = False  # it is the token that kept them from it
    met.desk.client.post(f"/review/{met.ref}/notes", data={"note": "x"})
    assert everything(database) != before


def test_what_is_anothers_is_as_what_does_not_exist(
    app: Flask, met: Met, services: Services, database: Database
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    other = Visitor(app)
    other.hold(services, filled.begin(services, {"p_naam": "Een ander"}))
    before = everything(database)
    walked = 0
    for endpoint, method, address in met.addresses(app):
        if ACCESS[endpoint] is Access.RESPONDENT:
            theirs = other.client.open(address, method=method)
            nobodys = other.client.open(address.replace(met.ref, "0" * 32), method=method)
            assert theirs.status_code == nobodys.status_code == 403, address
            assert theirs.text == nobodys.text.replace("0" * 32, met.ref), address
            walked += 1
        elif ACCESS[endpoint] in (Access.COORDINATOR, Access.ADMINISTRATOR, Access.ACCOUNT):
            assert met.holder.client.open(address, method=method).location.startswith("/login"), address
    assert walked > 20
    assert everything(database) == before


def test_what_is_personal_is_kept_nowhere(app: Flask, met: Met) -> None:
    shown = 0
    for endpoint, _method, address in met.addresses(app, "GET"):
        if endpoint in SHARED | {"static"}:
            continue
        for browser in (met.holder, met.desk):
            with browser.client.get(address) as reply:
                if endpoint not in KEPT or reply.mimetype == "text/html":
                    assert reply.headers["Cache-Control"] == "no-store", address
                    shown += reply.status_code == 200
                else:
                    assert reply.headers["Cache-Control"].startswith("private, "), address
    assert shown > 25


def test_no_answer_follows_the_host_that_a_request_names(app: Flask, met: Met) -> None:
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "gopher"}
    for endpoint, _method, address in met.addresses(app, "GET"):
        if endpoint == "static":
            continue
        for browser in (met.holder, met.desk):
            reply = browser.client.get(address, headers=evil)
            assert b"evil.example" not in reply.data, address
            assert "evil.example" not in str(reply.headers), address


def test_nothing_private_is_public_and_what_is_gone_is_gone_everywhere(
    app: Flask, met: Met, services: Services
) -> None:
    stranger = app.test_client()
    told, tags = [], {}
    for address in met.public(app):
        reply = stranger.get(address)
        text = spelled(reply)
        for private in PRIVATE:
            assert private not in text, (address, private)
        if reply.status_code == 200 and NAME in text:
            told.append(address)
            tags[address] = reply.headers.get("ETag")
    assert len(told) >= 9, told
    withdraw(services, met.token)
    for address in told:
        reply = stranger.get(address, headers={"If-None-Match": tags[address]} if tags[address] else {})
        assert reply.status_code in (200, 404, 410), address
    for address in met.public(app):
        assert NAME not in spelled(stranger.get(address)), address


def spelled(reply: TestResponse) -> str:
    """What can be read in a reply, without the ways in which JSON and HTML write letters otherwise."""
    if reply.mimetype == "image/png":
        return ""
    return reply.text.replace("\\u00f6", "ö").replace("&#246;", "ö").replace("&ouml;", "ö")


def test_what_is_typed_runs_on_no_page(app: Flask, services: Services) -> None:
    met = meet(app, services, HOSTILE)
    approve_again(services, met)
    there = 0
    for endpoint, _method, address in met.addresses(app, "GET"):
        if endpoint == "static":
            continue
        for browser in (met.holder, met.desk):
            reply = browser.client.get(address)
            if reply.mimetype in READY:
                assert "<script>alert" not in reply.text, address
                assert "<img src=x" not in reply.text, address
                there += "&lt;script&gt;alert" in reply.text
            else:
                assert reply.headers["X-Content-Type-Options"] == "nosniff", address
    assert there > 10


def approve_again(services: Services, met: Met) -> None:
    """A second revision, so that the desk has something to compare."""
    filled.change(services, met.token, {"p_verhaal": HOSTILE + " en meer"})
    submit(services, met.token)
    approve(services, met.ref, 2, met.account, HOSTILE)
