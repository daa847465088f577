"""What stands around a decision, read: for the initiator what is asked, for the reviewer how things are. Only reads."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.answering.outcome import Outcome
from engine.answering.routing import prune
from engine.questionnaire import Questionnaire
from results.audit.interest import involved
from results.decisions.asked import Asked, Followed, asked_of, followed
from results.decisions.came import Came, came
from results.decisions.second import Approving, Proposal, approving, proposal
from results.records.accounts import Account
from results.records.events import LogLine
from results.records.responses import Response
from results.review import State
from results.services import Services
from results.store import accounts, events, responses, submissions

_ANSWERING = frozenset({State.CHANGES_REQUESTED, State.RECALLED})
"""In these states the initiator changes answers towards a version that somebody asked for."""


@dataclass(frozen=True, slots=True)
class ToAnswer:
    """What the initiator is asked, and how far each comment was answered in what is filled in now."""

    asked: Asked
    followed: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the decision on the newest version, for one account.

    `came`: how that version came to wait. `asked`: what was asked about an earlier version, with what became of it.
    `involved`: this account keeps out of it. `lines`: the whole log of this response. `names`: those of the accounts in it,
    by id.
    """

    approving: Approving
    proposal: Proposal | None
    involved: bool
    came: Came
    asked: Asked | None
    followed: tuple[Followed, ...]
    lines: tuple[LogLine, ...]
    names: Mapping[int, str]


def asked_now(services: Services, response: Response) -> Asked | None:
    """What the initiator is asked to change; nothing is looked up where nothing can be asked."""
    if response.state not in _ANSWERING:
        return None
    with services.database.reading() as connection:
        return asked_of(events.of_response(connection, response.id))


def to_answer(
    services: Services, response: Response, questionnaire: Questionnaire, outcome: Outcome
) -> ToAnswer | None:
    """What the initiator is asked, held beside what is filled in now."""
    asked = asked_now(services, response)
    if asked is None:
        return None
    with services.database.reading() as connection:
        then = submissions.one(connection, response.id, asked.revision)
    before = {} if then is None else then.answers
    return ToAnswer(asked, followed(asked, before, prune(questionnaire, outcome)))


def around(services: Services, response_id: str, account: Account) -> Around:
    """What stands around the decision on a response.

    Raises:
        UnknownResponse: there is no response with this id.
    """
    with services.database.reading() as connection:
        response = responses.known(connection, response_id)
        lines = events.history(connection, response_id)
        transitions = events.of_response(connection, response_id)
        asked = asked_of(transitions)
        then = submissions.one(connection, response_id, asked.revision) if asked is not None else None
        now = submissions.one(connection, response_id, response.revision)
        names = accounts.names(connection, frozenset(line.actor.account_id for line in lines if line.actor.account_id))
    newer = asked is not None and asked.revision < response.revision and then is not None and now is not None
    waiting = proposal(lines, response.revision)
    return Around(
        approving=approving(services.second_reviewer, waiting, account.id),
        proposal=waiting,
        involved=account.id in involved(lines),
        came=came(transitions),
        asked=asked if newer else None,
        followed=followed(asked, then.answers, now.answers) if newer and asked and then and now else (),
        lines=lines,
        names=names,
    )
