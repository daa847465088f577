"""Every page in its main states, at the width of a phone and of a computer: axe finds nothing, nothing is too wide.

The pages stand in `shots.py`. `script/screenshots` makes pictures of the same, to look at.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.accessible import assert_accessible
from tests.browser.shots import SHOTS, WIDTHS, Shot, Stage
from tests.browser.site import Site
from tests.chromium import needs_chromium

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def stage(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    site = Site(tmp_path_factory.mktemp("stage"))
    yield Stage(site, chromium)
    site.stop()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("shot", [shot for shot in SHOTS if shot.javascript], ids=lambda shot: shot.name)
def test_it_can_be_used_by_everybody(stage: Stage, shot: Shot, width: int) -> None:
    with stage.show(shot, width) as page:
        assert_accessible(page, shot.name)
        assert page.locator("h1").count() == 1


@pytest.mark.parametrize("shot", [shot for shot in SHOTS if not shot.javascript], ids=lambda shot: shot.name)
def test_it_needs_no_javascript(stage: Stage, shot: Shot) -> None:
    with stage.show(shot, WIDTHS[0]) as page:
        assert page.locator("h1").count() == 1
        assert page.locator("main").inner_text().strip()
