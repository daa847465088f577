"""What visitors and whoever is mailed once a year do, in a browser: the three links of the real mail, a report, the frame on
another site, the map without a mouse and without a script, one address in two tabs."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from results.accounts.register import all_accounts
from results.demo import make_demo
from results.due import Plan, Step
from results.filling.keys import use_link
from results.my_scan.submit import submit
from results.reports import waiting
from results.store import upkeep
from results.upkeep.renewal import run_upkeep
from tests.browser.accessible import WIDER, assert_accessible
from tests.browser.conftest import Visit
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.browser.test_map import another_site, number, opened
from tests.chromium import needs_chromium
from tests.results.decided import approve

pytestmark = needs_chromium
COLLECTIVES = 70
"""More than stand on one page of the list."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with made-up collectives, the one that `visit` opens."""
    site = Site(tmp_path_factory.mktemp("visited"))
    with site.services() as services:
        make_demo(services, 2 * COLLECTIVES, "bezoek")
    yield site
    site.stop()


def asked_after_a_year(site: Site, title: str) -> None:
    """A collective on the map that told us something a year ago, and is mailed now."""
    link = site.draft("zelfscan", scan(title)).rsplit("/", 1)[1]
    with site.services() as services:
        opened_here = use_link(services, link)
        submit(services, opened_here.token)
        approve(services, opened_here.response_id, 1, all_accounts(services.database)[0])
        now = services.clock.now()
        with services.database.writing() as connection:
            plan = Plan(now - timedelta(days=366), Step.ASK, now - timedelta(days=1))
            upkeep.put(connection, opened_here.response_id, plan)
        run_upkeep(services)


def mailed(page: Page, site: Site, title: str) -> dict[str, str]:
    """The links of the mail that asks about this collective whether everything is still right, by their answer."""
    page.goto(f"{site.address}/mail")
    asking = page.get_by_role("link", name=re.compile("^Klopt alles .* nog"))
    before = asking.count()
    asked_after_a_year(site, title)
    for _look in range(60):
        page.goto(f"{site.address}/mail")
        if asking.count() > before:
            break
        page.wait_for_timeout(500)
    asking.first.click()
    links = [link.get_attribute("href") or "" for link in page.locator(".mail-text a[href*=still-right]").all()]
    parts = [link.split("/still-right/")[1] for link in links]
    return {part.split("/")[0]: f"{site.address}/still-right/{part}" for part in parts}


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_the_three_links_of_the_yearly_mail(site: Site, visit: Visit, javascript: bool) -> None:
    title = f"Jaarlijks {javascript}"
    links, page = mailed(visit(), site, title), visit(width=360, javascript=javascript)
    page.goto(links["yes"])
    page.goto(links["yes"])  # a scanner opens it too; nothing happens by that
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Dank je wel.")
    expect(page.locator("#right ~ p").first).to_contain_text("We vragen het weer op")
    page.goto(links["change"])
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile(r"/r/[0-9a-f]+/?"))
    page.goto(links["remove"])
    page.locator("main form button").click()
    expect(page).to_have_url(re.compile("/scan/withdraw$"))
    page.locator("main form button").click()
    page.goto(f"{site.address}/collectief/{title.lower().replace(' ', '-')}")
    expect(page.locator("h1")).to_have_text("Dit collectief staat niet meer op de kaart")
    page.goto(links["yes"])
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("er valt niets te bevestigen")
    page.goto(f"{links['yes'][:-4]}aaaa")
    expect(page.get_by_role("link", name="Naar ‘Mijn scan’")).to_be_visible()
    if javascript:
        assert_accessible(page, "a link that no longer works")


def test_a_report_by_keyboard(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    page.goto(f"{site.address}/kaart?view=list")
    page.locator("#found a").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Klopt hier iets niet").press("Enter")
    page.get_by_role("button", name="Verstuur de melding").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.locator(".govuk-error-summary a").first.press("Enter")
    page.keyboard.press("Space")
    assert page.locator("[name=kind]").first.is_checked()
    assert page.locator("[name=website]").is_hidden()
    page.get_by_role("button", name="Verstuur de melding").dblclick()
    expect(page.locator("h1")).to_have_text("Dank je voor je melding")
    with site.services() as services:
        assert waiting(services)[1] == 1
    assert_accessible(page, "thanks for a report")


def test_the_frame_keeps_its_filters_and_opens_pages_outside(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(locale="nl-NL", viewport={"width": 700, "height": 700})
    page = context.new_page()
    with another_site(site.address) as other:
        page.goto(f"{other}/kaart/embed?lang=en&sector=energie")
        frame = page.frame_locator("iframe")
        frame.get_by_role("button", name="List").press("Enter")
        found = frame.locator("#list").inner_text()
        with context.expect_page() as outside:
            frame.locator("#found a").first.press("Enter")
        expect(outside.value.locator("h1")).not_to_be_empty()
        assert outside.value.url.startswith(f"{site.address}/collectief/")
        assert outside.value.evaluate("opener") is None
        with context.expect_page() as whole:
            frame.get_by_role("link", name="Open the whole map").press("Enter")
        assert whole.value.url == f"{site.address}/kaart?sector=energie"
        expect(whole.value.locator("#list")).to_contain_text(re.search(r"\d+", found)[0])  # type: ignore[index]
        for closed in ("/kaart", "/kaart/embed-code", "/", "/login", "/mail"):
            page.goto(other + closed)
            page.wait_for_load_state("networkidle")
            assert page.frames[-1].locator("h1").count() == 0 or "chrome-error" in page.frames[-1].url, closed
    context.close()


@pytest.mark.parametrize("width", [280, 360])
def test_the_frame_without_a_script(visit: Visit, site: Site, width: int) -> None:
    page = visit(width=width, javascript=False)
    page.goto(f"{site.address}/kaart/embed?lang=nl")
    first = page.locator("#found a").first.inner_text()
    page.get_by_role("link", name="Volgende").click()
    expect(page).to_have_url(re.compile(r"/kaart/embed\?(page=2&lang=nl|lang=nl&page=2)$"))
    assert page.locator("#found a").first.inner_text() != first
    assert page.evaluate(WIDER) <= 0
    assert page.context.cookies() == []


def test_the_map_by_keyboard_from_the_country_to_a_collective(visit: Visit, site: Site) -> None:
    page = opened(visit(), site)
    marks = page.locator(".map-mark")
    everything = marks.count()
    marks.first.focus()
    for _press in range(8):
        page.keyboard.press("Enter")
        page.wait_for_timeout(400)
        if page.locator(".leaflet-popup a").count():
            break
        assert page.evaluate("document.activeElement.classList.contains('map-mark')"), "the focus is not lost"
    link = page.locator(".leaflet-popup-content a").first
    expect(link).to_be_focused()
    name = link.inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    assert page.evaluate("document.activeElement.classList.contains('map-mark')")
    page.keyboard.press("Enter")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)
    page.go_back()
    marks.first.wait_for()
    assert everything
    assert "map=" in page.url, "where the map stood is still in the address"


def test_without_a_script_filters_pages_and_search_work(visit: Visit, site: Site) -> None:
    page = visit(width=360, javascript=False)
    page.goto(f"{site.address}/kaart")
    everything = number(page)
    page.locator(".filters__summary").click()
    page.locator("[data-filter=sector] summary").click()
    page.get_by_role("checkbox", name="Energie en warmte").check()
    page.get_by_role("button", name="Laat zien").click()
    energy = number(page)
    assert 0 < energy < everything
    page.get_by_role("link", name="Haal weg").click()
    page.get_by_role("link", name="Volgende").click()
    expect(page.locator("#found ol")).to_have_attribute("start", "51")
    page.get_by_label("Zoek op naam").fill("zoiets is er niet")
    page.get_by_role("button", name="Zoeken").click()
    expect(page.locator("#found")).to_contain_text("Haal er een weg")
    assert page.evaluate(WIDER) <= 0


def test_one_address_in_two_tabs_and_for_somebody_else(visit: Visit, site: Site) -> None:
    page = opened(visit(), site)
    page.locator(".filter__summary", has_text="Sector").click()
    page.get_by_role("checkbox", name="Energie en warmte").check()
    expect(page).to_have_url(re.compile("sector=energie$"))
    found = number(page)
    second = page.context.new_page()
    second.goto(page.url)
    expect(second.locator("#chips")).to_contain_text("Energie en warmte")
    second.get_by_role("link", name="Haal weg: Sector").click()
    expect(second).to_have_url(f"{site.address}/kaart")
    assert number(page) == found, "the other tab stands as it did"
    page.reload()
    assert number(page) == found
    second.go_back()
    expect(second.locator("#list")).to_have_text(page.locator("#list").inner_text())
    expect(second.locator("[name=sector][value=energie]")).to_be_checked()
    english = visit(locale="en-GB")
    english.goto(page.url)
    expect(english.locator("#list")).to_have_text(f"{found} collectives")


def test_on_paper_there_is_the_list(visit: Visit, site: Site) -> None:
    page = opened(visit(), site, "?sector=energie")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    expect(page.locator("#found li").first).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#chips")).to_contain_text("Energie en warmte")
