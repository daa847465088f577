"""What was written about what ended is forgotten with who filled it in: also of what was forgotten before that was the rule."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_MOMENT = results.column_types.UtcTime(timezone=True)


def upgrade() -> None:
    """To this revision."""
    change = sa.text("UPDATE upkeep SET step = 'forget', due_at = :now WHERE step = 'nothing'")
    op.get_bind().execute(change.bindparams(sa.bindparam("now", datetime.now(UTC), type_=_MOMENT)))


def downgrade() -> None:
    """Back to the one before: forgetting once more does no harm there."""
