"""Steps that many tests begin with: a response, filled in, submitted, approved."""

from collections.abc import Mapping

from results.filling.fill import save_page, start
from results.my_scan.submit import submit
from results.records.accounts import Account
from results.records.responses import Response
from results.services import Services
from tests.results.club import PAGES
from tests.results.decided import approve


def begin(services: Services, changed: Mapping[str, object] | None = None, language: str = "nl") -> str:
    """A complete response with some answers changed; its token."""
    token = start(services, "club", language).token
    change(services, token, {**{id: raw for page in PAGES.values() for id, raw in page.items()}, **(changed or {})})
    return token


def change(services: Services, token: str, answers: Mapping[str, object]) -> None:
    """Save these answers, each on its own page."""
    for page, usual in PAGES.items():
        there = {id: raw for id, raw in answers.items() if id in usual}
        if there:
            save_page(services, token, page, there)


def submitted(services: Services, changed: Mapping[str, object] | None = None) -> tuple[str, str]:
    """A response that waits for review: its token and its id."""
    token = begin(services, changed)
    return token, submit(services, token).response_id


def approved(services: Services, account: Account, changed: Mapping[str, object] | None = None) -> tuple[str, Response]:
    """A response that was approved: its token and the response."""
    token, response_id = submitted(services, changed)
    return token, approve(services, response_id, 1, account)
