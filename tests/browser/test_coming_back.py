"""Coming back: by a link and by a code in another browser, at phone width without JavaScript; and stopping."""

import re

from playwright.sync_api import expect

from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.people import Respondent
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium


def test_a_code_takes_a_scan_to_another_device_and_stopping_leaves_nothing_on_the_first(
    site: Site, visit: Visit
) -> None:
    first = visit(width=360, javascript=False)
    respondent = Respondent(first, site.address, "zelfscan")
    respondent.start()
    respondent.answer(scan("Verder op de laptop"))
    first.locator("summary", has_text="Nu stoppen").click()
    expect(first.locator("main")).to_contain_text("We bewaren het tot")
    first.get_by_role("button", name="Bewaar deze pagina en stop").click()
    first.wait_for_url("**/later")
    expect(first.locator("main")).to_contain_text(re.compile(r"gestuurd naar .\*\*\*@"))
    first.get_by_role("button", name="Maak een code").click()
    code = first.locator("main .lead b").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}", code)

    second = visit()
    second.goto(first.url.replace("/later/code", ""))
    assert_accessible(second, "open your scan")
    second.get_by_label("Code", exact=True).fill(code.lower().replace("-", ""))
    second.get_by_role("button", name="Open met deze code").click()
    second.wait_for_url("**/r/**")
    scan_address = first.url.split("/later")[0]
    second.goto(f"{scan_address}/page/contactgegevens")
    expect(second.locator("#r_email")).to_have_value(re.compile("@"))
    second.goto(f"{scan_address}/later")
    assert_accessible(second, "come back later")

    first.goto(f"{scan_address}/later")
    first.get_by_role("button", name="Stop op dit apparaat").click()
    expect(first.locator("main")).to_contain_text("Deze browser kan je scan niet meer openen")
    first.goto(scan_address)
    expect(first.locator("h1")).to_have_text("Open je scan")
    second.goto(scan_address)
    expect(second.locator("h1")).not_to_have_text("Open je scan")


def test_a_link_is_opened_by_its_button_by_keyboard(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    page.goto(site.draft("zelfscan", scan("Met een link")))
    assert_accessible(page, "a link")
    link = page.url
    button = page.get_by_role("button", name="Open mijn scan")
    for _ in range(30):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/r/**")
    assert link.rsplit("/", 1)[1] not in page.content()
    page.goto(link[:-5])
    expect(page.locator("h1")).to_have_text("Deze link werkt niet meer")
    assert_accessible(page, "a link that no longer works")
