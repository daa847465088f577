"""Dismissing a flag: with a word, by who may, once, and only of the revision that counts."""

import pytest

from results.audit.deeds import Deed
from results.database import Database
from results.decisions.deciding import declare_interest
from results.errors.decisions import ConflictOfInterest, ReasonRequired, StaleRevision
from results.errors.desk import UnknownFlag
from results.flagging.dismissing import dismiss
from results.flagging.shown import flags_of
from results.flags.found import Rule
from results.my_scan.submit import recall, submit
from results.records.accounts import Account
from results.services import Services
from results.store import events, flags, responses
from tests.results.decided import approve
from tests.results.filled import change, submitted
from tests.results.races import at_once


def test_it_is_noted_who_said_so_and_why_and_only_the_first_counts(
    services: Services, database: Database, coordinator: Account
) -> None:
    _token, first = submitted(services)
    _token, second = submitted(services, {"s_doel": "3"})
    with database.reading() as connection:
        pair = next(each for each in flags.of_response(connection, second) if each.rule is Rule.DUPLICATE)
    with pytest.raises(ReasonRequired):
        dismiss(services, second, pair.id, coordinator, "  ")
    dismiss(services, second, pair.id, coordinator, "Een is van de buren")
    dismiss(services, second, pair.id, coordinator, "Nog eens")
    with database.reading() as connection:
        response = responses.by_id(connection, second)
        logged = [each for each in events.history(connection, second) if each.action == Deed.FLAG_DISMISSED]
        assert flags.distinct_from(connection, first) == {second}
        assert flags.open_of(connection, {first: 1, second: 1}) == {
            first: (Rule.DEFINITION, Rule.UNCONFIRMED), second: (Rule.UNCONFIRMED,)}  # fmt: skip
    assert [(each.words.reason, each.facts) for each in logged] == [("Een is van de buren", {"rule": "duplicate"})]
    assert response is not None
    shown = flags_of(services, response)
    assert [each.word for each in shown.dismissed] == ["Een is van de buren"]
    assert shown.dismissers == {coordinator.id: "Carla"}
    assert shown.others[first].name == "Zonnecoöperatie De Wiek"


def test_a_flag_of_another_or_of_an_older_revision_is_refused(
    services: Services, database: Database, coordinator: Account
) -> None:
    token, first = submitted(services)
    _token, second = submitted(services)
    with database.reading() as connection:
        flag = flags.of_response(connection, first)[0]
    with pytest.raises(UnknownFlag):
        dismiss(services, second, flag.id, coordinator, "Van een ander")
    dismiss(services, first, flag.id, coordinator, "Goed")
    recall(services, token)
    change(services, token, {"p_leden": "12"})
    submit(services, token)
    with pytest.raises(StaleRevision):
        dismiss(services, first, flag.id, coordinator, "Te laat")


def test_who_is_involved_judges_nothing(services: Services, database: Database, coordinator: Account) -> None:
    _token, response_id = submitted(services)
    with database.reading() as connection:
        flag = flags.of_response(connection, response_id)[0]
    declare_interest(services, response_id, coordinator, involved=True)
    with pytest.raises(ConflictOfInterest):
        dismiss(services, response_id, flag.id, coordinator, "Ik ken ze goed.")
    declare_interest(services, response_id, coordinator, involved=False)
    assert dismiss(services, response_id, flag.id, coordinator, "Gebeld.").id == flag.id


@pytest.mark.parametrize("database_kind", ["postgresql"], indirect=True)
def test_a_pair_that_is_told_apart_while_the_other_of_it_is_sent_does_not_lock_up(
    services: Services, database: Database, coordinator: Account
) -> None:
    """Each names the other's row in what it writes: neither may wait for the other with its own in hand."""
    for number in range(4):
        name = f"Tuin {number}"
        token, first = submitted(services, {"p_naam": name})
        _token, second = submitted(services, {"p_naam": name})
        with database.reading() as connection:
            pair = next(each for each in flags.of_response(connection, second) if each.rule is Rule.DUPLICATE)
        approve(services, second, 1, coordinator)
        recall(services, token)
        change(services, token, {"p_leden": str(number + 2)})
        at_once(
            lambda token=token: submit(services, token),
            lambda second=second, pair=pair: dismiss(services, second, pair.id, coordinator, "Andere tuin"),
        )
        with database.reading() as connection:
            assert flags.distinct_from(connection, first) == {second}
