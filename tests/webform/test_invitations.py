"""Accounts by invitation, and a forgotten password: links that work once, tell nothing, and cannot lock the house out."""

import threading
from datetime import timedelta
from email.message import EmailMessage

import pyotp
import pytest
from flask import Flask

from results.accounts import links, second_factor, sessions
from results.accounts.entering import authenticate, enter
from results.accounts.links import choose_password
from results.accounts.register import account_by_id, add_account, all_accounts, change_role
from results.errors.accounts import LastAdministrator
from results.errors.filling import UnknownKey
from results.errors.mail import MailRefused
from results.mail.message import Sender
from results.mail.outbox import MailKind
from results.mail.post import newest, send_due
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from results.store import events
from tests.results.fakes import FakeClock
from tests.webform.conftest import PASSWORD, both_databases
from tests.webform.test_one_time_codes import SECRET
from tests.webform.test_own_account import form_to, logged_in
from tests.webform.visitor import Visitor
from webform.mail.letters import Site, writer

NEW = "six green bicycles"
SITE = Site("https://scan.example.org", "Zelfscan")


@pytest.fixture
def house(desk: Visitor, services: Services, coordinator: Account) -> Visitor:
    """A browser in which the coordinator, now an administrator, is logged in."""
    change_role(services.database, services.clock, coordinator.id, Role.ADMINISTRATOR)
    desk.open("/accounts")
    return desk


def sent(services: Services, kind: MailKind, recipient: str) -> str | None:
    """The address in the newest mail of a kind to somebody, as the worker would write it now; None when it sends none."""
    mail = next(each for each in newest(services.database) if (each.kind, each.recipient) == (kind, recipient))
    letter = writer(services, SITE)(mail)
    if letter is None:
        return None
    return next(line for line in letter.text.splitlines() if line.startswith(SITE.address + "/login/"))


def post(services: Services, refusal: Exception | None = None) -> None:
    """Have the worker send what is queued."""

    class Server:
        def send(self, message: EmailMessage) -> None:
            if refusal is not None:
                raise refusal

    send_due(services, Server(), writer(services, SITE), Sender("a@example.org", "A", "example.org"))


def link_in(services: Services, kind: MailKind, recipient: str) -> str:
    address = sent(services, kind, recipient)
    assert address is not None
    return address.removeprefix(SITE.address)


def test_somebody_is_invited_chooses_a_password_and_logs_in(
    app: Flask, house: Visitor, services: Services, clock: FakeClock
) -> None:
    house.send({"email": "no address", "role": "researcher"}, status=422)
    house.send({"email": "carla@example.org"}, status=422)
    assert "al een account" in house.page.text
    house.send({"email": " Noor@Example.org", "name": "Noor <b>", "role": "coordinator"})
    assert "Noor <b>" in house.page.text
    assert "De uitnodiging is onderweg" in house.page.text
    assert "De mail met de link wacht tot hij verstuurd wordt" in house.page.text
    assert "verlopen" not in house.page.text
    address = link_in(services, MailKind.INVITATION, "noor@example.org")
    noor = Visitor(app)
    noor.open(address)
    assert "Voor het account van Noor <b>, noor@example.org." in noor.page.text
    assert noor.headers["Referrer-Policy"] == "no-referrer"
    noor.open(address)  # as a mail scanner does: nothing is used up
    form = noor.page.form
    noor.send({"new_password": "short"}, status=422, form=form)
    noor.send({"new_password": NEW}, form=form)
    assert noor.address == "/login"
    noor.send({"email": "noor@example.org", "password": NEW})
    assert noor.address == "/review"
    noor.send({"new_password": PASSWORD}, status=410, form=form)
    noor.open(address, status=410)


def test_an_invitation_lasts_seven_days_and_another_ends_the_first(
    app: Flask, house: Visitor, services: Services, clock: FakeClock
) -> None:
    account = links.invite(services, "noor@example.org", "", Role.RESEARCHER, "en")
    first = link_in(services, MailKind.INVITATION, "noor@example.org")
    chooser = Visitor(app)
    chooser.open(first)
    assert "Voor het account van noor@example.org." in chooser.page.text, "once where there is no name"
    house.open(f"/accounts/{account.id}")
    again = form_to(house, f"/accounts/{account.id}/invite")
    house.send(form=again)  # within ten minutes
    assert "Wacht tien minuten" in house.page.text
    clock.moment += timedelta(minutes=11)
    house.open("/accounts")
    house.send(form=again)
    Visitor(app).open(first, status=410)
    second = link_in(services, MailKind.INVITATION, "noor@example.org")
    clock.moment += timedelta(days=7, minutes=1)
    Visitor(app).open(second, status=410)
    post(services)
    assert links.invitations(services)[account.id] is links.Invited.GOOD
    clock.moment += timedelta(days=7, minutes=1)
    assert links.invitations(services)[account.id] is links.Invited.EXPIRED
    links.reinvite(services, account.id)
    assert links.invitations(services)[account.id] is links.Invited.LEAVING
    post(services, MailRefused("550 no such user"))
    assert links.invitations(services)[account.id] is links.Invited.UNDELIVERED
    assert authenticate(services.database, clock, "noor@example.org", "") is None


def test_what_ending_means_is_said_and_then_done(
    app: Flask, house: Visitor, services: Services, clock: FakeClock
) -> None:
    rik = add_account(services.database, clock, "rik@example.org", "Rik", Role.COORDINATOR, PASSWORD)
    token = sessions.begin(services, rik, "", "")
    links.ask_reset(services, rik.email, "nl")
    reset = link_in(services, MailKind.RESET, rik.email)
    house.open(f"/accounts/{rik.id}/end")
    assert "Als je dit account beëindigt" in house.page.text
    house.send()
    assert "rik@example.org" not in house.page.text
    assert sessions.resume(services, token) is None
    Visitor(app).open(reset, status=410)
    house.open(f"/accounts/{rik.id}", status=404)
    assert sent(services, MailKind.RESET, rik.email) is None


def test_the_last_administrator_stays(
    house: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    add_account(services.database, clock, "rik@example.org", "Rik", Role.COORDINATOR, PASSWORD)
    invited = links.invite(services, "noor@example.org", "", Role.ADMINISTRATOR, "nl")  # cannot log in yet
    house.open(f"/accounts/{coordinator.id}")
    house.send({"role": "coordinator"}, form=form_to(house, f"/accounts/{coordinator.id}/role"), status=422)
    house.open(f"/accounts/{coordinator.id}/end")
    house.send(status=422)
    assert "laatste account dat anderen kan uitnodigen" in house.page.text
    with pytest.raises(LastAdministrator):
        change_role(services.database, services.clock, coordinator.id, Role.RESEARCHER)
    choose_password(services, link_in(services, MailKind.INVITATION, invited.email).rsplit("/", 1)[1], NEW)
    house.send()  # now there is another: one's own account can go
    house.open("/accounts")
    assert house.address == "/login"


def test_a_role_that_is_taken_away_is_gone_at_once(
    app: Flask, house: Visitor, services: Services, clock: FakeClock
) -> None:
    rik = add_account(services.database, clock, "rik@example.org", "Rik", Role.COORDINATOR, PASSWORD)
    browser = Visitor(app)
    browser.open("/login")
    browser.send({"email": rik.email, "password": PASSWORD})
    house.open(f"/accounts/{rik.id}")
    house.send({"role": "initiator"}, form=form_to(house, f"/accounts/{rik.id}/role"), status=400)
    house.open(f"/accounts/{rik.id}")
    house.send({"role": "researcher"}, form=form_to(house, f"/accounts/{rik.id}/role"))
    browser.open("/review", status=403)
    with services.database.reading() as connection:
        logged = [(line.action, line.facts) for line in events.lines(connection)]
    assert logged[-1] == ("role_changed", {"account": rik.id, "role": "researcher"})


def test_somebody_is_logged_out_and_their_codes_are_taken_away_but_not_ones_own_that_way(
    app: Flask, house: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    rik = add_account(services.database, clock, "rik@example.org", "Rik", Role.COORDINATOR, PASSWORD)
    browser, again = logged_in(app, rik), f"/accounts/{rik.id}/sessions"
    house.open(f"/accounts/{rik.id}")
    assert "nu ingelogd in 1 browser" in house.page.text
    house.send(form=form_to(house, again))
    assert "is overal uitgelogd" in house.page.text
    assert not [each for each in house.page.forms if each.action == again]
    browser.open("/account")
    assert browser.address == "/login"
    for account in (rik, coordinator):
        known = account_by_id(services.database, account.id)
        assert known is not None
        token = house_token(house) if account is coordinator else ""
        second_factor.turn_on(services, known, SECRET, str(pyotp.TOTP(SECRET).at(clock.moment)), token)
    house.open(f"/accounts/{rik.id}")
    end = form_to(house, f"/accounts/{rik.id}/codes")
    house.send(form=end)
    house.open(f"/accounts/{coordinator.id}")
    assert not [each for each in house.page.forms if each.action.endswith(("/codes", "/sessions"))]
    end.action = f"/accounts/{coordinator.id}/codes"
    house.send(form=end)
    assert house.address == "/account/codes"  # where the password is asked
    assert [each.codes for each in all_accounts(services.database)] == [True, False]
    end.action = f"/accounts/{coordinator.id}/sessions"
    house.send(form=end)
    assert house.address == "/account"


def house_token(house: Visitor) -> str:
    with house.client.session_transaction() as session:
        return str(session["desk"])


def test_asking_for_another_password_tells_nothing(
    app: Flask, visitor: Visitor, services: Services, coordinator: Account
) -> None:
    answers = []
    for email in ("carla@example.org", "nobody@example.org"):
        visitor.open("/login/forgotten")
        visitor.send({"email": email})
        answers.append((visitor.address, visitor.page.text))
    assert answers[0] == answers[1]
    assert sent(services, MailKind.RESET, "nobody@example.org") is None
    assert sent(services, MailKind.RESET, "carla@example.org") is not None
    visitor.open("/login/forgotten")
    visitor.send({"email": "carla@example.org"})
    assert (
        len([each for each in newest(services.database) if each.kind == MailKind.RESET]) == 2
    )  # not once more so soon
    visitor.open("/login/forgotten")
    visitor.send({"email": "carla@example.org", "website": "x"}, status=422)


def test_a_forgotten_password_ends_sessions_and_lets_the_owner_in_under_attack(
    app: Flask, desk: Visitor, visitor: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    visitor.open("/login")
    for _attempt in range(5):
        visitor.send({"email": coordinator.email, "password": "guess"}, status=422)
    links.ask_reset(services, coordinator.email, "nl")
    address = link_in(services, MailKind.RESET, coordinator.email)
    visitor.open(address)
    visitor.send({"new_password": NEW})
    desk.open("/review")
    assert desk.address == "/login"
    visitor.send({"email": coordinator.email, "password": NEW})
    assert visitor.address == "/review"


def test_a_link_to_reset_lasts_an_hour(
    visitor: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    links.ask_reset(services, coordinator.email, "nl")
    address = link_in(services, MailKind.RESET, coordinator.email)
    clock.moment += timedelta(minutes=61)
    visitor.open(address, status=410)
    visitor.open(address[:-1] + ("A" if address[-1] != "A" else "B"), status=410)


def test_many_attempts_are_told_to_the_owner_once_a_day(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    for _attempt in range(12):
        assert enter(services, coordinator.email, "guess", "192.0.2.1") is None
        clock.moment += timedelta(minutes=16)
    told = [each for each in newest(services.database) if each.kind == MailKind.MANY_ATTEMPTS]
    assert [each.recipient for each in told] == [coordinator.email]
    letter = writer(services, SITE)(told[0])
    assert letter is not None
    assert "192.0.2.1" not in letter.text


@both_databases
def test_two_who_use_a_link_at_once_use_it_once(services: Services, clock: FakeClock) -> None:
    account = links.invite(services, "noor@example.org", "", Role.RESEARCHER, "nl")
    link = link_in(services, MailKind.INVITATION, "noor@example.org").rsplit("/", 1)[1]
    gate = threading.Barrier(2)
    done: list[str] = []

    def use(password: str) -> None:
        gate.wait(30)
        try:
            choose_password(services, link, password)
            done.append(password)
        except UnknownKey:
            pass

    threads = [threading.Thread(target=use, args=(f"{NEW} {number}",)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(done) == 1
    assert authenticate(services.database, clock, account.email, done[0]) is not None
    found = account_by_id(services.database, account.id)
    assert found is not None
    assert found.usable
    assert found in all_accounts(services.database)
