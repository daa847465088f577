"""The background map and the search for an address, in a browser: when PDOK answers, and when it does not."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from results.demo import make_demo
from tests.browser.accessible import assert_accessible
from tests.browser.conftest import Visit
from tests.browser.scan import scan
from tests.browser.site import Site
from tests.chromium import needs_chromium
from tests.pdok import DAM, Upstream, speaking
from webform.app import create_app
from webform.commands.starting import prepared
from webform.config import Config
from webform.settings.pdok import PdokSettings

pytestmark = needs_chromium


class HereSite(Site):
    """A site in this process: no operator can have it ask another server than PDOK's."""

    def __init__(self, instance: Path, pdok: PdokSettings) -> None:
        url = f"sqlite:///{instance / 'zelfscan.sqlite'}"
        config = Config.from_environment({"INSTANCE": str(instance), "DATABASE_URL": url, "SECRET_KEY": "k" * 40})
        self._config, self._database_url = config, url
        self._services = services = prepared(config)
        make_demo(services, 12, "pdok")
        app = create_app(Config(url, config.secret_key, pdok=pdok), services)
        self._server = make_server("127.0.0.1", 0, app, threaded=True)
        self.address = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def _secret_key(self) -> str:
        return self._config.secret_key

    def stop(self) -> int:
        """Stop answering."""
        self._server.shutdown()
        return 0


@pytest.fixture(scope="module")
def pdok() -> Iterator[Upstream]:
    with speaking() as said:
        yield said


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, pdok: Upstream) -> Iterator[Site]:
    """The site that `visit` opens."""
    site = HereSite(tmp_path_factory.mktemp("pdok"), PdokSettings(f"{pdok.address}/t", f"{pdok.address}/s", 2.0))
    yield site
    site.stop()


def test_the_map_has_the_background_and_the_pin_is_put_by_an_address(site: Site, visit: Visit, pdok: Upstream) -> None:
    page = visit()
    page.goto(f"{site.address}/kaart")
    page.locator(".leaflet-tile-loaded").first.wait_for()
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("Kadaster / PDOK")
    page.locator(".map-mark").first.wait_for()
    expect(page.locator(".map-name")).to_have_count(0)
    assert page.locator(".leaflet-tile-loaded").first.get_attribute("src", timeout=1000) is not None
    assert all(re.fullmatch(r"/t/\d+/\d+/\d+\.png", path) for path, _headers in pdok.asked)
    assert_accessible(page, "the map with a background")

    check = site.open_draft(page, "zelfscan", scan("Adres", p_plaats="Amsterdam", p_precisie="punt"))
    page.goto(check.replace("/check", "/page/stip"))
    field = page.get_by_role("searchbox", name="Zoek een adres")
    status = page.locator(".pin__address .pin__status")
    field.fill("da")
    field.press("Enter")
    expect(status).to_have_text("Typ ten minste drie tekens.")
    field.fill("dam 1")
    field.press("Enter")
    page.get_by_role("button", name=DAM).press("Enter")
    expect(page.get_by_label("Breedtegraad")).to_have_value("52,37291")
    expect(field).to_be_focused()
    expect(status).to_have_text(DAM)
    assert_accessible(page, "the pin with a search for addresses")


def test_without_pdok_there_is_the_map_of_our_own_and_the_search_says_so(
    site: Site, visit: Visit, pdok: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = visit(width=360, expected=("status of 503",))
    check = site.open_draft(page, "zelfscan", scan("Weg", p_plaats="Utrecht", p_precisie="punt"))
    monkeypatch.setattr(pdok, "answer", (500, {}, b""))
    page.goto(check.replace("/check", "/page/stip"))
    field = page.get_by_role("searchbox", name="Zoek een adres")
    field.fill("dam 1")
    field.press("Enter")
    expect(page.locator(".pin__address .pin__status")).to_contain_text("Adressen zoeken lukt nu niet.")
    expect(page.locator(".map-name").first).to_be_attached()
    page.get_by_role("button", name="Zet de stip hier").press("Enter")
    expect(page.get_by_label("Breedtegraad")).not_to_have_value("")
