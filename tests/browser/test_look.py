"""How pages look and work at the ends of what people use: a narrow phone, twice the text, the keyboard alone, and axe on pages
that are empty, wrong, or warn. One survey with every kind of question, and the zelfscan."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.accessible import WIDER, assert_accessible
from tests.browser.conftest import Visit
from tests.browser.people import Respondent
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium

TWICE = """
    const sheet = new CSSStyleSheet(); sheet.replaceSync('html { font-size: 200% !important }')
    document.adoptedStyleSheets = [sheet]
"""
KINDS_OF_PAGES = ("contactgegevens", "naam_en_doel", "sector", "plek", "koepels", "aantallen", "organiseren", "uitdagingen", "toestemming")  # fmt: skip
"""Pages of the zelfscan with every kind of question that it has."""


@pytest.fixture(scope="module")
def draft(chromium: Browser, site: Site) -> Iterator[tuple[BrowserContext, str]]:
    """A browser that is half-way in a zelfscan with all answers, and the address of that scan."""
    context = chromium.new_context(viewport={"width": 320, "height": 800}, locale="nl-NL", reduced_motion="reduce")
    page = context.new_page()
    check = site.open_draft(page, "zelfscan", scan("Warmte in de Voorbeeldbuurt en Omstreken"))
    page.close()
    yield context, check.removesuffix("/check")
    context.close()


def test_nothing_scrolls_sideways_on_a_narrow_phone_nor_with_twice_the_text(
    draft: tuple[BrowserContext, str], site: Site
) -> None:
    context, base = draft
    page = context.new_page()
    addresses = [f"{site.address}/", f"{site.address}/zelfscan", f"{base}/overview", f"{base}/check"]
    for address in [*addresses, *(f"{base}/page/{id}" for id in KINDS_OF_PAGES)]:
        for width in (320, 360):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
            assert page.evaluate(WIDER) <= 0, f"{address} at {width}"
            page.evaluate(TWICE)
            assert page.evaluate(WIDER) <= 0, f"{address} at {width} with twice the text"
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.evaluate(WIDER) <= 0, f"{address} at 1280 with twice the text"
    page.close()


def test_statements_are_a_table_on_a_wide_screen_and_cards_on_a_phone(draft: tuple[BrowserContext, str]) -> None:
    context, base = draft
    page = context.new_page()
    for width, labels in ((1280, False), (360, True)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(f"{base}/page/organiseren")
        head = page.locator(".matrix__head")
        expect(head).to_be_visible() if width == 1280 else expect(head).to_be_hidden()
        targets = [each.bounding_box() for each in page.locator(".matrix .scale__input").all()]
        assert len(targets) == 3 * 7
        assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in targets), f"targets at {width}"
        text = page.locator(".matrix .scale__label span").first.bounding_box()
        assert text is not None
        assert (text["width"] > 2) == labels
        # Whatever it looks like, it is a group of named radio buttons for each statement.
        group = page.get_by_role("group", name="Taken zijn duidelijk verdeeld")
        expect(group.get_by_role("radio", name="Grotendeels")).to_have_count(1)
    page.set_viewport_size({"width": 1280, "height": 800})
    columns = page.locator(".matrix__head .scale__points span")
    cells = page.locator(".matrix__row").last.locator(".scale__points .scale__option")
    for place in range(5):
        above, below = columns.nth(place).bounding_box(), cells.nth(place).bounding_box()
        assert above
        assert below
        assert abs(above["x"] + above["width"] / 2 - below["x"] - below["width"] / 2) < 2, f"column {place}"
    page.evaluate(TWICE)
    expect(page.locator(".matrix__head")).to_be_hidden()
    page.close()


class Keyboard:
    """Somebody without a mouse."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def press(self, *keys: str) -> None:
        """Press these keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def tab_to(self, wanted: str) -> None:
        """Press Tab until what has the focus is `wanted`, a selector."""
        for _ in range(60):
            self.press("Tab")
            if self.page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
                return
        raise AssertionError(f"not reached: {wanted}")

    def fill_in(self, id: str, *keys: str) -> None:
        """Open a page, type in its fields from the first on (a text, or the name of a key), and go on to the next page."""
        self.page.goto(f"{self.base}/page/{id}")
        self.tab_to("#page-form *")
        for key in keys:
            self.press(key) if key in {"Tab", "Space", "ArrowDown", "ArrowRight"} else self.page.keyboard.type(key)
        self.tab_to("#page-form .buttons button")
        self.press("Enter")
        self.page.wait_for_url(lambda address: f"/page/{id}" not in address)


def test_a_page_of_each_kind_by_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit()
    Respondent(page, site.address, "zelfscan").start()
    base = page.url.split("/page/")[0]
    keyboard = Keyboard(page, base)
    keyboard.fill_in("contactgegevens", "Voorbeeld", "Tab", "naam@voorbeeld.nl")
    keyboard.fill_in("sector", "Space", "ArrowDown", "ArrowDown")  # one choice
    keyboard.fill_in("koepels", "Space", "Tab", "Space")  # several choices
    keyboard.fill_in("aantallen", "12", "Tab", "0,5")  # numbers
    keyboard.fill_in("organiseren", "Space", "ArrowRight", "Tab", "Space", "Tab", "Space")  # statements
    keyboard.fill_in("uitdagingen", "Geld", "Tab", "Visie", "Tab", "Tab", "Meer niet.")  # a ranking and a long text
    page.goto(f"{base}/page/organiseren")
    expect(page.locator("input[name=o_administratie][value='2']")).to_be_checked()
    expect(page.locator("input[name=o_rollen][value='1']")).to_be_checked()
    page.goto(f"{base}/page/uitdagingen")
    expect(page.locator("#u_top3")).to_have_value("financiering")
    expect(page.locator("#u_toelichting")).to_have_value("Meer niet.")
    page.goto(f"{base}/page/toestemming")
    keyboard.tab_to("#c_gelezen")
    keyboard.press("Space")
    keyboard.tab_to("#page-form a")  # the link in the confirmation can be reached, and pressed with a mouse too
    keyboard.tab_to("#c_onderzoek")
    expect(page.locator("#c_gelezen")).to_be_checked()
    page.locator("#page-form a").first.click()
    page.wait_for_url("**/privacy**")


def test_axe_finds_nothing_on_pages_that_are_empty_wrong_or_warn(site: Site, visit: Visit) -> None:
    page = visit(width=360)
    respondent = Respondent(page, site.address, "zelfscan")
    page.goto(f"{site.address}/zelfscan")
    assert_accessible(page, "the start page")
    respondent.start()
    base = page.url.split("/page/")[0]
    respondent.go_on()
    assert_accessible(page, "a page with errors")
    respondent.answer(scan("Toegankelijk"))
    respondent.go_on()
    for id in ("organiseren", "uitdagingen", "toestemming"):
        page.goto(f"{base}/page/{id}")
        assert_accessible(page, f"an empty page: {id}")
    respondent.go_on()
    page.goto(f"{base}/page/uitdagingen")
    respondent.answer({"u_top3": ["overheid", "overheid"]})
    respondent.go_on()
    assert_accessible(page, "a ranking with errors")
    page.goto(f"{base}/page/ledental")
    respondent.answer({"l_aantal": "3"})
    respondent.go_on()
    page.goto(f"{base}/page/aantallen")
    respondent.answer({"m_vrijwilligers": "500"})
    respondent.go_on()
    expect(page.locator(".notice--watch")).to_be_visible()
    expect(page.locator(".field-warning")).to_be_focused()  # it is read first, and says how to go on
    assert_accessible(page, "a page with a warning")
    page.goto(f"{base}/overview")
    assert_accessible(page, "the overview")
    page.goto(f"{base}/check")
    assert_accessible(page, "the answers, with something missing")
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{base}/page/organiseren")
    assert_accessible(page, "statements as a table")


def test_the_dark_and_the_forced_colours_keep_what_is_chosen_in_sight(
    chromium: Browser, draft: tuple[BrowserContext, str]
) -> None:
    context, base = draft
    page: Page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{base}/page/fase")
    page.emulate_media(color_scheme="dark")
    assert_accessible(page, "a dark page")
    page.emulate_media(color_scheme="light", forced_colors="active")
    chosen = page.locator(".govuk-radios__item:has(:checked)")
    expect(chosen).to_have_css("outline-style", "solid")
    page.emulate_media(forced_colors="none")
    page.close()
