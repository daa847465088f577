"""Fixtures of the browser tests: one running site for each worker, and pages that fail a test when something is amiss."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.site import Site
from tests.chromium import chromium

__all__ = ["chromium"]

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("instance"))
    yield site
    site.stop()


@pytest.fixture
def visit(chromium: Browser, site: Site) -> Iterator[Visit]:
    """Opens a page in a browser of its own: `visit(width=360, javascript=False, locale="en")`. Whoever opens it fails
    when, meanwhile, a script failed, the content security policy was broken, or anything was asked of another host."""
    with ExitStack() as opened:
        yield lambda **how: opened.enter_context(_visitor(chromium, site.address, **how))


@contextmanager
def _visitor(
    chromium: Browser, address: str, width: int = 1280, javascript: bool = True, locale: str = "nl-NL", **options: Any
) -> Iterator[Page]:
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        java_script_enabled=javascript,
        locale=locale,
        reduced_motion="reduce",
        **options,
    )
    complaints: list[str] = []
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if _is_complaint(message) else None)
    page.on(
        "request",
        lambda request: None if request.url.startswith((address, "blob:")) else complaints.append(request.url),
    )
    yield page
    context.close()
    assert not complaints


def _is_complaint(message: Any) -> bool:
    # A page with errors in the form answers 422, and Chromium tells that of every answer from 400 on.
    return message.type in ("error", "warning") and "status of 4" not in message.text
