"""One's own account: changed by its owner only, who proves to know the password, and sees where they are logged in."""

from datetime import timedelta

import pytest
from flask import Flask

from results.accounts import sessions
from results.accounts.entering import authenticate
from results.accounts.register import account_by_id, add_account
from results.records.accounts import Account, News
from results.review import Role
from results.services import Services
from tests.results.fakes import FakeClock
from tests.webform.conftest import PASSWORD
from tests.webform.visitor import Form, Visitor
from webform.account.browsers import browser_of

NEW = "six green bicycles"


def form_to(visitor: Visitor, action: str) -> Form:
    return next(form for form in visitor.page.forms if form.action == action)


def logged_in(app: Flask, account: Account, browser: str = "") -> Visitor:
    visitor = Visitor(app)
    if browser:
        visitor.client.environ_base["HTTP_USER_AGENT"] = browser
    visitor.open("/login")
    visitor.send({"email": account.email, "password": PASSWORD})
    return visitor


def test_name_language_and_news_are_changed(desk: Visitor, services: Services, coordinator: Account) -> None:
    desk.open("/account")
    for action, typed in (
        ("/account/name", {"name": "  Carla \n de  Boer\u202e"}),
        ("/account/language", {"mail_language": "en"}),
        ("/account/language", {"mail_language": "xx"}),
        ("/account/news", {"news": "at_once"}),
        ("/account/news", {"news": "always"}),
    ):
        desk.send(typed, form=form_to(desk, action))
    found = account_by_id(services.database, coordinator.id)
    assert found is not None
    assert (found.name, found.language, found.news) == ("Carla de Boer", "en", News.AT_ONCE)


def test_another_password_asks_the_present_one_and_ends_other_sessions(
    app: Flask, desk: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    other = logged_in(app, coordinator)
    desk.open("/account")
    change = form_to(desk, "/account/password")
    for present, new, told in (
        ("a wrong one", NEW, "niet je huidige wachtwoord"),
        (PASSWORD, "short", "12 tot 200 tekens"),
        (PASSWORD, "Carla-carla-2026", "snel te raden"),
    ):
        desk.send({"present_password": present, "new_password": new}, form=change, status=422)
        assert told in desk.page.text
        assert new not in desk.html
    for _attempt in range(5):
        desk.send({"present_password": "guess", "new_password": NEW}, form=change, status=422)
    desk.send({"present_password": PASSWORD, "new_password": NEW}, form=change, status=422)
    assert "te vaak" in desk.page.text
    clock.moment += timedelta(minutes=5)
    desk.send({"present_password": PASSWORD, "new_password": NEW}, form=change)
    assert desk.address == "/account"  # still logged in here
    other.open("/account")
    assert other.address == "/login"
    assert authenticate(services.database, clock, coordinator.email, NEW) is not None


def test_sessions_are_listed_in_plain_words_and_ended(
    app: Flask, desk: Visitor, services: Services, coordinator: Account
) -> None:
    fox = logged_in(app, coordinator, "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0")
    third = logged_in(app, coordinator)
    desk.open("/account")
    assert "Firefox op Windows" in desk.page.text
    assert desk.page.text.count("deze browser") == 1
    found = next(each for each in sessions.of_account(services, coordinator.id) if each.browser == "Firefox")
    desk.send(form=form_to(desk, f"/account/sessions/{found.id}/end"))
    fox.open("/account")
    assert fox.address == "/login"
    third.open("/account")
    assert third.address == "/account"
    desk.send(form=form_to(desk, "/account/sessions/end-others"))
    third.open("/account")
    assert third.address == "/login"
    desk.open("/account")
    assert desk.address == "/account"


def test_nobody_ends_the_session_of_another(
    desk: Visitor, services: Services, coordinator: Account, clock: FakeClock
) -> None:
    anna = add_account(services.database, clock, "anna@example.org", "Anna", Role.COORDINATOR, PASSWORD)
    sessions.begin(services, anna, "", "")
    (hers,) = sessions.of_account(services, anna.id)
    desk.open("/account")
    end = Form(f"/account/sessions/{hers.id}/end", "post", form_to(desk, "/logout").filled)
    desk.send(form=end)
    assert sessions.of_account(services, anna.id) == (hers,)


def test_no_address_of_a_visitor_is_kept(desk: Visitor, services: Services) -> None:
    with services.database.reading() as connection:
        rows = [
            *connection.exec_driver_sql("SELECT * FROM account_sessions").all(),
            *connection.exec_driver_sql("SELECT * FROM attempts").all(),
        ]
    assert rows
    assert "127.0.0.1" not in str(rows)


@pytest.mark.parametrize(
    ("said", "browser"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", ("Chrome", "Linux")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (Linux; Android 16) SamsungBrowser/28.0 Chrome/130 Mobile Safari/537.36", ("Samsung Internet", "Android")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", ("Safari", "Mac")),
        ("<script>alert(1)</script>", ("", "")),
        ("", ("", "")),
        ("x" * 100_000 + "Firefox/1", ("", "")),
    ],
)  # fmt: skip
def test_a_browser_in_plain_words(said: str, browser: tuple[str, str]) -> None:
    assert browser_of(said) == browser
