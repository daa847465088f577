"""Every exception this package raises on purpose. Each has a `code` that the web turns into a text and a status."""

from collections.abc import Sequence
from datetime import timedelta

from engine.values import AnswerProblem


class ResultsError(Exception):
    """The base of every exception this package raises on purpose."""

    code = "results"


class UnsupportedDatabase(ResultsError):
    """The database address is not one this application can use."""

    code = "unsupported-database"


class UnknownSurvey(ResultsError):
    """There is no survey of this name."""

    code = "unknown-survey"


class UnknownQuestionnaire(ResultsError):
    """No questionnaire with this hash is stored."""

    code = "unknown-questionnaire"


class ChangedQuestionnaire(ResultsError):
    """A stored questionnaire no longer compiles to what it was stored as."""

    code = "changed-questionnaire"


class UnknownResponse(ResultsError):
    """No response has this token or id. The same for a malformed and for a wrong token."""

    code = "unknown-response"


class UnknownFlag(ResultsError):
    """This submission has no such flag, or no longer."""

    code = "unknown-flag"


class LastReviewer(ResultsError):
    """Without this account nobody could look at what is sent."""

    code = "last-reviewer"


class LastAdministrator(ResultsError):
    """Without this account nobody could invite others."""

    code = "last-administrator"


class SurveyTwice(ResultsError):
    """Two folders hold a survey of the same name."""

    code = "survey-twice"


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


class UnknownConsent(ResultsError):
    """This response was not asked for such a consent, or it is no consent but a confirmation."""

    code = "unknown-consent"


class ChangedElsewhere(ResultsError):
    """Answers were changed after the page that was sent had shown them; `questions` are those, in document order."""

    code = "changed-elsewhere"

    def __init__(self, questions: Sequence[str]) -> None:
        super().__init__(f"{len(questions)} answers were changed since they were shown")
        self.questions = tuple(questions)


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


class ReasonRequired(ResultsError):
    """This decision must be explained to the collective."""

    code = "reason-required"


class UnfitHead(ResultsError):
    """This is not how the end of the log is written; the message says how it is."""

    code = "unfit-head"


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


class UnknownAccount(ResultsError):
    """There is no account with this e-mail address or id."""

    code = "unknown-account"


class AccountExists(ResultsError):
    """There is already an account with this e-mail address."""

    code = "account-exists"


class UnfitAccount(ResultsError):
    """An e-mail address, role or password that an account cannot have; the message says what to do."""

    code = "unfit-account"


class UnfitPassword(UnfitAccount):
    """A password that is too short or too long."""

    code = "unfit-password"


class EasyPassword(UnfitAccount):
    """A password that would be guessed soon."""

    code = "easy-password"


class WrongPassword(ResultsError):
    """This is not the password of the account."""

    code = "wrong-password"


class WrongCode(ResultsError):
    """This is not a one-time code of now, nor a recovery code that was not used."""

    code = "wrong-code"


class TooSoon(ResultsError):
    """After so many attempts in vain, the next one may come later: after `wait`."""

    code = "too-soon"

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"it can be tried again in {int(wait.total_seconds()) + 1} seconds")
        self.wait = wait


class NoRole(ResultsError):
    """Somebody showed who they are, but their organisation does not say that they may do anything here."""

    code = "no-role"


class MailDelayed(ResultsError):
    """A mail could not be handed over now; later it may. The message is the server's, or the network's."""

    code = "mail-delayed"


class MailServerAway(MailDelayed):
    """No mail can be handed over now: the server cannot be reached, or does not let us in."""

    code = "mail-server-away"


class MailRefused(ResultsError):
    """A mail was refused for good: its address does not exist, or it is not wanted there."""

    code = "mail-refused"


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
