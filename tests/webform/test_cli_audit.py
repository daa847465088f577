"""`zelfscan audit` as an operator uses it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from results.accounts.register import add_account
from results.adapters.clock import SystemClock
from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.database import Database
from results.migrations import migrate
from results.records.events import Actor
from results.review import Role
from webform.cli import main

SQLITE = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def run(url: str, *words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, ["audit", *words], env={"DATABASE_URL": url})
    return result.exit_code, result.stdout, result.stderr


@pytest.fixture
def url(database_url: str) -> str:
    migrate(database_url)
    database, clock = Database.at(database_url), SystemClock()
    carla = add_account(database, clock, "carla@example.org", "Carla", Role.COORDINATOR, "een lang wachtwoord")
    with database.writing() as connection:
        record(
            connection, Entry(clock.now(), Actor(carla.role, carla.id), Deed.ACCOUNT_MADE, facts={"account": carla.id})
        )
    database.close()
    return database_url


@SQLITE
def test_a_head_that_is_kept_shows_what_was_done_to_the_end(url: str) -> None:
    code, printed, told = run(url, "verify")
    assert (code, "nothing changed" in told) == (0, True)
    head = printed.removeprefix("head").strip()
    assert run(url, "verify", head)[0] == 0
    database = Database.at(url)
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_never_deleted")
        connection.exec_driver_sql("DELETE FROM events WHERE id = (SELECT max(id) FROM events)")
    database.close()
    assert run(url, "verify")[0] == 0
    code, _, told = run(url, "verify", head)
    assert (code, "cut off" in told) == (1, True)
    assert run(url, "verify", "nonsense")[0] == 1


@SQLITE
def test_export(url: str) -> None:
    code, printed, _ = run(url, "export")
    assert (code, '"account": "Carla"' in printed) == (0, True)
    code, printed, _ = run(url, "export", "--format", "csv")
    assert (code, printed.splitlines()[0].startswith("number,")) == (0, True)


def test_where_there_is_no_site_none_is_made(tmp_path: Path) -> None:
    file = tmp_path / "none.sqlite"
    code, _, told = run(f"sqlite:///{file}", "verify")
    assert (code, "no site" in told, file.exists()) == (1, True, False)
