"""The rules around a decision, without a database: what is asked, who may approve, what may stand in a text."""

from datetime import UTC, datetime

import pytest

from results.audit.chain import START
from results.audit.deeds import Deed
from results.audit.interest import involved
from results.audit.log import Entry, line_of
from results.decisions.asked import Became, asked_of, followed, in_order
from results.decisions.came import Came, Way, came
from results.decisions.placeholders import Placeholder, check, filled_in
from results.decisions.second import APPROVING, Approving, Proposed, approving, proposal
from results.decisions.texts import FOR, LONGEST_TEXT, LONGEST_TITLE, SHIPPED, _shipped
from results.errors.decisions import UnfitText
from results.records.events import Actor, Event, LogLine, Words
from results.review import Action, Role, State
from webform.language import LANGUAGES

AT = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)


def event(action: Action, revision: int, **comments: str) -> Event:
    return Event(
        "r", AT, Role.COORDINATOR, 1, action, State.SUBMITTED, State.SUBMITTED, f"word {revision}", revision, comments
    )


ASK, AGAIN, YES = event(Action.REQUEST_CHANGES, 1, a="Wat?"), event(Action.REQUEST_CHANGES, 2), event(Action.APPROVE, 2)
SENT, BACK, OPEN = event(Action.SUBMIT, 2), event(Action.RECALL, 2), event(Action.REOPEN, 2)


@pytest.mark.parametrize(
    ("events", "revision"),
    [
        ([], None),
        ([SENT], None),
        ([ASK], 1),
        ([ASK, SENT], 1),
        ([ASK, SENT, BACK], 1),
        ([ASK, SENT, AGAIN], 2),
        ([ASK, SENT, YES], None),
        ([ASK, SENT, YES, OPEN], None),
        ([ASK, SENT, YES, OPEN, AGAIN], 2),
        ([ASK, SENT, event(Action.REJECT, 2)], None),
    ],
)
def test_what_is_asked_stands_until_it_is_settled(events: list[Event], revision: int | None) -> None:
    asked = asked_of(events)
    assert (None if asked is None else asked.revision) == revision


def course(*steps: tuple[Action, State]) -> list[Event]:
    """What happened to a response, as its log has it: each step with the state that it led to."""
    state, revision, told = State.DRAFT, 0, []
    for action, to_state in steps:
        revision += action is Action.SUBMIT
        told.append(Event("r", AT, Role.COORDINATOR, 7, action, state, to_state, f"why {action}", revision))
        state = to_state
    return told


SEND, RECALL = (Action.SUBMIT, State.SUBMITTED), (Action.RECALL, State.RECALLED)
ASKED, APPROVED = (Action.REQUEST_CHANGES, State.CHANGES_REQUESTED), (Action.APPROVE, State.APPROVED)
REJECTED, REOPEN = (Action.REJECT, State.REJECTED), (Action.REOPEN, State.SUBMITTED)
TAKEN_OFF, EXPIRED = (Action.TAKE_OFF, State.REJECTED), (Action.EXPIRE, State.EXPIRED)


def reopened(revision: int, was: Action) -> Came:
    return Came(Way.REOPENED, revision, was, 7, AT, "why reopen")


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], Came(Way.SENT)),
        ([SEND], Came(Way.SENT)),
        ([SEND, ASKED, SEND], Came(Way.ANSWERS, 1)),
        ([SEND, RECALL, SEND], Came(Way.CORRECTED, 1)),
        ([SEND, RECALL, SEND, RECALL, SEND], Came(Way.CORRECTED, 2)),
        ([SEND, ASKED, SEND, RECALL, SEND], Came(Way.ANSWERS, 1)),
        ([SEND, RECALL, SEND, ASKED, SEND], Came(Way.ANSWERS, 2)),
        ([SEND, APPROVED, SEND], Came(Way.SENT)),
        ([SEND, APPROVED, EXPIRED, SEND], Came(Way.RETURNED, 1)),
        ([SEND, ASKED, SEND, APPROVED, REOPEN], reopened(2, Action.APPROVE)),
        ([SEND, REJECTED, REOPEN], reopened(1, Action.REJECT)),
        ([SEND, APPROVED, REOPEN, REJECTED, REOPEN], reopened(1, Action.REJECT)),
        ([SEND, ASKED, TAKEN_OFF, REOPEN], reopened(1, Action.TAKE_OFF)),
        ([SEND, REJECTED, REOPEN, RECALL, SEND], Came(Way.CORRECTED, 1)),
        ([SEND, ASKED, SEND, REJECTED, REOPEN, RECALL, SEND], Came(Way.CORRECTED, 2)),
        ([SEND, ASKED, SEND, REJECTED], Came(Way.ANSWERS, 1)),
    ],
)
def test_how_a_version_came_to_the_desk(steps: list[tuple[Action, State]], expected: Came) -> None:
    assert came(course(*steps)) == expected


def test_what_became_of_each_comment() -> None:
    asked = asked_of([event(Action.REQUEST_CHANGES, 1, a="A?", b="B?", c="C?", d="D?")])
    assert asked is not None
    found = followed(asked, {"a": "1", "b": ["x"], "c": "3"}, {"a": "2", "b": ["x"], "d": "new"})
    assert [(each.question, each.became) for each in found] == [
        ("a", Became.CHANGED), ("b", Became.SAME), ("c", Became.REMOVED), ("d", Became.CHANGED),
    ]  # fmt: skip


def test_comments_stand_in_the_order_of_the_questions_and_only_at_questions_there_are() -> None:
    assert in_order({"b": " twee ", "a": "een", "x": "hackt", "c": " \n"}, ["a", "b", "c"]) == {"a": "een", "b": "twee"}


def line(action: Action | Deed, account_id: int | None = 1, revision: int = 1) -> LogLine:
    to_state = State.SUBMITTED if isinstance(action, Action) else None
    actor = Actor(Role.COORDINATOR, account_id)
    return line_of(Entry(AT, actor, action, "r", to_state, to_state, revision, words=Words("note")), 1, START)


PROPOSED = line(Deed.APPROVAL_PROPOSED, 7)


@pytest.mark.parametrize(
    ("lines", "account_id"),
    [
        ([], None),
        ([PROPOSED], 7),
        ([PROPOSED, line(Deed.CLAIMED, 2)], 7),
        ([PROPOSED, line(Action.RECALL, None)], None),
        ([PROPOSED, line(Action.APPROVE, 2), line(Action.REOPEN, 2)], None),
        ([line(Deed.APPROVAL_PROPOSED, 7, revision=0)], None),
    ],
)
def test_a_proposal_waits_until_anything_happens(lines: list[LogLine], account_id: int | None) -> None:
    waiting = proposal(lines, 1)
    assert (None if waiting is None else waiting.account_id) == account_id


def test_nobody_confirms_what_they_proposed_themselves() -> None:
    assert set(APPROVING) == {(required, who) for required in (True, False) for who in Proposed}
    for required in (True, False):
        assert approving(required, proposal([PROPOSED], 1), 7) is Approving.WAIT
        assert approving(required, proposal([PROPOSED], 1), 8) is Approving.APPROVE
    assert approving(True, None, 7) is Approving.PROPOSE
    assert approving(False, None, 7) is Approving.APPROVE


def test_who_is_involved_is_so_until_it_is_taken_back() -> None:
    lines = [line(Deed.INTEREST_DECLARED, 1), line(Deed.INTEREST_DECLARED, 2), line(Deed.INTEREST_ENDED, 1)]
    assert involved(lines) == {2}


@pytest.mark.parametrize(
    ("text", "what", "found"),
    [
        ("Dag {colective}", "placeholder", "{colective}"),
        ("Dag {Collective}", "placeholder", "{Collective}"),
        ("Dag {}", "placeholder", "{}"),
        ("Dag {collective.__class__}", "placeholder", "{collective.__class__}"),
        ("Dag {collective!r:>9}", "placeholder", "{collective!r:>9}"),
        ("Dag {collective", "brace", "{"),
        ("Dag {{collective}}", "brace", "{"),
        ("Klaar } dag", "brace", "}"),
    ],
)
def test_a_wrong_placeholder_is_told(text: str, what: str, found: str) -> None:
    with pytest.raises(UnfitText) as caught:
        check(text)
    assert (caught.value.what, found in caught.value.found) == (what, True)
    assert "{collective}" in caught.value.allowed


def test_what_is_filled_in_is_not_read_again() -> None:
    values = dict.fromkeys(Placeholder, "") | {Placeholder.COLLECTIVE: "{name} & {", Placeholder.NAME: "Ans"}
    assert filled_in("Beste {name} van {collective}", values) == "Beste Ans van {name} & {"


def test_every_shipped_text_is_there_in_every_language_and_can_be_filled_in() -> None:
    shipped = {language: _shipped(language) for language in LANGUAGES}
    assert {file.stem for file in SHIPPED.glob("*.toml")} == set(LANGUAGES)
    first = next(iter(shipped.values()))
    for texts in shipped.values():
        assert {key: (each.action, each.survey) for key, each in texts.items()} == {
            key: (each.action, each.survey) for key, each in first.items()
        }
        for each in texts.values():
            check(each.text)
            assert len(each.title) <= LONGEST_TITLE
            assert len(each.text) <= LONGEST_TEXT
    assert {each.action for each in first.values()} == set(FOR)
