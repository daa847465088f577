"""Scores of approved scans, for comparing."""

import json

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_OFF = ("rejected", "withdrawn", "expired")


def upgrade() -> None:
    """To this revision; what was approved before counts from now on."""
    table = op.create_table(
        "scores",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("major", sa.String(length=100), nullable=False),
        sa.Column("collective", sa.Text(), nullable=False),
        sa.Column("submitted_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("chosen", results.column_types.JsonText(), nullable=False),
        sa.Column("scores", results.column_types.JsonText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id", "revision"],
            ["submissions.response_id", "submissions.revision"],
            name=op.f("fk_scores_submission"),
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_scores")),
    )
    with op.batch_alter_table("scores", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scores_survey_major_submitted_at"), ["survey", "major", "submitted_at"], unique=False
        )
    _fill(table)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("scores", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_scores_survey_major_submitted_at"))

    op.drop_table("scores")


def _fill(table: sa.Table) -> None:
    """A row for each approved submission. Which questions tell who is similar stands in no table, so every answer that
    can be the value of a choice comes along.
    """
    connection = op.get_bind()
    approved = connection.execute(
        sa.text(
            "SELECT r.id, s.revision, r.survey, s.title, s.answers, s.profile, s.submitted_at FROM responses r "
            "JOIN submissions s ON s.response_id = r.id AND s.revision = r.approved_revision "
            "WHERE r.state NOT IN :off"
        )
        .bindparams(sa.bindparam("off", _OFF, expanding=True))
        .columns(submitted_at=results.column_types.UtcTime(timezone=True))
    )
    rows = []
    for row in approved:
        profile, answers = json.loads(row.profile), json.loads(row.answers)
        rows.append(
            {
                "response_id": row.id,
                "revision": row.revision,
                "survey": row.survey,
                "major": str(profile["version"]).partition(".")[0],
                "collective": " ".join(row.title.casefold().split()),
                "submitted_at": row.submitted_at,
                "chosen": {
                    name: value for name, value in answers.items() if isinstance(value, str) and len(value) <= 60
                },
                "scores": {each["id"]: each["score"] for each in profile["dimensions"] if each["score"] is not None},
            }
        )
    if rows:
        op.bulk_insert(table, rows)
