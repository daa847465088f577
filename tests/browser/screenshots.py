"""Writes pictures of every page in its main states, at the width of a phone and of a computer: `script/screenshots FOLDER`.

Says of each what axe finds and whether it is wider than the screen, so that looking can begin there. Ends with status 1
when there is anything.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error, Page, sync_playwright

from tests.browser.accessible import assert_accessible
from tests.browser.organisation import organisation
from tests.browser.shots import SHOTS, WIDTHS, Shot, Stage
from tests.browser.site import Site
from tests.chromium import CHROMIUM, FLAGS


def main(arguments: list[str]) -> int:
    """Write the pictures; how many pages something is wrong with, at most 1."""
    parser = argparse.ArgumentParser(prog="script/screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", default="", help="only pages with this in their name or endpoint")
    given = parser.parse_args(arguments)
    given.folder.mkdir(parents=True, exist_ok=True)
    shots = [shot for shot in SHOTS if given.only in shot.name or given.only in shot.endpoint]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, organisation() as settings:
        site = Site(Path(folder), settings)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            stage = Stage(site, browser)
            for shot in shots:
                for width in WIDTHS:
                    wrong += _take(stage, shot, width, given.folder)
        finally:
            browser.close()
            site.stop()
    print(f"{len(shots) * len(WIDTHS)} pictures in {given.folder}, something wrong with {wrong}")
    return 1 if wrong else 0


def _take(stage: Stage, shot: Shot, width: int, folder: Path) -> bool:
    name = f"{shot.name}-{width}"
    try:
        with stage.show(shot, width) as page:
            page.screenshot(path=folder / f"{name}.png", full_page=True)
            found = _complaint(page, name) if shot.javascript else ""
    except Error as error:  # the page is not as the table says: tell, and take the others
        found = f"{name}: {error.message.splitlines()[0]}"
    print(found or name, flush=True)
    return bool(found)


def _complaint(page: Page, name: str) -> str:
    try:
        assert_accessible(page, name)
    except AssertionError as error:
        return str(error)
    return ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
