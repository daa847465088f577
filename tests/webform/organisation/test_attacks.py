"""What may go wrong, or be made to go wrong, between this browser, us and the provider: nobody is logged in, and nothing leaks."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from flask import Flask
from structlog.testing import capture_logs

from results.accounts.register import all_accounts
from results.services import Services
from tests.results.adapters.smtp_server import free_port
from tests.webform.organisation.conftest import EMPLOYEE, Person, Provider
from tests.webform.visitor import Visitor
from webform.account import organisation
from webform.app import create_app
from webform.config import Config

STATE = "_state_organisation_"


@pytest.fixture
def employee(person: Person) -> Person:
    person.is_known_with(EMPLOYEE)
    return person


@pytest.fixture
def other(employee: Person) -> Person:
    """The same person in another browser: of an attacker, who knows them well."""
    return Person(employee.provider, employee.subject, Visitor(employee.visitor.client.application))


def kept(person: Person) -> dict[str, Any]:
    """What this browser holds of its way to the provider and back."""
    with person.visitor.client.session_transaction() as session:
        (name,) = [each for each in session if each.startswith(STATE)]
        found: dict[str, Any] = session[name]["data"]
        return found


def hold(person: Person, **changed: str | None) -> None:
    """Change that."""
    with person.visitor.client.session_transaction() as session:
        (name,) = [each for each in session if each.startswith(STATE)]
        held = {**session[name]["data"], **changed}
        session[name] = {**session[name], "data": {name: value for name, value in held.items() if value is not None}}


def nobody_got_in(person: Person, services: Services, back: str, status: int = 403) -> None:
    """Coming back is refused in plain words, on a page with a way on; the log says that it was, and nothing of whom."""
    secrets = [*kept(person).values()] if "state" in back else []
    with capture_logs() as logs:
        person.visitor.open(back, status=status)
    assert "Het inloggen is niet gelukt" in person.visitor.page.text
    assert "/login" in person.visitor.page.links
    assert [(each["event"], each["log_level"]) for each in logs] == [("organisation-refused", "warning")]
    asked = parse_qs(urlsplit(back).query)
    for told in ("noor", "urn:collab", "secret", *secrets, *asked.get("code", []), *asked.get("state", [])):
        assert str(told) not in str(logs), "a log tells nothing of whom"
    assert all(value not in person.visitor.html for value in (*secrets, *asked.get("code", [])))
    assert all_accounts(services.database) == ()
    person.visitor.open("/account")
    assert person.visitor.address == "/login"


@pytest.mark.parametrize("changed", [{}, {"code_challenge": ""}, {"code_challenge_method": "plain"}])
def test_this_provider_gives_codes_for_a_challenge_of_s256_only(employee: Person, changed: Mapping[str, str]) -> None:
    there = urlsplit(employee.sets_out())
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    back = employee.logs_in_there(there._replace(query=urlencode({**asked, **changed})).geturl())
    assert ("code=" in back, "error=invalid_request" in back) == (not changed, bool(changed))


@pytest.mark.parametrize(
    ("verifier", "told"),
    [(None, "Missing 'code_verifier'"), ("x" * 48, "Code challenge failed."), ("short", "Invalid 'code_verifier'")],
)
def test_the_provider_wants_the_verifier_of_its_challenge(
    employee: Person, provider: Provider, services: Services, verifier: str | None, told: str
) -> None:
    back = employee.go()
    hold(employee, code_verifier=verifier)
    nobody_got_in(employee, services, back)
    assert provider.refused["error_description"] == told


def test_a_code_of_another_browser_is_refused_by_the_provider(
    employee: Person, other: Person, provider: Provider, services: Services
) -> None:
    """Somebody makes this browser come back with their own code, and the state that this browser waits for."""
    mine = parse_qs(urlsplit(employee.go()).query)
    theirs = parse_qs(urlsplit(other.go()).query)
    nobody_got_in(
        employee,
        services,
        "/login/organisation/back?" + urlencode({"code": theirs["code"][0], "state": mine["state"][0]}),
    )
    assert provider.refused["error"] == "invalid_grant"


def test_what_this_browser_did_not_ask_for_never_reaches_the_provider(
    employee: Person, other: Person, provider: Provider, services: Services
) -> None:
    back = employee.go()
    nobody_got_in(other, services, back.replace("state=", "s="))
    other.visitor.open(back, status=403)
    for wrong in (
        back.replace("state=", "state=x"),
        back.partition("&state")[0],
        "/login/organisation/back?error=access_denied&error_description=%3Cscript%3E",
        "/login/organisation/back",
    ):
        employee.visitor.open(wrong, status=403)
        assert "<script>" not in employee.visitor.html
    assert provider.refused == {}
    assert all_accounts(services.database) == ()
    employee.visitor.open(back)  # and what it did ask for still works
    assert employee.visitor.address == "/review"


def test_a_way_back_works_once(employee: Person, provider: Provider, app: Flask) -> None:
    back = employee.go()
    before = employee.visitor.client.get_cookie("zelfscan")
    assert before is not None
    employee.visitor.open(back)
    employee.visitor.client.post("/logout", data=employee.visitor.page.form.filled)
    employee.visitor.open(back, status=403)
    again = Visitor(app)  # somebody kept the cookie too: the code was used, says the provider
    again.client.set_cookie("zelfscan", before.value)
    again.open(back, status=403)
    assert provider.refused["error"] == "invalid_grant"
    again.open("/account")
    assert again.address == "/login"


LIES: Sequence[Mapping[str, Any]] = (
    {"claims": {"nonce": "another"}},
    {"claims": {"nonce": None}},
    {"claims": {"aud": "another client"}},
    {"claims": {"aud": "another client", "azp": "zelfscan"}},
    {"claims": {"aud": ["zelfscan", "another client"]}},
    {"claims": {"aud": ["zelfscan"], "azp": "another client"}},
    {"claims": {"aud": None}},
    {"claims": {"iss": "https://evil.example"}},
    {"claims": {"iss": None}},
    {"claims": {"exp": 1_700_000_000}},
    {"claims": {"exp": None}},
    {"claims": {"iat": 9_000_000_000}},
    {"claims": {"nbf": 9_000_000_000}},
    {"claims": {"sub": None}},
    {"claims": {"sub": ""}},
    {"claims": {"sub": "x" * 256}},
    {"claims": {"sub": 7}},
    {"claims": {"sub": "noor\x00"}},
    {"signed": "by another"},
    {"signed": "by nobody"},
    {"signed": "by nobody", "discovery": {"id_token_signing_alg_values_supported": ["none", "RS256"]}},
    {"signed": "by the public key"},
    {"signed": "by the public key", "discovery": {"id_token_signing_alg_values_supported": ["HS256", "RS256"]}},
    {"signed": "not for these claims"},
    {"nonsense": {"/oauth2/token": "{}"}},
    {"nonsense": {"/oauth2/token": "[]"}},
    {"nonsense": {"/oauth2/token": '{"access_token": "x", "token_type": "Bearer"}'}},
    {"nonsense": {"/oauth2/token": '{"access_token": "x", "token_type": "Bearer", "id_token": "a.b.c"}'}},
    {"nonsense": {"/oauth2/token": "<html>"}},
    {"nonsense": {"/jwks": '{"keys": []}'}},
    {"nonsense": {"/jwks": "null"}},
)


def test_an_answer_that_is_not_to_be_trusted_lets_nobody_in(
    config: Config, services: Services, provider: Provider, subtests: pytest.Subtests
) -> None:
    app = create_app(replace(config, login_limit="1000 per minute"), services)
    for lie in LIES:
        if "discovery" in lie or "/jwks" in lie.get("nonsense", ()):
            app = create_app(config, services)  # what a provider says of itself is asked once
        employee = Person(provider, "urn:collab:person:noor", Visitor(app))
        employee.is_known_with(EMPLOYEE)
        with subtests.test(str(lie)):
            provider.lies(**lie)
            nobody_got_in(employee, services, employee.go())


@pytest.mark.parametrize("claims", [{"aud": ["zelfscan"]}, {"azp": "zelfscan"}, {"exp": None}], ids=str)
def test_an_answer_that_is_right_in_another_way_is_trusted(
    employee: Person, provider: Provider, claims: Mapping[str, Any]
) -> None:
    """What all of the above would show too if this provider lied badly: nothing that it says is trusted."""
    provider.lies(claims={**claims, "exp": int(time.time()) + 60})
    employee.log_in()
    assert employee.visitor.address == "/review"


@pytest.mark.parametrize("said", [{"sub": "somebody else"}, {"sub": None}])
def test_what_is_told_of_somebody_else_gives_no_role(
    employee: Person, provider: Provider, services: Services, said: Mapping[str, Any]
) -> None:
    provider.lies(
        claims={"eduperson_affiliation": None},
        userinfo={**said, "eduperson_affiliation": "zelfscan-admin", "email": "x@y"},
    )
    employee.log_in(status=403)
    assert "geen rol" in employee.visitor.page.text
    assert all_accounts(services.database) == ()


def test_an_address_that_is_not_confirmed_is_not_taken_over(employee: Person, services: Services) -> None:
    employee.is_known_with({**EMPLOYEE, "name": "", "nickname": "Noor de Wit", "email_verified": False})
    employee.log_in()
    (account,) = all_accounts(services.database)
    assert (account.can_be_mailed, account.name) == (False, "Noor de Wit")


UNFIT: Sequence[Mapping[str, Any]] = (
    {"discovery": {"issuer": "https://evil.example"}},
    {"discovery": {"issuer": None}},
    {"discovery": {"authorization_endpoint": None}},
    {"discovery": {"authorization_endpoint": "javascript:alert(1)"}},
    {"discovery": {"id_token_signing_alg_values_supported": ["none", "HS256"]}},
    {"nonsense": {"/.well-known/openid-configuration": "<html>"}},
    {"nonsense": {"/.well-known/openid-configuration": "[1]"}},
    {"nonsense": {"/.well-known/openid-configuration": "{}"}},
)


def test_a_description_that_cannot_be_right_leads_nowhere_and_is_asked_anew(
    employee: Person, provider: Provider, subtests: pytest.Subtests
) -> None:
    for lie in UNFIT:
        with subtests.test(str(lie)), capture_logs() as logs:
            provider.lies(**lie)
            employee.visitor.open("/login/organisation", status=503)
            assert "nu niet bereikbaar" in employee.visitor.page.text
            assert [each["event"] for each in logs] == ["organisation-away"]
    provider.lies()
    employee.log_in()
    assert employee.visitor.address == "/review"


def test_a_provider_that_is_slow_is_not_waited_for(
    config: Config, services: Services, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisation, "WAITS_SECONDS", 0.2)
    visitor = Visitor(create_app(config, services))
    provider.lies(slow=["/.well-known/openid-configuration"])
    visitor.open("/login/organisation", status=503)
    provider.lies(slow=["/oauth2/token"])
    employee = Person(provider, "urn:collab:person:slow", visitor)
    employee.is_known_with(EMPLOYEE)
    nobody_got_in(employee, services, employee.go())


def test_a_provider_that_is_away_is_told(config: Config, services: Services) -> None:
    assert config.oidc is not None
    away = replace(config, oidc=replace(config.oidc, issuer=f"http://127.0.0.1:{free_port()}"))
    Visitor(create_app(away, services)).open("/login/organisation", status=503)


@pytest.mark.parametrize(
    "asked",
    [
        "https://evil.example",
        "//evil.example/review",
        "/\\evil.example",
        "/kaart",
        "/review\n//x",
        "/review?x=\r\nX: y",
        "/review?é",
    ],
)
def test_coming_back_never_leads_elsewhere(employee: Person, asked: str) -> None:
    back = employee.go("/login/organisation?" + urlencode({"next": asked}))
    assert employee.visitor.client.get(back).location == "/review"


def test_the_session_is_another_one_after_logging_in(employee: Person, other: Person, services: Services) -> None:
    """Who put their own cookie in somebody's browser, or knew it before, is not logged in with them; nor stays the session that
    was open in it."""
    back = employee.go()
    before = employee.visitor.client.get_cookie("zelfscan")
    assert before is not None
    employee.visitor.open(back)
    other.visitor.client.set_cookie("zelfscan", before.value)
    other.visitor.open("/account")
    assert other.visitor.address == "/login"
    first = employee.visitor.client.get_cookie("zelfscan")
    assert first is not None
    employee.log_in()  # once more in the same browser: the session before is ended
    other.visitor.client.set_cookie("zelfscan", first.value)
    other.visitor.open("/account")
    assert other.visitor.address == "/login"
    employee.visitor.open("/account")
    assert employee.visitor.address == "/account"
