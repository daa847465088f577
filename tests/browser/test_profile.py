"""The whole profile in a browser: beside others, since the previous scan, as a picture, on paper and as a PDF."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from results.accounts.register import add_account
from results.filling import fill, keys
from results.my_scan.submit import submit
from results.review import Role
from results.services import Services
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium
from tests.results.decided import approve

pytestmark = needs_chromium

OTHERS = 10


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own: medians are kept for ten minutes, so what other tests stored before would count."""
    own = Site(tmp_path_factory.mktemp("profiles"))
    yield own
    own.stop()


def sent(services: Services, token: str, answers: dict[str, object]) -> str:
    """Save these answers and send them; the id of the response."""
    for page in services.surveys.current("zelfscan").pages.values():
        given = {question.id: answers[question.id] for question in page.questions if question.id in answers}
        if given:
            fill.save_page(services, token, page.id, given)
    return submit(services, token).response_id


@cache
def profile_with_all(site: Site) -> str:
    """The address of a link that opens a profile that has everything in it."""
    with site.services() as services:
        coordinator = add_account(
            services.database, services.clock, "profiel@example.org", "Carla", Role.COORDINATOR, "a long password"
        )
        for number in range(OTHERS):
            token = fill.start(services, "zelfscan", "nl").token
            changed = {"k_visie": str(1 + number % 5), "f_toegang": str(1 + number % 3)}
            approve(services, sent(services, token, scan(f"Profielclub {number}", **changed)), 1, coordinator)
        token = fill.start(services, "zelfscan", "nl").token
        response = sent(services, token, scan("Profielclub De Linde", k_visie="5", k_keuzes="5"))
        approve(services, response, 1, coordinator)
        sent(services, token, scan("Profielclub De Linde", k_visie="1", k_keuzes="2", m_kern="1"))
        with services.database.writing() as connection:
            return f"{site.address}/go-on/{keys.issue_link(connection, services, response, None)}"


def opened(page: Page, site: Site) -> str:
    """Open that profile; its address."""
    page.goto(profile_with_all(site))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/r/**")
    address = site.address + "/r/" + page.url.split("/r/")[1].split("/")[0].split("?")[0] + "/profile"
    page.goto(address)
    return address


@pytest.mark.parametrize(
    ("width", "javascript"), [(360, True), (1280, True), (360, False)], ids=["phone", "desk", "no-script"]
)
def test_everything_is_there_and_can_be_read(site: Site, visit: Visit, width: int, javascript: bool) -> None:
    page = visit(width=width, javascript=javascript)
    opened(page, site)
    main = page.locator("main")
    expect(main).to_contain_text("Vergeleken met 1")
    expect(main).to_contain_text("Sinds jullie vorige scan")
    expect(main).to_contain_text("punten lager")
    expect(page.locator(".radar")).to_be_visible()
    expect(page.get_by_role("table").first.locator("tbody tr")).to_have_count(12)
    if javascript:
        assert_accessible(page, f"the profile at {width}")


@pytest.mark.parametrize("width", [360, 1280])
def test_labels_of_the_radar_do_not_collide(site: Site, visit: Visit, width: int) -> None:
    page = visit(width=width)
    opened(page, site)
    boxes = [label.bounding_box() for label in page.locator(".radar__label").all()]
    assert len(boxes) == 12
    for one, other in combinations(boxes, 2):
        assert one is not None
        assert other is not None
        assert (
            one["x"] + one["width"] <= other["x"]
            or other["x"] + other["width"] <= one["x"]
            or one["y"] + one["height"] <= other["y"]
            or other["y"] + other["height"] <= one["y"]
        )
    card = page.locator(".radar-card").bounding_box()
    assert card is not None
    assert all(
        box is not None and box["x"] >= card["x"] and box["x"] + box["width"] <= card["x"] + card["width"]
        for box in boxes
    )


def test_the_pdf_comes_as_a_file(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    opened(page, site)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download dit profiel (pdf)").first.click()
    assert download.value.suggested_filename == "profielclub-de-linde-2.pdf"
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_on_paper_nothing_is_cut_off(site: Site, visit: Visit) -> None:
    page = visit(width=718)  # A4 between its margins, in the pixels of a printer
    opened(page, site)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    expect(page.locator(".profile__ways")).to_be_hidden()
    expect(page.locator(".radar-card")).to_be_hidden()
    for card in page.locator(".card:visible").all():
        assert card.evaluate("card => card.scrollWidth <= card.clientWidth + 1"), card.inner_text()[:60]
