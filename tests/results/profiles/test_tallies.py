"""Tallies are kept for a while, and no more of them than fit."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

from engine.publication import ComparisonRules
from results.profiles.comparison import Tally
from results.profiles.tallies import AT_MOST, KEPT_FOR, Tallies

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def a_tally() -> Tally:
    return Tally(ComparisonRules("consent", ()), ())


def test_a_tally_is_kept_until_it_is_too_old() -> None:
    tallies = Tallies()
    first = tallies.get("zelfscan", NOON, a_tally)
    assert tallies.get("zelfscan", NOON + KEPT_FOR - timedelta(seconds=1), a_tally) is first
    second = tallies.get("zelfscan", NOON + KEPT_FOR, a_tally)
    assert second is not first
    assert tallies.get("zelfscan", NOON + KEPT_FOR, a_tally) is second


def test_each_subject_has_its_own_and_the_oldest_makes_room() -> None:
    tallies = Tallies()
    kept = {number: tallies.get(number, NOON, a_tally) for number in range(AT_MOST)}
    assert all(tallies.get(number, NOON, a_tally) is tally for number, tally in kept.items())
    tallies.get(AT_MOST, NOON, a_tally)
    assert tallies.get(AT_MOST - 1, NOON, a_tally) is kept[AT_MOST - 1]
    assert tallies.get(0, NOON, a_tally) is not kept[0]


def test_while_one_counts_the_others_use_what_there_is() -> None:
    tallies = Tallies()
    old = tallies.get("zelfscan", NOON, a_tally)
    counting, go_on = Event(), Event()

    def slowly() -> Tally:
        counting.set()
        assert go_on.wait(30)
        return a_tally()

    thread = Thread(target=tallies.get, args=("zelfscan", NOON + KEPT_FOR, slowly))
    thread.start()
    assert counting.wait(30)
    assert tallies.get("zelfscan", NOON + KEPT_FOR, a_tally) is old
    go_on.set()
    thread.join()
    assert tallies.get("zelfscan", NOON + KEPT_FOR, a_tally) is not old


def test_a_count_that_fails_leaves_the_next_one_free() -> None:
    tallies = Tallies()

    def fails() -> Tally:
        raise OSError

    for _ in range(2):
        try:
            tallies.get("zelfscan", NOON, fails)
        except OSError:
            continue
        raise AssertionError("the error is told")
    assert isinstance(tallies.get("zelfscan", NOON, a_tally), Tally)
