"""What was written about what ended is forgotten with who filled it in: also of what was forgotten before that was the rule."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision. What was done with is due once more, at any moment that is past."""
    op.get_bind().execute(sa.text("UPDATE upkeep SET step = 'forget', due_at = renewed_at WHERE step = 'nothing'"))


def downgrade() -> None:
    """Back to the one before: forgetting once more does no harm there."""
