"""Several pages at once: as one after another, or not at all."""

import pytest

from results.errors.filling import NotOnPage, ResponseClosed, UnknownPage, UnknownResponse
from results.filling import fill
from results.my_scan.submit import submit
from results.services import Services
from tests.results.club import PAGES


def test_as_one_after_another(services: Services) -> None:
    apart, together = (fill.start(services, "club", "nl").token for _ in range(2))
    for page, answers in PAGES.items():
        fill.save_page(services, apart, page, answers)
    fill.save_pages(services, together, PAGES)
    one, other = fill.load(services, apart), fill.load(services, together)
    assert one.response.answers == other.response.answers
    assert one.response.visited == other.response.visited
    assert one.response.contact_hash == other.response.contact_hash
    assert one.outcome == other.outcome
    assert other.response.saves == 1


def test_a_page_twice_is_seen_once(services: Services) -> None:
    token = fill.start(services, "club", "nl").token
    fill.save_pages(services, token, PAGES)
    fill.save_pages(services, token, PAGES)
    visited = fill.load(services, token).response.visited
    assert sorted(visited) == sorted(PAGES)


def test_all_or_nothing(services: Services) -> None:
    token = fill.start(services, "club", "nl").token
    first = dict(list(PAGES.items())[:1])
    with pytest.raises(UnknownPage):
        fill.save_pages(services, token, {**first, "nowhere": {}})
    with pytest.raises(NotOnPage):
        fill.save_pages(services, token, {**first, list(PAGES)[1]: {"no_question": 1}})
    assert fill.load(services, token).response.answers == {}
    with pytest.raises(UnknownResponse):
        fill.save_pages(services, "no token", first)


def test_not_what_waits_for_review(services: Services) -> None:
    token = fill.start(services, "club", "nl").token
    fill.save_pages(services, token, PAGES)
    submit(services, token)
    with pytest.raises(ResponseClosed):
        fill.save_pages(services, token, PAGES)
