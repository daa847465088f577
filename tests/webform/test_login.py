from datetime import timedelta
from urllib.parse import urlencode

import pytest
from flask import Flask
from structlog.testing import capture_logs

from results.accounts.register import change_password
from results.records.accounts import Account
from results.services import Services
from tests.results.fakes import FakeClock
from tests.webform.conftest import PASSWORD
from tests.webform.visitor import Visitor


def test_logging_in_leads_to_the_list(visitor: Visitor, coordinator: Account) -> None:
    visitor.open("/review")
    assert visitor.address == "/login"
    visitor.send({"email": " CARLA@example.org ", "password": PASSWORD})
    assert visitor.address == "/review"
    assert "/review" in visitor.page.links
    visitor.open("/login")
    assert visitor.address == "/review"


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("carla@example.org", "wrong"),
        ("nobody@example.org", PASSWORD),
        ("", ""),
        ("x" * 5000, "y" * 5000),
        ("a\x00@b", "\ud83d"),
    ],
)
def test_a_wrong_login_tells_the_same(visitor: Visitor, coordinator: Account, email: str, password: str) -> None:
    visitor.open("/login")
    typed = {"email": email, "password": password.encode("utf-8", "replace").decode()}
    visitor.send(typed, status=422)
    assert visitor.page.text.count("horen niet bij elkaar") == 2
    assert password not in visitor.html or not password
    visitor.open("/review")
    assert visitor.address == "/login"


def test_the_session_is_new_after_logging_in(visitor: Visitor, coordinator: Account) -> None:
    visitor.open("/login?language=en")
    visitor.client.set_cookie("zelfscan", visitor.client.get_cookie("zelfscan").value)  # type: ignore[union-attr]
    before = visitor.page.form.filled["csrf_token"][0]
    visitor.send({"email": coordinator.email, "password": PASSWORD})
    assert "Log out" in visitor.page.text
    old = visitor.page.form
    visitor.send({"csrf_token": before}, form=old, status=400)
    visitor.open("/review")
    assert visitor.address == "/review"


def test_logging_out_is_a_post(desk: Visitor) -> None:
    assert desk.client.get("/logout").status_code in (404, 405)
    desk.open("/review")
    desk.send()
    assert "Je bent uitgelogd" in desk.page.text
    desk.open("/review")
    assert desk.address == "/login"


@pytest.mark.parametrize(
    "asked",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/review/../../evil", "javascript:x", "/soorten", "/review\\x",
     "/review//evil.example", "", "/review/%0d%0aX: y"],
)  # fmt: skip
def test_logging_in_never_leads_elsewhere(visitor: Visitor, coordinator: Account, asked: str) -> None:
    visitor.open("/login")
    data = {**visitor.page.form.filled, "email": coordinator.email, "password": PASSWORD, "next": asked}
    assert visitor.client.post("/login", data=data).location == "/review"


def test_logging_in_leads_to_the_page_that_was_asked(visitor: Visitor, coordinator: Account) -> None:
    visitor.open("/review/" + "0" * 32)
    assert visitor.address == "/login"
    data = {**visitor.page.form.filled, "email": coordinator.email, "password": PASSWORD}
    assert visitor.client.post("/login", data=data).location == "/review/" + "0" * 32


def test_guessing_is_slowed_down_and_a_right_password_later_works(
    app: Flask, visitor: Visitor, coordinator: Account, clock: FakeClock
) -> None:
    visitor.open("/login")
    form = visitor.page.form
    for _attempt in range(5):
        visitor.send({"email": coordinator.email, "password": "guess"}, status=422, form=form)
    right = {"email": coordinator.email, "password": PASSWORD}
    visitor.send(right, status=429, form=form)
    assert "Wacht" in visitor.page.text
    # From another address too: the account is counted by itself, and an unknown one is no different.
    data = {**form.filled, **right}
    answer = visitor.client.post("/login", data=data, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert answer.status_code == 429
    clock.moment += timedelta(seconds=31)
    visitor.send(right, form=form)
    assert visitor.address == "/review"


def test_one_visitor_cannot_try_many_accounts(app: Flask, visitor: Visitor) -> None:
    app.config["LOGIN_LIMIT"] = "3 per minute"
    visitor.open("/login")
    form = visitor.page.form
    for number in range(4):
        typed = {"email": f"{number}@example.org", "password": "guess"}
        visitor.send(typed, status=422 if number < 3 else 429, form=form)


def the_cookie(browser: Visitor) -> str:
    cookie = browser.client.get_cookie("zelfscan")
    assert cookie is not None
    return cookie.value


def test_a_copied_cookie_is_worth_nothing_after_logging_out(desk: Visitor, app: Flask) -> None:
    thief = Visitor(app)
    thief.client.set_cookie("zelfscan", the_cookie(desk))
    thief.open("/review")
    assert thief.address == "/review"
    desk.open("/review")
    desk.send()
    assert desk.address == "/login"
    thief.open("/review")
    assert thief.address == "/login"


def test_logging_out_here_leaves_other_browsers_logged_in(desk: Visitor, app: Flask, coordinator: Account) -> None:
    other = Visitor(app)
    other.open("/login")
    other.send({"email": coordinator.email, "password": PASSWORD})
    other.open("/account")
    other.send(form=next(form for form in other.page.forms if form.action == "/logout"))
    desk.open("/review")
    assert desk.address == "/review"


def test_logging_out_clears_what_the_browser_kept(desk: Visitor) -> None:
    desk.open("/review")
    answer = desk.client.post("/logout", data=desk.page.form.filled)
    assert answer.headers["Clear-Site-Data"] == '"storage"'


def test_another_password_ends_the_sessions(desk: Visitor, services: Services, coordinator: Account) -> None:
    change_password(services.database, services.clock, coordinator.email, "something else entirely")
    desk.open("/review")
    assert desk.address == "/login"


def test_a_session_ends_when_nothing_is_done_with_it(desk: Visitor, clock: FakeClock) -> None:
    clock.moment += timedelta(minutes=59)
    desk.open("/review")
    clock.moment += timedelta(minutes=59)
    desk.open("/review")
    assert desk.address == "/review"
    clock.moment += timedelta(minutes=61)
    desk.open("/review")
    assert desk.address == "/login"
    assert "Log opnieuw in" in desk.page.text
    desk.open("/login")
    assert "Log opnieuw in" not in desk.page.text


def test_a_session_ends_after_a_day_of_work(desk: Visitor, clock: FakeClock) -> None:
    for _turn in range(14):
        clock.moment += timedelta(minutes=50)
        desk.open("/review")
        assert desk.address == "/review"
    clock.moment += timedelta(minutes=50)
    desk.open("/review")
    assert desk.address == "/login"


def test_logins_are_logged_without_saying_of_whom(visitor: Visitor, coordinator: Account) -> None:
    visitor.open("/login")
    with capture_logs() as logs:
        visitor.send({"email": coordinator.email, "password": "a wrong one"}, status=422)
        visitor.send({"email": coordinator.email, "password": PASSWORD})
        visitor.open("/review")
        visitor.send()
    assert [each["event"] for each in logs] == ["login-refused", "login", "logout"]
    assert logs[0]["account"] == logs[1]["account"]
    assert not any(told in str(logs) for told in (coordinator.email, "carla", "127.0.0.1", PASSWORD, "a wrong one"))


@pytest.mark.parametrize("asked", ["\x00", "//evil.example", '"><script>'])
def test_what_was_asked_for_is_not_repeated(visitor: Visitor, asked: str) -> None:
    visitor.open(f"/login?{urlencode({'next': asked})}")
    assert "next" not in visitor.page.form.filled


def test_who_has_no_account_any_more_is_out(desk: Visitor, app: Flask) -> None:
    with desk.client.session_transaction() as session:
        session["_user_id"] = "999"
    desk.open("/review")
    assert desk.address == "/login"
    with desk.client.session_transaction() as session:
        session["_user_id"] = "zero"
    desk.open("/kaart")
    assert "/review" not in desk.page.links
