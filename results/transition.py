"""One transition of one response, in the transaction of the use case that wants it: state, event, and the map.

Every change of state goes through `carry_out`, so that none happens outside the table, without an event, or leaving an
entry on the map that may no longer be there.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection

from results.records import Event, Response
from results.review import NEVER_PUBLIC, Action, Role, State, decide
from results.store import events, map_entries, responses, scores
from results.text import plain_text


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a role, and the account it acts through (None for the initiator and the system)."""

    role: Role
    account_id: int | None = None


INITIATOR = Actor(Role.INITIATOR)
SYSTEM = Actor(Role.SYSTEM)


def carry_out(
    connection: Connection,
    response: Response,
    action: Action,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> Response:
    """Bring a response, whose row this transaction has locked, to its next state, and log it. Gives the new response.

    Raises:
        TransitionError: the table does not allow it; nothing is changed.
    """
    to_state = decide(response.state, action, actor.role)
    revision = response.revision + 1 if action is Action.SUBMIT else response.revision
    approved = revision if action is Action.APPROVE else response.approved_revision
    after = replace(response, state=to_state, revision=revision, approved_revision=approved, changed_at=at)
    responses.set_state(connection, after.id, after.state, after.revision, after.approved_revision, at)
    if to_state in NEVER_PUBLIC:
        map_entries.remove(connection, response.id, at)
        scores.remove(connection, response.id)
    events.add(connection, _event(response.state, after, action, actor, at, reason))
    return after


def _event(from_state: State, after: Response, action: Action, actor: Actor, at: datetime, reason: str) -> Event:
    return Event(
        response_id=after.id,
        at=at,
        actor=actor.role,
        account_id=actor.account_id,
        action=action,
        from_state=from_state,
        to_state=after.state,
        reason=plain_text(reason.strip()),
        revision=after.revision,
    )
