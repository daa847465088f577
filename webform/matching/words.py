"""What the coordinator reads: reasons that no survey names, where proposals stand, and why something is not possible."""

from collections.abc import Mapping
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.matching.find import Blocked
from results.matching.propose import Refusal
from results.pairing.ranking import FIRST_LAB, OTHER_LAB
from results.pairing.states import ProposalStanding

LAB_REASONS: Final[Mapping[str, LazyString]] = {
    FIRST_LAB: _l("of the lab that fits this challenge best"),
    OTHER_LAB: _l("of a lab that fits this challenge"),
}
STANDINGS: Final[Mapping[ProposalStanding, tuple[LazyString, str]]] = {
    ProposalStanding.SEEKER_ASKED: (_l("The one who seeks is asked"), "watch"),
    ProposalStanding.OTHER_ASKED: (_l("The one who seeks said yes; now the other is asked"), "watch"),
    ProposalStanding.SHARED: (_l("Both said yes"), "good"),
    ProposalStanding.DECLINED: (_l("It did not come to contact"), "none"),
    ProposalStanding.WITHDRAWN: (_l("Stopped"), "none"),
    ProposalStanding.EXPIRED: (_l("No answer within 30 days"), "none"),
}
WHY_NOT: Final[Mapping[str, LazyString]] = {
    Blocked.NOT_MATCHED: _l("The survey of this submission brings nobody into contact."),
    Blocked.NOT_APPROVED: _l("Contact can be proposed when this submission is approved, and has not ended."),
    Blocked.NO_CONSENT: _l("No consent to be brought into contact is given. Proposing is not possible."),
    Blocked.TOO_MANY: _l(
        "There are as many open proposals as one can have at once. Wait for an answer, or withdraw one."
    ),
    Refusal.SAME: _l("These two are the same."),
    Refusal.TWICE: _l("These two were proposed to each other about this challenge before."),
    Refusal.OTHER_CANNOT: _l(
        "The other cannot be proposed now: the consent, the offer or the approval is no longer there."
    ),
    Refusal.OTHER_BUSY: _l("The other has as many open proposals as one can have at once."),
    Refusal.NO_CHALLENGE: _l("This is no challenge of this survey."),
}
