"""Coming back: by the link in a mail, by a code, in the same browser; and what opens nothing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from results.database import Database
from results.filling import fill, keys
from results.my_scan.submit import submit
from results.services import Services
from results.tokens import new_link
from results.upkeep.expiry import run_due
from tests.results import filled
from tests.results.fakes import FakeClock
from tests.webform.conftest import both_databases
from tests.webform.visitor import Visitor
from tests.webform.walking import begin
from webform.fill.opening import MOST_KEYS

TYPED = {"r_naam": "Ans de Wit", "r_email": "ans@example.org"}


def link_to(services: Services, token: str, contact_hash: str | None = None) -> str:
    with services.database.writing() as connection:
        return f"/go-on/{keys.issue_link(connection, services, fill.find(services, token).id, contact_hash)}"


def mails(database: Database, kind: str) -> list[Any]:
    with database.reading() as connection:
        return list(connection.execute(text("SELECT * FROM mails WHERE kind = :kind ORDER BY id"), {"kind": kind}))


def form_to(visitor: Visitor, end: str) -> Any:
    return next(form for form in visitor.page.forms if form.action.endswith(end))


@both_databases
def test_a_link_opens_the_scan_in_another_browser(app: Flask, visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "club")
    visitor.send(TYPED)
    link = link_to(services, visitor.key(ref), fill.find(services, visitor.key(ref)).contact_hash)
    other = Visitor(app)
    other.open(link)
    assert other.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="referrer" content="no-referrer">' in other.html
    assert other.headers["Cache-Control"] == "no-store"
    assert not fill.find(services, visitor.key(ref)).confirmed
    other.send()
    assert other.address.startswith(f"/r/{ref}")
    assert link not in other.html
    assert fill.find(services, visitor.key(ref)).confirmed
    other.open(f"/r/{ref}/page/jij")
    assert other.page.form.filled["r_naam"] == ["Ans de Wit"]
    visitor.open(f"/r/{ref}/page/jij")


def test_opening_the_page_of_a_link_uses_nothing(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    visitor.open(link_to(services, token))
    visitor.open(f"/r/{fill.find(services, token).id}/page/jij", status=403)


def test_a_link_over_https_needs_no_referrer_but_a_token_of_the_form(app: Flask, services: Services) -> None:
    link = link_to(services, filled.begin(services))
    browser = app.test_client()
    page = browser.get(link, base_url="https://localhost").text
    csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert csrf is not None
    assert browser.post(link, data={"csrf_token": "forged"}, base_url="https://localhost").status_code == 400
    assert app.test_client().post(link, data={"csrf_token": csrf[1]}, base_url="https://localhost").status_code == 400
    opened = browser.post(link, data={"csrf_token": csrf[1]}, base_url="https://localhost")
    assert opened.status_code == 303
    assert opened.location.startswith("/r/")


def test_a_link_without_cookies_asks_once_more(visitor: Visitor, services: Services) -> None:
    visitor.open(link_to(services, filled.begin(services)))
    visitor.client.delete_cookie("zelfscan")
    visitor.send(status=400)
    visitor.send()
    assert visitor.address.startswith("/r/")


def test_a_link_that_does_not_work_offers_a_new_one(visitor: Visitor, services: Services, clock: FakeClock) -> None:
    link = link_to(services, filled.begin(services))
    clock.moment += timedelta(days=31)
    told = set()
    for address in (link, link[:-3], f"/go-on/{new_link(b'another')}", "/go-on/x", f"/go-on/{'%00' * 64}", "/go-on/é"):
        visitor.open(address, status=410)
        told.add(visitor.page.text)
        assert [form.action for form in visitor.page.forms] == ["/go-on", "/go-on/code"]
        assert (
            visitor.client.post(address, data={"csrf_token": visitor.page.form.filled["csrf_token"][0]}).status_code
            == 410
        )
    assert len(told) == 1
    assert "Deze link werkt niet meer" in told.pop()


@pytest.mark.parametrize("path", ["", "/page/jij", "/check", "/profile", "/later"])
def test_without_a_key_every_address_tells_the_same(app: Flask, services: Services, path: str) -> None:
    ref = fill.find(services, filled.begin(services)).id
    seen = set()
    for address in (ref, "0" * 32, "nothing", "%00", "x" * 3000, "é"):
        other = Visitor(app)
        other.open(f"/r/{address}{path}", status=403)
        seen.add(
            (
                other.page.text,
                tuple(link for link in other.page.links if "language=" not in link),
                str(sorted(other.headers.keys())),
            )
        )
    ((told, _links, _headers),) = seen
    assert "Open je scan" in told


def test_what_was_typed_can_be_copied_when_the_cookie_is_gone(visitor: Visitor) -> None:
    begin(visitor, "soorten")
    visitor.client.delete_cookie("zelfscan")
    story = "Een lang\x00 verhaal\n</textarea><script>alert(1)</script>"
    visitor.send({"q_naam": story, "asked": "q_naam q_lang q_leden"}, status=403)
    assert "Wat je typte, is niet bewaard" in visitor.page.text
    assert "&lt;/textarea&gt;&lt;script&gt;" in visitor.html
    assert visitor.html.count("<textarea") == 1
    assert "<script>alert" not in visitor.html


def test_the_key_to_one_scan_does_not_open_another(visitor: Visitor, app: Flask, services: Services) -> None:
    own = begin(visitor, "club")
    form = visitor.page.form
    other = Visitor(app)
    theirs = begin(other, "club")
    visitor.open(f"/r/{theirs}/page/jij", status=403)
    form.action = f"/r/{theirs}/page/jij"
    visitor.send({"r_naam": "Mallory"}, form=form, status=403)
    assert fill.find(services, other.key(theirs)).answers == {}
    assert fill.find(services, visitor.key(own)).answers == {}


def test_a_cookie_that_was_changed_opens_nothing(visitor: Visitor) -> None:
    ref = begin(visitor, "club")
    cookie = visitor.client.get_cookie("zelfscan")
    assert cookie is not None
    assert len(visitor.key(ref)) == 43
    # Not the last character: some of its bits mean nothing in base64.
    changed = cookie.value[:-9] + ("A" if cookie.value[-9] != "A" else "B") + cookie.value[-8:]
    for forged in (changed, cookie.value[5:], "x.y.z", ""):
        visitor.client.set_cookie("zelfscan", forged)
        visitor.open(f"/r/{ref}/page/jij", status=403)
    visitor.client.set_cookie("zelfscan", cookie.value)
    visitor.open(f"/r/{ref}/page/jij")


def test_a_browser_opens_its_newest_twenty_and_the_cookie_stays_small(app: Flask, services: Services) -> None:
    visitor = Visitor(app)
    refs = [begin(visitor, "soorten") for _ in range(MOST_KEYS + 5)]
    cookie = visitor.client.get_cookie("zelfscan")
    assert cookie is not None
    assert len(cookie.value) < 3500
    for ref in refs[:5]:
        visitor.open(f"/r/{ref}", status=403)
    for ref in refs[5:]:
        visitor.open(f"/r/{ref}")
    visitor.open("/soorten")
    assert f"/r/{refs[-1]}" in visitor.page.links


def test_asking_for_a_link_says_the_same_for_every_address(
    visitor: Visitor, services: Services, database: Database
) -> None:
    filled.begin(services, {"r_email": "ans@example.org"})
    seen = set()
    for address in ("ans@example.org", "nobody@example.org", " ANS@Example.org "):
        visitor.open("/go-on")
        visitor.send({"email": address}, form=form_to(visitor, "/go-on"))
        assert visitor.address == "/go-on/sent"
        seen.add(visitor.page.text)
    assert len(seen) == 1
    assert [mail.recipient for mail in mails(database, "links")] == ["ans@example.org", "nobody@example.org"]


@pytest.mark.parametrize(
    "typed", ["", "ans", "ans@", "a b@example.org", "x" * 300 + "@example.org", "\x00@example.org"]
)
def test_what_is_no_address_is_told_at_the_field(visitor: Visitor, database: Database, typed: str) -> None:
    visitor.open("/go-on")
    visitor.send({"email": typed}, form=form_to(visitor, "/go-on"), status=422)
    assert "Vul een e-mailadres in" in visitor.page.text
    assert mails(database, "links") == []


def test_asking_too_often_is_refused(visitor: Visitor) -> None:
    for _ in range(20):
        visitor.open("/go-on")
        visitor.send({"email": "ans@example.org"}, form=form_to(visitor, "/go-on"))
    visitor.open("/go-on")
    visitor.send({"email": "ans@example.org"}, form=form_to(visitor, "/go-on"), status=429)


def test_a_program_that_fills_in_every_field_gets_no_further(
    visitor: Visitor, services: Services, database: Database
) -> None:
    visitor.open("/go-on")
    visitor.send({"email": "ans@example.org", "website": "http://spam"}, form=form_to(visitor, "/go-on"), status=422)
    assert mails(database, "links") == []
    visitor.send(form=form_to(visitor, "/go-on"))
    assert len(mails(database, "links")) == 1
    visitor.open("/club")
    visitor.send({"website": "http://spam"}, status=422)
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM responses")).scalar_one() == 0
    visitor.send()
    assert visitor.address.endswith("/page/jij")


@both_databases
def test_a_code_opens_the_scan_on_another_device(app: Flask, visitor: Visitor, services: Services) -> None:
    ref = begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan", "later": "1"})
    assert visitor.address == f"/r/{ref}/later"
    assert "In deze scan staat geen e-mailadres" in visitor.page.text
    assert "Je hebt nog geen link en geen code" in visitor.page.text
    visitor.send(form=form_to(visitor, "/later/code"))
    code = re.search(r"<b>([0-9A-Z]{5}-[0-9A-Z]{5})</b>", visitor.html)
    assert code is not None
    assert "Je hebt nog geen link en geen code" not in visitor.page.text
    visitor.open(f"/r/{ref}/later/code")
    assert code[1] not in visitor.html
    other = Visitor(app)
    other.open(f"/r/{ref}", status=403)
    other.send({"code": code[1].lower().replace("-", " ")}, form=form_to(other, "/go-on/code"))
    other.open(f"/r/{ref}/page/naam")
    assert other.page.form.filled["q_naam"] == ["Jan"]


def test_guessing_a_code_is_refused_soon_whether_right_or_wrong(app: Flask, services: Services) -> None:
    code = keys.issue_code(services, filled.begin(services))
    guesser = Visitor(app)
    guesser.open("/go-on")
    form = form_to(guesser, "/go-on/code")
    told = set()
    for number in range(19):
        guesser.send({"code": f"{number:010d}"}, form=form, status=422)
        told.add(guesser.page.text)
    guesser.send({"code": "x"}, form=form, status=422)
    assert told == {guesser.page.text}
    guesser.send({"code": code}, form=form, status=429)


def test_the_whole_network_of_an_ipv6_address_counts_as_one(app: Flask) -> None:
    from webform.protection.limits import visitors_network

    for address, network in (
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("nonsense:", "nonsense:"),
    ):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            assert visitors_network() == network


def test_the_first_page_with_an_address_mails_a_link_and_says_so(visitor: Visitor, database: Database) -> None:
    ref = begin(visitor, "club")
    assert "a***@example.org" not in visitor.page.text
    assert "21 februari 2027" in visitor.page.text
    visitor.send(TYPED)
    assert [mail.recipient for mail in mails(database, "go_on")] == ["ans@example.org"]
    assert "a***@example.org" in visitor.page.text
    visitor.open(f"/r/{ref}/later")
    assert "gestuurd naar a***@example.org" in visitor.page.text
    visitor.send(form=form_to(visitor, "/later/mail"))
    assert "Er is een mail met een nieuwe link onderweg" in visitor.page.text
    visitor.send(form=form_to(visitor, "/later/mail"))
    assert "kort geleden al een mail" in visitor.page.text
    assert len(mails(database, "links")) == 1


def test_without_an_address_the_page_for_it_is_offered(visitor: Visitor) -> None:
    ref = begin(visitor, "club")
    visitor.open(f"/r/{ref}/later")
    assert f"/r/{ref}/page/jij" in visitor.page.links


def test_stopping_on_this_device_forgets_every_key(visitor: Visitor, services: Services) -> None:
    first, second = begin(visitor, "club"), begin(visitor, "soorten")
    token = visitor.key(first)
    visitor.open(f"/r/{second}/later")
    answer = visitor.client.post(
        f"/r/{second}/later/stop", data={"csrf_token": form_to(visitor, "/stop").filled["csrf_token"][0]}
    )
    assert answer.headers["Clear-Site-Data"] == '"storage"'
    visitor.open(answer.location)
    assert "Deze browser kan je scan niet meer openen" in visitor.page.text
    for ref in (first, second):
        visitor.open(f"/r/{ref}", status=403)
    visitor.client.delete_cookie("zelfscan")
    with visitor.client.session_transaction() as session:
        session["keys"] = [[first, "club", token]]
    visitor.open(f"/r/{first}", status=403)


def test_who_comes_back_too_late_is_told_kindly(visitor: Visitor, services: Services, clock: FakeClock) -> None:
    ref = begin(visitor, "soorten")
    form = visitor.page.form
    clock.moment += timedelta(days=90)
    assert run_due(services).deleted == 1
    visitor.send({"q_naam": "Jan"}, form=form, status=410)
    assert "Deze scan is er niet meer" in visitor.page.text
    visitor.open(f"/r/{ref}", status=403)
    visitor.open("/soorten")
    assert f"/r/{ref}" not in visitor.page.links


def test_what_was_sent_is_kept_without_a_last_day(visitor: Visitor, services: Services) -> None:
    token = filled.begin(services)
    submit(services, token)
    ref = visitor.hold(services, token)
    visitor.open(f"/r/{ref}/later")
    assert "We bewaren het tot" not in visitor.page.text
