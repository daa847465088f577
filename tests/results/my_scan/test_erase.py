"""Deleting everything: afterwards no table, and on SQLite no byte of the file, holds a word that was typed."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url, select

from results.consents.changes import change_consent
from results.database import Database
from results.desk.notes import add_note
from results.desk.queue import queue
from results.errors import ResultsError
from results.errors.filling import ResponseClosed, UnknownConsent, UnknownKey, UnknownResponse
from results.filling.fill import load, save_page
from results.filling.keys import issue_code, issue_link, use_code, use_link
from results.mail.outbox import Mail, MailKind
from results.mail.outbox import queue as queue_mail
from results.models.base import Base
from results.models.events import EventRow
from results.models.responses import KeyRow
from results.my_scan.erase import Left, erase
from results.my_scan.own_copy import own_copy
from results.my_scan.submit import submit, withdraw
from results.open_data.reading import whereabouts
from results.public_map.reading import public_map
from results.records.accounts import Account
from results.review import Action, State
from results.services import Services
from results.store import consents, events, responses
from tests.results.decided import approve, reject, request_changes
from tests.results.filled import approved, begin, change, submitted
from tests.results.races import at_once

TYPED = {
    "r_naam": "Aagje Zoekmijniet",
    "r_email": "aagje.zoekmijniet@example.org",
    "p_naam": "Zoekmijnietvereniging",
    "p_verhaal": "Vindmijverhaal. " * 110,
    "p_contact": "vindmij@example.org",
    "p_leden": "77123",
    "p_plaats": "Utrecht",
    "p_postcode": "9876 ZX",
}
LATER = {"p_naam": "Laterenaam", "p_verhaal": "Laterverhaal", "r_naam": "Latermens"}
WORDS = (
    "zoekmijniet", "aagje", "vindmij", "77123", "9876", "laterenaam", "laterverhaal", "latermens", "redenwoord", "inmail", "notitiewoord",
)  # fmt: skip
"""What must be nowhere afterwards, in small letters."""


def dump(database: Database) -> str:
    """Every value of every table, as text."""
    with database.reading() as connection:
        tables = [connection.execute(select(table)).all() for table in Base.metadata.sorted_tables]
    return "\n".join(str(tuple(row)) for rows in tables for row in rows)  # a row as such is shortened


def found(database: Database) -> list[str]:
    """The typed words that are still somewhere."""
    everything = dump(database).lower()
    return [word for word in WORDS if word in everything]


def rows(database: Database) -> dict[str, int]:
    """How many rows each table has, where it has any."""
    with database.reading() as connection:
        counts = {table.name: len(connection.execute(select(table)).all()) for table in Base.metadata.sorted_tables}
    return {name: count for name, count in counts.items() if count}


def whole_life(services: Services, coordinator: Account) -> str:
    """A response that has been through everything, with mails: its token."""
    token, response_id = submitted(services, TYPED)
    request_changes(services, response_id, 1, coordinator, "Redenwoord: wie ben je?")
    change(services, token, {**LATER, "c_kaart": True})
    submit(services, token)
    add_note(services, response_id, coordinator, "Notitiewoord: nabellen.")
    approve(services, response_id, 2, coordinator, "Redenwoord: welkom.")
    change(services, token, {"p_verhaal": "Laterverhaal, nog niet gestuurd"})
    change_consent(services, token, "c_contact", False, "nl")
    with services.database.writing() as connection:
        for number, about in enumerate((response_id, None)):
            mail = Mail(f"x:{number}", MailKind.LINKS, str(TYPED["r_email"]), "nl", about, {"name": "Inmail"})
            queue_mail(connection, mail, services.clock.now())
    return token


@pytest.fixture
def nothing_else(services: Services, coordinator: Account) -> dict[str, int]:
    """What is in the database before anybody fills in anything."""
    before = rows(services.database)
    assert before["accounts"] == coordinator.id == 1
    return before


def test_of_a_draft_nothing_is_left(services: Services, database: Database, nothing_else: dict[str, int]) -> None:
    token = begin(services, TYPED)
    assert set(found(database)) >= {"zoekmijniet", "aagje", "vindmij", "77123"}
    assert erase(services, token).left is Left.NOTHING
    assert rows(database) == nothing_else
    assert found(database) == []


def test_of_a_withdrawn_draft_nothing_is_left(
    services: Services, database: Database, nothing_else: dict[str, int]
) -> None:
    token = begin(services, TYPED)
    withdraw(services, token)
    assert erase(services, token).left is Left.NOTHING
    assert rows(database) == {**nothing_else, "events": 1}, "nothing is taken out of the log"
    with database.reading() as connection:
        (line,) = events.lines(connection)
    assert (line.action, line.response_id) == ("withdraw", None), "but it no longer says of what it is"


def test_of_what_was_sent_only_who_did_what_when_is_left(
    services: Services, database: Database, coordinator: Account, nothing_else: dict[str, int]
) -> None:
    token = whole_life(services, coordinator)
    response_id = load(services, token).response.id
    assert set(found(database)) == set(WORDS)
    assert erase(services, token).left is Left.EVENTS
    assert found(database) == []
    assert rows(database) == {**nothing_else, "responses": 1, "desk": 1, "events": 5, "map_versions": 1}
    with database.reading() as connection:
        shell = responses.by_id(connection, response_id)
        history = events.of_response(connection, response_id)
    assert shell is not None
    assert (shell.state, shell.answers, shell.visited) == (State.WITHDRAWN, {}, ())
    assert (shell.contact_hash, shell.confirmed_hash) == (None, None)
    assert [(each.action, each.reason) for each in history] == [
        (Action.SUBMIT, ""), (Action.REQUEST_CHANGES, ""), (Action.SUBMIT, ""), (Action.APPROVE, ""), (Action.ERASE, ""),
    ]  # fmt: skip
    assert [each.account_id for each in history if each.account_id] == [coordinator.id] * 2


@pytest.mark.parametrize("ended", ["rejected", "withdrawn"])
def test_what_has_ended_can_be_deleted_too(
    services: Services, database: Database, coordinator: Account, ended: str
) -> None:
    token, response_id = submitted(services, TYPED)
    if ended == "rejected":
        reject(services, response_id, 1, coordinator, "Redenwoord.")
    else:
        withdraw(services, token)
    erase(services, token)
    assert found(database) == []


def test_it_is_off_the_map_and_its_address_is_free(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    erase(services, token)
    assert public_map(services, "club").entries == ()
    assert whereabouts(services, "zonnecooperatie-de-wiek")[1] is None
    approved(services, coordinator)
    assert public_map(services, "club").entries[0].slug == "zonnecooperatie-de-wiek"


def test_others_keep_what_is_theirs(services: Services, database: Database, coordinator: Account) -> None:
    other = whole_life(services, coordinator)
    before = own_copy(services, other, "nl").document
    token, _ = approved(services, coordinator)
    erase(services, token)
    after = own_copy(services, other, "nl").document
    assert {**after, "made_at": ""} == {**before, "made_at": ""}
    assert public_map(services, "club").total == 1


def test_no_key_opens_it_any_more(services: Services, coordinator: Account) -> None:
    for token in (begin(services), whole_life(services, coordinator)):
        erase(services, token)
        for attempt in (
            lambda: load(services, token),  # noqa: B023  # called in this turn
            lambda: erase(services, token),  # noqa: B023
            lambda: submit(services, token),  # noqa: B023
            lambda: withdraw(services, token),  # noqa: B023
            lambda: own_copy(services, token, "nl"),  # noqa: B023
            lambda: change_consent(services, token, "c_kaart", True, "nl"),  # noqa: B023
            lambda: save_page(services, token, "jij", {"r_naam": "Aagje"}),  # noqa: B023
        ):
            with pytest.raises(UnknownResponse):
                attempt()


def test_no_link_and_no_code_opens_it_any_more(services: Services, database: Database, coordinator: Account) -> None:
    token, response = approved(services, coordinator)
    code = issue_code(services, token)
    with database.writing() as connection:
        link = issue_link(connection, services, response.id, None)
    erase(services, token)
    with database.writing() as connection:
        later = issue_link(connection, services, response.id, None)  # a mail that was being written at that moment
    with pytest.raises(UnknownKey):
        use_code(services, code)
    for each in (link, later):
        with pytest.raises(UnknownKey):
            use_link(services, each)


def test_deleting_against_opening_by_a_link(services: Services, database: Database, coordinator: Account) -> None:
    for turn in range(6):
        token, response = approved(services, coordinator, {"p_naam": f"Club {turn}"})
        with database.writing() as connection:
            link = issue_link(connection, services, response.id, None)
        at_once(lambda: erase(services, token), lambda: use_link(services, link))  # noqa: B023
        with database.reading() as connection:
            held = connection.execute(select(KeyRow.hash).where(KeyRow.response_id == response.id)).all()
        assert held == []


def test_a_coordinator_can_decide_nothing_about_it(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    erase(services, token)
    with pytest.raises(ResultsError):
        approve(services, response_id, 1, coordinator)
    assert public_map(services, "club").entries == ()


def test_the_list_shows_what_is_left_without_a_name(services: Services) -> None:
    token, response_id = submitted(services)
    submitted(services, {"p_naam": "Een ander"})
    erase(services, token)
    shown = queue(services)
    assert (shown.total, len(shown.rows)) == (2, 2)
    row = next(each for each in shown.rows if each.response_id == response_id)
    assert (row.title, row.state, row.erased) == ("", State.WITHDRAWN, True)
    assert [each.erased for each in shown.rows if each.response_id != response_id] == [False]


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_not_a_byte_of_the_file_holds_it(
    services: Services, database: Database, coordinator: Account, migrated_url: str
) -> None:
    token = whole_life(services, coordinator)
    draft = begin(services, TYPED)
    assert set(in_files(migrated_url)) >= {"aagje", "laterverhaal", "redenwoord"}
    erase(services, token)
    erase(services, draft)
    assert found(database) == []
    assert in_files(migrated_url) == []


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_a_reader_at_that_moment_delays_overwriting_and_no_more(
    services: Services, database: Database, migrated_url: str
) -> None:
    token = begin(services, TYPED)
    reader = sqlite3.connect(make_url(migrated_url).database or "")
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM responses").fetchall()
    erase(services, token)
    assert found(database) == []
    reader.execute("COMMIT")
    reader.close()
    database.overwrite_deleted()
    assert in_files(migrated_url) == []


def in_files(url: str) -> list[str]:
    """The typed words that stand anywhere in the files of a SQLite database."""
    stem = Path(make_url(url).database or "")
    files = [each for each in stem.parent.iterdir() if each.name.startswith(stem.name)]
    assert stem in files
    content = b"".join(each.read_bytes() for each in files).lower()
    return [word for word in WORDS if word.encode() in content]


def test_deleting_against_saving_leaves_nothing_of_a_draft(services: Services, database: Database) -> None:
    for _turn in range(6):
        token = begin(services, TYPED)
        at_once(
            lambda: erase(services, token),  # noqa: B023
            lambda: save_page(services, token, "jij", {"r_naam": "Aagje"}).response,  # noqa: B023
            lambda: save_page(services, token, "club", {"p_verhaal": "Vindmij"}).response,  # noqa: B023
        )
        assert found(database) == []


def test_deleting_against_saving_leaves_nothing_of_what_was_sent(
    services: Services, database: Database, coordinator: Account
) -> None:
    for _turn in range(4):
        token, _ = approved(services, coordinator, TYPED)
        outcomes = at_once(
            lambda: erase(services, token),  # noqa: B023
            lambda: save_page(services, token, "jij", {"r_naam": "Aagje"}).response,  # noqa: B023
            lambda: change_consent(services, token, "c_kaart", True, "nl").response,  # noqa: B023
            lambda: submit(services, token),  # noqa: B023
        )
        refused = [each for each in outcomes if isinstance(each, ResultsError)]
        assert all(isinstance(each, UnknownResponse | ResponseClosed | UnknownConsent) for each in refused), refused
        assert found(database) == []
        assert public_map(services, "club").entries == ()


def test_deleting_against_approval_leaves_no_entry(
    services: Services, database: Database, coordinator: Account
) -> None:
    for _turn in range(6):
        token, response_id = submitted(services, TYPED)
        at_once(lambda: erase(services, token), lambda: approve(services, response_id, 1, coordinator, "Redenwoord"))  # noqa: B023
        assert found(database) == []
        assert public_map(services, "club").entries == ()
        with database.reading() as connection:
            assert consents.log(connection, response_id) == ()


def test_deleting_twice_at_once_deletes_once(services: Services, database: Database, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    outcomes = at_once(lambda: erase(services, token), lambda: erase(services, token))
    assert sorted(isinstance(each, UnknownResponse) for each in outcomes) == [False, True]
    with database.reading() as connection:
        erased = connection.execute(select(EventRow.action).where(EventRow.action == Action.ERASE.value)).all()
    assert len(erased) == 1
