import pytest
from flask import Flask

from results.records import Account
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


def test_guessing_is_slowed_down(app: Flask, visitor: Visitor, coordinator: Account) -> None:
    app.config["LOGIN_LIMIT"] = "3 per minute"
    visitor.open("/login")
    form = visitor.page.form
    for _attempt in range(3):
        visitor.send({"email": coordinator.email, "password": "guess"}, status=422, form=form)
    visitor.send({"email": coordinator.email, "password": PASSWORD}, status=429, form=form)
    # From another address too: the account is counted by itself.
    data = {**form.filled, "email": coordinator.email, "password": PASSWORD}
    answer = visitor.client.post("/login", data=data, environ_base={"REMOTE_ADDR": "10.0.0.9"})
    assert answer.status_code == 429


def test_who_has_no_account_any_more_is_out(desk: Visitor, app: Flask) -> None:
    with desk.client.session_transaction() as session:
        session["_user_id"] = "999"
    desk.open("/review")
    assert desk.address == "/login"
    with desk.client.session_transaction() as session:
        session["_user_id"] = "zero"
    desk.open("/kaart")
    assert "/review" not in desk.page.links
