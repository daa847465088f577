"""What ends the sessions of an account."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; who is logged in has to log in again."""
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("stamp", sa.String(length=64), nullable=False, server_default=""))
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.alter_column("stamp", server_default=None)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.drop_column("stamp")
