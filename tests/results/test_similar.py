"""Who counts when scores are compared: approved, with consent, recent, of the same major version, and not oneself."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command

from engine.authoring.compile import compile_survey
from results import migrations
from results.filling.fill import save_page
from results.migrations import configuration, migrate
from results.my_scan.returned import returned
from results.my_scan.submit import submit, withdraw
from results.profiles.comparison import Comparison
from results.records.accounts import Account
from results.records.submissions import Consent
from results.services import Services
from results.similar import months_before
from results.store import consents, questionnaires
from results.surveys import Surveys
from tests.results.club import SOURCES
from tests.results.decided import approve, reject
from tests.results.fakes import FakeClock
from tests.results.filled import approved, begin, submitted

GOOD = {"s_doel": "3", "s_keuze": "3"}
SCORED = {"koers": 100, "geld": 100}


def others(services: Services, account: Account, count: int, **changed: object) -> list[tuple[str, str]]:
    """So many approved collectives; the token and the id of each."""
    there = []
    for number in range(count):
        token, response = approved(services, account, {"p_naam": f"Club {number} {changed}", **GOOD, **changed})
        there.append((token, response.id))
    return there


def seen_by(services: Services, token: str) -> Comparison | None:
    services.clock.now()
    fresh = Services(services.database, services.surveys, services.clock, services.geocoder, b"test")
    return returned(fresh, token, "nl").comparison


def test_medians_come_from_ten_approved_collectives_on(services: Services, coordinator: Account) -> None:
    token, _ = submitted(services)
    others(services, coordinator, 9)
    assert seen_by(services, token) is None
    others(services, coordinator, 1, p_naam="De tiende")
    assert seen_by(services, token) == Comparison("sector", 10, SCORED)


def test_another_sector_counts_one_step_wider(services: Services, coordinator: Account) -> None:
    token, _ = submitted(services, {"p_sector": "wonen"})
    others(services, coordinator, 10)
    assert seen_by(services, token) == Comparison("alle", 10, SCORED)


def test_what_waits_or_was_rejected_or_withdrawn_does_not_count(services: Services, coordinator: Account) -> None:
    token, _ = submitted(services)
    there = others(services, coordinator, 9)
    submitted(services, {"p_naam": "Wacht nog"})
    _, waiting = submitted(services, {"p_naam": "Afgewezen"})
    reject(services, waiting, 1, coordinator, "nee")
    begin(services, {"p_naam": "Kladje"})
    assert seen_by(services, token) is None
    others(services, coordinator, 1, p_naam="Nog een")
    assert seen_by(services, token) is not None
    withdraw(services, there[0][0])
    assert seen_by(services, token) is None


def test_an_earlier_approved_revision_counts_while_the_next_one_waits(services: Services, coordinator: Account) -> None:
    token, _ = submitted(services)
    there = others(services, coordinator, 10)
    for other, _ in there:
        save_page(services, other, "stellingen", {"s_doel": "1", "s_keuze": "1", "s_geld": "1", "s_buffer": "1"})
        submit(services, other)
    assert seen_by(services, token) == Comparison("sector", 10, SCORED)
    for _, response in there:
        approve(services, response, 2, coordinator)
    assert seen_by(services, token) == Comparison("sector", 10, {"koers": 0, "geld": 0})


def test_what_is_rejected_later_counts_no_longer(services: Services, coordinator: Account) -> None:
    token, _ = submitted(services)
    there = others(services, coordinator, 10)
    save_page(services, there[0][0], "stellingen", {"s_doel": "1"})
    submit(services, there[0][0])
    reject(services, there[0][1], 2, coordinator, "toch niet")
    assert seen_by(services, token) is None


def test_without_the_consent_nothing_counts(services: Services, coordinator: Account) -> None:
    token, _ = submitted(services)
    others(services, coordinator, 10, c_kaart=False)
    assert seen_by(services, token) is None


@pytest.mark.parametrize("revision", [1, 2])
def test_a_consent_that_was_withdrawn_counts_no_longer(services: Services, coordinator: Account, revision: int) -> None:
    token, _ = submitted(services)
    there = others(services, coordinator, 10)
    assert seen_by(services, token) is not None
    other, response = there[4]
    if revision == 2:  # the newest revision waits; the approved one is the first
        save_page(services, other, "stellingen", {"s_doel": "1"})
        submit(services, other)
    withdrawn = Consent(response, revision, "c_kaart", "tekst", "nl", "1.0", False, services.clock.now(), "my_scan")
    with services.database.writing() as connection:
        consents.add(connection, [withdrawn])
    assert seen_by(services, token) is None


def test_a_consent_with_a_later_revision_is_none_for_the_one_that_was_approved(
    services: Services, coordinator: Account
) -> None:
    token, _ = submitted(services)
    for other, _ in others(services, coordinator, 10, c_kaart=False):
        save_page(services, other, "toestemming", {"c_kaart": True})
        submit(services, other)
    assert seen_by(services, token) is None


def test_after_two_years_a_scan_counts_no_longer(services: Services, coordinator: Account, clock: FakeClock) -> None:
    token, _ = submitted(services)
    others(services, coordinator, 10)
    clock.moment = datetime(2028, 11, 23, 8, 59, tzinfo=UTC)
    assert seen_by(services, token) is not None
    clock.moment = datetime(2028, 11, 23, 10, tzinfo=UTC)
    assert seen_by(services, token) is None


def test_ones_own_scan_does_not_count(services: Services, coordinator: Account) -> None:
    there = others(services, coordinator, 10)
    assert seen_by(services, there[0][0]) is None
    others(services, coordinator, 1, p_naam="De elfde")
    assert seen_by(services, there[0][0]) == Comparison("sector", 10, SCORED)


def test_another_major_version_does_not_count(services: Services, coordinator: Account) -> None:
    others(services, coordinator, 10)
    for version, seen in (("1.9", True), ("2.0", False)):
        sources = {**SOURCES, "questionnaire.yaml": SOURCES["questionnaire.yaml"].replace('"1.0"', f'"{version}"')}
        newer = compile_survey({name: text.encode() for name, text in sources.items()}).require()
        with services.database.writing() as connection:
            questionnaires.add(connection, newer, sources, services.clock.now())
        there = Services(
            services.database, Surveys(services.database, {"club": newer}), services.clock, services.geocoder, b"test"
        )
        token, _ = submitted(there)
        assert (seen_by(there, token) is not None) is seen


def test_medians_may_be_some_minutes_old(services: Services, coordinator: Account, clock: FakeClock) -> None:
    token, _ = submitted(services)
    assert returned(services, token, "nl").comparison is None
    others(services, coordinator, 10)
    assert returned(services, token, "nl").comparison is None
    clock.moment += timedelta(minutes=10)
    assert returned(services, token, "nl").comparison is not None


def test_the_language_of_the_page_makes_no_second_count(services: Services, coordinator: Account) -> None:
    token, _ = submitted(services)
    returned(services, token, "nl")
    others(services, coordinator, 10)
    assert returned(services, token, "en").comparison is None


def test_what_was_approved_before_scores_were_kept_counts_too(
    services: Services, coordinator: Account, migrated_url: str
) -> None:
    token, _ = submitted(services)
    there = others(services, coordinator, 11)
    withdraw(services, there[3][0])
    before = seen_by(services, token)
    engine = migrations._engine(migrated_url)  # without foreign keys: SQLite rebuilds tables
    with engine.begin() as connection:
        command.downgrade(configuration(connection), "0002")
    engine.dispose()
    migrate(migrated_url)
    assert seen_by(services, token) == before == Comparison("sector", 10, SCORED)


@pytest.mark.parametrize(
    ("moment", "months", "expected"),
    [
        (datetime(2026, 11, 23, 9, 5, tzinfo=UTC), 24, datetime(2024, 11, 23, 9, 5, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), 24, datetime(2026, 2, 28, tzinfo=UTC)),
        (datetime(2026, 1, 31, tzinfo=UTC), 2, datetime(2025, 11, 30, tzinfo=UTC)),
        (datetime(2026, 12, 1, tzinfo=UTC), 12, datetime(2025, 12, 1, tzinfo=UTC)),
    ],
)
def test_months_are_counted_on_the_calendar(moment: datetime, months: int, expected: datetime) -> None:
    assert months_before(moment, months) == expected
