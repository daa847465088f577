"""The whole life of an entry, in the browsers of everybody concerned: sent, changes asked, sent again, approved, on the map,
edited, the old one there until the new one is approved, withdrawn, gone everywhere, also for who has kept a copy."""

import urllib.error
import urllib.request

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.people import Coordinator, Respondent, open_from_list
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium

LISTS = (
    "/kaart",
    "/kaart/points.json",
    "/api/v1/collectives",
    "/api/v1/collectives.geojson",
    "/api/v1/collectives.jsonld",
    "/api/v1/collectives.csv",
    "/feed.atom",
)
"""Where everybody can read the names of all that is on the map."""
FIRST = "Wij delen de warmte van onze huizen met elkaar."
SECOND = "Wij delen nu ook stroom, van daken in de hele wijk."


def read(site: Site, address: str, tag: str = "") -> tuple[int, str, str]:
    """What a program gets: status, text, and the tag by which it asks later whether anything changed."""
    request = urllib.request.Request(site.address + address, headers={"If-None-Match": tag} if tag else {})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 # our own http address
            return answer.status, answer.read().decode(), answer.headers.get("ETag", "")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode(), ""


def listed(site: Site, title: str) -> set[str]:
    """In which of the lists this name stands."""
    return {address for address in LISTS if title in read(site, address)[1]}


def change_description(page: Page, base: str, text: str) -> None:
    """Change what is told about the collective, and send it again."""
    page.goto(f"{base}/page/naam_en_doel")
    page.locator("#p_omschrijving").fill(text)
    page.locator("#page-form button[type=submit]").last.click()
    page.wait_for_load_state()
    page.goto(f"{base}/check")
    Respondent(page, base, "zelfscan").send()


@pytest.mark.parametrize(("width", "javascript"), [(360, True), (1280, False)], ids=["phone", "desk-no-script"])
def test_the_whole_life_of_an_entry(site: Site, visit: Visit, width: int, javascript: bool) -> None:  # noqa: PLR0915 # one life, in order
    title = f"Levensloop {width}"
    initiator, desk, visitor = (visit(width=width, javascript=javascript) for _person in range(3))

    def look(page: Page, where: str) -> None:
        if javascript:  # axe is a script
            assert_accessible(page, f"{where} at {width}")

    # Sent; a coordinator asks about one answer; the initiator sees the question there, and sends it again.
    check = site.open_draft(initiator, "zelfscan", scan(title, p_omschrijving=FIRST))
    base = check.removesuffix("/check")
    Respondent(initiator, site.address, "zelfscan").send()
    coordinator = Coordinator(desk, site.address)
    coordinator.log_in(site.email, site.password)
    coordinator.open(title)
    submission = desk.url.split("?")[0].split("#")[0]
    desk.goto(f"{submission}/write/request-changes")
    part = desk.locator("details.govuk-details", has=desk.locator("#at-p_omschrijving"))
    part.locator("summary").first.click()
    part.locator("#at-p_omschrijving summary").click()
    desk.locator("[name=comment-p_omschrijving]").fill("Voor wie is de warmte?")
    look(desk, "writing a comment")
    desk.locator("button[formaction$='/request-changes']").click()
    desk.wait_for_load_state()
    assert listed(site, title) == set()
    initiator.goto(f"{base}/page/naam_en_doel")
    expect(initiator.get_by_text("Voor wie is de warmte?").first).to_be_visible()
    look(initiator, "a question with a comment")
    change_description(initiator, base, f"{FIRST} Voor de hele buurt.")
    assert listed(site, title) == set(), "nothing is public before approval"

    # Approved: on the map, in every list, on a page of its own.
    coordinator.open(title)
    expect(desk.get_by_text("Voor wie is de warmte?").first).to_be_attached()
    coordinator.decide("approve", "Welkom.")
    assert listed(site, title) == set(LISTS)
    visitor.goto(f"{site.address}/kaart?q=Levensloop")
    open_from_list(visitor, title)
    expect(visitor.locator("main")).to_contain_text("Voor de hele buurt.")
    page = visitor.url.removeprefix(site.address).split("?")[0]
    one = f"/api/v1/collectives/{page.rsplit('/', 1)[1]}"

    # Edited: the old entry stays as it was until the new one is approved.
    change_description(initiator, base, SECOND)
    for address in (page, one):
        assert FIRST in read(site, address)[1]
        assert SECOND not in read(site, address)[1]
    old = read(site, one)[2]
    coordinator.open(title)
    expect(desk.locator("main")).to_contain_text(SECOND)
    look(desk, "a submission with what changed")
    coordinator.decide("approve")
    for address in (page, one):
        assert SECOND in read(site, address)[1]
        assert FIRST not in read(site, address)[1]
    assert read(site, one, old)[0] == 200, "a copy of the old entry is no longer right"

    # Withdrawn: gone everywhere, also for who asks whether the copy they have is still right.
    kept = {address: read(site, address)[2] for address in (*LISTS, page, one, "/sitemap.xml")}
    assert read(site, one, kept[one])[0] == 304
    assert page in read(site, "/sitemap.xml")[1]
    initiator.goto(f"{base}/scan/withdraw")
    initiator.get_by_role("button", name="Trek je scan in").click()
    expect(initiator.get_by_role("status")).to_contain_text("Je scan is ingetrokken.")
    for address, tag in kept.items():
        status, text, _tag = read(site, address, tag)
        assert status == (410 if address in (page, one) else 200), address
        assert title not in text, address
        assert status != 200 or page not in text, address
    visitor.goto(f"{site.address}/kaart?q=Levensloop")
    expect(visitor.get_by_role("link", name=title)).to_have_count(0)
    visitor.goto(site.address + page)
    look(visitor, "a page that is gone")
    expect(visitor.locator("main")).not_to_contain_text(title)
