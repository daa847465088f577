"""Mails about new work: at once or daily, never about what is made up or decided already, once for several workers."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from results.accounts import own
from results.accounts.new_work import news_in, tell_daily
from results.accounts.register import add_account, change_role, end_account
from results.decisions.deciding import declare_interest, propose
from results.mail.outbox import TO_ACCOUNTS, MailKind
from results.mail.post import newest
from results.mail.to_reviewers import MOST_A_DAY
from results.my_scan.erase import erase
from results.my_scan.own_copy import own_copy
from results.my_scan.submit import recall, submit
from results.records.accounts import Account, News
from results.records.mails import StoredMail
from results.review import Role
from results.services import Services
from results.store import demo
from tests.results.decided import approve, reject
from tests.results.fakes import FakeClock
from tests.results.filled import begin, change, submitted

TOMORROW_AT_SEVEN = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
TOMORROW_AT_EIGHT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def told(services: Services) -> list[StoredMail]:
    return [each for each in newest(services.database) if MailKind(each.kind) in TO_ACCOUNTS]


@pytest.fixture
def at_once(services: Services, coordinator: Account) -> Account:
    own.choose_news(services, coordinator, News.AT_ONCE)
    return coordinator


def test_at_once_with_nothing_of_who_sent_it_but_the_name_of_the_collective(
    services: Services, at_once: Account, clock: FakeClock
) -> None:
    add_account(services.database, clock, "rik@example.org", "Rik", Role.RESEARCHER, "a long password")
    token, response_id = submitted(services)
    (mail,) = told(services)
    assert (mail.recipient, mail.kind) == (at_once.email, MailKind.NEW_WORK)
    news = news_in(services, mail, "en")
    assert news is not None
    (work,) = news.work
    assert (work.title, work.survey, work.again, news.waiting) == ("Zonnecoöperatie De Wiek", "The club scan", False, 1)
    assert at_once.email not in str(own_copy(services, token, "nl"))  # a respondent's copy does not tell who reviews
    recall(services, token)
    assert news_in(services, mail, "nl") is None
    submit(services, token)
    assert news_in(services, mail, "nl") is None  # this one is about the version before
    again = news_in(services, told(services)[0], "nl")
    assert again is not None
    assert again.work[0].again
    approve(services, response_id, 2, at_once)
    assert news_in(services, told(services)[0], "nl") is None


def test_what_is_deleted_takes_its_mails_along(services: Services, at_once: Account) -> None:
    token, _response_id = submitted(services)
    assert told(services)
    erase(services, token)
    assert told(services) == []


def test_nobody_is_told_of_what_is_made_up(services: Services, at_once: Account, clock: FakeClock) -> None:
    token = begin(services)
    with services.database.writing() as connection:
        response_id = connection.exec_driver_sql("SELECT id FROM responses").scalar_one()
        demo.mark(connection, response_id)
    submit(services, token)
    own.choose_news(services, at_once, News.DAILY)
    clock.moment = TOMORROW_AT_EIGHT
    assert (told(services), tell_daily(services)) == ([], 0)


def test_daily_from_eight_only_when_something_came_in(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    submitted(services)
    assert tell_daily(services) == 0  # today's hour is past
    clock.moment = TOMORROW_AT_SEVEN
    assert tell_daily(services) == 0
    clock.moment = TOMORROW_AT_EIGHT
    submitted(services, {"p_naam": "De Molen"})
    assert (tell_daily(services), tell_daily(services)) == (1, 0)
    (mail,) = told(services)
    news = news_in(services, mail, "nl")
    assert news is not None
    assert [each.title for each in news.work] == ["Zonnecoöperatie De Wiek", "De Molen"]
    clock.moment += timedelta(hours=3)
    submitted(services, {"p_naam": "Later"})
    assert tell_daily(services) == 0  # not at any hour
    clock.moment += timedelta(days=1)
    assert tell_daily(services) == 1
    later = news_in(services, told(services)[0], "nl")
    assert later is not None
    assert ([each.title for each in later.work], later.waiting) == (["Later"], 3)
    clock.moment += timedelta(days=1)
    assert tell_daily(services) == 0


@pytest.mark.parametrize("how", ["none", "researcher", "ended"])
def test_who_is_not_to_know_is_not_told(services: Services, coordinator: Account, clock: FakeClock, how: str) -> None:
    add_account(services.database, clock, "anna@localhost", "Anna", Role.ADMINISTRATOR, "a long password")  # no address
    submitted(services)
    if how == "none":
        own.choose_news(services, coordinator, News.NONE)
    elif how == "researcher":
        change_role(services.database, services.clock, coordinator.id, Role.RESEARCHER)
    else:
        end_account(services.database, services.clock, coordinator.id)
    clock.moment = TOMORROW_AT_EIGHT
    assert tell_daily(services) == 0


def test_several_workers_tell_once(services: Services, coordinator: Account, clock: FakeClock) -> None:
    submitted(services)
    clock.moment = TOMORROW_AT_EIGHT
    gate = threading.Barrier(3)
    counts: list[int] = []

    def work() -> None:
        gate.wait(30)
        counts.append(tell_daily(services))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(counts) == [0, 0, 1]
    assert len(told(services)) == 1


def test_a_second_pair_of_eyes_is_asked_of_colleagues_who_may(
    services: Services, at_once: Account, clock: FakeClock
) -> None:
    """Not of who proposed it, nor of who keeps out of it; and not when it was decided meanwhile."""
    people = [
        add_account(services.database, clock, f"{name}@example.org", name, Role.COORDINATOR, "a long password")
        for name in ("Bea", "Cor", "Dre", "Eva")
    ]
    by, free, keeps_out, daily = people
    for each in (by, free, keeps_out):
        own.choose_news(services, each, News.AT_ONCE)
    _token, response_id = submitted(services)
    declare_interest(services, response_id, keeps_out, involved=True)
    propose(services, response_id, 1, by, "Kijk jij ook even naar de naam?")
    asked = [mail for mail in told(services) if mail.kind == MailKind.TO_CONFIRM]
    assert sorted(mail.recipient for mail in asked) == sorted([at_once.email, free.email])
    news = news_in(services, asked[0], "nl")
    assert news is not None
    (confirm,) = news.to_confirm
    assert (confirm.by, confirm.work.title, news.work) == ("Bea", "Zonnecoöperatie De Wiek", ())
    clock.moment = TOMORROW_AT_EIGHT
    assert tell_daily(services) == 1
    (mail,) = (each for each in told(services) if each.kind == MailKind.NEW_WORK_DAILY)
    news = news_in(services, mail, "nl")
    assert news is not None
    assert mail.recipient == daily.email
    assert [each.by for each in news.to_confirm] == ["Bea"]
    reject(services, response_id, 1, free, "Nee.")
    assert [news_in(services, each, "nl") for each in (*asked, mail)] == [None] * 3


def test_a_proposal_alone_is_a_reason_for_the_daily_mail_but_not_to_who_made_it(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    other = add_account(services.database, clock, "bea@example.org", "Bea", Role.COORDINATOR, "a long password")
    _token, response_id = submitted(services)
    clock.moment = TOMORROW_AT_EIGHT
    assert tell_daily(services) == 2
    propose(services, response_id, 1, coordinator)
    clock.moment += timedelta(days=1)
    assert tell_daily(services) == 1
    assert told(services)[0].recipient == other.email


def test_sending_again_and_again_does_not_fill_a_mailbox(
    services: Services, at_once: Account, clock: FakeClock
) -> None:
    token, _response_id = submitted(services)
    for number in range(5):
        clock.moment += timedelta(hours=1)
        recall(services, token)
        change(services, token, {"p_leden": str(number + 2)})
        submit(services, token)
    assert len(told(services)) == MOST_A_DAY
    clock.moment += timedelta(days=1)
    recall(services, token)
    submit(services, token)
    assert len(told(services)) == MOST_A_DAY + 1
