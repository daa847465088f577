"""The hashing of the log: what is hashed, what can be erased, and that it never changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from results.audit import chain
from results.audit.deeds import Deed
from results.audit.log import Entry, line_of
from results.audit.replay import Replay
from results.records.events import Actor, LogLine, Words
from results.review import Action, Role, Standing, State

AT = datetime(2026, 11, 25, 21, 0, 0, 120000, tzinfo=UTC)
ENTRY = Entry(
    AT, Actor(Role.COORDINATOR, 3), Action.REJECT, "ab" * 16, State.SUBMITTED, State.REJECTED, 2,
    words=Words("Nee: \u00e9\u00e9n keer.", {"p_naam": "Welke?"}),
)  # fmt: skip


def test_what_is_hashed_is_this_for_ever() -> None:
    """A change here makes every log that there is seem forged: then it needs another form, beside this one."""
    line = replace(line_of(ENTRY, 7, chain.START), salt="s", seal=chain.seal(ENTRY.words, "s"))
    assert chain.content(line) == (
        '[1,7,"2026-11-25T21:00:00.120000+00:00","coordinator",3,"reject","submitted","rejected",2,'
        f'"{chain.subject("ab" * 16)}",{{}},"{line.seal}"]'
    )
    assert line.seal == "4765eae444254cd83ced4f046b72b9461d80d728e6d8a9f19b6295eba6bacae7"
    assert chain.hash_of(line, chain.START) == "025024eb01eb8f15eb80342ee4226279ce2651f87588b20ae6ee05eadd8314f4"


CHANGES: tuple[Callable[[LogLine], LogLine], ...] = (
    lambda line: replace(line, number=8),
    lambda line: replace(line, at=line.at + timedelta(microseconds=1)),
    lambda line: replace(line, actor=Actor(Role.ADMINISTRATOR, 3)),
    lambda line: replace(line, actor=Actor(Role.COORDINATOR, None)),
    lambda line: replace(line, action="approve"),
    lambda line: replace(line, from_state=None),
    lambda line: replace(line, to_state="approved"),
    lambda line: replace(line, revision=3),
    lambda line: replace(line, facts={"flag": "x"}),
    lambda line: replace(line, subject=""),
    lambda line: replace(line, seal=""),
)


@pytest.mark.parametrize("change", CHANGES)
def test_every_part_is_in_the_hash(change: Callable[[LogLine], LogLine]) -> None:
    line = line_of(ENTRY, 7, chain.START)
    assert chain.hash_of(change(line), chain.START) != line.hash
    assert chain.hash_of(line, "1" * 64) != line.hash


def test_the_same_moment_in_another_zone_is_the_same() -> None:
    line = line_of(ENTRY, 7, chain.START)
    there = replace(line, at=line.at.astimezone(timezone(timedelta(hours=2))))
    assert chain.hash_of(there, chain.START) == line.hash


def test_words_can_be_erased_and_are_not_found_by_guessing() -> None:
    line = line_of(ENTRY, 7, chain.START)
    assert chain.seal(line.words, line.salt) == line.seal
    assert chain.seal(line.words, "") != line.seal, "without the salt a guess cannot be tried"
    assert line_of(ENTRY, 7, chain.START).seal != line.seal, "and every line has its own"
    erased = replace(line, response_id=None, words=Words(), salt="")
    assert chain.hash_of(erased, chain.START) == line.hash


def test_without_words_there_is_no_seal() -> None:
    line = line_of(replace(ENTRY, words=Words("  \n")), 1, chain.START)
    assert (line.salt, line.seal) == ("", "")


def test_words_are_kept_as_they_can_be_shown() -> None:
    line = line_of(replace(ENTRY, words=Words(" a\x00\ud800 ", {"p": " b\x07 "})), 1, chain.START)
    assert line.words == Words("a\ufffd", {"p": "b"})


def step(number: int, action: Action, before: State, after: State, revision: int) -> LogLine:
    return line_of(Entry(AT, Actor(Role.SYSTEM), action, "ab" * 16, before, after, revision), number, chain.START)


def test_the_log_leads_to_the_present() -> None:
    replay = Replay()
    lines = [
        step(1, Action.SUBMIT, State.DRAFT, State.SUBMITTED, 1),
        step(2, Action.APPROVE, State.SUBMITTED, State.APPROVED, 1),
        line_of(Entry(AT, Actor(Role.COORDINATOR, 1), Deed.FLAG_DISMISSED, "ab" * 16), 3, chain.START),
        step(4, Action.SUBMIT, State.APPROVED, State.SUBMITTED, 2),
    ]
    assert [replay.take(line) for line in lines] == [None] * 4
    assert replay.standings == {chain.subject("ab" * 16): Standing(State.SUBMITTED, 2, 1)}


def test_what_does_not_follow_is_told() -> None:
    replay = Replay()
    assert "left this response draft" in (
        replay.take(step(1, Action.APPROVE, State.SUBMITTED, State.APPROVED, 1)) or ""
    )
    assert "leads to version 1" in (replay.take(step(1, Action.SUBMIT, State.DRAFT, State.SUBMITTED, 2)) or "")
