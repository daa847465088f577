"""The map page as people use it: filters that answer at once, the address that keeps the state, the phone, the frame."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Browser, Page, expect

from results.demo import make_demo
from tests.browser.accessible import WIDER, assert_accessible
from tests.browser.conftest import Visit
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium
LEAST = 24
"""Pixels of what is pressed: WCAG 2.2, 2.5.8."""


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with made-up collectives on the map."""
    site = Site(tmp_path_factory.mktemp("mapped"))
    with site.services() as services:
        make_demo(services, 60, "kaart")
    yield site
    site.stop()


@pytest.fixture
def site(mapped: Site) -> Site:
    """The site that `visit` opens."""
    return mapped


@contextmanager
def another_site(address: str) -> Iterator[str]:
    """A site on this computer (a browser lets no other one look in here) with pages that show ours in a frame."""

    class Speaking(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f'<iframe src="{address}{self.path}" width="600" height="500"></iframe>'.encode())

        def log_message(self, format: str, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Speaking) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def opened(page: Page, site: Site, query: str = "") -> Page:
    page.goto(f"{site.address}/kaart{query}")
    page.locator(".map-mark").first.wait_for()
    return page


def number(page: Page) -> int:
    found = re.search(r"\d+", page.locator("#list").inner_text())
    assert found
    return int(found[0])


def test_filters_answer_at_once_and_back_works(visit: Visit, mapped: Site) -> None:
    page = opened(visit(), mapped)
    everything = number(page)
    land = page.locator(".map-province").first.evaluate("path => path.ownerSVGElement.getBoundingClientRect().width")
    assert land > 300, "the land is drawn"
    page.evaluate("window.sameDocument = true")
    page.locator(".filter__summary", has_text="Sector").click()
    page.get_by_role("checkbox", name="Energie en warmte").check()
    expect(page).to_have_url(re.compile(r"/kaart\?sector=energie$"))
    expect(page.locator("#found-status")).to_have_text(page.locator("#list").inner_text())
    energy = number(page)
    assert 0 < energy < everything
    expect(page.locator("#map-status")).to_contain_text(str(energy))
    expect(page.get_by_role("checkbox", name="Energie en warmte")).to_be_focused()
    page.get_by_role("checkbox", name="Wonen").check()
    expect(page).to_have_url(re.compile("sector=energie&sector=wonen"))
    expect(page.locator("#list")).not_to_have_text(f"{energy} collectieven")
    assert number(page) > energy, "any of the values of a filter will do"
    page.keyboard.press("Escape")
    expect(page.locator(".filter__summary", has_text="Sector")).to_be_focused()
    expect(page.locator(".filter[open]")).to_have_count(0)
    page.get_by_role("link", name="Haal weg: Sector: Wonen").click()
    expect(page).to_have_url(re.compile(r"\?sector=energie$"))
    page.get_by_label("Zoek op naam").fill("zoiets is er niet")
    expect(page.locator("#found")).to_contain_text("Haal er een weg")
    expect(page.locator("#map-status")).to_contain_text("geen collectieven")
    page.go_back()
    expect(page.locator("#list")).to_have_text(f"{energy} collectieven")
    expect(page.get_by_label("Zoek op naam")).to_have_value("")
    page.go_back()
    expect(page.locator("#chips li")).to_have_count(3)
    page.goto(f"{mapped.address}/kaart")
    assert page.evaluate("window.sameDocument") is None, "only this opened another page"


def test_where_the_map_stands_stays_in_the_address(visit: Visit, mapped: Site) -> None:
    page = opened(visit(), mapped)
    page.locator(".leaflet-control-zoom-in").click()
    expect(page).to_have_url(re.compile(r"\?map=[\d.]+/5\d\.\d+/\d\.\d+$"))
    page.locator(".leaflet-control-zoom-in").click()
    expect(page.locator(".leaflet-container")).to_have_count(1)
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    stands = page.url
    page.reload()
    page.locator(".map").wait_for()
    page.locator("#map-status", has_text="Collectieven op de kaart").wait_for()
    assert page.url == stands


def test_on_a_phone_there_is_the_map_or_the_list(visit: Visit, mapped: Site) -> None:
    page = opened(visit(width=360), mapped)
    expect(page.locator("#found")).to_be_hidden()
    top = page.locator(".map").bounding_box()
    assert top
    assert top["y"] < 450, "the map is seen without scrolling"
    for mark in page.locator(".map-mark").all():
        box = mark.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= LEAST
        assert mark.get_attribute("aria-label")
    page.get_by_role("button", name="Lijst").click()
    expect(page.locator(".map")).to_be_hidden()
    expect(page.locator("#found")).to_be_visible()
    page.reload()
    page.locator("#views button").first.wait_for()
    expect(page.locator("#found")).to_be_visible()
    page.locator(".filters__summary").click()
    page.locator(".filter__summary").first.click()
    picks = [pick.bounding_box() for pick in page.locator(".filter[open] .pick").all()]
    assert all(box and box["height"] >= LEAST for box in picks)
    assert page.evaluate(WIDER) <= 0
    assert_accessible(page, "the filters on a phone")


def test_a_long_list_can_be_searched(visit: Visit, mapped: Site) -> None:
    page = opened(visit(), mapped)
    page.locator(".filter__summary", has_text="Gemeente").click()
    shown = page.locator("#choices-municipality .pick:visible")
    name = page.locator("#choices-municipality .pick__label").nth(5).inner_text()
    page.locator("#find-municipality").fill(name.upper())
    expect(shown).to_have_count(1)
    shown.first.click()
    expect(page.locator("#chips")).to_contain_text(name)
    expect(page.locator("#find-municipality")).to_have_value(name.upper())


def test_another_site_shows_the_map_in_a_frame(chromium: Browser, mapped: Site) -> None:
    context = chromium.new_context(locale="nl-NL")
    page = context.new_page()
    with another_site(mapped.address) as other:
        page.goto(f"{other}/kaart/embed?lang=en")
        frame = page.frame_locator("iframe")
        frame.locator(".map-mark").first.wait_for()
        frame.get_by_role("button", name="List").click()
        link = frame.locator("#found a").first
        assert link.get_attribute("target") == "_blank"
        assert context.cookies() == []
        page.goto(f"{other}/kaart")
        page.wait_for_timeout(300)
        assert page.frames[-1].locator(".site-header").count() == 0
    context.close()
