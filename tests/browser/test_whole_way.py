"""From the start page to the map, as the people concerned go: an initiator, a coordinator, a visitor."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.people import Coordinator, Respondent, open_from_list
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium

PHONE, DESK = 360, 1280


def look(page: Page, where: str) -> None:
    """Axe finds nothing, on the screen of a phone and on that of a computer."""
    for width in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": 800})
        assert_accessible(page, f"{where} at {width}")


def fill_in_and_send(page: Page, site: Site, title: str, check_pages: bool = False) -> Respondent:
    respondent = Respondent(page, site.address, "zelfscan")
    respondent.start()
    answers = scan(title)
    while (id := respondent.page_id()) is not None:
        if check_pages:
            look(page, id)
        respondent.pages.append(id)
        respondent.answer(answers)
        respondent.go_on()
    if check_pages:
        look(page, "check your answers")
    respondent.send()
    return respondent


@pytest.mark.parametrize(
    ("width", "javascript"), [(360, True), (1280, True), (360, False)], ids=["phone", "desk", "no-script"]
)
def test_from_start_to_map(site: Site, visit: Visit, width: int, javascript: bool) -> None:
    title = f"Buurtwarmte {width} {'met' if javascript else 'zonder'}"
    initiator = visit(width=width, javascript=javascript)
    respondent = fill_in_and_send(initiator, site, title)
    assert len(respondent.pages) == len(set(respondent.pages)) > 30, "each page once"

    # The profile, at once.
    expect(initiator.get_by_role("heading", level=1)).to_have_text("Dank je wel, we hebben het ontvangen")
    expect(initiator.locator(".three > li")).to_have_count(3)
    expect(initiator.get_by_role("table", name=re.compile("Alle uitdagingen")).locator("tbody tr")).to_have_count(12)

    # Nothing is public before approval.
    visitor = visit(width=width, javascript=javascript)
    visitor.goto(f"{site.address}/kaart")
    expect(visitor.get_by_role("link", name=title)).to_have_count(0)

    desk = visit(width=width, javascript=javascript)
    coordinator = Coordinator(desk, site.address)
    coordinator.log_in(site.email, site.password)
    coordinator.open(title)
    coordinator.decide("approve", "Welkom op de kaart.")

    visitor.goto(f"{site.address}/kaart")
    open_from_list(visitor, title)
    expect(visitor.get_by_role("heading", level=1)).to_have_text(title)
    page = visitor.locator("main").inner_text()
    for public in ("Energie en warmte", "Utrecht", "info@voorbeeld.nl"):
        assert public in page, public
    for kept_inside in ("naam@voorbeeld.nl", "3511", "01234567", "financiering", "120"):
        assert kept_inside not in page, kept_inside

    initiator.reload()
    expect(initiator.get_by_text("Welkom op de kaart.")).to_be_visible()
    expect(initiator.locator("a[href*='/collectief/']")).to_be_visible()


def test_axe_finds_nothing_on_any_page(site: Site, visit: Visit) -> None:
    title = "Toegankelijk"
    page = visit(width=PHONE)
    for address in ("/", "/zelfscan", "/kennismaking", "/kaart", "/login", "/nergens"):
        page.goto(site.address + address)
        look(page, address)
    fill_in_and_send(page, site, title, check_pages=True)
    look(page, "profile")

    desk = visit(width=PHONE)
    coordinator = Coordinator(desk, site.address)
    coordinator.log_in(site.email, site.password)
    look(desk, "the list of what waits")
    coordinator.open(title)
    look(desk, "a submission")
    coordinator.decide("reject")
    look(desk, "a decision without its reason")
    coordinator.decide("approve")
    look(desk, "a submission, approved")

    visitor = visit(width=PHONE)
    visitor.goto(f"{site.address}/kaart")
    visitor.locator(".leaflet-container, .map").first.wait_for()
    look(visitor, "the map")
    open_from_list(visitor, title)
    look(visitor, "a collective")


def test_without_consent_nothing_is_public(site: Site, visit: Visit) -> None:
    title = "Liever niet op de kaart"
    page = visit()
    site.open_draft(page, "zelfscan", scan(title, c_kaart="false"))
    Respondent(page, site.address, "zelfscan").send()
    desk = visit()
    coordinator = Coordinator(desk, site.address)
    coordinator.log_in(site.email, site.password)
    coordinator.open(title)
    expect(desk.locator("#entry ~ p")).to_contain_text("geen toestemming")
    coordinator.decide("approve")
    page.goto(f"{site.address}/kaart?q=Liever")
    expect(page.get_by_role("link", name=title)).to_have_count(0)


def test_rejected_with_a_reason_that_the_initiator_reads(site: Site, visit: Visit) -> None:
    title = "Geen burgercollectief"
    page = visit()
    site.open_draft(page, "zelfscan", scan(title))
    Respondent(page, site.address, "zelfscan").send()
    desk = visit()
    coordinator = Coordinator(desk, site.address)
    coordinator.log_in(site.email, site.password)
    coordinator.open(title)
    coordinator.decide("reject")
    expect(desk.get_by_role("alert")).to_be_visible()
    coordinator.decide("reject", "Dit is een bedrijf van één persoon.")
    page.reload()
    expect(page.get_by_text("Dit is een bedrijf van één persoon.")).to_be_visible()
    page.goto(f"{site.address}/kaart?q=burgercollectief")
    expect(page.get_by_role("link", name=title)).to_have_count(0)


@pytest.mark.parametrize("lab", ["sciencelab", "netwerklab"])
def test_the_other_survey_goes_the_same_way(site: Site, visit: Visit, lab: str) -> None:
    page = visit(width=360)
    respondent = Respondent(page, site.address, "kennismaking")
    respondent.start()
    respondent.fill_in({
        "a_lab": lab, "a_naam": "Voorbeeld", "a_email": "naam@voorbeeld.nl", "a_organisatie": "Voorbeeld",
        "a_werkgebied": "landelijk", "b_sectoren": ["energie", "wonen"], "b_uitdagingen": ["financiering"],
        "b_sc_terug": ["samenvatting"], "d_bijdrage": ["expertise"], "d_bijdrage_tekst": "Wij denken graag mee.",
        "d_zoek": ["samenwerking"], "d_afspraak": True,
    })  # fmt: skip
    respondent.send()
    assert_accessible(page, "after the kennismaking")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_in_english(site: Site, visit: Visit) -> None:
    page = visit(locale="en-GB")
    page.goto(f"{site.address}/zelfscan?language=en")
    respondent = Respondent(page, site.address, "zelfscan")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/r/**")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    respondent.fill_in(scan("In English"))
    respondent.send()
    expect(page.get_by_role("table").first).to_contain_text("Vision and direction")
