"""Contact that cannot be proposed, asked for or answered."""

from results.errors import ResultsError


class UnknownProposal(ResultsError):
    """There is no such proposal of contact, or it is not of this response."""

    code = "unknown-proposal"


class UnknownRequest(ResultsError):
    """There is no such request for contact, or it is not of this response, or it waits no longer."""

    code = "unknown-request"


class NotPossible(ResultsError):
    """Contact cannot be proposed or asked for now; `why` is one of a few words."""

    code = "not-possible"

    def __init__(self, why: str) -> None:
        super().__init__(f"contact is not possible now: {why}")
        self.why = why
