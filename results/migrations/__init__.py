"""Bring a database to the tables of today. `migrate(url)` needs no configuration file and may be run by several processes
at once: one does the work, the others wait and find it done.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, NullPool, create_engine, text

from results.database import create_sqlite_file, parse_url, sqlite_engine

_LOCK = 0x7A656C66  # "zelf": any number that no other program uses for an advisory lock in this database


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's settings, in memory; `connection` is the one to work on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def migrate(url: str) -> None:
    """Upgrade the database at `url` to the newest revision, creating it (SQLite) and its tables when need be.

    All or nothing: the whole upgrade is one transaction, on both databases.

    Raises:
        UnsupportedDatabase: see `results.database.parse_url`.
    """
    engine = _engine(url)
    try:
        with engine.execution_options(writing=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            config = configuration(connection)
            newest = ScriptDirectory.from_config(config).get_current_head()
            if MigrationContext.configure(connection).get_current_revision() != newest:
                command.upgrade(config, "head")
                _check_references(connection)
    finally:
        engine.dispose()


def _engine(url: str) -> Engine:
    parsed = parse_url(url)
    if not parsed.drivername.startswith("sqlite"):
        return create_engine(parsed, poolclass=NullPool)
    create_sqlite_file(parsed)
    return sqlite_engine(parsed, foreign_keys=False)


def _check_references(connection: Connection) -> None:
    """Foreign keys are off in SQLite while tables are rebuilt; nothing may be left pointing nowhere."""
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration would leave {len(broken)} rows that point at nothing; it was undone")
