"""Bring a database to the tables of today. `migrate(url)` needs no configuration file and may be run by several processes
at once: one does the work, the others wait and find it done.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, NullPool, create_engine, inspect, text

from results.database import create_sqlite_file, parse_url, sqlite_engine

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST = "0015"
"""The newest revision under `versions/` (a test compares). A start that finds it need not load Alembic: that takes longer
than all the rest of this module."""

_LOCK = 0x7A656C66  # "zelf": any number that no other program uses for an advisory lock in this database


def migrate(url: str) -> None:
    """Upgrade the database at `url` to the newest revision, creating it (SQLite) and its tables when need be.

    All or nothing: the whole upgrade is one transaction, on both databases.

    Raises:
        UnsupportedDatabase: see `results.database.parse_url`.
    """
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            if _revision(connection) == NEWEST:
                return
        with engine.execution_options(writing=True).begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            if _revision(connection) != NEWEST:
                _upgrade(connection)
    finally:
        engine.dispose()


def has_tables(url: str) -> bool:
    """Whether there is a database of ours at `url`, of today or of an earlier version. Makes nothing.

    Raises:
        UnsupportedDatabase: see `results.database.parse_url`.
    """
    parsed = parse_url(url)
    if parsed.drivername.startswith("sqlite") and not Path(parsed.database or "").is_file():
        return False
    engine = _engine(url)
    try:
        with engine.connect() as connection:
            return _revision(connection) is not None
    finally:
        engine.dispose()


def configuration(connection: Connection) -> "Config":
    """Alembic's settings, in memory, for working on `connection`."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _engine(url: str) -> Engine:
    parsed = parse_url(url)
    if not parsed.drivername.startswith("sqlite"):
        return create_engine(parsed, poolclass=NullPool)
    create_sqlite_file(parsed)
    return sqlite_engine(parsed, foreign_keys=False)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _upgrade(connection: Connection) -> None:
    from alembic import command

    command.upgrade(configuration(connection), "head")
    if connection.dialect.name == "sqlite":
        # Foreign keys are off in SQLite while tables are rebuilt; nothing may be left pointing nowhere.
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration would leave {len(broken)} rows that point at nothing; it was undone")
