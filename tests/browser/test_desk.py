"""The desk by keyboard alone: a decision within a few keys, and single letters that can be switched off and never get in the way of
typing (WCAG 2.1.4). And by thumb: what has to be done stands on the first screen of a phone."""

import pytest
from playwright.sync_api import Page, expect

from results.filling import fill
from results.my_scan.submit import submit
from tests.browser.conftest import Visit
from tests.browser.people import Coordinator
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium

FIRST, SECOND = "Toetsen Een", "Toetsen Twee"
MOST_KEYS = 6
"""So many keys from the list to a decision: to the first, open it, to the form, past a word to them, and yes."""


@pytest.fixture
def desk(site: Site, visit: Visit) -> Page:
    """The list, in the browser of a coordinator, with two submissions that wait longest."""
    with site.services() as services:
        for title in (FIRST, SECOND):
            token = fill.start(services, "zelfscan", "nl").token
            answers = scan(title)
            for page in services.surveys.current("zelfscan").pages.values():
                given = {each.id: answers[each.id] for each in page.questions if each.id in answers}
                fill.save_page(services, token, page.id, given)
            submit(services, token)
    desk = visit()
    Coordinator(desk, site.address).log_in(site.email, site.password)
    desk.goto(f"{site.address}/review?q=toetsen")
    return desk


def focused(page: Page) -> str:
    """What has the focus, as its words or its name."""
    return str(page.evaluate("(document.activeElement.innerText || document.activeElement.id || '').trim()"))


def test_a_decision_within_a_few_keys_and_on_to_the_next(desk: Page) -> None:
    keys = ["j", "Enter", "a", "Tab", "Enter"]
    assert len(keys) <= MOST_KEYS
    for key in keys[:2]:
        desk.keyboard.press(key)
    desk.wait_for_url("**/review/*")
    expect(desk.get_by_role("heading", name=FIRST, level=1)).to_be_visible()
    desk.keyboard.press("a")
    assert focused(desk) == "reason-approve"
    desk.keyboard.press("a")  # in a field it is a letter
    assert desk.locator("#reason-approve").input_value() == "a"
    desk.keyboard.press("Backspace")
    for key in keys[3:]:
        desk.keyboard.press(key)
    expect(desk.get_by_text("Het besluit is bewaard")).to_be_visible()
    following = desk.get_by_role("link", name="De volgende die wacht")
    following.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator("#reason-approve")).to_be_visible()
    for key, field in (("c", "reason-request_changes"), ("r", "reason-reject"), ("n", "note")):
        desk.locator("h1").click()  # out of any field
        desk.keyboard.press(key)
        assert focused(desk) == field
        expect(desk.locator(f"#{field}")).to_be_visible()  # whatever it was folded into is open


def test_letters_do_nothing_while_somebody_types_and_can_be_switched_off(desk: Page) -> None:
    address = desk.url
    dialog = desk.locator("#shortcuts")
    desk.keyboard.press("/")
    assert focused(desk) == "q"
    desk.locator("#q").fill("")
    desk.keyboard.type("jokra?/")
    assert desk.locator("#q").input_value() == "jokra?/"
    desk.locator("#filter-taken").focus()
    desk.keyboard.press("o")
    assert desk.url == address
    expect(dialog).to_be_hidden()
    desk.locator("h1").click()
    for key in ("Control+j", "Alt+j", "Meta+j"):
        desk.keyboard.press(key)
        assert focused(desk) not in (FIRST, SECOND)

    desk.keyboard.press("?")
    expect(dialog).to_be_visible()
    toggle = desk.locator("#shortcuts-on")
    while not toggle.evaluate("box => box === document.activeElement"):
        desk.keyboard.press("Tab")
    desk.keyboard.press("Space")
    desk.keyboard.press("Escape")
    for page_again in (False, True):
        if page_again:
            desk.reload()
        for key in ("j", "/", "?"):
            desk.keyboard.press(key)
        assert focused(desk) not in (FIRST, SECOND, "q")
        expect(dialog).to_be_hidden()
    desk.locator("#shortcuts-open").focus()  # the way back does not need a letter
    desk.keyboard.press("Enter")
    toggle.check()
    desk.keyboard.press("Escape")
    desk.locator("h1").click()
    desk.keyboard.press("j")
    assert focused(desk) in (FIRST, SECOND)


def test_on_a_phone_what_waits_is_on_the_first_screen(desk: Page, site: Site) -> None:
    desk.set_viewport_size({"width": 360, "height": 800})
    desk.goto(f"{site.address}/review")
    first = desk.locator(".queue th[scope=row] a").first
    box = first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 800
    expect(desk.locator("#q")).to_be_hidden()
    desk.locator(".queue__fold summary").click()
    expect(desk.locator("#q")).to_be_visible()
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto(f"{site.address}/review")
    expect(desk.locator("#q")).to_be_visible()  # where there is room nothing is folded
