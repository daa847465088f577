"""The state machine of a response: one transition table. Pure; it knows nothing of databases, mail or the web.

Publishing is not decided here: a revision that is approved replaces the public entry, and a state in `NEVER_PUBLIC` takes
it away. In every other state the entry of the last approved revision stays, so an edit after approval is not public
until it is approved itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from results.errors.decisions import TransitionError


class State(StrEnum):
    """Where a response stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    CHANGES_REQUESTED = "changes_requested"
    RECALLED = "recalled"
    """The initiator took it back to correct it, before anybody decided; it waits for nobody but the initiator."""
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Action(StrEnum):
    """What moves a response from one state to another."""

    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    REQUEST_CHANGES = "request_changes"
    REOPEN = "reopen"
    """A reviewer looks at what was decided once more; an approved entry stays public meanwhile, a rejected one stays off."""
    TAKE_OFF = "take_off"
    """A reviewer takes what is public off the map, for a reason that the collective is told."""
    RECALL = "recall"
    """Take what waits for review back to correct it; the entry that is public stays."""
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    ERASE = "erase"
    """Everything that was filled in is deleted, for good; of a draft that was never sent not even this is left."""


class Role(StrEnum):
    """Who acts. The initiator holds a response's token; the system acts by the clock; the others have accounts."""

    INITIATOR = "initiator"
    COORDINATOR = "coordinator"
    RESEARCHER = "researcher"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


ACCOUNT_ROLES = (Role.COORDINATOR, Role.RESEARCHER, Role.ADMINISTRATOR)

_INITIATOR = frozenset({Role.INITIATOR})
REVIEWERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
_SYSTEM = frozenset({Role.SYSTEM})

TRANSITIONS: Mapping[tuple[State, Action], tuple[State, frozenset[Role]]] = MappingProxyType(
    {
        (State.DRAFT, Action.SUBMIT): (State.SUBMITTED, _INITIATOR),
        (State.DRAFT, Action.WITHDRAW): (State.WITHDRAWN, _INITIATOR),
        (State.DRAFT, Action.EXPIRE): (State.EXPIRED, _SYSTEM),
        (State.SUBMITTED, Action.APPROVE): (State.APPROVED, REVIEWERS),
        (State.SUBMITTED, Action.REJECT): (State.REJECTED, REVIEWERS),
        (State.SUBMITTED, Action.REQUEST_CHANGES): (State.CHANGES_REQUESTED, REVIEWERS),
        (State.SUBMITTED, Action.RECALL): (State.RECALLED, _INITIATOR),
        (State.SUBMITTED, Action.WITHDRAW): (State.WITHDRAWN, _INITIATOR),
        (State.APPROVED, Action.REOPEN): (State.SUBMITTED, REVIEWERS),
        (State.REJECTED, Action.REOPEN): (State.SUBMITTED, REVIEWERS),
        (State.APPROVED, Action.TAKE_OFF): (State.REJECTED, REVIEWERS),
        (State.CHANGES_REQUESTED, Action.TAKE_OFF): (State.REJECTED, REVIEWERS),
        (State.RECALLED, Action.TAKE_OFF): (State.REJECTED, REVIEWERS),
        (State.CHANGES_REQUESTED, Action.SUBMIT): (State.SUBMITTED, _INITIATOR),
        (State.CHANGES_REQUESTED, Action.WITHDRAW): (State.WITHDRAWN, _INITIATOR),
        (State.CHANGES_REQUESTED, Action.EXPIRE): (State.EXPIRED, _SYSTEM),
        (State.RECALLED, Action.SUBMIT): (State.SUBMITTED, _INITIATOR),
        (State.RECALLED, Action.WITHDRAW): (State.WITHDRAWN, _INITIATOR),
        (State.RECALLED, Action.EXPIRE): (State.EXPIRED, _SYSTEM),
        (State.APPROVED, Action.SUBMIT): (State.SUBMITTED, _INITIATOR),
        (State.APPROVED, Action.WITHDRAW): (State.WITHDRAWN, _INITIATOR),
        (State.APPROVED, Action.EXPIRE): (State.EXPIRED, _SYSTEM),
        (State.EXPIRED, Action.SUBMIT): (State.SUBMITTED, _INITIATOR),
        (State.REJECTED, Action.WITHDRAW): (State.WITHDRAWN, _INITIATOR),
        (State.REJECTED, Action.EXPIRE): (State.EXPIRED, _SYSTEM),
        (State.SUBMITTED, Action.ERASE): (State.WITHDRAWN, _INITIATOR),
        (State.CHANGES_REQUESTED, Action.ERASE): (State.WITHDRAWN, _INITIATOR),
        (State.RECALLED, Action.ERASE): (State.WITHDRAWN, _INITIATOR),
        (State.APPROVED, Action.ERASE): (State.WITHDRAWN, _INITIATOR),
        (State.REJECTED, Action.ERASE): (State.WITHDRAWN, _INITIATOR | _SYSTEM),
        (State.WITHDRAWN, Action.ERASE): (State.WITHDRAWN, _INITIATOR),
        (State.EXPIRED, Action.ERASE): (State.WITHDRAWN, _INITIATOR),
    }
)

EDITABLE = frozenset({State.DRAFT, State.CHANGES_REQUESTED, State.RECALLED, State.APPROVED, State.EXPIRED})
"""In these states the initiator may change answers, towards the next submission."""

NEVER_PUBLIC = frozenset({State.REJECTED, State.WITHDRAWN, State.EXPIRED})
"""Coming into one of these states takes the entry off the map."""

MAY_BE_PUBLIC = frozenset({State.SUBMITTED, State.CHANGES_REQUESTED, State.RECALLED, State.APPROVED})
"""In these states the last approved revision, if there is one, is public under its consents."""

NEEDS_REASON = frozenset({Action.REJECT, Action.REQUEST_CHANGES, Action.REOPEN, Action.TAKE_OFF})
"""These decisions are never made without telling the collective why."""


def decide(state: State, action: Action, role: Role) -> State:
    """The state that `action` by `role` leads to.

    Raises:
        TransitionError: the table has no such transition, or not for this role.
    """
    transition = TRANSITIONS.get((state, action))
    if transition is None or role not in transition[1]:
        raise TransitionError(state, action, role)
    return transition[0]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a response stands: its state, its newest revision (0: none yet), and the last one that was approved."""

    state: State = State.DRAFT
    revision: int = 0
    approved_revision: int | None = None

    def after(self, action: Action, to_state: State) -> "Standing":
        """Where it stands when `action` has brought it to `to_state`. Replaying the log does the same."""
        revision = self.revision + 1 if action is Action.SUBMIT else self.revision
        approved = revision if action is Action.APPROVE else self.approved_revision
        if action is Action.REOPEN and self.state is State.REJECTED:
            approved = (
                None  # what was approved before it was rejected, or taken off the map, does not come back by itself
            )
        if action is Action.EXPIRE:
            approved = None  # nor does what expired: a coordinator looks at it anew
        return Standing(to_state, revision, approved)


def actions(state: State, role: Role) -> tuple[Action, ...]:
    """What `role` may do with a response in `state`, for showing only those buttons."""
    return tuple(
        action for (from_state, action), (_, roles) in TRANSITIONS.items() if from_state is state and role in roles
    )
