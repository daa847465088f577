"""The migrations make the tables of `results.models`, whoever starts them and however many at once."""

import subprocess
import sys
from collections.abc import Iterator
from subprocess import PIPE

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.operations import BatchOperations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from results.database import Database
from results.migrations import NEWEST, configuration, migrate
from results.models.base import Base


@pytest.fixture
def empty(database_url: str) -> Iterator[Database]:
    database = Database.at(database_url)
    yield database
    database.close()


def test_models_and_migrations_agree(database: Database) -> None:
    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, Base.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_migrating_again_changes_nothing(database: Database, migrated_url: str) -> None:
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO questionnaires VALUES ('h', 'survey', '1', '{}', '2026-01-01 00:00')")
    migrate(migrated_url)
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT survey FROM questionnaires").scalar_one() == "survey"


def test_every_revision_can_be_undone(database: Database, migrated_url: str) -> None:
    with database.writing() as connection:
        command.downgrade(configuration(connection), "base")
    with database.reading() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]
    migrate(migrated_url)


STARTER = """
import sys
import alembic.command
from results.migrations import migrate
print("ready", flush=True)
sys.stdin.readline()
migrate(sys.argv[1])
"""


def test_processes_that_start_at_once_all_find_the_tables(database_url: str, empty: Database) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", STARTER, database_url], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)
        for _ in range(4)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"  # everything is loaded: now they really begin at once
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in started:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with empty.reading() as connection:
        assert set(Base.metadata.tables) <= set(inspect(connection).get_table_names())


def test_the_newest_revision_is_the_one_that_a_start_looks_for(database: Database) -> None:
    with database.reading() as connection:
        script = ScriptDirectory.from_config(configuration(connection))
        assert script.get_heads() == [NEWEST]
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one() == NEWEST


def test_an_unfinished_migration_leaves_nothing(
    empty: Database, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError("the power went")

    with monkeypatch.context() as patch:
        patch.setattr(BatchOperations, "create_index", fail)
        with pytest.raises(OSError, match="the power went"):
            migrate(database_url)
    with empty.reading() as connection:
        assert inspect(connection).get_table_names() == []
    migrate(database_url)
