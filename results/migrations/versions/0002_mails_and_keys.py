"""Mails that wait, and the keys that open a response."""

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "keys",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("contact_hash", sa.String(length=64), nullable=True),
        sa.Column("created_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("expires_at", results.column_types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_keys_response_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_keys")),
    )
    with op.batch_alter_table("keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_keys_response_id"), ["response_id"], unique=False)

    op.create_table(
        "mails",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=True),
        sa.Column("params", results.column_types.JsonText(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("last_error", sa.Text(), nullable=False),
        sa.Column("created_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("sent_at", results.column_types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_mails_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mails")),
        sa.UniqueConstraint("key", name=op.f("uq_mails_key")),
    )
    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mails_recipient_created_at"), ["recipient", "created_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_mails_response_id"), ["response_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_mails_state_next_at"), ["state", "next_at"], unique=False)

    op.execute(
        "INSERT INTO keys (hash, response_id, kind, created_at) "
        "SELECT token_hash, id, 'browser', created_at FROM responses"
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_responses_token_hash"), type_="unique")
        batch_op.drop_column("token_hash")
        batch_op.add_column(sa.Column("contact_hash", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("confirmed_hash", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("reminded_at", results.column_types.UtcTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("demo", sa.Boolean(), server_default=sa.false(), nullable=False))
        batch_op.create_index(batch_op.f("ix_responses_contact_hash"), ["contact_hash"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("token_hash", sa.String(length=64), nullable=True))

    # A response without a key of a browser gets what is no hash of anything: nobody opens it, as nobody could.
    op.execute(
        "UPDATE responses SET token_hash = coalesce("
        "(SELECT min(hash) FROM keys WHERE keys.response_id = responses.id AND kind = 'browser'), '-' || id)"
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.alter_column("token_hash", existing_type=sa.String(length=64), nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_responses_token_hash"), ["token_hash"])
        batch_op.drop_index(batch_op.f("ix_responses_contact_hash"))
        batch_op.drop_column("demo")
        batch_op.drop_column("reminded_at")
        batch_op.drop_column("confirmed_hash")
        batch_op.drop_column("contact_hash")

    with op.batch_alter_table("mails", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mails_state_next_at"))
        batch_op.drop_index(batch_op.f("ix_mails_response_id"))
        batch_op.drop_index(batch_op.f("ix_mails_recipient_created_at"))

    op.drop_table("mails")
    with op.batch_alter_table("keys", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_keys_response_id"))

    op.drop_table("keys")
