"""Logging in with an organisation as browsers do it, under our own policy: there and back, and once more after an hour."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import requests
from playwright.sync_api import Browser, Page
from sqlalchemy import update

from results.models.accounts import AccountSessionRow
from tests.browser.accessible import assert_accessible
from tests.browser.site import Site
from tests.chromium import needs_chromium
from tests.webform.organisation.conftest import EMPLOYEE, PATIENCE, Provider, running

__all__ = ["running"]

pytestmark = needs_chromium
GO = re.compile(r"/login/organisation\?next=")


@pytest.fixture
def site(running: Provider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    running.lies()
    settings = {
        "OIDC_ISSUER": running.address,
        "OIDC_CLIENT_ID": "zelfscan",
        "OIDC_CLIENT_SECRET": "secret",
        "OIDC_CLAIM": "eduperson_affiliation",
        "OIDC_COORDINATORS": "employee",
    }
    site = Site(tmp_path_factory.mktemp("organisation"), settings)
    yield site
    site.stop()


def an_hour_later(site: Site) -> None:
    """Let every session have begun longer ago, and be in use."""
    with site.services() as services, services.database.writing() as connection:
        before = services.clock.now() - timedelta(minutes=61)
        connection.execute(update(AccountSessionRow).values(begun_at=before))


def log_in_there(page: Page) -> None:
    """What the provider asks."""
    page.locator("input[name=sub]").fill("urn:collab:person:noor")
    page.locator("button[type=submit]").first.click()


def test_there_and_back_and_once_more_after_an_hour(chromium: Browser, site: Site, running: Provider) -> None:
    requests.put(f"{running.address}/users/urn:collab:person:noor", json=EMPLOYEE, timeout=PATIENCE).raise_for_status()
    context = chromium.new_context(locale="nl-NL", viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    blocked: list[str] = []
    page.on("console", lambda told: blocked.append(told.text) if "violates" in told.text else None)
    page.goto(f"{site.address}/review?state=all")
    page.get_by_role("link", name="Inloggen met je organisatie").click()
    log_in_there(page)
    page.wait_for_url(f"{site.address}/review*")
    an_hour_later(site)
    page.get_by_text("Zoeken en filteren").click()  # folded on a phone
    page.locator("input[name=q]").first.fill("warmte")  # a form: the policy stops one that is led to another site
    page.locator("input[name=q]").first.press("Enter")
    page.wait_for_url(f"{running.address}/**")
    log_in_there(page)
    page.wait_for_url(f"{site.address}/review?*q=warmte*")
    an_hour_later(site)
    page.route(GO, lambda route: route.fulfill(status=204))
    page.goto(f"{site.address}/account")
    assert page.locator("h1").inner_text() == "Een ogenblik"
    assert_accessible(page, "asking")
    page.unroute(GO)
    page.get_by_role("link", name="Verder").click()
    log_in_there(page)
    page.wait_for_url(f"{site.address}/account")
    assert not blocked
    context.close()
