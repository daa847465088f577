"""What the desk calls things: how long something waits, and who has it in hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import LazyString, format_date
from flask_babel import lazy_gettext as _l

from results.decisions.came import Came, Way
from results.listing.waiting import Waiting
from results.listing.wanted import Proposed, Taken
from results.review import Action, Role, State
from webform.language import gettext as _
from webform.language import ngettext
from webform.wording.states import STATES

TAKEN: Final[Mapping[Taken, LazyString]] = {
    Taken.MINE: _l("me"),
    Taken.NOBODY: _l("nobody"),
    Taken.OTHERS: _l("somebody else"),
}

PROPOSED: Final[Mapping[Proposed, LazyString]] = {
    Proposed.COLLEAGUE: _l("I can confirm it"),
    Proposed.MINE: _l("I proposed it"),
}
"""Whose second pair of eyes an approval waits for, as the list is filtered."""

ACTORS: Final[Mapping[Role, LazyString]] = {
    Role.INITIATOR: _l("by whoever filled it in"),
    Role.SYSTEM: _l("by the program"),
}
"""Who did something, where it was nobody with an account."""
_AT_THE_DESK: Final[Mapping[State, LazyString]] = {State.SUBMITTED: _l("Waits for a decision")}
"""States that coordinators call otherwise than who sent it."""
_CAME: Final[Mapping[Way, LazyString]] = {
    Way.ANSWERS: _l("An addition was asked to version %(version)s; this is the answer."),
    Way.CORRECTED: _l("Whoever sent version %(version)s took it back, and corrected it in this one."),
    Way.RETURNED: _l("Version %(version)s had expired; now it was sent again."),
}
_REOPENED: Final[Mapping[Action, LazyString]] = {
    Action.APPROVE: _l("This version was approved. %(name)s reopened it on %(date)s."),
    Action.REJECT: _l("This version was rejected. %(name)s reopened it on %(date)s."),
    Action.TAKE_OFF: _l("This version was taken off the map. %(name)s reopened it on %(date)s."),
}


def came_words(came: Came, names: Mapping[int, str]) -> str:
    """How a version came to wait for a decision; nothing where that goes without saying."""
    if came.way is not Way.REOPENED:
        return str(_CAME[came.way]) % {"version": came.revision} if came.way in _CAME else ""
    if came.was is None or came.was not in _REOPENED or came.at is None:
        return ""
    name = names.get(came.account_id, "") if came.account_id else ""
    return str(_REOPENED[came.was]) % {"name": name, "date": format_date(came.at, "long")}


def state_title(state: State) -> LazyString:
    """What a state is called at the desk."""
    return _AT_THE_DESK.get(state, STATES[state].title)


@dataclass(frozen=True, slots=True)
class WaitingWords:
    """`text`: how many days are left or over; `tone`: how pressing that is; `due`: the last day of the term."""

    text: str
    tone: str
    due: str


def waiting_words(waiting: Waiting) -> WaitingWords:
    """How something stands against its term, in words."""
    tone = "hard" if waiting.over else "watch" if waiting.presses else "none"
    return WaitingWords(_left(waiting), tone, format_date(waiting.due, "long"))


def _left(waiting: Waiting) -> str:
    if waiting.over and waiting.days == 0:
        return _("overdue")
    if waiting.over:
        return ngettext("%(num)s working day overdue", "%(num)s working days overdue", waiting.days)
    if waiting.days == 0:
        return _("today is the last day")
    return ngettext("%(num)s working day left", "%(num)s working days left", waiting.days)
