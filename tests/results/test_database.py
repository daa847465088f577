"""Connections are durable, transactions keep their word, and an address that cannot work is refused with a reason."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text

from results.database import Database, parse_url
from results.errors.operating import UnsupportedDatabase


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("", "must look like"),
        ("nonsense", "must look like"),
        ("mysql://host/name", "mysql is not supported"),
        ("postgresql+asyncpg://host/name", "not supported"),
        ("sqlite://", "in memory"),
        ("sqlite:///:memory:", "in memory"),
        ("sqlite:///file:x?mode=memory&uri=true", "in memory"),
    ],
)
def test_an_address_that_cannot_work_is_refused(url: str, reason: str) -> None:
    with pytest.raises(UnsupportedDatabase, match=reason):
        parse_url(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_reached_with_psycopg(scheme: str) -> None:
    assert parse_url(f"{scheme}://user@host/name").drivername == "postgresql+psycopg"


def test_commits_are_durable(database: Database) -> None:
    with database.reading() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == 2  # FULL
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
        else:
            assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
            assert connection.execute(text("SHOW timezone")).scalar_one() == "UTC"


def test_an_exception_undoes_everything(database: Database) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), database.writing() as connection:  # noqa: PT012  # the block is what is tested
        connection.execute(text("CREATE TABLE made (n INTEGER)"))
        connection.execute(text("INSERT INTO made VALUES (1)"))
        raise Stop
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE made (n INTEGER)"))  # it would exist otherwise


def test_readers_do_not_wait_for_a_writer_and_do_not_see_it(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE numbers (n INTEGER)"))
    with database.writing() as connection:
        connection.execute(text("INSERT INTO numbers VALUES (1)"))
        with database.reading() as other:
            assert other.execute(text("SELECT count(*) FROM numbers")).scalar_one() == 0


def test_writers_that_read_first_queue_and_none_fails(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("CREATE TABLE counters (n INTEGER)"))
        connection.execute(text("INSERT INTO counters VALUES (0)"))
    failures: list[BaseException] = []

    def add_many() -> None:
        try:
            for _ in range(25):
                with database.writing() as connection:
                    n = connection.execute(text(locked)).scalar_one()
                    connection.execute(text("UPDATE counters SET n = :n"), {"n": n + 1})
        except BaseException as failure:  # told below, in the thread that pytest watches
            failures.append(failure)

    on_postgresql = database.engine.dialect.name == "postgresql"
    locked = "SELECT n FROM counters FOR UPDATE" if on_postgresql else "SELECT n FROM counters"
    threads = [threading.Thread(target=add_many) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    with database.reading() as connection:
        assert connection.execute(text("SELECT n FROM counters")).scalar_one() == 150


def test_a_new_sqlite_file_is_its_owners_only(tmp_path: Path) -> None:
    from results.migrations import migrate

    migrate(f"sqlite:///{tmp_path}/deep/down/new.sqlite")
    assert (tmp_path / "deep/down/new.sqlite").stat().st_mode & 0o777 == 0o600
