"""Where a proposal of contact stands: one transition table. Pure.

The one who seeks is asked first; only after a yes the other is. So nobody hears that somebody could use help before that
somebody has said yes to it, and a no is never told to the other. `SHARED` can only be reached by two times yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from engine.values import Json
from results.errors.decisions import TransitionError


class ProposalStanding(StrEnum):
    """Where a proposal stands."""

    SEEKER_ASKED = "seeker_asked"
    OTHER_ASKED = "other_asked"
    """The seeker said yes."""
    SHARED = "shared"
    """Both said yes: each knows how to reach the other."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    """By the coordinator; or one of them ended, or no longer gives the consent."""
    EXPIRED = "expired"


class Move(StrEnum):
    """What brings a proposal further."""

    YES = "yes"
    NO = "no"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class Side(StrEnum):
    """Who makes a move."""

    SEEKER = "seeker"
    OTHER = "other"
    COORDINATOR = "coordinator"
    SYSTEM = "system"


_STOPPERS = frozenset({Side.COORDINATOR, Side.SYSTEM})
_SYSTEM = frozenset({Side.SYSTEM})
_SEEKER = frozenset({Side.SEEKER})
_OTHER = frozenset({Side.OTHER})

MOVES: Mapping[tuple[ProposalStanding, Move], tuple[ProposalStanding, frozenset[Side]]] = MappingProxyType(
    {
        (ProposalStanding.SEEKER_ASKED, Move.YES): (ProposalStanding.OTHER_ASKED, _SEEKER),
        (ProposalStanding.SEEKER_ASKED, Move.NO): (ProposalStanding.DECLINED, _SEEKER),
        (ProposalStanding.SEEKER_ASKED, Move.WITHDRAW): (ProposalStanding.WITHDRAWN, _STOPPERS),
        (ProposalStanding.SEEKER_ASKED, Move.EXPIRE): (ProposalStanding.EXPIRED, _SYSTEM),
        (ProposalStanding.OTHER_ASKED, Move.YES): (ProposalStanding.SHARED, _OTHER),
        (ProposalStanding.OTHER_ASKED, Move.NO): (ProposalStanding.DECLINED, _OTHER | _SEEKER),
        (ProposalStanding.OTHER_ASKED, Move.WITHDRAW): (ProposalStanding.WITHDRAWN, _STOPPERS),
        (ProposalStanding.OTHER_ASKED, Move.EXPIRE): (ProposalStanding.EXPIRED, _SYSTEM),
    }
)

OPEN = frozenset({ProposalStanding.SEEKER_ASKED, ProposalStanding.OTHER_ASKED})


def after(standing: ProposalStanding, move: Move, side: Side) -> ProposalStanding:
    """Where a move of `side` leads to.

    Raises:
        TransitionError: the table has no such move, or not for this side.
    """
    found = MOVES.get((standing, move))
    if found is None or side not in found[1]:
        raise TransitionError(standing, move, side)
    return found[0]


class Asking(StrEnum):
    """Where a request for contact stands."""

    OPEN = "open"
    PROPOSED = "proposed"
    """The coordinator proposed somebody for it."""
    CLOSED = "closed"
    """The coordinator found nobody now."""
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal that the seeker and the other get into contact about a challenge of the seeker.

    `asked_at`: since when the side is asked that it waits for, until `expires_at`; `reminded_at`: when that side was reminded.
    `seeker_consent`, `other_consent`: the questions of their surveys without which it stops. `history`: every move so far, each
    {at, move, side, to, account}; only ever added to.
    """

    id: int
    seeker: str
    other: str
    challenge: str
    seeker_consent: str
    other_consent: str
    standing: ProposalStanding
    words: str
    account_id: int | None
    proposed_at: datetime
    asked_at: datetime
    reminded_at: datetime | None
    expires_at: datetime
    ended_at: datetime | None
    history: tuple[Mapping[str, Json], ...]

    def side_of(self, response_id: str) -> Side | None:
        """Which side a response is; None when it is neither."""
        return {self.seeker: Side.SEEKER, self.other: Side.OTHER}.get(response_id)

    def facing(self, response_id: str) -> str:
        """The response on the other side."""
        return self.other if response_id == self.seeker else self.seeker

    @property
    def asked(self) -> str:
        """The response whose answer it waits for; "" when it waits for none."""
        asked = {ProposalStanding.SEEKER_ASKED: self.seeker, ProposalStanding.OTHER_ASKED: self.other}
        return asked.get(self.standing, "")

    def asks(self, response_id: str) -> bool:
        """Whether it waits for the answer of this response."""
        return self.asked == response_id

    def was_told(self, response_id: str) -> bool:
        """Whether this side was ever asked: the other is, once the seeker has said yes."""
        return response_id == self.seeker or any(move["to"] == ProposalStanding.OTHER_ASKED for move in self.history)


@dataclass(frozen=True, slots=True)
class ContactRequest:
    """What an initiator asked the coordinator: contact about a challenge. `reply`: what the coordinator wrote back."""

    id: int
    response_id: str
    challenge: str
    consent: str
    words: str
    asking: Asking
    reply: str
    asked_at: datetime
    ended_at: datetime | None
