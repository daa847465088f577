"""The log on a real database: what was changed in it shows, what may be erased does not, and the database itself refuses."""

import json

import pytest
from alembic import command
from sqlalchemy.exc import DBAPIError

from results.audit.deeds import Deed
from results.audit.export import as_csv, as_json_lines
from results.audit.log import Entry, record
from results.audit.verify import Head, current_head, head_of, verify
from results.database import Database
from results.errors.operating import UnfitHead
from results.filling.fill import load
from results.migrations import _engine, configuration, migrate
from results.my_scan.erase import erase
from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account
from results.records.events import Actor, Words
from results.services import Services
from results.store import events
from tests.results.decided import approve, reject, request_changes
from tests.results.filled import approved, begin, change, submitted
from tests.results.races import at_once


@pytest.fixture
def lived(services: Services, coordinator: Account) -> str:
    """A log of some lines; the token of the response most of them are about."""
    token, response_id = submitted(services)
    request_changes(services, response_id, 1, coordinator, "Welke straat?")
    submit(services, token)
    approve(services, response_id, 2, coordinator, "=Welkom")
    submitted(services)
    with services.database.writing() as connection:
        actor = Actor(coordinator.role, coordinator.id)
        facts = {"flag": "duplicate"}
        record(connection, Entry(services.clock.now(), actor, Deed.FLAG_DISMISSED, response_id, facts=facts))
        record(connection, Entry(services.clock.now(), actor, Deed.ACCOUNT_INVITED, words=Words("Anna")))
    return token


def test_a_log_is_right_and_stays_so_when_things_are_deleted(
    database: Database, services: Services, lived: str
) -> None:
    found = verify(database)
    assert (found.broken, found.lines, found.head.number) == (None, 7, 7)
    before = found.head
    erase(services, lived)
    draft = begin(services)
    withdraw(services, draft)
    erase(services, draft)
    found = verify(database, before)
    assert (found.broken, found.lines) == (None, 9)
    assert verify(database, head_of(str(current_head(database)))).broken is None


TAMPERED = {
    "UPDATE events SET reason = 'Anders' WHERE id = 2": (2, "words were changed"),
    'UPDATE events SET comments = \'{"p_naam":"x"}\' WHERE id = 2': (2, "words were changed"),
    "UPDATE events SET reason = 'Erbij' WHERE id = 1": (1, "words that were not there"),
    "UPDATE events SET account_id = NULL WHERE id = 4": (4, "does not fit"),
    "UPDATE events SET at = '2020-01-01 00:00:00+00' WHERE id = 3": (3, "does not fit"),
    "UPDATE events SET facts = '{}' WHERE id = 6": (6, "does not fit"),
    "UPDATE events SET response_id = (SELECT response_id FROM events WHERE id = 5) WHERE id = 1": (
        1,
        "another response",
    ),
    "UPDATE events SET response_id = NULL WHERE id = 6": (6, "no longer says"),
    "UPDATE events SET reason = '', comments = '{}', salt = '' WHERE id = 2": (2, "was not deleted"),
    "DELETE FROM events WHERE id = 3": (4, "line 3 is missing"),
    "UPDATE responses SET state = 'rejected' WHERE revision = 2": (None, "leads a response to approved"),
    "UPDATE responses SET approved_revision = 1 WHERE revision = 2": (None, "approved 2"),
}


@pytest.mark.parametrize("statement", TAMPERED)
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_was_changed_behind_its_back_shows(database: Database, lived: str, statement: str) -> None:
    with database.writing() as connection:
        for trigger in ("events_only_erased", "events_never_deleted"):
            connection.exec_driver_sql(f"DROP TRIGGER {trigger}")
        connection.exec_driver_sql(statement)
    found = verify(database)
    number, told = TAMPERED[statement]
    assert (found.number, told in (found.broken or "")) == (number, True), found


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_end_that_was_cut_off_or_written_anew_shows_with_a_head_of_before(
    services: Services, database: Database, lived: str
) -> None:
    head = current_head(database)
    other = Head(head.number - 1, "f" * 64)
    assert "written anew" in (verify(database, other).broken or "")
    with database.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER events_never_deleted")
        connection.exec_driver_sql("DELETE FROM events WHERE id = 7")
    assert verify(database).broken is None
    assert "cut off" in (verify(database, head).broken or "")


REFUSED = (
    "DELETE FROM events",
    "DELETE FROM events WHERE id = 7",
    "UPDATE events SET reason = 'Anders' WHERE id = 2",
    "UPDATE events SET at = '2020-01-01 00:00:00+00' WHERE id = 2",
    "UPDATE events SET account_id = NULL WHERE id = 2",
    "UPDATE events SET hash = ''",
    "UPDATE events SET id = 99 WHERE id = 7",
)


def test_the_database_refuses_every_change_but_erasing(database: Database, lived: str) -> None:
    more = ("TRUNCATE events CASCADE",) if database.engine.dialect.name == "postgresql" else ()
    for statement in (*REFUSED, *more):
        with pytest.raises(DBAPIError, match="the log is only added to"), database.writing() as connection:
            connection.exec_driver_sql(statement)
    assert verify(database).broken is None


def test_the_order_holds_however_many_write_at_once(
    services: Services, database: Database, coordinator: Account
) -> None:
    tokens = [begin(services) for _ in range(6)]
    at_once(*(lambda token=token: submit(services, token) for token in tokens))
    ids = [load(services, token).response.id for token in tokens]
    at_once(*(lambda one=one: reject(services, one, 1, coordinator, "Nee.") for one in ids))
    found = verify(database)
    assert (found.broken, found.lines) == (None, 12)


def test_what_fails_is_not_logged(services: Services, database: Database, coordinator: Account) -> None:
    def fail() -> None:
        with database.writing() as connection:
            record(connection, Entry(services.clock.now(), Actor(coordinator.role), Deed.ACCOUNT_MADE))
            raise OSError("the power went")

    with pytest.raises(OSError, match="the power went"):
        fail()
    assert current_head(database).number == 0


def test_what_happened_before_the_log_is_chained_by_the_migration(
    services: Services, database: Database, migrated_url: str, coordinator: Account, lived: str
) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"p_verhaal": "Anders."})
    # As migrations go: without foreign keys, since SQLite makes tables anew.
    with _engine(migrated_url).execution_options(writing=True).begin() as connection:
        command.downgrade(configuration(connection), "0005")
        before = connection.exec_driver_sql("SELECT count(*) FROM events").scalar_one()
        connection.exec_driver_sql("UPDATE events SET id = id + 40 WHERE id > 3")
    migrate(migrated_url)
    found = verify(database)
    assert (found.broken, found.lines) == (None, before)
    with database.reading() as connection:
        assert [line.words.reason for line in events.lines(connection)][1:4] == ["Welke straat?", "", "=Welkom"]
    submit(services, token)
    assert verify(database).lines == before + 1


def test_the_log_for_somebody_else(database: Database, coordinator: Account, lived: str) -> None:
    rows = [json.loads(line) for line in as_json_lines(database)]
    assert [each["number"] for each in rows] == list(range(1, 8))
    assert (rows[1]["account"], rows[1]["reason"], rows[1]["action"]) == ("Carla", "Welke straat?", "request_changes")
    assert rows[5]["facts"] == {"flag": "duplicate"}
    written = "".join(as_csv(database))
    assert written.startswith("number,at,actor,")
    assert ",'=Welkom," in written, "a spreadsheet would take it for a formula"


@pytest.mark.parametrize("text", ["", "12", "x:" + "0" * 64, "1:abc", "-1:" + "0" * 64])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(UnfitHead):
        head_of(text)
