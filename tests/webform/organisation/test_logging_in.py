"""Logging in with an organisation, end to end: a real provider of OpenID Connect answers over HTTP on this computer."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from results.accounts import sessions
from results.accounts.provider import role_of
from results.accounts.register import all_accounts
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from tests.results.fakes import FakeClock
from tests.webform.conftest import PASSWORD
from tests.webform.organisation.conftest import EMPLOYEE, VALUES, Person, Provider
from tests.webform.visitor import Visitor
from webform.app import create_app
from webform.config import Config, ConfigError
from webform.protection.limits import limiter


def account(services: Services) -> Account:
    (found,) = all_accounts(services.database)
    return found


def test_an_account_is_made_found_again_and_follows_its_role(person: Person, services: Services) -> None:
    about = {"name": "Noor de Wit", "email": "Noor@example.org", "eduperson_affiliation": ["member", "employee"]}
    person.is_known_with(about)
    person.visitor.open("/review/" + "0" * 32)
    assert "SURFconext" in person.visitor.page.text
    link = next(each for each in person.visitor.page.links if each.startswith("/login/organisation"))
    assert person.visitor.client.get(person.go(link)).location == "/review/" + "0" * 32
    made = account(services)
    assert (made.name, made.email, made.role) == ("Noor de Wit", "noor@example.org", Role.COORDINATOR)
    assert (made.provided, made.has_password) == (True, False)
    person.is_known_with({**about, "eduperson_affiliation": "faculty"})
    person.log_in()
    assert (account(services).id, account(services).role, person.visitor.address) == (
        made.id,
        Role.RESEARCHER,
        "/account",
    )
    assert 'name="present_password"' not in person.visitor.html
    person.is_known_with({**about, "eduperson_affiliation": ["student", 7, None]})
    other = Person(person.provider, person.subject, Visitor(person.visitor.client.application))
    other.log_in(status=403)
    assert "geen rol" in other.visitor.page.text
    person.visitor.open("/account")  # where they were logged in they no longer are
    assert person.visitor.address == "/login"


def test_who_is_logged_in_is_asked_about_every_hour(person: Person, services: Services, clock: FakeClock) -> None:
    """Unseen, by way of the provider, and back to the page that was asked; who has no role any more is out."""
    person.is_known_with(EMPLOYEE)
    person.log_in()
    form = person.visitor.page.form
    clock.moment += timedelta(minutes=40)
    person.visitor.open("/review")
    clock.moment += timedelta(minutes=40)
    for said in ({"Sec-Fetch-Mode": "cors"}, {"Sec-Fetch-Dest": "iframe"}):
        assert person.visitor.client.get("/account", headers=said).status_code == 200
    assert (
        person.visitor.client.post("/account/language", data=form.filled).location == "/account"
    )  # nothing typed is lost
    person.visitor.open("/review?state=all&q=de+wijk")
    asked = next(each for each in person.visitor.page.links if each.startswith("/login/organisation"))
    assert asked == "/login/organisation?next=/review?state%3Dall%26q%3Dde%2Bwijk"
    assert f'<meta http-equiv="refresh" content="0; url={asked}">' in person.visitor.html
    (before,) = sessions.of_account(services, account(services).id)
    assert person.visitor.client.get(person.go(asked)).location == "/review?state=all&q=de+wijk"
    (after,) = sessions.of_account(services, account(services).id)
    assert after.id == before.id
    assert clock.moment - after.begun_at < timedelta(minutes=1)  # the same session, so pages that are open go on
    assert person.visitor.client.post("/account/language", data=form.filled).location == "/account"
    for _ in range(2):
        clock.moment += timedelta(minutes=40)
        person.visitor.client.get("/account", headers={"Sec-Fetch-Mode": "cors"})
    person.is_known_with({**EMPLOYEE, "eduperson_affiliation": "student"})
    person.visitor.open("/review")
    person.log_in(next(each for each in person.visitor.page.links if each.startswith("/login/org")), status=403)
    person.visitor.open("/review")
    assert person.visitor.address == "/login"


def test_who_asks_for_no_page_for_long_is_logged_out(person: Person, clock: FakeClock) -> None:
    person.is_known_with(EMPLOYEE)
    person.log_in()
    form = person.visitor.page.form
    answers = []
    for _ in range(4):
        answers.append(person.visitor.client.post("/account/language", data=form.filled).location)
        clock.moment += timedelta(minutes=41)
    assert answers == ["/account", "/account", "/account", "/login"]


def test_nobody_is_asked_again_where_that_is_not_wanted(
    config: Config, services: Services, provider: Provider, clock: FakeClock
) -> None:
    assert config.oidc is not None
    app = create_app(replace(config, oidc=replace(config.oidc, ask_again=0)), services)
    person = Person(provider, "urn:collab:person:never", Visitor(app))
    person.is_known_with(EMPLOYEE)
    person.log_in()
    for _ in range(3):
        clock.moment += timedelta(minutes=50)
        person.visitor.open("/account")
        assert person.visitor.address == "/account"


@pytest.mark.parametrize("claims", [{}, {"eduperson_affiliation": []}, {"eduperson_affiliation": {"employee": True}}])
def test_without_a_role_nobody_gets_in_and_nothing_is_kept(
    person: Person, services: Services, claims: Mapping[str, Any]
) -> None:
    person.is_known_with(claims)
    person.log_in(status=403)
    assert all_accounts(services.database) == ()


def test_an_address_does_not_give_the_account_of_another(
    person: Person, services: Services, coordinator: Account
) -> None:
    person.is_known_with({"email": coordinator.email, "eduperson_affiliation": "zelfscan-admin"})
    person.log_in(status=403)
    assert account(services) == coordinator


def test_logging_out_tells_that_the_organisation_still_knows(person: Person) -> None:
    person.is_known_with({"eduperson_affiliation": "employee"})
    person.log_in()
    person.visitor.open("/account")
    person.visitor.send(form=next(form for form in person.visitor.page.forms if form.action == "/logout"))
    assert person.visitor.address == "/login/organisation/left"
    assert any(link.startswith(f"{person.provider.address}/oauth2/end_session?") for link in person.visitor.page.links)
    person.visitor.open("/account")
    assert person.visitor.address == "/login"


def test_passwords_can_be_switched_off(config: Config, services: Services, coordinator: Account) -> None:
    app = create_app(replace(config, passwords=False), services)
    app.config["WTF_CSRF_ENABLED"] = False
    visitor = Visitor(app)
    visitor.open("/login")
    assert visitor.page.forms == []
    typed = {"email": coordinator.email, "password": PASSWORD}
    assert visitor.client.post("/login", data=typed).status_code == 404
    assert visitor.client.get("/login/forgotten").status_code == 404
    with app.app_context():
        limiter.reset()


def test_without_a_provider_there_is_no_such_page(config: Config, services: Services) -> None:
    visitor = Visitor(create_app(replace(config, oidc=None), services))
    for page in ("", "/back", "/left"):
        visitor.open("/login/organisation" + page, status=404)


@pytest.mark.parametrize(
    ("claimed", "role"),
    [
        ("employee", Role.COORDINATOR),
        (["faculty", "employee"], Role.COORDINATOR),
        (["faculty", "zelfscan-admin", "x"], Role.ADMINISTRATOR),
        ("faculty employee", None),
        ("Employee", None),
        (None, None),
        (["student"], None),
        ({"employee": 1}, None),
        (True, None),
    ],
)
def test_a_role_by_claim(claimed: object, role: Role | None) -> None:
    assert role_of(claimed, VALUES) is role


COMPLETE = {
    "OIDC_ISSUER": "https://connect.example.org/",
    "OIDC_CLIENT_ID": "zelfscan",
    "OIDC_CLIENT_SECRET": "very-secret",
    "OIDC_CLAIM": "eduperson_affiliation",
    "OIDC_COORDINATORS": "employee, staff",
    "SECRET_KEY": "k" * 40,
    "DATABASE_URL": "sqlite:////nowhere/x.sqlite",
}


def test_settings_are_read() -> None:
    config = Config.from_environment({**COMPLETE, "PASSWORDS": "0"})
    assert config.oidc is not None
    assert (config.oidc.issuer, config.passwords) == ("https://connect.example.org", False)
    assert config.oidc.values[Role.COORDINATOR] == {"employee", "staff"}
    assert "very-secret" not in repr(config)
    assert hash(config)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"OIDC_ISSUER": "http://connect.example.org"}, "OIDC_ISSUER"),
        ({"OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID"),
        ({"OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
        ({"OIDC_CLAIM": " "}, "OIDC_CLAIM"),
        ({"OIDC_COORDINATORS": ","}, "OIDC_COORDINATORS"),
        ({"OIDC_SCOPE": "profile"}, "OIDC_SCOPE"),
        ({"OIDC_ASK_AGAIN": "an hour"}, "OIDC_ASK_AGAIN"),
        ({"OIDC_ASK_AGAIN": "721"}, "OIDC_ASK_AGAIN"),
        ({"OIDC_ISSUER": "", "PASSWORDS": "0"}, "PASSWORDS"),
    ],
)
def test_settings_that_let_in_nobody_or_anybody_are_refused(changed: Mapping[str, str], told: str) -> None:
    with pytest.raises(ConfigError, match=told) as refused:
        Config.from_environment({**COMPLETE, **changed})
    assert "very-secret" not in str(refused.value)
