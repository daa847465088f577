"""The version of the map goes up with every change of what is public, and with nothing else."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from results.consents.changes import change_consent
from results.my_scan.erase import erase
from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account
from results.records.public_map import MapVersion
from results.services import Services
from results.store import map_entries, map_versions
from tests.results.decided import approve, reject
from tests.results.filled import approved, change, submitted


def version(services: Services) -> MapVersion:
    with services.database.reading() as connection:
        return map_versions.newest(connection, "club") or MapVersion(0, services.clock.now())


def test_every_change_of_what_is_public_counts(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    seen = [version(services)]
    for step in (
        lambda: change_consent(services, token, "c_contact", False, "nl"),
        lambda: change_consent(services, token, "c_kaart", False, "nl"),
        lambda: change_consent(services, token, "c_kaart", True, "nl"),
        lambda: withdraw(services, token),
    ):
        step()
        seen.append(version(services))
    assert [each.number for each in seen] == [1, 2, 3, 4, 5]
    assert sorted({each.changed_at for each in seen}) == [each.changed_at for each in seen]
    other, _ = approved(services, coordinator)
    before = version(services)
    erase(services, other)
    assert version(services).number == before.number + 1
    assert response.approved_revision == 1


def test_what_does_not_show_does_not_count(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    before = version(services)
    change(services, token, {"p_verhaal": "Iets nieuws."})
    submit(services, token)
    _other, waiting = submitted(services)
    reject(services, waiting, 1, coordinator, "Geen club.")
    assert version(services) == before
    approve(services, response.id, 2, coordinator)
    assert version(services).number == before.number + 1


def test_since_when_it_is_there_and_when_it_changed(services: Services, coordinator: Account) -> None:
    token, response = approved(services, coordinator)

    def moments() -> tuple[object, ...]:
        with services.database.reading() as connection:
            entry = map_entries.of_response(connection, response.id)
        assert entry is not None
        return entry.first_published_at, entry.published_at, entry.changed_at

    first = moments()
    assert len(set(first)) == 1
    change_consent(services, token, "c_contact", False, "nl")
    second = moments()
    assert second[:2] == first[:2]
    assert second[2] > first[2]  # type: ignore[operator]
    change(services, token, {"p_verhaal": "Iets nieuws."})
    submit(services, token)
    approve(services, response.id, 2, coordinator)
    third = moments()
    assert third[0] == first[0]
    assert third[1] == third[2]


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_first_entries_at_the_same_moment_both_count(services: Services, coordinator: Account) -> None:
    waiting = [submitted(services)[1] for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda response_id: approve(services, response_id, 1, coordinator), waiting))
    assert version(services).number == 4
