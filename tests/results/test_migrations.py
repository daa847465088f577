"""The migrations make the tables of `results.models`, whoever starts them and however many at once."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from subprocess import PIPE

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.operations import BatchOperations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, select

from results.accounts.register import add_account
from results.audit.verify import verify
from results.consents.changes import change_consent
from results.database import Database
from results.decisions.deciding import declare_interest, propose
from results.decisions.reading import around
from results.desk.notes import add_note
from results.desk.taking import take
from results.flagging.dismissing import dismiss
from results.flagging.shown import flags_of
from results.migrations import NEWEST, _engine, configuration, migrate
from results.models.base import Base
from results.my_scan.erase import erase
from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from tests.results.decided import approve, reject, request_changes
from tests.results.filled import approved, begin, change, submitted


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


BEFORE_ACCOUNTS = "0007"
"""A database of before there were accounts, a list of the desk, flags and reports."""


def test_a_filled_database_comes_through_every_migration(
    services: Services, database: Database, migrated_url: str, coordinator: Account
) -> None:
    """Rows survive going back and coming again, the log still verifies, and what is made from them says the same as before."""
    colleague = add_account(database, services.clock, "bea@example.org", "Bea", Role.ADMINISTRATOR, "a long password")
    ids = _everything(services, coordinator, colleague)
    made_anew = ("desk", "upkeep")
    written = {table: _rows(database, table) for table in Base.metadata.tables}
    back_to(migrated_url, BEFORE_ACCOUNTS)
    with database.reading() as connection:
        there = {
            name: [
                each["name"]
                for each in inspect(connection).get_columns(name)
                if each["name"] in Base.metadata.tables[name].c
            ]
            for name in inspect(connection).get_table_names()
            if name in Base.metadata.tables
        }
    assert not {"desk", "flags", "reports", "upkeep"} & set(there)
    old = {table: _rows(database, table, columns) for table, columns in there.items()}
    migrate(migrated_url)
    assert {table: _rows(database, table, columns) for table, columns in there.items()} == old, (
        "no row was lost or changed"
    )
    assert {table: len(_rows(database, table)) for table in there} == {table: len(written[table]) for table in there}
    for table in made_anew:
        assert [row[0] for row in _rows(database, table)] == [row[0] for row in written[table]]
    assert _rows(database, "desk") == [_not_taken(row) for row in written["desk"]]
    assert verify(database).broken is None
    assert around(services, ids["proposed"], colleague).proposal is not None
    approve(services, ids["proposed"], 1, colleague)  # and life goes on
    assert verify(database).broken is None
    back_to(migrated_url, "base")


def back_to(url: str, revision: str) -> None:
    """Undo the migrations down to one, as `migrate` does them: without foreign keys, while SQLite rebuilds tables."""
    engine = _engine(url)
    with engine.execution_options(writing=True).begin() as connection:
        command.downgrade(configuration(connection), revision)
    engine.dispose()


def _everything(services: Services, coordinator: Account, colleague: Account) -> dict[str, str]:
    """Something in every state and of every table that a collective and its coordinators fill."""
    begin(services)
    _token, proposed = submitted(services, {"p_naam": "Voorgesteld"})
    propose(services, proposed, 1, coordinator, "Kijk jij ook?")
    take(services, proposed, colleague)
    add_note(services, proposed, colleague, "Ik kijk morgen.")
    token, response = approved(services, coordinator, {"p_naam": "Op de kaart"})
    change(services, token, {"p_leden": "8"})
    submit(services, token)
    request_changes(services, response.id, 2, colleague, "Vertel meer.")
    _token, involved = submitted(services, {"p_naam": "Betrokken"})
    propose(services, involved, 1, coordinator)
    declare_interest(services, involved, coordinator, involved=True)
    for flag in flags_of(services, response).open:
        dismiss(services, response.id, flag.id, colleague, "Geen bezwaar.")
    withdraw(services, approved(services, coordinator, {"p_naam": "Gestopt"})[0])
    reject(services, submitted(services, {"p_naam": "Past niet"})[1], 1, colleague, "Nee.")
    erase(services, submitted(services, {"p_naam": "Gewist"})[0])
    change_consent(services, token, "c_kaart", False, "nl")
    return {"proposed": proposed}


def _rows(database: Database, table: str, columns: Sequence[str] | None = None) -> list[tuple[object, ...]]:
    """The rows of a table in the order of their first column, which is their key."""
    every = Base.metadata.tables[table].columns
    wanted = [every[name] for name in columns] if columns else list(every)
    with database.reading() as connection:
        return sorted((tuple(row) for row in connection.execute(select(*wanted))), key=repr)


def _not_taken(row: tuple[object, ...]) -> tuple[object, ...]:
    """A row of the list without who had it in hand: that is not in the log, so it is lost."""
    columns = list(Base.metadata.tables["desk"].columns.keys())
    return tuple(None if name in ("taken_by", "taken_at") else value for name, value in zip(columns, row, strict=True))
