"""What happened to a scan, in words for who filled it in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.my_scan.overview import MyScan
from results.review import Action, State

HAPPENED: Final[Mapping[Action, LazyString]] = {
    Action.SUBMIT: _l("You sent version %(version)s."),
    Action.APPROVE: _l("The coordinator approved version %(version)s."),
    Action.REJECT: _l("The coordinator rejected version %(version)s."),
    Action.REQUEST_CHANGES: _l("The coordinator asked for an addition to version %(version)s."),
    Action.REOPEN: _l("The coordinator looks at version %(version)s once more."),
    Action.TAKE_OFF: _l("The coordinator took you off the map."),
    Action.RECALL: _l("You took version %(version)s back to correct it."),
    Action.WITHDRAW: _l("You withdrew what you sent."),
    Action.EXPIRE: _l("It expired, because it was not updated for a long time."),
    Action.ERASE: _l("You deleted everything."),
}
BEGAN: Final = _l("You started.")
DECISIONS: Final = frozenset({Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES, Action.REOPEN, Action.TAKE_OFF})


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, and what the coordinator wrote with it."""

    at: datetime
    text: str
    reason: str


def history(scan: MyScan) -> Sequence[Happening]:
    """Everything that happened, newest first."""
    told = [
        Happening(each.at, str(HAPPENED[each.action]) % {"version": each.revision}, each.reason) for each in scan.events
    ]
    return [Happening(scan.response.created_at, str(BEGAN), ""), *told][::-1]


def words_of_coordinator(scan: MyScan) -> str:
    """What the coordinator wrote with the decision that counts now; empty when there is none."""
    last = scan.events[-1] if scan.events else None
    return last.reason if last is not None and last.action in DECISIONS else ""


def why_not_public(scan: MyScan) -> str:
    """Why nothing of this scan is on the map, where its survey has one."""
    state, approved = scan.response.state, scan.response.approved_revision
    if state in ENDED:
        return str(ENDED[state])
    if approved is None:
        return str(NOT_APPROVED)
    return str(NO_CONSENT)


ENDED: Final[Mapping[State, LazyString]] = {
    State.REJECTED: _l("You are not on the map, because the coordinator did not accept what you sent."),
    State.WITHDRAWN: _l("You are not on the map, because you withdrew your scan."),
    State.EXPIRED: _l("You are not on the map, because your scan has expired."),
}
NOT_APPROVED: Final = _l(
    "You are not on the map yet. You will be once a coordinator has approved what you sent and you have given your consent."
)
NO_CONSENT: Final = _l("You are not on the map, because you have not given your consent for it.")
