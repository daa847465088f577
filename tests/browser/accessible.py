"""What must hold of every page: axe finds nothing, nothing is wider than the screen, targets are large enough."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def assert_accessible(page: Page, where: str) -> None:
    """Nothing that axe can find is wrong with the page, and it does not scroll sideways."""
    found: Any = Axe().run(page, options=RULES)
    violations = [
        (violation["id"], [node["target"] for node in violation["nodes"]]) for violation in found.response["violations"]
    ]
    assert not violations, f"{where}: {violations}"
    assert page.evaluate(WIDER) <= 0, f"{where} is wider than the screen"
