"""The components in a real browser, under the application's own content security policy: nothing overflows, axe finds
nothing, and what the scripts add works by keyboard. Served from a folder, so without the application."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.accessible import WIDER, violations
from tests.chromium import needs_chromium
from tests.webform.catalogue import PARTS, WEBFORM, points_json, render_part
from webform.protection.headers import CONTENT_SECURITY_POLICY

pytestmark = needs_chromium


class Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        super().end_headers()

    def log_message(self, *_arguments: Any) -> None:
        """Be quiet."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("catalogue")
    (folder / "static").symlink_to(WEBFORM / "static")
    (folder / "points.json").write_text(points_json(), encoding="utf-8")
    for part in PARTS:
        (folder / f"{part}.html").write_text(render_part(part), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


Opened = Callable[..., Any]


@pytest.fixture
def opened(chromium: Browser, address: str) -> Opened:
    """A page of the catalogue; fails when the browser complained about anything or asked another host."""

    @contextmanager
    def opening(part: str, width: int = 1280, **options: Any) -> Iterator[Page]:
        context = chromium.new_context(viewport={"width": width, "height": 800}, reduced_motion="reduce", **options)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: None if request.url.startswith(address) else complaints.append(request.url))
        page.goto(f"{address}/{part}.html")
        page.wait_for_load_state("networkidle")
        yield page
        context.close()
        assert complaints == []

    return opening


def on_map(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name="Map of the collectives").get_by_role("button", name=name)


@pytest.mark.parametrize("part", PARTS)
def test_fits_and_is_accessible(opened: Opened, part: str) -> None:
    with opened(part, 1280) as page:
        for width, scheme in ((1280, "light"), (320, "light"), (320, "dark")):
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(WIDER) == 0, (width, scheme)
            assert violations(page, {}) == [], (width, scheme)


@pytest.mark.parametrize("part", [part for part in PARTS if part != "map"])
def test_text_of_twice_the_size_fits(opened: Opened, part: str) -> None:
    with opened(part, 640) as page:
        page.evaluate("document.documentElement.classList.add('twice')")
        page.evaluate("""
            const sheet = new CSSStyleSheet(); sheet.replaceSync('html.twice { font-size: 200% !important }')
            document.adoptedStyleSheets = [sheet]
        """)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_every_choice_of_a_scale_is_a_large_target_on_a_phone(opened: Opened) -> None:
    with opened("forms", 360) as page:
        boxes = [label.bounding_box() for label in page.locator(".scale__label").all()]
        assert len(boxes) == 5 * 7
        assert min(box["height"] for box in boxes if box) >= 44
        points = page.locator(".scale__points").first.locator(".scale__label").all()
        assert len({round((point.bounding_box() or {})["width"]) for point in points}) == 1


def test_the_five_points_of_a_scale_are_equal_on_a_wide_screen(opened: Opened) -> None:
    with opened("forms", 1280) as page:
        points = [point.bounding_box() for point in page.locator(".scale__points").first.locator(".scale__label").all()]
        assert len({(round(box["width"]), round(box["height"]), round(box["y"])) for box in points if box}) == 1


def test_a_scale_is_answered_by_keyboard(opened: Opened) -> None:
    with opened("forms", 360) as page:
        page.locator("#l_aanbod-3").focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("radio", name="Grotendeels").nth(1)).to_be_checked()


def test_buttons_of_the_three_cards_stand_on_one_line(opened: Opened) -> None:
    with opened("profile", 1280) as page:
        feet = [button.bounding_box() for button in page.locator(".priority .govuk-button").all()]
        assert len({round(box["y"] + box["height"]) for box in feet if box}) == 1


def test_the_error_summary_has_the_focus_and_leads_to_the_field(opened: Opened) -> None:
    with opened("forms") as page:
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        page.get_by_role("link", name="Vul vier cijfers in").click()
        expect(page.locator("#p_postcode")).to_be_focused()


def test_the_counter_counts_what_people_see(opened: Opened) -> None:
    with opened("forms") as page:
        page.locator("#p_omschrijving").fill("één 👩‍👩‍👧\nregel")
        expect(page.locator(".counter[aria-hidden]")).to_have_text("289 characters left")
        page.locator("#p_omschrijving").fill("x" * 303)
        expect(page.locator(".counter[aria-hidden]")).to_have_text("3 characters too many")
        expect(page.locator("#p_omschrijving")).to_have_value("x" * 303)


def test_parts_are_added_up(opened: Opened) -> None:
    with opened("forms") as page:
        page.locator("#b3").fill("15,5")
        expect(page.locator("[data-allocation-sum]")).to_have_text("100,5")
        page.locator("#b3").fill("veel")
        expect(page.locator("[data-allocation-sum]")).to_have_text("85")


def test_none_of_these_unticks_the_others(opened: Opened) -> None:
    with opened("forms") as page:
        page.get_by_label("Geen van deze").check()
        expect(page.get_by_label("Gebouw of grond")).not_to_be_checked()


def test_every_mark_on_the_map_is_a_named_button_that_can_be_hit(opened: Opened) -> None:
    for width in (1280, 360):
        with opened("map", width) as page:
            marks = page.locator(".map-mark").all()
            assert len(marks) >= 4
            for mark in marks:
                box = mark.bounding_box()
                assert mark.evaluate("e => e.tagName") == "BUTTON"
                assert mark.get_attribute("aria-label")
                assert box
                assert min(box["width"], box["height"]) >= 24
            expect(page.locator("#map-status")).to_have_text("Collectives on the map: 72")


def test_a_cluster_opens_by_keyboard_and_the_focus_goes_on_with_it(opened: Opened) -> None:
    with opened("map") as page:
        on_map(page, "60 collectives around Amsterdam: zoom in").focus()
        page.keyboard.press("Enter")
        page.locator(".map-mark:focus").wait_for()
        assert page.locator(".map-mark").count() > 1
        expect(on_map(page, "60 collectives around Amsterdam: zoom in")).to_have_count(0)


def test_a_point_opens_by_keyboard_and_closes_again(opened: Opened) -> None:
    with opened("map") as page:
        mark = on_map(page, "Voorbeeldcollectief De Linde, Energie")
        mark.focus()
        page.keyboard.press("Enter")
        link = page.get_by_role("link", name="Voorbeeldcollectief De Linde").first
        expect(page.locator(".leaflet-popup a").first).to_be_focused()
        assert (link.get_attribute("href") or "").startswith("map.html#")
        page.keyboard.press("Escape")
        expect(page.locator(".leaflet-popup")).to_have_count(0)
        expect(mark).to_be_focused()


def test_what_lies_on_one_spot_opens_as_a_list(opened: Opened) -> None:
    with opened("map") as page:
        on_map(page, "2 collectives in Boxtel: show them").click()
        expect(page.locator(".leaflet-popup li")).to_have_count(2)


def test_a_name_is_shown_as_text(opened: Opened) -> None:
    with opened("map") as page:
        on_map(page, "Voorbeeld <b>Zorg</b> Samen").click()
        expect(page.locator(".leaflet-popup a").first).to_have_text("Voorbeeld <b>Zorg</b> Samen")


def test_names_of_towns_are_a_picture_and_stay_clear_of_the_marks(opened: Opened) -> None:
    with opened("map") as page:
        names = page.locator(".map-name span")
        assert names.count() > 10
        assert "Utrecht" in names.all_text_contents()
        assert names.evaluate_all("names => names.every(n => n.getAttribute('aria-hidden') === 'true')")
        covered = """names => names.filter(name => {
            const box = name.getBoundingClientRect()
            return [...document.querySelectorAll('.map-mark')].some(mark => {
                const m = mark.getBoundingClientRect()
                return m.left < box.right && m.right > box.left && m.top < box.bottom && m.bottom > box.top
            })
        }).map(name => name.textContent)"""
        assert names.evaluate_all(covered) == []


def test_marks_come_from_north_to_south(opened: Opened) -> None:
    with opened("map") as page:
        tops = [(mark.bounding_box() or {})["y"] for mark in page.locator(".map-mark").all()]
        middles = page.locator(".map-mark").evaluate_all(
            "marks => marks.map(m => { const b = m.getBoundingClientRect(); return b.y + b.height / 2 })"
        )
        assert tops
        assert middles == sorted(middles)


def test_without_an_answer_the_list_is_what_there_is(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/points.json", lambda route: route.fulfill(status=503, body=""))
    page.goto(f"{address}/map.html")
    expect(page.locator("#map-status")).to_have_text("The map could not be loaded. The list has the same collectives.")
    expect(page.locator("#map")).to_be_hidden()
    context.close()


def test_without_javascript_everything_is_there(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{address}/map.html")
    expect(page.locator("#map")).to_be_hidden()
    expect(page.get_by_text("The map needs JavaScript.")).to_be_visible()
    expect(page.locator("#lijst li")).to_have_count(6)
    page.goto(f"{address}/forms.html")
    expect(page.get_by_text("At most 300 characters")).to_be_visible()
    context.close()
