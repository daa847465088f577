"""My scan in a real browser: on a phone and on a screen, with and without JavaScript, by keyboard alone, in both languages."""

import json
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from results.records.accounts import Account
from results.review import Role
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium
from tests.results.decided import approve

pytestmark = needs_chromium


def sent_and_approved(site: Site, page: Page, title: str) -> str:
    """A scan that is on the map, opened in this browser; the address of My scan."""
    check = site.open_draft(page, "zelfscan", scan(title))
    page.locator("main form[action$='/check'] button[type=submit]").click()
    page.wait_for_url("**/profile")
    ref = check.split("/")[-2]
    with site.services() as services:
        somebody = Account(1, site.email, "", Role.COORDINATOR, datetime.now(UTC), None)
        approve(services, ref, 1, somebody, "Welkom.\nFijn dat jullie er zijn.")
    return f"{site.address}/r/{ref}/scan"


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_whole_of_it(site: Site, visit: Visit, width: int, javascript: bool) -> None:
    page = visit(width=width, javascript=javascript)
    title = f"Mijn scan {width} {javascript}"
    my_scan = sent_and_approved(site, page, title)

    def look(where: str) -> None:
        if javascript:  # axe is a script
            assert_accessible(page, f"{where} at {width}")

    page.goto(my_scan)
    look("my scan")
    page.get_by_role("link", name="Bekijk jullie pagina op de kaart").click()
    public = page.url
    page.goto(my_scan)
    card = page.locator("#consent-c_kaart")
    expect(card).to_contain_text("Jullie pagina gaat direct van de kaart")
    card.get_by_role("button", name="Trek deze toestemming in").click()
    expect(page.get_by_role("status")).to_contain_text("Toestemming ingetrokken: Een openbare pagina op de kaart.")
    look("without a consent")
    assert page.goto(public).status == 410  # type: ignore[union-attr]
    page.goto(my_scan)
    page.locator("details summary").first.click()
    expect(page.locator("details[open]").first).to_contain_text("Ingetrokken")
    look("the log open")
    card.get_by_role("button", name="Geef deze toestemming").click()
    assert page.goto(public).status == 200  # type: ignore[union-attr]

    page.goto(f"{my_scan}/withdraw")
    look("withdrawing")
    page.get_by_role("button", name="Trek je scan in").click()
    expect(page.get_by_role("status")).to_contain_text("Je scan is ingetrokken.")
    look("withdrawn")
    assert page.goto(public).status == 410  # type: ignore[union-attr]

    page.goto(f"{my_scan}/delete")
    look("deleting")
    page.get_by_role("button", name="Verwijder alles").click()
    expect(page.get_by_role("alert")).to_contain_text("Vink het vakje aan")
    look("deleting without being sure")
    page.get_by_label("Ja, verwijder alles.").check()
    page.get_by_role("button", name="Verwijder alles").click()
    page.wait_for_url("**/r/deleted")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alles is verwijderd")
    look("deleted")
    page.goto(my_scan)
    expect(page.get_by_role("main")).not_to_contain_text(title)


def test_by_keyboard_alone_and_in_english(site: Site, visit: Visit) -> None:
    page = visit(width=360, locale="en-GB")
    my_scan = sent_and_approved(site, page, "Mijn scan met toetsen")
    page.goto(f"{my_scan}?language=en")
    press_until(page, "Withdraw this consent: The general e-mail address on the map")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Withdrawn: The general e-mail address on the map.")
    press_until(page, "Delete everything")
    page.keyboard.press("Enter")
    page.wait_for_url("**/scan/delete")
    press_until(page, "Yes, delete everything.")
    page.keyboard.press("Space")
    press_until(page, "Delete everything")
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/deleted")
    assert_accessible(page, "deleted, in English")


def press_until(page: Page, name: str) -> None:
    """Press Tab until what has this name has the focus."""
    focused = (
        "e => (e.labels && e.labels.length ? e.labels[0].textContent : e.textContent).replace(/\\s+/g, ' ').trim()"
    )
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"({focused})(document.activeElement)").startswith(name):
            return
    raise AssertionError(f"Tab never comes to {name!r}")


def test_a_draft_can_be_downloaded_and_deleted(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    check = site.open_draft(page, "zelfscan", scan("Een concept"))
    page.get_by_role("link", name="Mijn scan").click()
    page.wait_for_url("**/scan")
    assert_accessible(page, "my scan of a draft")
    for name, ending in (("Je antwoorden voor een rekenprogramma", ".csv"), ("Alles, voor programma’s", ".json")):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert download.value.suggested_filename.startswith("zelfscan-20")
        assert download.value.suggested_filename.endswith(ending)
        content = download.value.path().read_text("utf-8-sig")
        assert "Een concept" in content
        assert ending == ".csv" or json.loads(content)["response"]["state"] == "draft"
    page.get_by_role("link", name="Verwijder alles").click()
    assert_accessible(page, "deleting a draft")
    page.get_by_label("Ja, verwijder alles.").check()
    page.get_by_role("button", name="Verwijder alles").dblclick()
    page.wait_for_url("**/r/deleted")
    page.goto(check)
    expect(page.get_by_role("main")).not_to_contain_text("Een concept")
