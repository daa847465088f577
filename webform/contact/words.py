"""Where a proposal or a request stands, in words for one of its sides. A no is never told to the other as a no."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.matching.answer import Seen
from results.pairing.states import OPEN, Asking, Move, ProposalStanding

OWN_NO: Final = _l("You said no. The other does not hear that.")
OWN_YES: Final = _l("You said yes. Now the other is asked, without your name. You hear when they say yes too.")
NOT_NOW: Final = _l("It did not come to contact this time.")
ENDED: Final = _l("This proposal is no longer open.")
SHARED: Final = _l("You both said yes.")
HIDDEN: Final = _l(
    "You both said yes. One of you has stopped since, or no longer wants to be brought into contact; so the details do not stand "
    "here any more."
)
ASKING: Final[Mapping[Asking, tuple[LazyString, str]]] = {
    Asking.OPEN: (_l("The coordinator is looking for somebody"), "watch"),
    Asking.PROPOSED: (_l("The coordinator proposed somebody"), "good"),
    Asking.CLOSED: (_l("The coordinator found nobody now"), "none"),
    Asking.TAKEN_BACK: (_l("No longer asked"), "none"),
}


def standing_words(seen: Seen) -> LazyString:
    """Where a proposal stands, for this side, when it does not wait for its answer."""
    moves = [(move["side"], move["move"]) for move in seen.proposal.history]
    if seen.proposal.standing is ProposalStanding.SHARED:
        return SHARED if seen.reach is not None else HIDDEN
    if (seen.side, Move.NO) in moves:
        return OWN_NO
    if seen.proposal.standing in OPEN:
        return OWN_YES
    return NOT_NOW if (seen.side, Move.YES) in moves else ENDED
