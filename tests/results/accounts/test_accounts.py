"""Accounts: safe passwords, one first administrator, and logins that tell nothing to who guesses."""

import re
import threading

import pytest
from argon2 import PasswordHasher

from results.accounts import passwords
from results.accounts.entering import authenticate
from results.accounts.register import (
    DEMO_EMAIL,
    FIRST_EMAIL,
    account_by_id,
    add_account,
    all_accounts,
    change_password,
    first_account,
    remove_account,
)
from results.database import Database
from results.errors.accounts import AccountExists, LastReviewer, UnfitAccount, UnknownAccount
from results.records.accounts import Account
from results.review import Role
from results.store import accounts as accounts_store
from tests.results.fakes import FakeClock

PASSWORD = "correct horse battery"


def carla(database: Database, clock: FakeClock) -> Account:
    return add_account(database, clock, " Carla@Example.ORG ", "Carla", Role.COORDINATOR, PASSWORD)


def test_the_right_password_opens_the_account(database: Database, clock: FakeClock) -> None:
    account = carla(database, clock)
    opened = authenticate(database, clock, "CARLA@example.org", PASSWORD)
    assert opened == account
    assert account.email == "carla@example.org"
    again = account_by_id(database, account.id)
    assert again is not None
    assert again.last_login_at is not None
    assert account_by_id(database, account.id + 1) is None


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("carla@example.org", "wrong"),
        ("carla@example.org", ""),
        ("carla@example.org", PASSWORD + "\x00"),
        ("carla@example.org", "\ud800"),
        ("carla@example.org", "x" * 1_000_000),
        ("nobody@example.org", PASSWORD),
        ("", PASSWORD),
        ("\x00@\ud800", PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_anything_else_does_not(database: Database, clock: FakeClock, email: str, password: str) -> None:
    carla(database, clock)
    assert authenticate(database, clock, email, password) is None


def test_a_removed_account_is_closed_and_its_address_is_free(database: Database, clock: FakeClock) -> None:
    removed = carla(database, clock)
    with pytest.raises(LastReviewer, match="last account"):
        remove_account(database, clock, "carla@example.org")
    add_account(database, clock, DEMO_EMAIL, "Demo", Role.COORDINATOR, PASSWORD)
    add_account(database, clock, "rik@example.org", "Rik", Role.RESEARCHER, PASSWORD)
    with pytest.raises(LastReviewer):  # neither of these can take over
        remove_account(database, clock, "carla@example.org")
    add_account(database, clock, "anna@example.org", "Anna", Role.ADMINISTRATOR, PASSWORD)
    assert remove_account(database, clock, " CARLA@example.org").id == removed.id
    assert [each.email for each in all_accounts(database)] == ["anna@example.org", DEMO_EMAIL, "rik@example.org"]
    assert authenticate(database, clock, "carla@example.org", PASSWORD) is None
    assert authenticate(database, clock, f"closed-{removed.id}", "") is None
    closed = account_by_id(database, removed.id)
    assert closed is not None
    assert (closed.name, "@" in closed.email) == ("Carla", False)  # decisions still say whose they were
    assert closed.closed
    with pytest.raises(UnknownAccount):
        remove_account(database, clock, "carla@example.org")
    remove_account(database, clock, "rik@example.org")
    with pytest.raises(LastReviewer):
        remove_account(database, clock, "anna@example.org")
    assert carla(database, clock).id != removed.id


@pytest.mark.usefixtures("full_cost")
def test_a_password_is_an_argon2id_hash(database: Database, clock: FakeClock) -> None:
    carla(database, clock)
    with database.reading() as connection:
        found = accounts_store.by_email(connection, "carla@example.org")
    assert found is not None
    assert found[1].startswith("$argon2id$v=19$m=65536,t=3,p=4$")  # RFC 9106, low memory
    assert PASSWORD not in found[1]


@pytest.mark.usefixtures("full_cost")
def test_a_hash_of_an_older_cost_is_renewed_at_login(database: Database, clock: FakeClock) -> None:
    account = carla(database, clock)
    weak = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
    with database.writing() as connection:
        accounts_store.change(connection, account.id, password_hash=weak)
    assert authenticate(database, clock, "carla@example.org", PASSWORD) is not None
    with database.reading() as connection:
        found = accounts_store.by_email(connection, "carla@example.org")
    assert found is not None
    assert found[1] != weak
    assert passwords.verify_password(PASSWORD, found[1])


@pytest.mark.usefixtures("full_cost")
def test_an_unknown_address_costs_a_hash_too() -> None:
    assert not passwords.verify_password("anything", None)
    assert not passwords.verify_password("anything", "not a hash")


@pytest.mark.parametrize(
    ("email", "role", "password"),
    [
        ("no address", Role.COORDINATOR, PASSWORD),
        ("a@b\n", Role.COORDINATOR, "short"),
        ("a@b", Role.INITIATOR, PASSWORD),
        ("a@b", Role.SYSTEM, PASSWORD),
        ("a@b", Role.COORDINATOR, "short"),
        ("a@b", Role.COORDINATOR, "x" * 201),
        ("a@b", Role.COORDINATOR, "Welkom123456"),
        ("coordinator.anna@b", Role.COORDINATOR, "Anna-2026-anna"),
        ("a" * 250 + "@b.nl", Role.COORDINATOR, PASSWORD),
        ("a\x00@b", Role.COORDINATOR, PASSWORD),
        ("a\ud800@b", Role.COORDINATOR, PASSWORD),
    ],
)
def test_unfit_accounts_are_refused(
    database: Database, clock: FakeClock, email: str, role: Role, password: str
) -> None:
    with pytest.raises(UnfitAccount):
        add_account(database, clock, email, "Name", role, password)


def test_one_account_an_address(database: Database, clock: FakeClock) -> None:
    carla(database, clock)
    with pytest.raises(AccountExists, match=r"carla@example\.org"):
        add_account(database, clock, "CARLA@EXAMPLE.org", "Other", Role.ADMINISTRATOR, PASSWORD)


def test_another_password(database: Database, clock: FakeClock) -> None:
    carla(database, clock)
    change_password(database, clock, "carla@example.org", "another password")
    assert authenticate(database, clock, "carla@example.org", PASSWORD) is None
    assert authenticate(database, clock, "carla@example.org", "another password") is not None
    with pytest.raises(UnknownAccount):
        change_password(database, clock, "nobody@example.org", "another password")
    with pytest.raises(UnfitAccount):
        change_password(database, clock, "carla@example.org", "short")
    with pytest.raises(UnfitAccount, match="guessed"):
        change_password(database, clock, "carla@example.org", "Carla-Carla-2026")


def test_the_first_account_is_made_once(database: Database, clock: FakeClock) -> None:
    made = first_account(database, clock)
    assert made is not None
    account, password = made
    assert (account.email, account.role) == (FIRST_EMAIL, Role.ADMINISTRATOR)
    assert account.name == "Coördinator", "it stands under mails in Dutch"
    assert re.fullmatch(r"([a-z2-9]{5}-){4}[a-z2-9]{5}", password)
    assert authenticate(database, clock, FIRST_EMAIL, password) == account
    assert first_account(database, clock) is None


def test_starts_at_once_make_one_first_account(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = threading.Barrier(5)
    made: list[object] = []

    def hash_together(password: str) -> str:
        gate.wait(30)  # all have seen that there is no account, and now all want to make one
        return f"hash of {password}"

    def begin() -> None:
        try:
            made.append(first_account(database, clock))
        except BaseException as failure:
            made.append(failure)

    monkeypatch.setattr(passwords, "hash_password", hash_together)
    threads = [threading.Thread(target=begin) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(made) == 5
    assert sum(each is not None for each in made) == 1
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM accounts").scalar_one() == 1


def test_where_there_is_an_account_no_first_one_is_made(database: Database, clock: FakeClock) -> None:
    carla(database, clock)
    assert first_account(database, clock) is None
