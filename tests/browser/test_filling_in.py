"""What people do besides filling in nicely: nonsense, going back, two tabs, a double click, the keyboard only."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.people import Respondent
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium


def test_an_error_is_told_at_the_top_and_at_the_field_and_nothing_is_lost(site: Site, visit: Visit) -> None:
    for javascript in (True, False):
        page = visit(width=360, javascript=javascript)
        respondent = Respondent(page, site.address, "zelfscan")
        respondent.start()
        respondent.answer({"r_naam": "Voorbeeld", "r_email": "geen adres"})
        respondent.go_on()
        summary = page.get_by_role("alert").filter(has=page.get_by_role("link"))
        expect(summary).to_be_visible()
        if javascript:
            expect(page.locator(".govuk-error-summary")).to_be_focused()
        assert_accessible(page, "a page with errors") if javascript else None
        expect(page.locator("#r_email")).to_have_value("geen adres")
        expect(page.locator("#r_naam")).to_have_value("Voorbeeld")
        expect(page.locator("#r_email")).to_have_attribute("aria-invalid", "true")
        summary.get_by_role("link").first.click()
        expect(page.locator("#r_email")).to_be_focused()


def test_back_loses_nothing_and_answers_off_the_path_are_kept_aside(site: Site, visit: Visit) -> None:
    page = visit()
    respondent = Respondent(page, site.address, "zelfscan")
    respondent.start()
    answers = scan("Terug en weer verder")
    while respondent.page_id() != "meedoen":
        respondent.answer(answers)
        respondent.go_on()
    page.locator(".govuk-back-link").click()
    assert respondent.page_id() == "ledental"
    expect(page.locator("#l_aantal")).to_have_value("120")
    assert "l_trend" in respondent.shown()
    # In the phase of an idea nobody is asked how the number of members changed ...
    base = page.url.split("/page/")[0]
    page.goto(f"{base}/page/fase")
    respondent.answer({"k_fase": "idee"})
    respondent.go_on()
    page.goto(f"{base}/page/ledental")
    assert "l_trend" not in respondent.shown()
    # ... but the answer is still there when the phase is mended.
    page.goto(f"{base}/page/fase")
    respondent.answer({"k_fase": "groei"})
    respondent.go_on()
    page.goto(f"{base}/page/ledental")
    expect(page.locator("input[name=l_trend][value=gelijk]")).to_be_checked()


def test_two_tabs_on_two_pages_keep_both(site: Site, visit: Visit) -> None:
    page = visit()
    respondent = Respondent(page, site.address, "zelfscan")
    respondent.start()
    base = page.url.split("/page/")[0]
    other = page.context.new_page()
    other.goto(f"{base}/page/rol_en_mandaat")
    respondent.answer({"r_naam": "Voorbeeld", "r_email": "naam@voorbeeld.nl"})
    second = Respondent(other, site.address, "zelfscan")
    second.answer({"r_rol": "lid", "r_mandaat": "ja"})
    second.go_on()
    respondent.go_on()
    for id, name in (("contactgegevens", "r_naam"), ("rol_en_mandaat", "r_rol")):
        page.goto(f"{base}/page/{id}")
        if name == "r_naam":
            expect(page.locator("#r_naam")).to_have_value("Voorbeeld")
        else:
            expect(page.locator("input[name=r_rol][value=lid]")).to_be_checked()


def test_the_main_sector_cannot_be_chosen_again(site: Site, visit: Visit) -> None:
    page = visit()
    respondent = Respondent(page, site.address, "zelfscan")
    respondent.start()
    while respondent.page_id() != "andere_sectoren":
        respondent.answer(scan("Sectoren"))
        respondent.go_on()
    expect(page.locator("input[name=p_sectoren_neven][value=wonen]")).to_have_count(1)
    expect(page.locator("input[name=p_sectoren_neven][value=energie]")).to_have_count(0)


def test_the_start_of_the_scan_by_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit()
    page.goto(f"{site.address}/zelfscan")
    page.keyboard.press("Tab")
    expect(page.locator(".govuk-skip-link")).to_be_focused()
    page.locator("main form button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/contactgegevens")
    page.locator("#r_naam").focus()
    page.keyboard.type("Voorbeeld")
    page.keyboard.press("Tab")
    page.keyboard.type("naam@voorbeeld.nl")
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/rol_en_mandaat")
    page.locator("input[name=r_rol]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/page/naam_en_doel")


def test_sending_twice_gives_one_submission_and_the_browsers_back_button_does_no_harm(site: Site, visit: Visit) -> None:
    page = visit()
    check = site.open_draft(page, "zelfscan", scan("Twee keer klikken"))
    page.locator("main form[action$='/check'] button[type=submit]").dblclick()
    page.wait_for_url("**/profile")
    page.go_back()
    page.goto(check)
    expect(page).to_have_url(page.url)
    page.goto(check.replace("/check", "/profile"))
    expect(page.locator("main")).to_contain_text("versie 1")


def test_a_killed_server_has_kept_every_page_that_was_answered(
    tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> None:
    instance = tmp_path_factory.mktemp("killed")
    page = chromium.new_page()
    first = Site(instance)
    respondent = Respondent(page, first.address, "zelfscan")
    respondent.start()
    for _ in range(6):
        respondent.answer(scan("Stroom weg"))
        respondent.go_on()
    draft = page.url.split("/page/")[0].removeprefix(first.address)
    first.kill()
    second = Site(instance)
    try:
        page.goto(f"{second.address}{draft}/page/naam_en_doel")
        expect(page.locator("#p_naam")).to_have_value("Stroom weg")
    finally:
        page.close()
        second.stop()
