"""Makes the pictures of the README: `script/pictures`. A map with made-up collectives in real places, and one profile."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import FloatRect, sync_playwright

from results.accounts.entering import authenticate
from results.filling import keys
from results.my_scan import submit
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import CHROMIUM, FLAGS
from tests.results.decided import approve

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images"
PLACES = {
    "Voorbeeldwarmte": ("Utrecht", "3511", "energie"), "Voorbeeldzon": ("Zutphen", "7201", "energie"),
    "Voorbeeld Zorg Samen": ("Leudal", "6093", "zorg_welzijn"), "Voorbeeldtuin": ("Boxtel", "5281", "voedsel_natuur_landbouw"),
    "Voorbeeldhof": ("Nijmegen", "6511", "wonen"), "Voorbeelddorp": ("Rijssen", "7461", "leefbaarheid"),
    "Voorbeeldakker": ("Emmen", "7811", "voedsel_natuur_landbouw"), "Voorbeeldwind": ("Leeuwarden", "8911", "energie"),
    "Voorbeeldauto": ("Haarlem", "2011", "mobiliteit"), "Voorbeeldnet": ("Groningen", "9711", "digitaal"),
    "Voorbeeldfonds": ("Middelburg", "4331", "werk_inkomen"), "Voorbeeldwijk": ("Utrecht", "3512", "leefbaarheid"),
    "Voorbeeldbuurt": ("Amersfoort", "3811", "wonen"), "Voorbeeldpolder": ("Lelystad", "8232", "gebiedsontwikkeling"),
}  # fmt: skip


def main() -> int:
    """Write the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            link = _fill(site)
            page = browser.new_page(viewport={"width": 1180, "height": 800}, locale="nl-NL", device_scale_factor=1)
            page.goto(link)
            page.locator("main form button[type=submit]").click()
            page.wait_for_url("**/profile")
            page.screenshot(path=FOLDER / "profile.png", full_page=True, clip=_top(1180, 1180))
            page.goto(f"{site.address}/kaart")
            page.locator(".map button").first.wait_for()
            page.wait_for_timeout(500)  # the map fades in
            page.screenshot(path=FOLDER / "map.png", full_page=True, clip=_top(1180, 880))
        finally:
            browser.close()
            site.stop()
    return 0


def _top(width: int, height: int) -> FloatRect:
    return {"x": 0, "y": 0, "width": width, "height": height}


def _fill(site: Site) -> str:
    """Send in and approve the made-up collectives; a link that opens the first one's profile."""
    links = []
    with site.services() as services:
        coordinator = authenticate(services.database, services.clock, site.email, site.password)
        assert coordinator is not None
        for title, (place, postcode, sector) in PLACES.items():
            answers = scan(title, p_plaats=place, p_postcode=postcode, p_sector=sector, p_sectoren_neven=["geen"])
            links.append(site.draft("zelfscan", answers))
            opened = keys.use_link(services, links[-1].rsplit("/", 1)[1])
            sent = submit.submit(services, opened.token)
            approve(services, sent.response_id, sent.revision, coordinator)
    return links[0]


sys.exit(main())
