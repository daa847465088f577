"""Visitors report an entry; a coordinator handles it, once; the collective gets none of it to see."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from results.audit.deeds import Deed
from results.database import Database
from results.errors.decisions import ReasonRequired
from results.errors.reports import AlreadyHandled, NotOnTheMap, TooManyReports, UnknownReport
from results.mail.outbox import MailKind
from results.mail.post import newest
from results.my_scan.erase import erase
from results.my_scan.own_copy import own_copy
from results.my_scan.submit import withdraw
from results.records.accounts import Account
from results.records.reports import Decision, ReportKind, Told
from results.reports import MOST_WAITING, about, forget_handled, report, settle, waiting
from results.services import Services
from results.store import events
from tests.results.fakes import FakeClock
from tests.results.filled import approved, submitted

SLUG = "zonnecooperatie-de-wiek"
GONE = Told(ReportKind.GONE)
WRONG = Told(ReportKind.WRONG, " Het\x00 adres klopt niet. ", "Vera@Example.org", "en")


def test_a_report_is_handled_once_and_answered_by_mail(
    services: Services, database: Database, coordinator: Account
) -> None:
    token, response = approved(services, coordinator)
    report(services, SLUG, WRONG)
    (found,), total = waiting(services)
    assert (found.title, found.slug, total) == ("Zonnecoöperatie De Wiek", SLUG, 1)
    assert found.report.words == "Het adres klopt niet."

    settle(services, found.report.id, coordinator, Decision.ACTED, "Dank, het is veranderd.")
    with pytest.raises(AlreadyHandled):
        settle(services, found.report.id, coordinator, Decision.NONSENSE, "Nee")
    assert waiting(services)[1] == 0
    (kept,), names = about(services, response.id)
    assert (kept.decision, kept.answer, names) == (
        Decision.ACTED, "Dank, het is veranderd.", {coordinator.id: "Carla"})  # fmt: skip
    (mail,) = [each for each in newest(database) if each.kind == MailKind.REPORT_ANSWERED]
    assert (mail.recipient, mail.language) == ("vera@example.org", "en")
    assert dict(mail.params) == {"answer": "Dank, het is veranderd.", "title": "Zonnecoöperatie De Wiek"}
    with database.reading() as connection:
        (line,) = [each for each in events.history(connection, response.id) if each.action == Deed.REPORT_HANDLED]
    assert dict(line.facts) == {"kind": "wrong", "decision": "acted"}
    own = str(own_copy(services, token, "nl"))
    assert "vera@example.org" not in own
    assert "veranderd" not in own


def test_what_cannot_be_reported(services: Services, coordinator: Account) -> None:
    token, _response = approved(services, coordinator)
    submitted(services, {"p_naam": "Wacht nog"})
    for told in (Told(ReportKind.WRONG), Told(ReportKind.OTHER, " \n")):
        with pytest.raises(ReasonRequired):
            report(services, SLUG, told)
    for number in range(MOST_WAITING):
        report(services, SLUG, Told(ReportKind.OTHER, f"Iets {number}"))
    with pytest.raises(TooManyReports):
        report(services, SLUG, GONE)
    report(
        services, SLUG, Told(ReportKind.OTHER, "Iets 3")
    )  # who reported that gets no other answer than the first time
    withdraw(services, token)
    for slug in (SLUG, "wacht-nog", "niets", "../etc"):
        with pytest.raises(NotOnTheMap):
            report(services, slug, GONE)
    assert waiting(services, 0)[1] == MOST_WAITING
    assert waiting(services)[0][0].title == "Zonnecoöperatie De Wiek"


def test_pressed_twice_is_one_report_until_somebody_looked_at_it(services: Services, coordinator: Account) -> None:
    approved(services, coordinator)
    for _time in range(2):
        report(services, SLUG, WRONG)
    ((only,), _total) = waiting(services)
    report(services, SLUG, Told(ReportKind.WRONG, "Het adres klopt niet.", "ander@example.org"))
    assert waiting(services)[1] == 2
    settle(services, only.report.id, coordinator, Decision.NOTHING)
    report(services, SLUG, WRONG)
    assert waiting(services)[1] == 2


def test_a_report_at_the_moment_of_erasing_leaves_nothing(services: Services, coordinator: Account) -> None:
    for turn in range(3):
        token, response = approved(services, coordinator, {"p_naam": f"Samen {turn}"})
        told = [Told(ReportKind.OTHER, f"Geheim {number}") for number in range(4)]
        with ThreadPoolExecutor(5) as pool:
            tries = [pool.submit(report, services, f"samen-{turn}", each) for each in told]
            pool.submit(erase, services, token).result()
            for each in tries:
                with suppress(NotOnTheMap):
                    each.result()
        assert about(services, response.id) == ((), {})


def test_two_coordinators_at_once_one_of_whom_is_told(
    services: Services, database: Database, coordinator: Account
) -> None:
    approved(services, coordinator)
    report(services, SLUG, WRONG)
    number = waiting(services)[0][0].report.id
    with ThreadPoolExecutor(3) as pool:
        tries = [
            pool.submit(settle, services, number, coordinator, Decision.ACTED, f"Antwoord {who}") for who in range(3)
        ]
    refused = [each for each in tries if isinstance(each.exception(), AlreadyHandled)]
    assert len(refused) == 2
    assert sum(mail.kind == MailKind.REPORT_ANSWERED for mail in newest(database)) == 1


def test_a_report_is_forgotten_half_a_year_after_it_was_handled_and_with_what_it_is_about(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    token, response = approved(services, coordinator)
    report(services, SLUG, WRONG)
    report(services, SLUG, GONE)
    first = waiting(services)[0][0].report
    settle(services, first.id, coordinator, Decision.NOTHING)
    clock.moment += timedelta(days=182)
    assert forget_handled(services) == 0
    clock.moment += timedelta(days=2)
    assert forget_handled(services) == 1
    with pytest.raises(UnknownReport):
        settle(services, first.id, coordinator, Decision.NOTHING)
    assert waiting(services)[1] == 1
    erase(services, token)
    assert about(services, response.id) == ((), {})
