"""Accounts that are invited: their sessions, links, one-time codes and attempts; whom new work is told; and a provider's name."""

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MOMENT = results.column_types.UtcTime(timezone=True)


def upgrade() -> None:
    """To this revision; who is logged in has to log in again."""
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("language", sa.String(length=40), nullable=False, server_default="nl"))
        batch_op.add_column(sa.Column("news", sa.String(length=40), nullable=False, server_default="daily"))
        batch_op.add_column(sa.Column("told_until", _MOMENT, nullable=True))
        batch_op.add_column(sa.Column("closed", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("issuer", sa.String(length=500), nullable=True))
        batch_op.add_column(sa.Column("subject", sa.String(length=255), nullable=True))
        batch_op.add_column(sa.Column("totp_secret", sa.Text(), nullable=True))
        batch_op.add_column(sa.Column("totp_step", sa.Integer(), nullable=False, server_default="0"))
        batch_op.drop_column("stamp")
    op.execute("UPDATE accounts SET told_until = created_at")
    op.execute(sa.text("UPDATE accounts SET closed = :yes WHERE password_hash = ''").bindparams(yes=True))
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        for name in ("language", "news", "closed", "totp_step"):
            batch_op.alter_column(name, server_default=None)
        batch_op.alter_column("told_until", existing_type=_MOMENT, nullable=False)
        batch_op.create_unique_constraint(batch_op.f("uq_accounts_issuer_subject"), ["issuer", "subject"])
    op.create_table(
        "account_sessions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("begun_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT, nullable=False),
        sa.Column("browser", sa.String(length=40), nullable=False),
        sa.Column("system", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_sessions_account_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_sessions")),
        sa.UniqueConstraint("hash", name=op.f("uq_account_sessions_hash")),
    )
    with op.batch_alter_table("account_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_account_sessions_account_id"), ["account_id"], unique=False)
    op.create_table(
        "account_links",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_account_links_account_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_account_links")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_recovery_codes_account_id")),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "attempts",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.Column("next_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_attempts")),
    )


def downgrade() -> None:
    """Back to the one before. An account that has no password then is one that is closed."""
    op.drop_table("attempts")
    op.drop_table("recovery_codes")
    op.drop_table("account_links")
    op.drop_table("account_sessions")
    op.execute(sa.text("UPDATE accounts SET password_hash = '' WHERE closed = :yes").bindparams(yes=True))
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_accounts_issuer_subject"), type_="unique")
        batch_op.add_column(sa.Column("stamp", sa.String(length=64), nullable=False, server_default=""))
        for name in ("totp_step", "totp_secret", "subject", "issuer", "closed", "told_until", "news", "language"):
            batch_op.drop_column(name)
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.alter_column("stamp", server_default=None)
