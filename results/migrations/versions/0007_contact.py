"""Bringing people into contact: what matching looks at, proposals, and requests. Matching makes its rows when it needs them."""

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "contact_requests",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("challenge", sa.String(length=100), nullable=False),
        sa.Column("consent", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("asking", sa.String(length=40), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("asked_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("ended_at", results.column_types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_contact_requests_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_requests")),
    )
    with op.batch_alter_table("contact_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_contact_requests_asking_asked_at"), ["asking", "asked_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_contact_requests_response_id"), ["response_id"], unique=False)

    op.create_table(
        "proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("other_id", sa.String(length=32), nullable=False),
        sa.Column("challenge", sa.String(length=100), nullable=False),
        sa.Column("seeker_consent", sa.String(length=100), nullable=False),
        sa.Column("other_consent", sa.String(length=100), nullable=False),
        sa.Column("standing", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("expires_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("ended_at", results.column_types.UtcTime(timezone=True), nullable=True),
        sa.Column("history", results.column_types.JsonText(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_proposals_account_id")),
        sa.ForeignKeyConstraint(["other_id"], ["responses.id"], name=op.f("fk_proposals_other_id")),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_proposals_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposals")),
        sa.UniqueConstraint(
            "response_id", "other_id", "challenge", name=op.f("uq_proposals_response_id_other_id_challenge")
        ),
    )
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_proposals_other_id"), ["other_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_proposals_standing_expires_at"), ["standing", "expires_at"], unique=False)

    op.create_table(
        "matchables",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("rules", sa.String(length=64), nullable=False),
        sa.Column("collective", sa.Text(), nullable=False),
        sa.Column("offers", sa.Boolean(), nullable=False),
        sa.Column("province", sa.String(length=200), nullable=True),
        sa.Column("choices", results.column_types.JsonText(), nullable=False),
        sa.Column("numbers", results.column_types.JsonText(), nullable=False),
        sa.Column("on_track", results.column_types.JsonText(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id", "revision"],
            ["submissions.response_id", "submissions.revision"],
            name="fk_matchables_submission",
        ),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_matchables")),
    )
    with op.batch_alter_table("matchables", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_matchables_survey_offers"), ["survey", "offers"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("matchables", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_matchables_survey_offers"))

    op.drop_table("matchables")
    with op.batch_alter_table("proposals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_proposals_standing_expires_at"))
        batch_op.drop_index(batch_op.f("ix_proposals_other_id"))

    op.drop_table("proposals")
    with op.batch_alter_table("contact_requests", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_contact_requests_response_id"))
        batch_op.drop_index(batch_op.f("ix_contact_requests_asking_asked_at"))

    op.drop_table("contact_requests")
