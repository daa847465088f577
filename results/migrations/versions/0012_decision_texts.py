"""Texts for decisions, as they are changed in the application."""

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; what ships is used until somebody saves another version."""
    op.create_table(
        "decision_texts",
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("key", sa.String(length=60), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_decision_texts_account_id")),
        sa.PrimaryKeyConstraint("survey", "language", "key", "version", name=op.f("pk_decision_texts")),
    )


def downgrade() -> None:
    """Back to the one before: every text as it ships."""
    op.drop_table("decision_texts")
