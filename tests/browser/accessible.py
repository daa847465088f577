"""What must hold of every page: axe finds nothing, nothing is wider than the screen, targets are large enough."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import axe_playwright_python
from playwright.sync_api import Page

RULES: Final = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDER: Final = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# Every rule runs. What is left out is axe's account of all that is right: writing that down and reading it took longer
# than looking.
_RUN: Final = """options => axe.run({...options, resultTypes: ['violations']}).then(
    found => found.violations.map(each => [each.id, each.nodes.map(node => [node.target, node.html])]))"""


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page, options: Mapping[str, Any] = RULES) -> list[Any]:
    """What axe finds wrong: the rule, and of each element its selector and HTML."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found: list[Any] = page.evaluate(_RUN, options)
    return found


def assert_accessible(page: Page, where: str) -> None:
    """Nothing that axe can find is wrong with the page, and it does not scroll sideways."""
    found = violations(page)
    assert not found, f"{where}: {found}"
    assert page.evaluate(WIDER) <= 0, f"{where} is wider than the screen"
