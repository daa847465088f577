from collections.abc import Callable

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from results.accounts.register import add_account
from results.review import ACCOUNT_ROLES, Role
from results.services import Services
from tests.webform.visitor import Visitor
from webform.access import ACCESS, MAY, Access, AccessError, check_table, guard
from webform.account.login import sign_in

FILLERS = {
    "answer": "yes",
    "flag_id": "1",
    "ref": "0" * 32,
    "link": "no-such-link",
    "page_id": "naam",
    "survey": "soorten",
    "slug": "niets",
    "word": "reject",
    "language": "nl",
    "key": "new",
    "number": 0,
    "zoom": "8",
    "x": "131",
    "y": "84",
    "proposal": 1,
    "challenge": "financiering",
    "response_id": "0" * 32,
    "session_id": "1",
    "account_id": "1",
    "name": "20261123090000-000000000000",
}


NEEDS_SOMETHING = {
    "go_on.link",
    "go_on.renewal",
    "password.choose_page",
    "account.code_page",
    "organisation.go",
    "organisation.back",
    "organisation.left",
    "organisation.refused",
    "pdok.tile",
    "pdok.suggest",
    "pdok.point",
}
"""Pages for everyone that are not there for these addresses, or not yet."""


def addresses(app: Flask) -> list[tuple[str, str, str]]:
    """Every route as endpoint, method and an address that fits it."""
    found = []
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            values = {name: FILLERS.get(name, "css/site.css") for name in rule.arguments}
            found += [
                (rule.endpoint, method, adapter.build(rule.endpoint, values, method=method))
                for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
            ]
    return found


def test_every_route_states_who_may_open_it(app: Flask) -> None:
    assert {endpoint for endpoint, _method, _address in addresses(app)} == set(ACCESS)


def test_each_role_opens_what_the_table_says_and_nothing_else(app: Flask, services: Services) -> None:
    """Every route that is opened by logging in, for nobody and for every role."""
    app.config["WTF_CSRF_ENABLED"] = False
    guarded = [each for each in addresses(app) if ACCESS[each[0]] in MAY]
    assert len(guarded) >= 10
    nobody = app.test_client()
    for _endpoint, method, address in guarded:
        response = nobody.open(address, method=method)
        assert (response.status_code, response.location[:6]) == (303, "/login"), address
    for role in ACCOUNT_ROLES:
        account = add_account(services.database, services.clock, f"{role}@example.org", role, role, "a long password")
        for endpoint, method, address in guarded:
            with app.test_request_context(address, method=method):
                sign_in(account)
                refusal = next(
                    (refused for check in app.before_request_funcs[None] if check.__name__ == "may_open"
                     for refused in [status_of(check)]), None
                )  # fmt: skip
                assert (refusal is None) == (role in MAY[ACCESS[endpoint]]), (role, address)
                assert refusal in (None, 403)


def status_of(check: Callable[[], object]) -> int | None:
    """What the guard answers to this request; None when it lets it through."""
    try:
        assert check() is None
    except HTTPException as refused:
        return refused.code
    return None


def test_an_administrator_does_what_a_coordinator_does() -> None:
    assert all(Role.ADMINISTRATOR in roles for roles in MAY.values())


def test_without_a_key_nothing_opens(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    private = [each for each in addresses(app) if ACCESS[each[0]] is Access.RESPONDENT]
    assert len(private) >= 5
    for _endpoint, method, address in private:
        assert app.test_client().open(address, method=method).status_code == 403, address


def test_what_everyone_may_open_opens(app: Flask) -> None:
    for endpoint, method, address in addresses(app):
        if (
            ACCESS[endpoint] is Access.EVERYONE
            and method == "GET"
            and endpoint not in NEEDS_SOMETHING
            and f"/{FILLERS['slug']}" not in address
        ):
            with app.test_client().get(address) as response:
                assert response.status_code == 200, address


def test_a_route_without_access_is_refused(app: Flask) -> None:
    fewer = {endpoint: access for endpoint, access in ACCESS.items() if endpoint != "fill.page"}
    with pytest.raises(AccessError, match=r"fill\.page"):
        check_table(app, fewer)
    with pytest.raises(AccessError, match=r"no\.such"):
        check_table(app, {**ACCESS, "no.such": Access.EVERYONE})


def test_what_is_not_in_the_table_cannot_be_opened() -> None:
    app = Flask(__name__)
    guard(app, {})
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    assert app.test_client().get("/forgotten").status_code == 403


def test_a_researcher_lands_on_a_page_of_their_own(services: Services, visitor: Visitor) -> None:
    add_account(services.database, services.clock, "r@example.org", "Rik", Role.RESEARCHER, "a long password")
    visitor.open("/review")
    visitor.send({"email": "r@example.org", "password": "a long password"})
    assert (visitor.address, visitor.client.get("/review").status_code) == ("/account", 403)
    assert "/review" not in visitor.page.links
    assert "Onderzoeker" in visitor.page.text
