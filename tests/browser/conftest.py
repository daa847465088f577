"""Fixtures of the browser tests: one running site for each worker, and pages that fail a test when something is amiss."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.browsers import Browsers
from tests.browser.site import Site

Visit = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("instance"))
    yield site
    site.stop()


@pytest.fixture(scope="session")
def browsers(chromium: Browser) -> Iterator[Browsers]:
    """The browsers that the visitors of a worker use, one after the other."""
    browsers = Browsers(chromium)
    yield browsers
    browsers.close()


@pytest.fixture
def visit(browsers: Browsers, site: Site) -> Iterator[Visit]:
    """Opens a page in a browser of its own: `visit(width=360, javascript=False, locale="en")`. Whoever opens it fails
    when, meanwhile, a script failed, the content security policy was broken, or anything was asked of another host."""
    with ExitStack() as opened:
        yield lambda **how: opened.enter_context(browsers.visit(site.address, **how))
