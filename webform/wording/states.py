"""The states of a response in words: for the respondent and the coordinator.

How long a review takes is the operator's to promise: `state_words` says it where it was filled in, and else promises nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.audit.deeds import Deed
from results.review import Action, State


@dataclass(frozen=True, slots=True)
class StateWords:
    """What a state is called, how it is meant (good, watch, hard, none), and what it means to the respondent."""

    title: LazyString
    tone: str
    meaning: LazyString


STATES: Final[Mapping[State, StateWords]] = {
    State.DRAFT: StateWords(_l("Not sent yet"), "none", _l("You have not sent your answers yet.")),
    State.SUBMITTED: StateWords(
        _l("Being reviewed"),
        "watch",
        _l("You will get a mail when there is a decision on what you sent. Until then, this version is not public."),
    ),
    State.CHANGES_REQUESTED: StateWords(
        _l("Addition asked"),
        "watch",
        _l("The coordinator has a question. Change your answers and send them again."),
    ),
    State.RECALLED: StateWords(
        _l("Taken back to correct"),
        "none",
        _l("You took this back to correct it, so nobody is looking at it now. Send it again when you are ready."),
    ),
    State.APPROVED: StateWords(_l("Approved"), "good", _l("The coordinator approved what you sent.")),
    State.REJECTED: StateWords(_l("Rejected"), "hard", _l("The coordinator did not accept what you sent.")),
    State.WITHDRAWN: StateWords(_l("Withdrawn"), "none", _l("You withdrew what you sent.")),
    State.EXPIRED: StateWords(
        _l("Expired"),
        "none",
        _l(
            "We did not hear from you for a long time, so this has expired. Look at your answers and send them again to come back."
        ),
    ),
}


def state_words(state: State, review_time: str, *, has_map: bool = True) -> StateWords:
    """A state in words. `has_map`: something of it may become public. `review_time`: within how long the operator decides,
    such as "ten working days"; empty: unknown.
    """
    words = STATES[state]
    if state is not State.SUBMITTED or (has_map and not review_time):
        return words
    if not has_map and not review_time:
        return replace(words, meaning=_l("You will get a mail when there is a decision on what you sent."))
    if not has_map:
        return replace(
            words,
            meaning=_l("We will look at what you sent within %(time)s and let you know by mail.", time=review_time),
        )
    within = _l(
        "We will look at what you sent within %(time)s and let you know by mail. Until then, this version is not public.",
        time=review_time,
    )
    return replace(words, meaning=within)


ACTIONS: Final[Mapping[Action, LazyString]] = {
    Action.SUBMIT: _l("Sent"),
    Action.APPROVE: _l("Approved"),
    Action.REJECT: _l("Rejected"),
    Action.REQUEST_CHANGES: _l("Addition asked"),
    Action.REOPEN: _l("Reopened"),
    Action.TAKE_OFF: _l("Taken off the map"),
    Action.RECALL: _l("Taken back by the sender to correct it"),
    Action.WITHDRAW: _l("Withdrawn"),
    Action.EXPIRE: _l("Expired"),
    Action.ERASE: _l("Everything deleted by the sender"),
}
"""What happened, in the history of a response."""

DEEDS: Final[Mapping[Deed, LazyString]] = {
    Deed.FLAG_DISMISSED: _l("Remark looked at: no objection"),
    Deed.STILL_RIGHT: _l("Said to be still right"),
    Deed.REPORT_HANDLED: _l("Report of a visitor dealt with"),
    Deed.APPROVAL_PROPOSED: _l("Approval proposed"),
    Deed.INTEREST_DECLARED: _l("Keeps out of it: involved in this collective"),
    Deed.INTEREST_ENDED: _l("Not involved in this collective any more"),
    Deed.TEXT_CHANGED: _l("Text for decisions changed"),
    Deed.CLAIMED: _l("Taken to review"),
    Deed.RELEASED: _l("Given back"),
    Deed.CONTACT_PROPOSED: _l("Contact proposed"),
    Deed.CONTACT_WITHDRAWN: _l("Proposal of contact withdrawn"),
    Deed.CONTACT_SHARED: _l("Both said yes: they know how to reach each other"),
    Deed.CONTACT_CLOSED: _l("Request for contact closed: nobody now"),
    Deed.WORDS_FORGOTTEN: _l("Reasons and notes erased, half a year after the end"),
    Deed.ACCOUNT_INVITED: _l("Account invited"),
    Deed.ACCOUNT_MADE: _l("Account made"),
    Deed.ACCOUNT_ENDED: _l("Account ended"),
    Deed.ROLE_CHANGED: _l("Role changed"),
    Deed.PASSWORD_CHANGED: _l("Password changed"),
    Deed.CODES_ON: _l("One-time codes turned on"),
    Deed.CODES_OFF: _l("One-time codes turned off"),
    Deed.RECOVERY_CODES_MADE: _l("Other recovery codes made"),
    Deed.RECOVERY_CODE_USED: _l("Recovery code used"),
    Deed.ADDRESS_CHANGED: _l("Other e-mail address"),
    Deed.SESSIONS_ENDED: _l("Logged out everywhere"),
}
"""What was done that moves no response, in the history."""
