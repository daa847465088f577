"""Drafts that nobody sends are deleted after 90 days, with a reminder before, and nothing of them is left."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from results.database import Database
from results.errors.filling import UnknownKey, UnknownResponse
from results.errors.mail import MailRefused, MailServerAway
from results.filling import fill, keys
from results.filling.go_on import ask_links
from results.mail.post import DELAYS, send_due
from results.models.base import Base
from results.my_scan.submit import submit, withdraw
from results.records.responses import Response
from results.review import State
from results.services import Services
from results.upkeep.expiry import LASTS, Due, Ran, due, kept_until, run_due
from tests.results.fakes import FakeClock
from tests.results.filled import begin
from tests.results.mail.test_post import SENDER, Box, plain

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
DRAFT = Response(
    "0" * 32, "club", "hash", "nl", {}, (), 1, State.DRAFT, 0, None, MOMENT, MOMENT, contact_hash="c" * 64
)  # fmt: skip
NOTHING = Ran(0, 0, 0)


def days(count: float) -> datetime:
    return MOMENT + timedelta(days=count)


@pytest.mark.parametrize(
    ("response", "after", "expected"),
    [
        (DRAFT, 75.9, Due.NOTHING),
        (DRAFT, 76, Due.REMINDER),
        (DRAFT, 500, Due.REMINDER),
        (replace(DRAFT, reminded_at=days(76)), 76, Due.NOTHING),
        (replace(DRAFT, reminded_at=days(76)), 89.9, Due.NOTHING),
        (replace(DRAFT, reminded_at=days(76)), 90, Due.DELETION),
        (replace(DRAFT, reminded_at=days(500)), 513.9, Due.NOTHING),
        (replace(DRAFT, reminded_at=days(500)), 514, Due.DELETION),
        (replace(DRAFT, contact_hash=None), 76, Due.NOTHING),
        (replace(DRAFT, contact_hash=None), 89.9, Due.NOTHING),
        (replace(DRAFT, contact_hash=None), 90, Due.DELETION),
        (replace(DRAFT, state=State.WITHDRAWN), 89.9, Due.NOTHING),
        (replace(DRAFT, state=State.WITHDRAWN), 90, Due.DELETION),
        (replace(DRAFT, state=State.SUBMITTED, revision=1), 500, Due.NOTHING),
        (replace(DRAFT, state=State.CHANGES_REQUESTED, revision=1), 500, Due.NOTHING),
        (replace(DRAFT, state=State.WITHDRAWN, revision=1), 500, Due.NOTHING),
    ],
)
def test_what_is_due(response: Response, after: float, expected: Due) -> None:
    assert due(response, days(after)) is expected


def test_until_when_a_draft_is_kept() -> None:
    assert kept_until(DRAFT) == MOMENT + LASTS
    assert kept_until(replace(DRAFT, reminded_at=days(100))) == days(114)
    assert kept_until(replace(DRAFT, revision=1)) is None


def everything(database: Database) -> str:
    with database.reading() as connection:
        return "\n".join(
            f"{name}: {list(connection.execute(text(f'SELECT * FROM {name}')))}"  # noqa: S608  # names of our own tables
            for name in Base.metadata.tables
            if name != "questionnaires"
        )


def reminders(database: Database) -> list[Any]:
    with database.reading() as connection:
        return list(connection.execute(text("SELECT * FROM mails WHERE kind = 'reminder' ORDER BY id")))


def test_a_draft_is_reminded_once_and_then_deleted_without_a_trace(
    services: Services, database: Database, clock: FakeClock
) -> None:
    token = begin(services, {"r_naam": "Ans de Wit", "r_email": "ans@example.org"})
    keys.issue_code(services, token)
    ask_links(services, "ans@example.org", "nl")
    response_id = fill.find(services, token).id
    clock.moment += timedelta(days=75)
    assert run_due(services) == Ran(0, 0, 1)  # the code has expired
    clock.moment += timedelta(days=1)
    assert run_due(services) == Ran(1, 0, 0)
    assert run_due(services) == NOTHING
    send_due(services, Box(), plain, SENDER)
    (mail,) = reminders(database)
    assert (mail.recipient, mail.response_id, mail.language) == ("ans@example.org", response_id, "nl")
    clock.moment += timedelta(days=13, hours=23)
    assert run_due(services) == NOTHING
    assert fill.find(services, token).id == response_id
    clock.moment += timedelta(hours=1, minutes=1)
    assert run_due(services) == Ran(0, 1, 0)
    assert run_due(services) == NOTHING
    left = everything(database)
    for word in (response_id, "Ans de Wit", "ans@example.org", "De Wiek"):
        assert word not in left
    with pytest.raises(UnknownResponse):
        fill.find(services, token)
    with pytest.raises(UnknownResponse):
        fill.save_page(services, token, "jij", {"r_naam": "Too late"})


def test_a_save_postpones_and_is_reminded_of_anew(services: Services, database: Database, clock: FakeClock) -> None:
    token = begin(services)
    clock.moment += timedelta(days=80)
    assert run_due(services).reminded == 1
    fill.save_page(services, token, "jij", {"r_naam": "Still here"})
    assert fill.find(services, token).reminded_at is None
    clock.moment += timedelta(days=20)
    assert run_due(services) == NOTHING
    clock.moment += timedelta(days=60)
    assert run_due(services).reminded == 1
    assert len(reminders(database)) == 2
    clock.moment += timedelta(days=100)  # the worker was stopped before the mail went out
    send_due(services, Box(), plain, SENDER)
    assert run_due(services).deleted == 0
    clock.moment += timedelta(days=14)
    assert run_due(services).deleted == 1


def test_a_reminder_that_never_went_out_is_queued_once_more(
    services: Services, database: Database, clock: FakeClock
) -> None:
    begin(services)
    send_due(services, Box(), plain, SENDER)
    clock.moment += timedelta(days=77)
    assert run_due(services).reminded == 1
    for _attempt in range(len(DELAYS) + 1):
        send_due(services, Box(MailServerAway("nobody there")), plain, SENDER)
        clock.moment += timedelta(days=2)
    assert run_due(services) == Ran(1, 0, 0)
    send_due(services, Box(MailRefused("no such address")), plain, SENDER)
    clock.moment += timedelta(days=14, hours=1)
    assert run_due(services).deleted == 1


def test_without_an_address_nobody_is_reminded(services: Services, database: Database, clock: FakeClock) -> None:
    token = begin(services, {"r_email": ""})
    clock.moment += timedelta(days=80)
    assert run_due(services) == NOTHING
    clock.moment += timedelta(days=11)
    assert run_due(services).deleted == 1
    assert reminders(database) == []
    with pytest.raises(UnknownResponse):
        fill.find(services, token)


def test_what_was_sent_or_is_of_somebody_else_stays(services: Services, database: Database, clock: FakeClock) -> None:
    sent = begin(services, {"r_email": "ans@example.org"})
    submit(services, sent)
    withdrawn = begin(services, {"r_email": "ans@example.org"})
    withdraw(services, withdrawn)
    clock.moment += timedelta(days=60)
    young = begin(services, {"r_email": "ans@example.org"})
    ask_links(services, "ans@example.org", "nl")
    clock.moment += timedelta(days=40)
    assert run_due(services).deleted == 1
    with pytest.raises(UnknownResponse):
        fill.find(services, withdrawn)
    assert fill.find(services, sent).state is State.SUBMITTED
    assert fill.find(services, young).answers["r_email"] == "ans@example.org"
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM mails WHERE kind = 'links'")).scalar_one() == 1


def test_old_keys_are_forgotten(services: Services, clock: FakeClock) -> None:
    token = begin(services)
    submit(services, token)
    with services.database.writing() as connection:
        link = keys.issue_link(connection, services, fill.find(services, token).id, None)
    clock.moment += timedelta(days=31)
    assert run_due(services) == Ran(0, 0, 1)
    with pytest.raises(UnknownKey):
        keys.use_link(services, link)
    clock.moment += timedelta(days=150)
    assert run_due(services) == Ran(0, 0, 1)
    with pytest.raises(UnknownResponse):
        fill.find(services, token)


def test_several_at_once_in_small_batches(
    services: Services, database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.upkeep.expiry.BATCH", 3)
    for number in range(20):
        begin(services, {"r_email": f"person{number}@example.org" if number % 2 else ""})
    clock.moment += timedelta(days=91)
    with ThreadPoolExecutor(4) as pool:
        ran = list(pool.map(lambda _: run_due(services), range(4)))
    ran.append(run_due(services))
    assert sum(each.deleted for each in ran) == 10
    assert sum(each.reminded for each in ran) == len(reminders(database)) == 10
    assert run_due(services) == NOTHING


def test_it_stops_when_told(services: Services, clock: FakeClock) -> None:
    begin(services, {"r_email": ""})
    clock.moment += timedelta(days=91)
    assert run_due(services, lambda: False).deleted == 0
    assert run_due(services).deleted == 1
