"""What Alembic runs for every command; the connection and its transaction come from `results.migrations`."""

from alembic import context

from results.models.base import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    # The caller has begun a transaction, under a lock; SQLite, too, takes tables and all back when it fails.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
