"""What Alembic runs for every command; the connection and its transaction come from `results.migrations`."""

from alembic import context

from results import contact_models, decision_models, desk_models, flag_models, upkeep_models  # noqa: F401  # its tables belong to what is compared
from results.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    # The caller has begun a transaction, under a lock; SQLite, too, takes tables and all back when it fails.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
