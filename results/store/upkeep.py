"""What is due next for each response that was sent; changed with its transitions, in their transaction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from results.due import Plan, Step
from results.models.responses import ResponseRow
from results.models.upkeep import UpkeepRow
from results.records.responses import Response
from results.review import State
from results.store.responses import COLUMNS, response_of


def one(connection: Connection, response_id: str) -> Plan | None:
    """The plan of a response; None before it was ever sent, and when everything of it was deleted."""
    row = connection.execute(select(UpkeepRow.__table__).where(UpkeepRow.response_id == response_id)).one_or_none()
    return None if row is None else Plan(row.renewed_at, Step(row.step), row.due_at)


def put(connection: Connection, response_id: str, plan: Plan) -> None:
    """Keep the plan of a response, whose row this transaction has locked, in the place of the one before."""
    connection.execute(delete(UpkeepRow).where(UpkeepRow.response_id == response_id))
    values: dict[str, Any] = {"renewed_at": plan.renewed_at, "step": plan.step.value, "due_at": plan.due_at}
    connection.execute(insert(UpkeepRow).values(response_id=response_id, **values))


def due(
    connection: Connection, at: datetime, steps: Collection[Step], states: Collection[State], limit: int
) -> tuple[tuple[Response, Plan], ...]:
    """Responses in these states for which one of these steps is due, the longest due first. Their rows are locked; those
    that another worker has in its hands are left out. Nobody is asked about what was made up.
    """
    statement = (
        select(*COLUMNS, UpkeepRow.renewed_at, UpkeepRow.step, UpkeepRow.due_at)
        .join(UpkeepRow, UpkeepRow.response_id == ResponseRow.id)
        .where(
            UpkeepRow.due_at <= at,
            UpkeepRow.step.in_([step.value for step in steps]),
            ResponseRow.state.in_([state.value for state in states]),
            ~ResponseRow.demo,
        )
        .order_by(UpkeepRow.due_at, ResponseRow.id)
        .limit(limit)
        .with_for_update(of=ResponseRow, skip_locked=True, key_share=True)
    )
    return tuple(
        (response_of(row), Plan(row.renewed_at, Step(row.step), row.due_at)) for row in connection.execute(statement)
    )
