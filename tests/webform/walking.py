"""Walks a visitor through a survey, page by page."""

from collections.abc import Mapping

from tests.webform.visitor import Visitor


def begin(visitor: Visitor, survey: str) -> str:
    """Begin a survey, beside what is open in this browser already; the id of the new response."""
    visitor.open(f"/{survey}")
    visitor.send({"another": "yes"})
    return visitor.ref()


def walk(visitor: Visitor, survey: str, pages: Mapping[str, Mapping[str, object]]) -> str:
    """Fill in every page that comes, up to the page to check the answers."""
    ref = begin(visitor, survey)
    for _step in range(100):
        if visitor.address.endswith("/check"):
            return ref
        visitor.send(pages.get(visitor.address.rsplit("/", 1)[1], {}))
    raise AssertionError(f"no end to it: {visitor.address}")
