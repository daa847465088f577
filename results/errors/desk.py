"""What coordinators cannot do with a submission at their desk, short of deciding."""

from results.errors import ResultsError


class UnknownFlag(ResultsError):
    """This submission has no such flag, or no longer."""

    code = "unknown-flag"


class TakenMeanwhile(ResultsError):
    """Somebody took this submission, or gave it back, while somebody else looked at it. `by`: whose it is now."""

    code = "taken-meanwhile"

    def __init__(self, by: int | None) -> None:
        super().__init__("it was taken or given back by somebody else meanwhile")
        self.by = by


class NothingToTake(ResultsError):
    """This submission does not wait for review, so nobody can take it."""

    code = "nothing-to-take"


class EmptyNote(ResultsError):
    """A note without a word in it."""

    code = "empty-note"
