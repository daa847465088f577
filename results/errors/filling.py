"""What an initiator cannot open, cannot keep or cannot send."""

from collections.abc import Sequence

from engine.values import AnswerProblem
from results.errors import ResultsError


class UnknownResponse(ResultsError):
    """No response has this token or id. The same for a malformed and for a wrong token."""

    code = "unknown-response"


class UnknownKey(ResultsError):
    """A link or code that opens nothing: forged, mistyped, expired, or of a response that is gone. Always the same."""

    code = "unknown-key"


class UnknownPage(ResultsError):
    """The questionnaire of this response has no such page."""

    code = "unknown-page"


class NotOnPage(ResultsError):
    """An answer was sent with a page that does not ask that question."""

    code = "not-on-page"


class NotStorable(ResultsError):
    """A raw answer that is no JSON value, or a draft that is too large to keep."""

    code = "not-storable"


class ResponseClosed(ResultsError):
    """The response cannot be changed in the state it is in: it waits for review, or has ended."""

    code = "response-closed"

    def __init__(self, state: str) -> None:
        super().__init__(f"a response that is {state} cannot be changed")
        self.state = state


class Incomplete(ResultsError):
    """A response with errors cannot be submitted; `problems` are those errors, in document order."""

    code = "incomplete"

    def __init__(self, problems: Sequence[AnswerProblem]) -> None:
        super().__init__(f"{len(problems)} answers have to be mended first")
        self.problems = tuple(problems)


class ChangedElsewhere(ResultsError):
    """Answers were changed after the page that was sent had shown them; `questions` are those, in document order."""

    code = "changed-elsewhere"

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__(f"{len(questions)} answers were changed since they were shown")
        self.questions = tuple(questions)


class UnknownConsent(ResultsError):
    """This response was not asked for such a consent, or it is no consent but a confirmation."""

    code = "unknown-consent"
