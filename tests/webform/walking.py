"""Walks a visitor through a survey, page by page."""

from collections.abc import Mapping

from tests.webform.visitor import Visitor


def begin(visitor: Visitor, survey: str) -> str:
    """Begin a survey; the token of the new response."""
    visitor.open(f"/{survey}")
    visitor.send()
    return visitor.token()


def walk(visitor: Visitor, survey: str, pages: Mapping[str, Mapping[str, object]]) -> str:
    """Fill in every page that comes, up to the page to check the answers."""
    token = begin(visitor, survey)
    for _step in range(100):
        if visitor.address.endswith("/check"):
            return token
        visitor.send(pages.get(visitor.address.rsplit("/", 1)[1], {}))
    raise AssertionError(f"no end to it: {visitor.address}")
