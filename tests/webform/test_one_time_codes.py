"""One-time codes: asked after the password and not instead of it, each of use once, and a way in without the phone."""

import re
from dataclasses import replace
from datetime import timedelta

import pyotp
import pytest
from flask import Flask

from results.accounts import second_factor
from results.accounts.own import recovery_codes_left
from results.accounts.register import account_by_id, change_password
from results.errors.accounts import TooSoon, WrongCode
from results.records.accounts import Account
from results.services import Services
from tests.results.fakes import FakeClock
from tests.webform.conftest import PASSWORD, both_databases
from tests.webform.test_own_account import form_to, logged_in
from tests.webform.visitor import Visitor
from webform.app import create_app
from webform.config import Config

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(clock: FakeClock, secret: str = SECRET) -> str:
    return str(pyotp.TOTP(secret).at(clock.moment))


@pytest.fixture
def coded(services: Services, coordinator: Account, clock: FakeClock) -> tuple[Account, tuple[str, ...]]:
    """The coordinator, with one-time codes; and the recovery codes."""
    recovery = second_factor.turn_on(services, coordinator, SECRET, code_at(clock))
    clock.moment += timedelta(seconds=60)
    account = account_by_id(services.database, coordinator.id)
    assert account is not None
    return account, recovery


def half_way(app: Flask, account: Account, address: str = "/login") -> Visitor:
    visitor = Visitor(app)
    visitor.open(address)
    visitor.send({"email": account.email, "password": PASSWORD})
    assert visitor.address == "/login/code"
    return visitor


def test_the_code_is_asked_after_the_password_and_nothing_opens_before(
    app: Flask, coded: tuple[Account, tuple[str, ...]], clock: FakeClock
) -> None:
    visitor = half_way(app, coded[0], "/review/" + "0" * 32)
    form = visitor.page.form
    visitor.open("/review")
    assert visitor.address == "/login"
    visitor.send({"code": "000000"}, status=422, form=form)
    code = code_at(clock)
    answer = visitor.client.post("/login/code", data={**form.filled, "code": f"{code[:3]} {code[3:]}"})
    assert answer.location == "/review/" + "0" * 32
    visitor.open("/review")
    assert visitor.address == "/review"


def test_a_code_works_once(app: Flask, coded: tuple[Account, tuple[str, ...]], clock: FakeClock) -> None:
    first, second = half_way(app, coded[0]), half_way(app, coded[0])
    code = code_at(clock)
    first.send({"code": code})
    assert first.address == "/review"
    second.send({"code": code}, status=422)
    clock.moment += timedelta(seconds=31)
    second.send({"code": code_at(clock)})
    assert second.address == "/review"


def test_a_recovery_code_works_once_and_however_it_is_typed(
    app: Flask, services: Services, coded: tuple[Account, tuple[str, ...]]
) -> None:
    account, recovery = coded
    first, second = half_way(app, account), half_way(app, account)
    first.send({"code": recovery[0].lower().replace("-", " ")})
    assert first.address == "/review"
    second.send({"code": recovery[0]}, status=422)
    assert recovery_codes_left(services, account) == 9


def test_codes_are_guessed_slowly_and_a_right_one_later_works(
    services: Services, coded: tuple[Account, tuple[str, ...]], clock: FakeClock
) -> None:
    account = coded[0]
    for _attempt in range(5):
        with pytest.raises(WrongCode):
            second_factor.check_code(services, account, "12345")
    with pytest.raises(TooSoon):
        second_factor.check_code(services, account, code_at(clock))
    clock.moment += timedelta(seconds=40)
    second_factor.check_code(services, account, code_at(clock))


def test_half_way_ends_after_ten_minutes_and_with_another_password(
    app: Flask, services: Services, coded: tuple[Account, tuple[str, ...]], clock: FakeClock
) -> None:
    slow, old = half_way(app, coded[0]), half_way(app, coded[0])
    change_password(services.database, services.clock, coded[0].email, "something else entirely")
    old.send({"code": code_at(clock)})
    assert old.address == "/login"
    clock.moment += timedelta(minutes=11)
    slow.send({"code": code_at(clock)})
    assert slow.address == "/login"


def test_turning_codes_on_ends_who_was_logged_in_without_one(
    app: Flask, desk: Visitor, coordinator: Account, clock: FakeClock
) -> None:
    """Who knows the password may be logged in elsewhere; and who copied this browser's cookie before is out too."""
    other, thief = logged_in(app, coordinator), Visitor(app)
    cookie = desk.client.get_cookie("zelfscan")
    assert cookie is not None
    thief.client.set_cookie("zelfscan", cookie.value)
    desk.open("/account/codes")
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", desk.html)
    assert shown is not None
    desk.send({"code": code_at(clock, shown[1].replace(" ", "")), "present_password": PASSWORD})
    desk.open("/account")
    for each, address in ((desk, "/account"), (other, "/login"), (thief, "/login")):
        each.open("/account")
        assert each.address == address
    assert desk.page.text.count("deze browser") == 1


def test_codes_are_asked_of_who_was_half_way_when_they_became_others(
    app: Flask, services: Services, coded: tuple[Account, tuple[str, ...]], clock: FakeClock
) -> None:
    waiting = half_way(app, coded[0])
    second_factor.turn_off(services.database, clock, coded[0])
    waiting.send({"code": coded[1][0]})
    assert waiting.address == "/login"


def test_where_codes_are_demanded_nothing_opens_before_they_are_on(
    config: Config, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    app = create_app(replace(config, codes=True), services)
    visitor = logged_in(app, coordinator)
    assert visitor.address == "/account/codes"
    assert "Zet ze aan" in visitor.page.text
    for page in ("/review", "/review/" + "0" * 32):
        assert visitor.client.get(page).location == "/account/codes"
    assert visitor.client.post("/account/language", data=visitor.page.form.filled).location == "/account/codes"
    visitor.open("/kaart")  # what everybody may see
    visitor.open("/account/codes")
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", visitor.html)
    assert shown is not None
    visitor.send({"code": code_at(clock, shown[1].replace(" ", "")), "present_password": PASSWORD})
    visitor.open("/review")
    assert visitor.address == "/review"
    visitor.open("/account/codes")
    off = form_to(visitor, "/account/codes/recovery")
    off.action = "/account/codes/off"
    visitor.send({"present_password": PASSWORD}, form=off)
    visitor.open("/review")
    assert visitor.address == "/account/codes"


@both_databases
def test_the_secret_and_the_codes_are_not_readable_in_the_database(
    services: Services, coded: tuple[Account, tuple[str, ...]]
) -> None:
    with services.database.reading() as connection:
        rows = [
            *connection.exec_driver_sql("SELECT * FROM accounts").all(),
            *connection.exec_driver_sql("SELECT * FROM recovery_codes").all(),
        ]
    assert SECRET not in str(rows)
    assert not any(code.replace("-", "") in str(rows) for code in coded[1])


def test_they_are_turned_on_and_off_with_the_password(
    desk: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    desk.open("/account/codes")
    assert '<svg viewBox="0 0' in desk.html
    shown = re.search(r"<code>([A-Z2-7 ]+)</code>", desk.html)
    assert shown is not None
    secret = shown[1].replace(" ", "")
    form = desk.page.form
    desk.send({"code": code_at(clock, secret), "present_password": "wrong"}, status=422, form=form)
    desk.send({"code": "000000", "present_password": PASSWORD}, status=422, form=form)
    assert secret in desk.html.replace(" ", "")  # still the one that the phone has
    desk.send({"code": code_at(clock, secret), "present_password": PASSWORD}, form=form)
    codes = re.findall(r"<code>(\w{5}-\w{5})</code>", desk.html)
    assert len(set(codes)) == 10
    desk.open("/account/codes")
    desk.send({"present_password": PASSWORD})
    assert set(re.findall(r"<code>(\w{5}-\w{5})</code>", desk.html)).isdisjoint(codes)
    desk.open("/account/codes")
    off = form_to(desk, "/account/codes/recovery")
    off.action = "/account/codes/off"
    desk.send({"present_password": "wrong"}, status=422, form=off)
    desk.send({"present_password": PASSWORD}, form=off)
    found = account_by_id(services.database, coordinator.id)
    assert found is not None
    assert (found.codes, recovery_codes_left(services, found)) == (False, 0)
