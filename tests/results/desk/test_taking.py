"""Taking a submission: one at a time, never unseen from somebody else, and given back by a decision."""

from threading import Barrier, Thread

import pytest

from results.desk.queue import queue
from results.desk.taking import give_back, take
from results.errors.desk import NothingToTake, TakenMeanwhile
from results.errors.filling import UnknownResponse
from results.filling.fill import load
from results.my_scan.submit import recall
from results.records.accounts import Account
from results.services import Services
from tests.results.decided import approve
from tests.results.filled import begin, submitted


def taker(services: Services) -> int | None:
    return queue(services).rows[0].taken_by


def test_taken_and_given_back(services: Services, coordinator: Account) -> None:
    _, response_id = submitted(services)
    for _ in range(2):
        take(services, response_id, coordinator)
        assert taker(services) == coordinator.id
    for _ in range(2):
        give_back(services, response_id, coordinator)
        assert taker(services) is None
    row = queue(services).rows[0]
    assert row.taken_at is None


def test_it_is_never_taken_unseen_from_somebody(services: Services, coordinator: Account, colleague: Account) -> None:
    _, response_id = submitted(services)
    take(services, response_id, colleague)
    with pytest.raises(TakenMeanwhile) as caught:
        take(services, response_id, coordinator)
    assert caught.value.by == colleague.id
    with pytest.raises(TakenMeanwhile):
        give_back(services, response_id, coordinator)
    assert taker(services) == colleague.id
    take(services, response_id, coordinator, seen_with=colleague.id)
    assert taker(services) == coordinator.id


def test_a_decision_gives_it_back_and_nobody_is_kept_from_deciding(
    services: Services, coordinator: Account, colleague: Account
) -> None:
    _, response_id = submitted(services)
    take(services, response_id, colleague)
    approve(services, response_id, 1, coordinator)
    assert taker(services) is None
    with pytest.raises(NothingToTake):
        take(services, response_id, coordinator)


def test_what_is_taken_back_by_its_sender_is_nobodys(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    take(services, response_id, coordinator)
    recall(services, token)
    assert taker(services) is None


def test_only_what_was_sent_can_be_taken(services: Services, coordinator: Account) -> None:
    draft = load(services, begin(services)).response
    for response_id in (draft.id, "0" * 32, "' --"):
        with pytest.raises(UnknownResponse):
            take(services, response_id, coordinator)


def test_two_who_take_it_at_once_do_not_both_have_it(
    services: Services, coordinator: Account, colleague: Account
) -> None:
    _, response_id = submitted(services)
    start, refused = Barrier(2), []

    def reach(account: Account) -> None:
        start.wait()
        try:
            take(services, response_id, account)
        except TakenMeanwhile as error:
            refused.append((account.id, error.by))

    threads = [Thread(target=reach, args=(account,)) for account in (coordinator, colleague)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    other = {coordinator.id: colleague.id, colleague.id: coordinator.id}
    assert refused == [(other[taker(services) or 0], taker(services))]
