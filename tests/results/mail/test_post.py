"""The outbox: queued once, claimed by one, sent, retried ever later, given up; on both databases."""

import threading
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.message import EmailMessage

import pytest

from results.adapters.smtp import SmtpMailer
from results.adapters.smtp_server import SmtpServer
from results.database import Database
from results.errors.mail import MailDelayed, MailRefused, MailServerAway
from results.mail.message import Letter, Sender
from results.mail.outbox import Mail, MailKind, queue
from results.mail.post import (
    CLAIMED_FOR,
    DELAYS,
    REMEMBERED_FOR,
    Delivery,
    forget_old,
    held,
    newest,
    retry,
    send_due,
    undelivered,
)
from results.records.mails import MailState, StoredMail
from results.services import Services
from tests.results.adapters.smtp_server import Hands, serving
from tests.results.fakes import FakeClock, FakeGeocoder

SENDER = Sender("scan@example.org", "Zelfscan", "example.org")
ANS = "ans@example.org"


@dataclass
class Box:
    """A mailer that keeps what it is given, or refuses as it is told."""

    refusal: Exception | None = None
    messages: list[EmailMessage] = field(default_factory=list)

    def send(self, message: EmailMessage) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.messages.append(message)

    def to(self) -> list[str]:
        return [str(message["To"]) for message in self.messages]


def plain(mail: StoredMail) -> Letter:
    return Letter(f"Over {mail.params.get('about', 'niets')}", "Hallo\n", "<p>Hallo</p>\n", mail.language)


def put(services: Services, key: str = "k", recipient: str = ANS, later: timedelta = timedelta()) -> bool:
    mail = Mail(key, MailKind.RECEIVED, recipient, "nl", params={"about": key})
    with services.database.writing() as connection:
        return queue(connection, mail, services.clock.now() + later)


def round_of(
    services: Services, box: Box, write: Callable[[StoredMail], Letter | None] = plain
) -> tuple[Delivery, ...]:
    return send_due(services, box, write, SENDER)


def again(services: Services, mail_id: int) -> bool:
    return retry(services.database, mail_id, services.clock.now())


def only(services: Services) -> StoredMail:
    (mail,) = newest(services.database)
    return mail


def test_a_mail_is_sent_once(services: Services) -> None:
    assert put(services)
    box = Box()
    (delivery,) = round_of(services, box)
    assert delivery.state is MailState.SENT
    assert round_of(services, box) == ()
    (message,) = box.messages
    assert (message["To"], message["Subject"]) == (ANS, "Over k")
    mail = only(services)
    assert (mail.state, mail.attempts, mail.last_error) == (MailState.SENT, 1, "")
    assert mail.sent_at is not None


def test_the_same_occasion_is_mailed_once(services: Services) -> None:
    assert put(services)
    assert not put(services, recipient="someone.else@example.org")
    round_of(services, Box())
    assert not put(services)
    assert only(services).recipient == ANS


def test_two_transactions_that_queue_the_same_do_not_fail(services: Services) -> None:
    ready = threading.Barrier(8)
    queued: list[bool] = []

    def queue_it() -> None:
        ready.wait(30)
        queued.append(put(services))

    threads = [threading.Thread(target=queue_it) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(queued) == [False] * 7 + [True]
    assert only(services).key == "k"


def test_a_mail_of_an_undone_transaction_is_not_there(services: Services) -> None:
    with suppress(ZeroDivisionError), services.database.writing() as connection:
        queue(connection, Mail("k", MailKind.RECEIVED, ANS, "nl"), services.clock.now())
        raise ZeroDivisionError
    assert newest(services.database) == ()


def test_later_is_later(services: Services, clock: FakeClock) -> None:
    put(services, "later", later=timedelta(hours=1))
    put(services, "now")
    box = Box()
    round_of(services, box)
    assert [message["Subject"] for message in box.messages] == ["Over now"]
    clock.moment += timedelta(hours=1)
    round_of(services, box)
    assert len(box.messages) == 2


def test_it_is_tried_ever_later_and_then_given_up(services: Services, clock: FakeClock) -> None:
    put(services)
    box = Box(MailDelayed("451 <ans@example.org> try later"))
    for number, delay in enumerate(DELAYS, start=1):
        (delivery,) = round_of(services, box)
        assert (delivery.state, delivery.away) == (MailState.WAITING, False)
        mail = only(services)
        assert (mail.state, mail.attempts, mail.last_error) == (
            MailState.WAITING,
            number,
            "451 <a***@example.org> try later",
        )
        clock.moment += delay - timedelta(seconds=20)
        assert round_of(services, box) == (), "it was not its time yet"
        clock.moment += timedelta(seconds=20)
    assert undelivered(services.database) == 0
    (delivery,) = round_of(services, box)
    assert delivery.state is MailState.FAILED
    assert undelivered(services.database) == 1
    clock.moment += timedelta(days=30)
    assert round_of(services, box) == ()


def test_mails_that_wait_for_more_than_an_hour_are_told_of(services: Services, clock: FakeClock) -> None:
    put(services, "first")
    since = clock.moment
    clock.moment += timedelta(minutes=59)
    put(services, "second")
    put(services, "later", later=timedelta(hours=3))
    assert held(services.database, clock.moment) is None
    clock.moment = since + timedelta(minutes=61)
    nobody = held(services.database, clock.moment)
    assert nobody is not None
    assert (nobody.number, nobody.since, nobody.attempts, nobody.error) == (1, since, 0, ""), "no worker runs"
    round_of(services, Box(MailServerAway("111 <ans@example.org> refused")))
    away = held(services.database, clock.moment)
    assert away is not None
    assert (away.number, away.attempts, away.error) == (1, 1, "111 <a***@example.org> refused")
    clock.moment += timedelta(minutes=20)
    round_of(services, Box())
    assert held(services.database, clock.moment + timedelta(minutes=50)) is None


def test_a_refusal_for_good_is_not_tried_again(services: Services, clock: FakeClock) -> None:
    put(services)
    box = Box(MailRefused("550 5.1.1 <ans@example.org>: no such user"))
    (delivery,) = round_of(services, box)
    assert (delivery.state, delivery.error) == (MailState.FAILED, "550 5.1.1 <a***@example.org>: no such user")
    clock.moment += timedelta(days=2)
    assert round_of(services, box) == ()
    assert only(services).last_error == delivery.error


def test_a_mail_that_failed_can_be_sent_again(services: Services) -> None:
    put(services)
    box = Box(MailRefused("550"))
    round_of(services, box)
    box.refusal = None
    assert again(services, only(services).id)
    assert not again(services, 10_000)
    round_of(services, box)
    assert box.to() == [ANS]
    assert not again(services, only(services).id), "it was sent"


def test_a_mail_that_is_being_sent_is_not_sent_again_by_hand(services: Services) -> None:
    put(services)

    def asked_again(mail: StoredMail) -> Letter:
        assert not again(services, mail.id)
        return plain(mail)

    box = Box()
    round_of(services, box, asked_again)
    assert box.to() == [ANS]


def test_one_letter_that_cannot_be_written_does_not_stop_the_others(services: Services) -> None:
    for key in ("first", "bad", "last"):
        put(services, key)

    def faulty(mail: StoredMail) -> Letter:
        return plain(mail) if mail.key != "bad" else plain(mail.params["no such"])  # type: ignore[arg-type]

    box = Box()
    states = {each.mail.key: each for each in round_of(services, box, faulty)}
    assert [message["Subject"] for message in box.messages] == ["Over first", "Over last"]
    assert states["bad"].state is MailState.WAITING
    assert isinstance(states["bad"].cause, KeyError)
    assert states["bad"].error == "it could not be written: KeyError"


def test_an_address_that_no_server_takes_does_not_stop_the_others(services: Services) -> None:
    put(services, "bad", "a\n b@example.org")
    put(services, "good")
    box = Box()
    assert [each.state for each in round_of(services, box)] == [MailState.WAITING, MailState.SENT]
    assert box.to() == [ANS]


def test_nothing_to_tell_any_more(services: Services) -> None:
    put(services)
    box = Box()
    (delivery,) = round_of(services, box, lambda _mail: None)
    assert delivery.state is MailState.NEEDLESS
    assert only(services).state is MailState.NEEDLESS
    assert box.messages == []
    assert round_of(services, box) == ()


def test_a_server_that_is_away_is_not_asked_for_every_mail(services: Services) -> None:
    for number in range(5):
        put(services, str(number))
    deliveries = round_of(services, Box(MailServerAway("refused")))
    assert len(deliveries) == 1
    assert deliveries[0].away
    box = Box()
    round_of(services, box)
    assert len(box.messages) == 4


def test_a_crash_half_way_sends_it_again_with_the_same_id(services: Services, clock: FakeClock) -> None:
    put(services)
    box = Box()

    class Killed(BaseException):
        """As a process that ends between handing over and noting it."""

    class Dying(Box):
        def send(self, message: EmailMessage) -> None:
            box.send(message)
            raise Killed

    with pytest.raises(Killed):
        round_of(services, Dying())
    assert only(services).state is MailState.WAITING
    assert round_of(services, box) == (), "it is still claimed"
    clock.moment += CLAIMED_FOR
    round_of(services, box)
    first, second = box.messages
    assert first["Message-ID"] == second["Message-ID"]
    assert only(services).state is MailState.SENT


def test_a_mail_that_kills_its_sender_every_time_is_given_up(services: Services, clock: FakeClock) -> None:
    put(services)

    class Killed(BaseException):
        pass

    def kills(_mail: StoredMail) -> Letter:
        raise Killed

    for _attempt in range(len(DELAYS) + 1):
        with pytest.raises(Killed):
            round_of(services, Box(), kills)
        clock.moment += CLAIMED_FOR
    (delivery,) = round_of(services, Box(), kills)
    assert delivery.state is MailState.FAILED
    assert "half-way" in only(services).last_error


def test_who_was_too_slow_has_nothing_to_say(services: Services, clock: FakeClock) -> None:
    """A worker that hangs longer than its claim does not undo what another one noted."""
    put(services)
    box = Box()

    class Slow(Box):
        def send(self, message: EmailMessage) -> None:
            clock.moment += CLAIMED_FOR
            round_of(services, box)
            raise MailDelayed("timed out")

    round_of(services, Slow())
    assert (only(services).state, only(services).attempts) == (MailState.SENT, 2)


def test_it_stops_between_two_mails(services: Services) -> None:
    for number in range(3):
        put(services, str(number))
    box = Box()
    send_due(services, box, plain, SENDER, go_on=lambda: len(box.messages) < 2)
    assert len(box.messages) == 2
    send_due(services, box, plain, SENDER, at_most=1)
    assert len(box.messages) == 3


def test_what_was_sent_long_ago_is_forgotten_but_for_its_key(services: Services, clock: FakeClock) -> None:
    put(services)
    put(services, "refused", "bo@example.org")
    round_of(services, Box())
    put(services, "waiting", later=REMEMBERED_FOR * 2)
    clock.moment += REMEMBERED_FOR
    put(services, "young")
    round_of(services, Box())
    assert forget_old(services) == 2
    assert forget_old(services) == 0
    by_key = {mail.key: mail for mail in newest(services.database)}
    assert (by_key["k"].recipient, by_key["k"].params) == ("", {})
    assert (by_key["waiting"].recipient, by_key["young"].recipient) == (ANS, ANS)
    assert not put(services)


def test_two_workers_send_every_mail_once(services: Services, migrated_url: str) -> None:
    """Each with connections of its own, at the same time, through a real mail server."""
    number = 120
    for each in range(number):
        put(services, str(each))
    ready = threading.Barrier(3)
    deliveries: list[Delivery] = []
    others = [Database.at(migrated_url) for _ in range(3)]
    with serving(Hands()) as running:
        mailer = SmtpMailer(SmtpServer.parse(f"smtp://127.0.0.1:{running.port}?tls=none"), "example.org")

        def work(database: Database) -> None:
            own = Services(database, services.surveys, FakeClock(services.clock.now()), FakeGeocoder(), b"test")
            ready.wait(30)
            while done := send_due(own, mailer, plain, SENDER, at_most=7):
                deliveries.extend(done)

        threads = [threading.Thread(target=work, args=(database,)) for database in others]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
    for database in others:
        database.close()
    assert Counter(str(message["Subject"]) for message in running.hands.messages()) == {
        f"Over {each}": 1 for each in range(number)
    }
    assert len(deliveries) == number
    assert {mail.state for mail in newest(services.database, at_most=number)} == {MailState.SENT}
