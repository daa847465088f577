"""Keeping entries right: asked once a year, expired after two without a word, forgotten half a year after the end."""

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select

from results.audit.deeds import Deed
from results.audit.log import Entry, record
from results.audit.verify import verify
from results.database import Database
from results.decisions.deciding import Decision, decide
from results.desk.notes import add_note
from results.due import Step
from results.errors.filling import UnknownKey, UnknownResponse
from results.errors.mail import MailRefused, MailServerAway
from results.filling.keys import issue_link
from results.mail.outbox import MailKind
from results.mail.post import DELAYS, newest, send_due
from results.models.base import Base
from results.my_scan.submit import submit, withdraw
from results.records.accounts import Account
from results.records.events import SYSTEM
from results.records.reports import ReportKind, Told
from results.review import Action, State
from results.services import Services
from results.store import desk, events, map_entries, reports, responses, submissions, upkeep
from results.upkeep.renewal import confirm, run_upkeep, still_right
from tests.results.decided import reject, reopen
from tests.results.fakes import FakeClock
from tests.results.filled import approved, change, submitted
from tests.results.mail.test_post import SENDER, Box, plain


def link_to(services: Services, database: Database, response_id: str) -> str:
    with database.writing() as connection:
        return issue_link(connection, services, response_id, None)


def state_of(database: Database, response_id: str) -> State:
    with database.reading() as connection:
        response = responses.by_id(connection, response_id)
    assert response is not None
    return response.state


def mailed(database: Database) -> list[str]:
    yearly = {MailKind.STILL_RIGHT, MailKind.STILL_RIGHT_AGAIN, MailKind.WILL_EXPIRE, MailKind.EXPIRED}
    return [mail.kind for mail in reversed(newest(database)) if mail.kind in yearly]


def send(services: Services, refusal: Exception | None = None) -> None:
    """What the worker does with the mails that are due."""
    send_due(services, Box(refusal), plain, SENDER)


def pass_days(clock: FakeClock, days: int) -> None:
    clock.moment += timedelta(days=days)


def test_two_years_of_silence_and_back_again(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    token, response = approved(services, coordinator)
    assert run_upkeep(services) == Counter()
    for days, step in ((366, Step.ASK), (31, Step.ASK_AGAIN), (305, Step.WARN), (31, Step.EXPIRE)):
        pass_days(clock, days)
        assert run_upkeep(services) == Counter({step: 1})
        assert run_upkeep(services) == Counter()
        send(services)
    assert mailed(database) == ["still_right", "still_right_again", "will_expire", "expired"]
    assert state_of(database, response.id) is State.EXPIRED
    with database.reading() as connection:
        assert map_entries.of_response(connection, response.id) is None

    change(services, token, {"p_leden": "7"})  # it comes back by being sent again, and waits for review
    submit(services, token)
    assert state_of(database, response.id) is State.SUBMITTED
    with database.reading() as connection:
        again = responses.by_id(connection, response.id)
        assert again is not None
        assert again.approved_revision is None
        assert map_entries.of_response(connection, response.id) is None


def test_still_right_asks_again_in_a_year_and_is_logged_once(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    _token, response = approved(services, coordinator)
    pass_days(clock, 390)
    run_upkeep(services)
    link = link_to(services, database, response.id)
    assert [still_right(services, link)[1] for _time in range(2)] == [True, True]
    with database.reading() as connection:
        logged = [each.action for each in events.history(connection, response.id)]
    assert logged.count(Deed.STILL_RIGHT) == 1
    pass_days(clock, 360)
    assert run_upkeep(services) == Counter()
    pass_days(clock, 6)
    assert run_upkeep(services) == Counter({Step.ASK: 1})
    with pytest.raises(UnknownKey):
        still_right(services, link)  # thirty days are over


def test_a_worker_that_stood_still_expires_nobody_before_the_warning_was_out_for_a_month(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    _token, response = approved(services, coordinator)
    for days in (366, 31, 305):
        pass_days(clock, days)
        run_upkeep(services)
        if days != 305:
            send(services)
    pass_days(clock, 92)  # it was stopped just before the warning went out
    send(services)
    assert run_upkeep(services) == Counter()
    assert state_of(database, response.id) is State.APPROVED
    pass_days(clock, 29)
    assert run_upkeep(services) == Counter()
    pass_days(clock, 2)
    assert run_upkeep(services) == Counter({Step.EXPIRE: 1})


def test_a_mail_server_that_was_away_expires_nobody_and_a_refused_address_is_not_waited_for(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    _token, response = approved(services, coordinator)
    send(services)
    pass_days(clock, 366)
    run_upkeep(services)
    for _attempt in range(len(DELAYS) + 1):
        send(services, MailServerAway("nobody there"))
        pass_days(clock, 2)
    pass_days(clock, 20)
    assert run_upkeep(services) == Counter()
    assert run_upkeep(services) == Counter({Step.ASK: 1}), "it is asked once more"
    assert mailed(database) == ["still_right", "still_right"]
    send(services, MailRefused("no such address"))
    pass_days(clock, 31)
    assert run_upkeep(services) == Counter({Step.ASK_AGAIN: 1})
    assert state_of(database, response.id) is State.APPROVED


def test_the_key_says_that_it_is_still_right_too_and_what_is_not_approved_cannot_be(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    token, response = approved(services, coordinator)
    pass_days(clock, 366)
    run_upkeep(services)
    assert confirm(services, token)
    assert newest(database)[0].kind == MailKind.STILL_RIGHT
    with database.reading() as connection:
        plan = upkeep.one(connection, response.id)
        last = events.history(connection, response.id)[-1].action
    assert (plan and plan.step, last) == (Step.ASK, Deed.STILL_RIGHT)
    withdraw(services, token)
    assert not confirm(services, token)
    with pytest.raises(UnknownResponse):
        confirm(services, "x")


def test_what_is_not_approved_is_not_confirmed_or_asked_and_what_waits_never_expires(
    services: Services, database: Database, clock: FakeClock
) -> None:
    _token, waiting = submitted(services)
    assert still_right(services, link_to(services, database, waiting))[1] is False
    pass_days(clock, 2000)
    assert run_upkeep(services) == Counter()
    assert state_of(database, waiting) is State.SUBMITTED


def test_what_was_rejected_is_deleted_and_nothing_typed_is_left(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    _token, response_id = submitted(services)
    reject(services, response_id, 1, coordinator, "Dit past niet")
    pass_days(clock, 182)
    assert run_upkeep(services) == Counter()
    pass_days(clock, 2)
    assert run_upkeep(services) == Counter({Step.DELETE: 1})
    assert run_upkeep(services) == Counter()
    everything = dump(database)
    for typed in ("Ans de Wit", "ans@example.org", "De Wiek", "Dit past niet"):
        assert typed not in everything


def test_of_what_was_withdrawn_only_who_filled_it_in_is_forgotten(
    services: Services, database: Database, clock: FakeClock
) -> None:
    token, response_id = submitted(services)
    withdraw(services, token)
    pass_days(clock, 184)
    assert run_upkeep(services) == Counter({Step.FORGET: 1})
    assert run_upkeep(services) == Counter()
    everything = dump(database)
    for personal in ("Ans de Wit", "ans@example.org", "info@example.org"):
        assert personal not in everything
    with database.reading() as connection:
        submission = submissions.one(connection, response_id, 1)
        row = desk.one(connection, response_id)
    assert submission is not None
    assert row is not None
    assert (submission.answers["p_leden"], row.title) == (1200, "Zonnecoöperatie De Wiek")
    with pytest.raises(UnknownResponse):
        withdraw(services, token)  # nothing opens it any more


def test_what_was_written_about_what_ended_is_forgotten_and_the_log_still_verifies(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    """Reasons, comments, notes, words with flags, contact and reports may name people: half a year after the end they are gone."""
    token, response = approved(services, coordinator)
    add_note(services, response.id, coordinator, "Piet Notitie belde.")
    with database.writing() as connection:
        told = Told(ReportKind.WRONG, "Piet Melding woont daar.", "piet@example.org", "nl")
        reports.add(connection, response.id, told, clock.now())
    reopen(services, response.id, 1, coordinator, "Piet Reden vroeg erom.")
    decide(
        services, response.id, coordinator, Decision(Action.REQUEST_CHANGES, 1, "", {"p_naam": "Wie is Piet Vraag?"})
    )
    withdraw(services, token)
    pass_days(clock, 182)
    assert run_upkeep(services) == Counter()
    assert "Piet Reden" in dump(database)
    pass_days(clock, 2)
    assert run_upkeep(services) == Counter({Step.FORGET: 1})
    assert "Piet" not in dump(database)
    with database.reading() as connection:
        lines = events.history(connection, response.id)
    assert lines[-1].action == Deed.WORDS_FORGOTTEN
    assert [line.action for line in lines if line.actor.account_id == coordinator.id] == [
        "approve", "reopen", "request_changes",
    ]  # fmt: skip
    assert verify(database).broken is None
    add_note(services, response.id, coordinator, "Piet Later schreef.")
    pass_days(clock, 184)
    assert run_upkeep(services) == Counter({Step.FORGET: 1})
    assert "Piet" not in dump(database)
    with database.reading() as connection:
        assert events.history(connection, response.id)[-1].number == lines[-1].number, "there was nothing more to erase"


def test_words_that_vanish_otherwise_are_found(
    services: Services, database: Database, coordinator: Account, clock: FakeClock
) -> None:
    _token, response = approved(services, coordinator)
    reopen(services, response.id, 1, coordinator, "Er kwam een vraag.")
    with database.writing() as connection:
        events.silence(connection, response.id)
    found = verify(database)
    assert (found.number, "erased" in (found.broken or "")) == (3, True)
    with database.writing() as connection:  # and not explained by a line that was put in
        record(connection, Entry(clock.now(), SYSTEM, Deed.WORDS_FORGOTTEN, response.id))
    assert verify(database).broken is not None


def dump(database: Database) -> str:
    with database.reading() as connection:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in ("questionnaires", "accounts")]
        return "\n".join(str(tuple(row)) for table in tables for row in connection.execute(select(table)))
