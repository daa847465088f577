"""Since when an entry is on the map, when it changed last, and which version of the map there is."""

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = results.column_types.UtcTime(timezone=True)


def upgrade() -> None:
    """To this revision. Of what is on the map already, the moment of its newest version is the only one known."""
    with op.batch_alter_table("map_entries", schema=None) as batch_op:
        batch_op.add_column(sa.Column("first_published_at", _MOMENT, nullable=True))
        batch_op.add_column(sa.Column("changed_at", _MOMENT, nullable=True))
    op.execute("UPDATE map_entries SET first_published_at = published_at, changed_at = published_at")
    with op.batch_alter_table("map_entries", schema=None) as batch_op:
        batch_op.alter_column("first_published_at", existing_type=_MOMENT, nullable=False)
        batch_op.alter_column("changed_at", existing_type=_MOMENT, nullable=False)
        batch_op.drop_index("ix_map_entries_survey")
        batch_op.create_index("ix_map_entries_survey_slug", ["survey", "slug"])
        batch_op.create_index("ix_map_entries_survey_first_published_at", ["survey", "first_published_at"])
    op.create_table(
        "map_versions",
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("survey", name="pk_map_versions"),
    )
    op.execute(
        "INSERT INTO map_versions (survey, number, changed_at) "
        "SELECT survey, 1, max(published_at) FROM map_entries GROUP BY survey"
    )


def downgrade() -> None:
    """Back to the one before."""
    op.drop_table("map_versions")
    with op.batch_alter_table("map_entries", schema=None) as batch_op:
        batch_op.drop_index("ix_map_entries_survey_first_published_at")
        batch_op.drop_index("ix_map_entries_survey_slug")
        batch_op.create_index("ix_map_entries_survey", ["survey"])
        batch_op.drop_column("changed_at")
        batch_op.drop_column("first_published_at")
