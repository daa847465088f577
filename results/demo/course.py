"""What becomes of a made-up response: step by step through the same use cases as a real one, over made-up time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from random import Random

from engine.questionnaire import Privacy
from engine.values import Json
from results.decisions.deciding import Decision, decide
from results.demo.answers import made_up
from results.demo.batch import SetClock
from results.demo.collective import Collective
from results.demo.words import ABOUT_THE_STORY, REASONS
from results.filling import fill, keys
from results.my_scan import submit
from results.records.accounts import Account
from results.review import Action, State
from results.services import Services
from results.store import demo, responses


class NothingElse(Exception):
    """There is nothing to answer in another way."""


class Step(StrEnum):
    """One thing that someone does."""

    BEGIN = "begin"
    STOP_HALFWAY = "stop_halfway"
    FILL_IN = "fill_in"
    SUBMIT = "submit"
    APPROVE = "approve"
    ASK = "ask"
    REJECT = "reject"
    WITHDRAW = "withdraw"
    CHANGE = "change"


_SENT = (Step.BEGIN, Step.FILL_IN, Step.SUBMIT)
_APPROVED = (*_SENT, Step.APPROVE)
COURSES: Sequence[tuple[Step, ...]] = (
    _APPROVED,
    _SENT,
    (Step.BEGIN, Step.STOP_HALFWAY),
    (*_SENT, Step.ASK),
    (*_SENT, Step.REJECT),
    (*_APPROVED, Step.CHANGE, Step.SUBMIT, Step.APPROVE),
    (*_APPROVED, Step.WITHDRAW),
    (*_APPROVED, Step.CHANGE, Step.SUBMIT),
    (*_SENT, Step.ASK, Step.CHANGE, Step.SUBMIT),
    (Step.BEGIN, Step.FILL_IN),
    _APPROVED,
    _APPROVED,
    _APPROVED,
    (*_SENT, Step.ASK, Step.CHANGE, Step.SUBMIT, Step.APPROVE),
    _APPROVED,
    _SENT,
    _APPROVED,
    (*_APPROVED, Step.CHANGE),
    _APPROVED,
    (*_SENT, Step.WITHDRAW),
)
"""Taken in turn, so that every twenty responses have every course, and the first ten every state."""

_TRIES = 20
CONFIRMED = 0.85
"""How many confirm their e-mail address."""

_HOURS: Mapping[Step, tuple[float, float]] = {
    Step.BEGIN: (0, 0),
    Step.STOP_HALFWAY: (0.1, 0.3),
    Step.FILL_IN: (0.3, 0.6),
    Step.SUBMIT: (0.02, 0.1),
    Step.APPROVE: (20, 220),
    Step.ASK: (20, 160),
    Step.REJECT: (20, 200),
    Step.WITHDRAW: (100, 900),
    Step.CHANGE: (30, 600),
}
_DAYS_SINCE: Mapping[State, tuple[float, float]] = {
    State.DRAFT: (0.02, 50),
    State.SUBMITTED: (0.02, 18),
    State.CHANGES_REQUESTED: (0.5, 30),
}
_LONG_AGO = (1.0, 330.0)
_ENDS: Mapping[Step, State] = {
    Step.SUBMIT: State.SUBMITTED,
    Step.ASK: State.CHANGES_REQUESTED,
    Step.STOP_HALFWAY: State.DRAFT,
    Step.FILL_IN: State.DRAFT,
    Step.CHANGE: State.SUBMITTED,
}


@dataclass
class Life:
    """A made-up response on its way. `token` opens it, `revision` is its newest."""

    services: Services
    clock: SetClock
    survey: str
    about: Collective
    reviewer: Account
    answers: Mapping[str, Json] | None = None
    token: str = ""
    response_id: str = ""
    revision: int = 0

    def begin(self) -> None:
        """Begin the response."""
        started = fill.start(self.services, self.survey, self.about.language)
        self.token, self.response_id = started.token, started.draft.response.id
        with self.services.database.writing() as connection:
            demo.mark(connection, self.response_id)

    def stop_halfway(self) -> None:
        """Fill in the first pages, and go away."""
        answers, pages = self._made_up()
        self._save(answers, pages[: max(1, int(len(pages) * self.about.chance.uniform(0.1, 0.8)))])

    def fill_in(self) -> None:
        """Fill in everything; most use the link that a real respondent would have been mailed."""
        self._save(*self._made_up())
        if self.about.chance.random() < CONFIRMED:
            self._use_link()

    def submit(self) -> None:
        """Send it."""
        self.revision = submit.submit(self.services, self.token).revision

    def approve(self) -> None:
        """Decide: yes."""
        self._decide(Action.APPROVE)

    def ask(self) -> None:
        """Decide: not yet. What is asked about the text that the collective tells about itself with, stands at that."""
        asked, told = self._reason(Action.REQUEST_CHANGES.value), self._story()
        decision = Decision(Action.REQUEST_CHANGES, self.revision, asked)
        if told is not None and ABOUT_THE_STORY in asked:
            decision = replace(decision, reason="", comments={told: asked})
        decide(self.services, self.response_id, self.reviewer, decision)

    def _decide(self, action: Action) -> None:
        decision = Decision(action, self.revision, self._reason(action.value))
        decide(self.services, self.response_id, self.reviewer, decision)

    def _story(self) -> str | None:
        questions = self.services.surveys.current(self.survey).questions.values()
        public = (each.id for each in questions if each.type == "long_text" and each.privacy is Privacy.PUBLIC)
        return next(public, None)

    def reject(self) -> None:
        """Decide: no."""
        self._decide(Action.REJECT)

    def withdraw(self) -> None:
        """Take it back."""
        submit.withdraw(self.services, self.token)

    def change(self) -> None:
        """Give some other answers; who and where stays as it is.

        Raises:
            NothingElse: none were found: the survey asks little that can be answered in another way.
        """
        before = self.answers
        for _ in range(_TRIES):
            answers, pages = self._made_up()
            if answers != before:
                self._save(answers, pages)
                return
        raise NothingElse

    def _use_link(self) -> None:
        with self.services.database.writing() as connection:
            response = responses.by_id(connection, self.response_id)
            if response is not None and response.contact_hash is not None:
                link = keys.issue_link(connection, self.services, response.id, response.contact_hash)
                self.token = keys.use_link(self.services, link).token

    def _reason(self, decision: str) -> str:
        return self.about.chance.choice(REASONS[decision])

    def _made_up(self) -> tuple[dict[str, Json], Sequence[str]]:
        self.about = replace(self.about, today=self.clock.date_of(self.clock.now()))
        answers, outcome = made_up(self.services.surveys.current(self.survey), self.about, self.answers)
        self.answers = answers
        return answers, outcome.pages

    def _save(self, answers: Mapping[str, Json], pages: Sequence[str]) -> None:
        questionnaire = self.services.surveys.current(self.survey)
        given = {
            page: {question.id: answers.get(question.id) for question in questionnaire.pages[page].questions}
            for page in pages
        }
        fill.save_pages(self.services, self.token, given)


_DOES: Mapping[Step, Callable[[Life], None]] = {
    Step.BEGIN: Life.begin,
    Step.STOP_HALFWAY: Life.stop_halfway,
    Step.FILL_IN: Life.fill_in,
    Step.SUBMIT: Life.submit,
    Step.APPROVE: Life.approve,
    Step.ASK: Life.ask,
    Step.REJECT: Life.reject,
    Step.WITHDRAW: Life.withdraw,
    Step.CHANGE: Life.change,
}


def go_through(life: Life, steps: Sequence[Step]) -> None:
    """Let a response live: the last step was some time ago, as is usual for where it then stands."""
    chance: Random = life.about.chance
    gaps = [timedelta(hours=chance.uniform(*_HOURS[step])) for step in steps]
    since = timedelta(days=chance.uniform(*_DAYS_SINCE.get(_ENDS.get(steps[-1], State.APPROVED), _LONG_AGO)))
    life.clock.move_on(-since - sum(gaps, timedelta()))
    for step, gap in zip(steps, gaps, strict=True):
        life.clock.move_on(gap)
        try:
            _DOES[step](life)
        except NothingElse:
            return  # it stays as it was sent: sending the same again would be no new version
