"""One transition of one response, in the transaction of the use case that wants it: state, event, and the map.

Every change of state goes through `carry_out`, so that none happens outside the table, without an event, or leaving an
entry on the map that may no longer be there.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from results.audit.log import Entry, record
from results.due import after_transition
from results.records.events import Actor, Words
from results.records.responses import Response
from results.review import NEVER_PUBLIC, Action, Standing, decide
from results.store import contact_requests, desk, map_entries, matchables, proposals, responses, scores, upkeep


def carry_out(
    connection: Connection,
    response: Response,
    action: Action,
    actor: Actor,
    at: datetime,
    words: str | Words = "",
) -> Response:
    """Bring a response, whose row this transaction has locked, to its next state, and log it. Gives the new response.

    Raises:
        TransitionError: the table does not allow it; nothing is changed.
    """
    to_state = decide(response.state, action, actor.role)
    standing = Standing(response.state, response.revision, response.approved_revision).after(action, to_state)
    after = replace(
        response,
        state=standing.state,
        revision=standing.revision,
        approved_revision=standing.approved_revision,
        changed_at=at,
    )
    responses.set_state(connection, after.id, after.state, after.revision, after.approved_revision, at)
    desk.follow(connection, after)
    if to_state in NEVER_PUBLIC:
        map_entries.remove(connection, response.id, at)
        scores.remove(connection, response.id)
        matchables.remove(connection, response.id)
        proposals.stop(connection, response.id, at)
        contact_requests.stop(connection, response.id, at)
    if after.revision > 0:
        plan = after_transition(upkeep.one(connection, after.id), after.state, at, sent=action is Action.SUBMIT)
        upkeep.put(connection, after.id, plan)
    record(
        connection,
        Entry(
            at=at,
            actor=actor,
            action=action,
            response_id=after.id,
            from_state=response.state,
            to_state=after.state,
            revision=after.revision,
            words=Words(words) if isinstance(words, str) else words,
        ),
    )
    return after
