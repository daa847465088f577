"""With which version of the map each entry came."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision; what is there already was there from the beginning."""
    with op.batch_alter_table("map_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="0", nullable=False))
        batch_op.create_index("ix_map_entries_survey_version", ["survey", "version"])


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("map_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_map_entries_survey_version")
        batch_op.drop_column("version")
