"""Which mails are queued when something is submitted or decided."""

from datetime import timedelta

import pytest

from results.mail.outbox import MailKind
from results.mail.post import newest
from results.my_scan.submit import submit
from results.records.accounts import Account
from results.records.mails import StoredMail
from results.services import Services
from tests.results.decided import approve, reject, request_changes
from tests.results.fakes import FakeClock
from tests.results.filled import begin, change, submitted

ABOUT_A_SUBMISSION = {MailKind.RECEIVED, MailKind.APPROVED, MailKind.REJECTED, MailKind.CHANGES_REQUESTED}


def queued(services: Services) -> list[StoredMail]:
    """The mails about submissions, the oldest first."""
    return [mail for mail in reversed(newest(services.database)) if mail.kind in ABOUT_A_SUBMISSION]


def test_a_submission_is_confirmed_once(services: Services) -> None:
    token, response_id = submitted(services)
    submit(services, token)
    (mail,) = queued(services)
    assert (mail.kind, mail.recipient, mail.language, mail.response_id) == (
        "received",
        "ans@example.org",
        "nl",
        response_id,
    )
    assert mail.key == f"received:{response_id}:1"
    assert mail.params == {}


def test_an_address_gets_no_more_than_a_few_receipts_in_a_day(
    services: Services, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("results.mail.outbox.MOST_RECEIVED", 3)
    for address in ("ans@example.org", "Ans@example.org", "aNS@example.org", "ANS@EXAMPLE.org", "ans@example.org"):
        submitted(services, {"r_email": address})
    assert [mail.recipient for mail in queued(services)] == ["ans@example.org"] * 3
    submitted(services, {"r_email": "bea@example.org"})
    assert len(queued(services)) == 4
    clock.moment += timedelta(days=1)
    submitted(services)
    assert len(queued(services)) == 5


def test_the_language_is_that_of_the_response(services: Services) -> None:
    submit(services, begin(services, language="en"))
    assert queued(services)[0].language == "en"


def test_without_an_address_there_is_no_mail(services: Services, coordinator: Account) -> None:
    _, response_id = submitted(services, {"r_email": ""})
    approve(services, response_id, 1, coordinator)
    assert queued(services) == []


def test_every_decision_is_told_with_its_words(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    request_changes(services, response_id, 1, coordinator, "  Wat doen jullie?\nVertel.  ")
    change(services, token, {"p_verhaal": "Panelen leggen"})
    submit(services, token)
    approve(services, response_id, 2, coordinator)
    _, other = submitted(services)
    reject(services, other, 1, coordinator, "Geen club\x00")
    assert [(mail.kind, mail.params.get("reason"), mail.response_id) for mail in queued(services)] == [
        ("received", None, response_id),
        ("changes_requested", "Wat doen jullie?\nVertel.", response_id),
        ("received", None, response_id),
        ("approved", "", response_id),
        ("received", None, other),
        ("rejected", "Geen club", other),
    ]
    assert len({mail.key for mail in queued(services)}) == 6


def test_mail_about_a_revision_goes_to_the_address_in_it(services: Services, coordinator: Account) -> None:
    token, response_id = submitted(services)
    approve(services, response_id, 1, coordinator)
    change(services, token, {"r_email": "bo@example.org"})
    submit(services, token)
    assert [mail.recipient for mail in queued(services)] == ["ans@example.org", "ans@example.org", "bo@example.org"]
