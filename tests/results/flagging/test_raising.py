"""Flags are raised when a submission comes in, in the same transaction; of a pair at the one that came later."""

import threading

from sqlalchemy import delete, func, select

from results.database import Database
from results.filling.fill import load
from results.filling.keys import issue_link, use_link
from results.flagging.dismissing import dismiss
from results.flagging.raising import raise_missing
from results.flags.found import Flag, Rule
from results.models.base import Base
from results.models.flags import FlagRow, TraitKeyRow, TraitsRow
from results.my_scan.erase import erase
from results.my_scan.submit import recall, submit, withdraw
from results.records.accounts import Account
from results.services import Services
from results.store import flags
from tests.results.filled import approved, begin, change, submitted


def flags_of(database: Database, response_id: str, revision: int | None = None) -> list[Flag]:
    with database.reading() as connection:
        return [each for each in flags.of_response(connection, response_id, revision) if each.open]


def rules_of(database: Database, response_id: str) -> list[Rule]:
    return [each.rule for each in flags_of(database, response_id)]


def test_the_later_of_two_has_the_flag(services: Services, database: Database, coordinator: Account) -> None:
    token, first = submitted(services)
    _token, second = submitted(services, {"p_naam": "Coöp. Zonnecoöperatie De Wiek U.A.", "s_doel": "3"})
    _token, elsewhere = submitted(services, {"p_plaats": "Ons Dorp"})
    assert Rule.DUPLICATE not in rules_of(database, first)
    assert Rule.DUPLICATE not in rules_of(database, elsewhere)
    assert rules_of(database, second) == [Rule.DUPLICATE, Rule.UNCONFIRMED]
    (pair, _other) = flags_of(database, second)
    assert (pair.other, pair.params["kilometres"]) == (first, 0)

    recall(services, token)
    change(services, token, {"p_leden": "9"})
    submit(services, token)
    assert Rule.DUPLICATE not in rules_of(database, first)  # its pair still stands at the other

    dismiss(services, second, pair.id, coordinator, "Twee clubs")
    recall(services, token)
    change(services, token, {"p_leden": "8"})
    submit(services, token)
    assert Rule.DUPLICATE not in rules_of(database, first)  # it is known that they are not the same


def test_those_that_have_ended_are_not_compared_with(services: Services, database: Database) -> None:
    token, _first = submitted(services)
    withdraw(services, token)
    _token, second = submitted(services)
    assert Rule.DUPLICATE not in rules_of(database, second)


def test_of_two_at_the_same_moment_one_has_the_flag(services: Services, database: Database) -> None:
    tokens = [begin(services), begin(services)]
    threads = [threading.Thread(target=submit, args=(services, token)) for token in tokens]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    ids = [load(services, token).response.id for token in tokens]
    assert sum(Rule.DUPLICATE in rules_of(database, id) for id in ids) == 1


def test_a_new_revision_has_its_own_flags_and_what_was_dismissed_stays_so(
    services: Services, database: Database, coordinator: Account
) -> None:
    token, id = submitted(services, {"p_sector": "wonen"})
    (definition,) = [each for each in flags_of(database, id) if each.rule is Rule.DEFINITION]
    dismiss(services, id, definition.id, coordinator, "Past prima")
    recall(services, token)
    change(services, token, {"p_verhaal": "Bel 06-12345678 voor Jan."})
    submit(services, token)
    assert {each.rule for each in flags_of(database, id, 2)} == {Rule.ADVERTISING, Rule.UNCONFIRMED}
    assert flags_of(database, id, 1) == []

    recall(services, token)
    change(services, token, {"p_leden": "1"})  # another finding of the same rule
    submit(services, token)
    assert Rule.DEFINITION in rules_of(database, id)


def test_a_confirmed_address_takes_its_flag_away(services: Services, database: Database) -> None:
    token, id = submitted(services)
    contact = load(services, token).response.contact_hash
    with database.writing() as connection:
        link = issue_link(connection, services, id, contact)
    use_link(services, link)
    assert Rule.UNCONFIRMED not in rules_of(database, id)


def test_what_was_sent_before_there_were_flags_is_looked_at_once(
    services: Services, database: Database, coordinator: Account
) -> None:
    approved(services, coordinator, {"p_verhaal": "Bel 06-12345678"})
    _token, waiting = submitted(services)
    with database.writing() as connection:
        for row in (FlagRow, TraitKeyRow, TraitsRow):
            connection.execute(delete(row))
    assert raise_missing(services) == 2
    assert raise_missing(services) == 0
    assert rules_of(database, waiting) == [Rule.DEFINITION, Rule.DUPLICATE, Rule.UNCONFIRMED]
    with database.reading() as connection:
        assert connection.execute(select(func.count(FlagRow.id))).scalar_one() == 3


def test_erasing_either_of_a_pair_leaves_nothing_of_it(
    services: Services, database: Database, coordinator: Account
) -> None:
    token, first = submitted(services)
    other_token, second = submitted(services)
    pair = next(each for each in flags_of(database, second) if each.rule is Rule.DUPLICATE)
    dismiss(services, second, pair.id, coordinator, "Nee hoor")
    erase(services, token)
    with database.reading() as connection:
        for table in (Base.metadata.tables[name] for name in ("flags", "traits", "trait_keys", "distinct_pairs")):
            columns = [table.c[name] for name in ("response_id", "other_id") if name in table.c]
            assert not [row for row in connection.execute(select(*columns)) if first in row], table.name
    assert Rule.DUPLICATE not in rules_of(database, second)
    assert load(services, other_token).response.id == second
