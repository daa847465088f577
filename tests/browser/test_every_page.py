"""Every page in its main states, at the width of a phone and of a computer: axe finds nothing, nothing is too wide.

The pages stand in `shots.py`. `script/screenshots` makes pictures of the same, to look at.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.accessible import assert_accessible, violations
from tests.browser.organisation import organisation
from tests.browser.shots import HEIGHT, SHOTS, WIDTHS, Shot, Stage
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def stage(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with organisation() as settings:
        site = Site(tmp_path_factory.mktemp("stage"), settings)
        yield Stage(site, chromium)
        site.stop()


@pytest.mark.parametrize("shot", [shot for shot in SHOTS if shot.javascript], ids=lambda shot: shot.name)
def test_it_can_be_used_by_everybody(stage: Stage, shot: Shot) -> None:
    with stage.show(shot, WIDTHS[0]) as page:
        assert page.locator("h1").count() == 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            assert_accessible(page, f"{shot.name} at {width}")


@pytest.mark.parametrize("shot", [shot for shot in SHOTS if not shot.javascript], ids=lambda shot: shot.name)
def test_it_needs_no_javascript(stage: Stage, shot: Shot) -> None:
    with stage.show(shot, WIDTHS[0]) as page:
        assert page.locator("h1").count() == 1
        assert page.locator("main").inner_text().strip()


def test_what_is_wrong_is_found(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": WIDTHS[0], "height": HEIGHT})
    page.set_content("<!DOCTYPE html><title>x</title><main><h1>x</h1><img src='x'><p style='width:900px'>x</p></main>")
    found = dict(violations(page))
    assert found["image-alt"] == [[["img"], '<img src="x">']]
    assert "html-has-lang" in found
    page.set_content("<!DOCTYPE html><html lang=nl><title>x</title><main><h1>x</h1><p style='width:900px'>x</p></main>")
    with pytest.raises(AssertionError, match="page is wider than the screen"):
        assert_accessible(page, "page")
    page.close()
