"""Every kind of decision as the desk shows it: its address, its words, and what a form sent for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flask import abort, request
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from results.decisions.deciding import Decision
from results.records.events import Words
from results.review import NEEDS_REASON, Action

LONGEST_REASON = 2000
LONGEST_COMMENT = 1000
COMMENT = "comment-"
"""Before the id of a question, in the name of a field."""


@dataclass(frozen=True, slots=True)
class Way:
    """One kind of decision: what the page is called, what is asked, what the button says and how it looks."""

    action: Action
    title: LazyString
    asked: LazyString
    button: LazyString
    kind: str
    told: LazyString

    @property
    def optional(self) -> bool:
        """Whether it may be taken without a word."""
        return self.action not in NEEDS_REASON


WAYS: Final[Mapping[str, Way]] = {
    "approve": Way(
        Action.APPROVE,
        _l("Approve"),
        _l("A word to the collective"),
        _l("Approve"),
        "primary",
        _l("The new version takes the place of what is public now."),
    ),
    "request-changes": Way(
        Action.REQUEST_CHANGES,
        _l("Ask for an addition"),
        _l("A word about the whole"),
        _l("Ask for an addition"),
        "primary",
        _l(
            "Write at the questions that it is about, or a word about the whole, or both. The collective sees it there."
        ),
    ),
    "reject": Way(
        Action.REJECT,
        _l("Reject"),
        _l("Why not? The collective reads this."),
        _l("Reject"),
        "warning",
        _l("What is public of it disappears. You can reopen this later."),
    ),
    "reopen": Way(
        Action.REOPEN,
        _l("Reopen the decision"),
        _l("Why do you look at it once more? The collective reads this."),
        _l("Reopen the decision"),
        "primary",
        _l("It waits for a decision again. What is public now stays until then; what was rejected stays off the map."),
    ),
    "take-off": Way(
        Action.TAKE_OFF,
        _l("Take off the map"),
        _l("Why? The collective reads this."),
        _l("Take off the map"),
        "warning",
        _l("It is off the map at once, and stands as rejected. You can reopen this later."),
    ),
}
"""By the word in the address."""
WORD: Final[Mapping[Action, str]] = {way.action: word for word, way in WAYS.items()}


@dataclass(frozen=True, slots=True)
class Posted:
    """What a form sent for a decision. Nothing of it is lost, also when it cannot be taken."""

    revision: int
    reason: str = ""
    comments: Mapping[str, str] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return not self.reason.strip() and not any(text.strip() for text in self.comments.values())

    @property
    def words(self) -> Words:
        """What the collective would be told."""
        return Words(self.reason.strip(), {name: text.strip() for name, text in self.comments.items() if text.strip()})

    def decision(self, action: Action) -> Decision:
        """What would be decided."""
        return Decision(action, self.revision, self.reason, self.comments)


def way_of(word: str) -> Way:
    """The kind of decision of an address, or 404."""
    return WAYS.get(word) or abort(404)


def posted() -> Posted:
    """What the form of this request sent; 400 when it does not say on which version."""
    revision = request.form.get("revision", "")
    if not (revision.isascii() and revision.isdigit() and len(revision) < 10):
        abort(400)
    comments = {
        name.removeprefix(COMMENT): _text(text) for name, text in request.form.items() if name.startswith(COMMENT)
    }
    return Posted(int(revision), _text(request.form.get("reason", "")), comments)


def _text(text: str) -> str:
    return text.replace("\r\n", "\n")
