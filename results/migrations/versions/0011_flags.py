"""Flags, what tells submissions from each other, and the pairs that are not the same.

What waits already is looked at by the worker, which needs the questionnaires for it: see `results/flagging/raising.py`.
"""

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MOMENT = results.column_types.UtcTime(timezone=True)


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "flags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=40), nullable=False),
        sa.Column("params", results.column_types.JsonText(), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=True),
        sa.Column("raised_at", _MOMENT, nullable=False),
        sa.Column("dismissed_by", sa.Integer(), nullable=True),
        sa.Column("dismissed_at", _MOMENT, nullable=True),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dismissed_by"], ["accounts.id"], name=op.f("fk_flags_dismissed_by")),
        sa.ForeignKeyConstraint(["other_id"], ["responses.id"], name=op.f("fk_flags_other_id")),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_flags_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_flags")),
    )
    op.create_index(op.f("ix_flags_other_id"), "flags", ["other_id"])
    op.create_index(op.f("ix_flags_response_id_revision"), "flags", ["response_id", "revision"])
    op.create_table(
        "traits",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("municipality", sa.String(length=200), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("website", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_traits_response_id")),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_traits")),
    )
    op.create_table(
        "trait_keys",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_trait_keys_response_id")),
        sa.PrimaryKeyConstraint("key", "response_id", name=op.f("pk_trait_keys")),
    )
    op.create_index(op.f("ix_trait_keys_response_id"), "trait_keys", ["response_id"])
    op.create_table(
        "distinct_pairs",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_distinct_pairs_account_id")),
        sa.ForeignKeyConstraint(["other_id"], ["responses.id"], name=op.f("fk_distinct_pairs_other_id")),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_distinct_pairs_response_id")),
        sa.PrimaryKeyConstraint("response_id", "other_id", name=op.f("pk_distinct_pairs")),
    )
    op.create_index(op.f("ix_distinct_pairs_other_id"), "distinct_pairs", ["other_id"])


def downgrade() -> None:
    """Back to the one before."""
    for table in ("distinct_pairs", "trait_keys", "traits", "flags"):
        op.drop_table(table)
