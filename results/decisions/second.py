"""Who may approve: alone, or after a colleague proposed it. Pure, from the lines of the log."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from results.audit.deeds import Deed
from results.records.events import LogLine


class Approving(StrEnum):
    """What an account may do towards an approval."""

    APPROVE = "approve"
    """Approve; with a proposal of a colleague this confirms it."""
    PROPOSE = "propose"
    """Only propose it: a colleague confirms."""
    WAIT = "wait"
    """It proposed this itself, so somebody else confirms."""


class Proposed(StrEnum):
    """Who proposed the approval that waits."""

    NOBODY = "nobody"
    ITSELF = "itself"
    COLLEAGUE = "colleague"


APPROVING: Mapping[tuple[bool, Proposed], Approving] = MappingProxyType(
    {
        (False, Proposed.NOBODY): Approving.APPROVE,
        (False, Proposed.ITSELF): Approving.WAIT,
        (False, Proposed.COLLEAGUE): Approving.APPROVE,
        (True, Proposed.NOBODY): Approving.PROPOSE,
        (True, Proposed.ITSELF): Approving.WAIT,
        (True, Proposed.COLLEAGUE): Approving.APPROVE,
    }
)
"""By whether every approval is confirmed, and by who proposed this one. There is no way to confirm one's own proposal."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An approval that waits to be confirmed."""

    account_id: int
    at: datetime
    note: str


def proposal(lines: Sequence[LogLine], revision: int) -> Proposal | None:
    """The proposal that waits, of this revision: whatever happened to the response after one does away with it, and so does
    whoever made it by saying to be involved in the collective.
    """
    involved_since: set[int] = set()
    for line in reversed(lines):
        if line.to_state is not None:
            return None
        who = line.actor.account_id
        if who is None:
            continue
        if line.action == Deed.INTEREST_DECLARED:
            involved_since.add(who)
        elif line.action == Deed.APPROVAL_PROPOSED and line.revision == revision:
            return None if who in involved_since else Proposal(who, line.at, line.words.reason)
    return None


def approving(required: bool, waiting: Proposal | None, account_id: int) -> Approving:
    """What this account may do towards an approval."""
    proposed = Proposed.NOBODY
    if waiting is not None:
        proposed = Proposed.ITSELF if waiting.account_id == account_id else Proposed.COLLEAGUE
    return APPROVING[required, proposed]
