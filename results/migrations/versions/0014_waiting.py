"""What waits for somebody's answer: an approval for a second pair of eyes, a proposal of contact for one of its sides."""

import json
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_MOMENT = results.column_types.UtcTime(timezone=True)


def upgrade() -> None:
    """To this revision; what was proposed before, and waits, is found in the log."""
    with op.batch_alter_table("desk") as batch_op:
        batch_op.add_column(sa.Column("proposed_by", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("proposed_at", _MOMENT, nullable=True))
        batch_op.create_foreign_key(batch_op.f("fk_desk_proposed_by"), "accounts", ["proposed_by"], ["id"])
        batch_op.create_index(batch_op.f("ix_desk_proposed_by"), ["proposed_by"])
    with op.batch_alter_table("proposals") as batch_op:
        batch_op.add_column(sa.Column("asked_at", _MOMENT, nullable=True))
        batch_op.add_column(sa.Column("reminded_at", _MOMENT, nullable=True))
    _fill_desk(op.get_bind())
    _fill_proposals(op.get_bind())
    with op.batch_alter_table("proposals") as batch_op:
        batch_op.alter_column("asked_at", existing_type=_MOMENT, nullable=False)


def downgrade() -> None:
    """Back to the one before; the log still tells who proposed what."""
    with op.batch_alter_table("proposals") as batch_op:
        batch_op.drop_column("reminded_at")
        batch_op.drop_column("asked_at")
    with op.batch_alter_table("desk") as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_proposed_by"))
        batch_op.drop_constraint(batch_op.f("fk_desk_proposed_by"), type_="foreignkey")
        batch_op.drop_column("proposed_at")
        batch_op.drop_column("proposed_by")


def _fill_desk(connection: sa.Connection) -> None:
    """The newest proposal of what waits: one after which the response did not move."""
    found = connection.execute(
        sa.text(
            "SELECT e.response_id, e.account_id, e.at FROM events e"
            " JOIN desk d ON d.response_id = e.response_id AND d.revision = e.revision"
            " WHERE d.state = 'submitted' AND e.action = 'approval_proposed' AND e.account_id IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM events later WHERE later.response_id = e.response_id AND later.id > e.id"
            " AND (later.to_state IS NOT NULL OR"
            " (later.action = 'interest_declared' AND later.account_id = e.account_id)))"
            " ORDER BY e.id"
        ).columns(at=_MOMENT)
    ).all()
    change = sa.text("UPDATE desk SET proposed_by = :by, proposed_at = :at WHERE response_id = :key").bindparams(
        sa.bindparam("at", type_=_MOMENT)
    )
    for row in found:
        connection.execute(change, {"key": row.response_id, "by": row.account_id, "at": row.at})


def _fill_proposals(connection: sa.Connection) -> None:
    """The first side is asked since it was proposed, the second since the first said yes."""
    connection.execute(sa.text("UPDATE proposals SET asked_at = proposed_at"))
    found = connection.execute(sa.text("SELECT id, history FROM proposals WHERE standing = 'other_asked'")).all()
    change = sa.text("UPDATE proposals SET asked_at = :at WHERE id = :key").bindparams(
        sa.bindparam("at", type_=_MOMENT)
    )
    for row in found:
        moves: list[dict[str, Any]] = json.loads(row.history)
        for move in moves[-1:]:
            connection.execute(change, {"key": row.id, "at": datetime.fromisoformat(move["at"])})
