"""What is logged besides the transitions of a response: decisions that move none, and what is changed in the application.

A new one is a line here, and its words in `webform/wording/states.py`.
"""

from enum import StrEnum


class Deed(StrEnum):
    """What somebody did. No value is that of a `review.Action`."""

    FLAG_DISMISSED = "flag_dismissed"
    """A remark of the program about a submission was looked at, and is no objection."""
    REPORT_HANDLED = "report_handled"
    """A visitor's report about an entry was dealt with."""
    APPROVAL_PROPOSED = "approval_proposed"
    """A reviewer finds that it can be approved, and asks a colleague to confirm."""
    INTEREST_DECLARED = "interest_declared"
    """A reviewer is involved in the collective, and leaves the decision to others."""
    INTEREST_ENDED = "interest_ended"
    TEXT_CHANGED = "text_changed"
    """A text for decisions was written, changed or taken away."""
    STILL_RIGHT = "still_right"
    """The initiator said that everything is still right."""
    CLAIMED = "claimed"
    """Somebody took a submission to review it."""
    RELEASED = "released"
    """And gave it back."""
    CONTACT_PROPOSED = "contact_proposed"
    """A coordinator proposed contact with somebody."""
    CONTACT_WITHDRAWN = "contact_withdrawn"
    """And took that back."""
    CONTACT_SHARED = "contact_shared"
    """Both said yes: each got to know how to reach the other."""
    CONTACT_CLOSED = "contact_closed"
    """A request for contact was closed: nobody was found now."""
    WORDS_FORGOTTEN = "words_forgotten"
    """Half a year after the end, what was typed with everything before this line was erased."""
    ACCOUNT_INVITED = "account_invited"
    ACCOUNT_MADE = "account_made"
    ACCOUNT_ENDED = "account_ended"
    ROLE_CHANGED = "role_changed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  # a word, no password
    CODES_ON = "codes_on"
    """An account asks one-time codes from now on."""
    CODES_OFF = "codes_off"
    RECOVERY_CODES_MADE = "recovery_codes_made"
    """And those there were are worth nothing."""
    RECOVERY_CODE_USED = "recovery_code_used"
    ADDRESS_CHANGED = "address_changed"
    """The provider tells another e-mail address of an account."""
    SESSIONS_ENDED = "sessions_ended"
    """An account was logged out everywhere, by somebody else."""
