"""What keeps entries right: the yearly question, what expires and is deleted, and what visitors report."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_MOMENT = results.column_types.UtcTime(timezone=True)
_YEAR, _HALF_A_YEAR = timedelta(days=365), timedelta(days=183)
_STEPS = {"rejected": "delete", "withdrawn": "forget", "expired": "forget"}


def upgrade() -> None:
    """To this revision; what was sent before is asked about a year after it was sent."""
    table = op.create_table(
        "upkeep",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("renewed_at", _MOMENT, nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("due_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_upkeep_response_id")),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_upkeep")),
    )
    op.create_index(op.f("ix_upkeep_due_at"), "upkeep", ["due_at"])
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("reported_at", _MOMENT, nullable=False),
        sa.Column("handled_at", _MOMENT, nullable=True),
        sa.Column("handled_by", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(length=40), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["handled_by"], ["accounts.id"], name=op.f("fk_reports_handled_by")),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_reports_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
    )
    op.create_index(op.f("ix_reports_response_id"), "reports", ["response_id"])
    op.create_index(op.f("ix_reports_handled_at_reported_at"), "reports", ["handled_at", "reported_at"])
    _fill(table)


def downgrade() -> None:
    """Back to the one before."""
    op.drop_table("reports")
    op.drop_table("upkeep")


def _fill(table: sa.Table) -> None:
    connection = op.get_bind()
    sent = connection.execute(
        sa.text(
            "SELECT r.id, r.state, r.changed_at, s.submitted_at FROM responses r "
            "JOIN submissions s ON s.response_id = r.id AND s.revision = r.revision"
        ).columns(changed_at=_MOMENT, submitted_at=_MOMENT)
    )
    rows = []
    for row in sent:
        step = _STEPS.get(row.state, "ask")
        due_at = row.submitted_at + _YEAR if step == "ask" else row.changed_at + _HALF_A_YEAR
        rows.append({"response_id": row.id, "renewed_at": row.submitted_at, "step": step, "due_at": due_at})
    if rows:
        op.bulk_insert(table, rows)
