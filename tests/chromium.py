"""Debian's Chromium for tests that look at pages as people do."""

import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = shutil.which(os.environ.get("CHROMIUM", "chromium"))
FLAGS = [
    "--no-sandbox",  # CI runs as root; only pages of our own are opened
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
needs_chromium = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium: install it or set CHROMIUM"),
]
"""`pytestmark` of a module that uses the fixture `chromium`. (`script/test` refuses to go on without it under CI=true.)"""


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """One browser for all tests of a worker. `tests/conftest.py` tells pytest of it, once: Playwright refuses a second one beside it."""
    from playwright.sync_api import sync_playwright  # only where a browser is wanted

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
