"""The previous scan: approved, of the same major version, and only differences that are worth naming."""

from dataclasses import replace

import pytest

from results.filling.fill import save_page
from results.my_scan.returned import returned
from results.my_scan.submit import submit
from results.profiles.previous import Change, since
from results.profiles.profile import Profile
from results.profiles.stored import from_json
from results.records.accounts import Account
from results.records.submissions import Submission
from results.services import Services
from tests.results.decided import approve, request_changes
from tests.results.filled import submitted

MONEY_GONE = {"s_doel": "1", "s_keuze": "2", "s_geld": "1", "s_buffer": "2"}


def again(services: Services, token: str, answers: dict[str, str]) -> None:
    save_page(services, token, "stellingen", answers)
    submit(services, token)


def test_the_first_scan_has_none_before_it(services: Services, coordinator: Account) -> None:
    token, response = submitted(services)
    assert returned(services, token, "nl").previous is None
    approve(services, response, 1, coordinator)
    assert returned(services, token, "nl").previous is None


def test_the_next_scan_tells_what_changed(services: Services, coordinator: Account) -> None:
    token, response = submitted(services)
    approve(services, response, 1, coordinator)
    first = returned(services, token, "nl").submission
    assert first is not None
    again(services, token, MONEY_GONE)
    found = returned(services, token, "en").previous
    assert found is not None
    assert (found.revision, found.submitted_at, found.compared) == (1, first.submitted_at, 2)
    assert found.changes == (Change("geld", "Money", 100, 25),)
    assert found.changes[0].points == -75


def test_a_correction_that_was_asked_for_is_no_next_scan(services: Services, coordinator: Account) -> None:
    token, response = submitted(services)
    request_changes(services, response, 1, coordinator, "Klopt dit?")
    again(services, token, MONEY_GONE)
    assert returned(services, token, "nl").previous is None
    approve(services, response, 2, coordinator)
    assert returned(services, token, "nl").previous is None
    again(services, token, {"s_geld": "3", "s_buffer": "3"})
    request_changes(services, response, 3, coordinator, "Echt?")
    again(services, token, {"s_geld": "3", "s_buffer": "2"})
    found = returned(services, token, "nl").previous
    assert found is not None
    assert found.revision == 2
    assert found.changes == (Change("geld", "Geld", 25, 75),)


def profiles(services: Services) -> tuple[Submission, Profile]:
    token, _ = submitted(services)
    got = returned(services, token, "nl")
    assert got.submission is not None
    return got.submission, from_json(got.submission.profile)


def with_score(profile: Profile, score: int | None) -> Profile:
    return replace(profile, dimensions=(replace(profile.dimensions[0], score=score), *profile.dimensions[1:]))


@pytest.mark.parametrize(
    ("before", "after", "named"), [(50, 55, 5), (50, 54, None), (50, 45, -5), (50, 46, None), (50, 50, None)]
)
def test_a_difference_is_named_from_five_points_on(
    services: Services, before: int, after: int, named: int | None
) -> None:
    then, profile = profiles(services)
    found = since(then, with_score(profile, before), with_score(profile, after))
    assert found is not None
    assert [change.points for change in found.changes] == ([] if named is None else [named])
    assert found.compared == 2


def test_a_score_that_is_new_or_gone_is_not_compared(services: Services) -> None:
    then, profile = profiles(services)
    for before, after in ((None, 90), (90, None), (None, None)):
        found = since(then, with_score(profile, before), with_score(profile, after))
        assert found is not None
        assert (found.changes, found.compared) == ((), 1)


def test_only_versions_with_the_same_first_number_are_compared(services: Services) -> None:
    then, profile = profiles(services)
    assert since(then, profile, replace(profile, version="1.12")) is not None
    assert since(then, profile, replace(profile, version="2.0")) is None
    assert since(then, profile, replace(profile, version="10.0")) is None
    assert since(then, replace(profile, dimensions=()), profile) is None
