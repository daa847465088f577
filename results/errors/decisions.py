"""Decisions that cannot be taken, and texts for them that cannot be kept."""

from results.errors import ResultsError


class TransitionError(ResultsError):
    """The transition table does not allow this action in this state, or not to this role."""

    code = "not-allowed"

    def __init__(self, state: str, action: str, role: str) -> None:
        super().__init__(f"{role} may not {action} what is {state}")
        self.state = state
        self.action = action
        self.role = role


class StaleRevision(ResultsError):
    """A decision was made on a revision that is no longer the newest."""

    code = "stale-revision"

    def __init__(self, decided_on: int, newest: int) -> None:
        super().__init__(f"the decision was made on revision {decided_on}, but the newest is {newest}")
        self.decided_on = decided_on
        self.newest = newest


class ReasonRequired(ResultsError):
    """This decision must be explained to the collective."""

    code = "reason-required"


class NothingPublic(ResultsError):
    """There is nothing on the map to take off."""

    code = "nothing-public"


class SecondReviewerNeeded(ResultsError):
    """This approval is confirmed by another account than the one that proposes it."""

    code = "second-reviewer-needed"


class ConflictOfInterest(ResultsError):
    """This account said that it is involved in this collective, so it does not decide on it."""

    code = "conflict-of-interest"


class UnfitText(ResultsError):
    """A text for decisions that cannot be kept. `what` is wrong: placeholder, brace, title, text, action or key; `found`: what
    stands there; `allowed`: what may.
    """

    code = "unfit-text"

    def __init__(self, what: str, found: str, allowed: str) -> None:
        super().__init__(f"{what}: {found!r}; allowed: {allowed}")
        self.what = what
        self.found = found
        self.allowed = allowed


class TextChanged(ResultsError):
    """Somebody else saved another version of this text meanwhile; `by` is their name, when it is known."""

    code = "text-changed"

    def __init__(self, by: str) -> None:
        super().__init__("this text was changed meanwhile")
        self.by = by
