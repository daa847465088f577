"""The log of transitions: only added to and read (but see `erasure.py`)."""

from sqlalchemy import Connection, insert, select

from results.models import EventRow
from results.records import Event
from results.review import Action, Role, State


def add(connection: Connection, event: Event) -> None:
    """Append one event."""
    connection.execute(
        insert(EventRow).values(
            response_id=event.response_id,
            at=event.at,
            actor=event.actor.value,
            account_id=event.account_id,
            action=event.action.value,
            from_state=event.from_state.value,
            to_state=event.to_state.value,
            reason=event.reason,
            revision=event.revision,
        )
    )


def of_response(connection: Connection, response_id: str) -> tuple[Event, ...]:
    """The history of one response, oldest first."""
    statement = select(EventRow.__table__).where(EventRow.response_id == response_id).order_by(EventRow.id)
    return tuple(
        Event(
            response_id=row.response_id,
            at=row.at,
            actor=Role(row.actor),
            account_id=row.account_id,
            action=Action(row.action),
            from_state=State(row.from_state),
            to_state=State(row.to_state),
            reason=row.reason,
            revision=row.revision,
        )
        for row in connection.execute(statement)
    )
