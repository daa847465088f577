"""Whose password, one-time codes or address became others is told by mail, over a mail server: what, when and what to do."""

from datetime import timedelta

import pyotp
import pytest

from results.accounts import links, own, second_factor
from results.accounts.provider import enter_provided
from results.accounts.register import account_by_id, add_account, change_password, first_account
from results.adapters.smtp import SmtpMailer
from results.adapters.smtp_server import SmtpServer
from results.errors.accounts import WrongCode, WrongPassword
from results.mail.message import Sender
from results.mail.outbox import MailKind
from results.mail.post import newest, send_due
from results.records.accounts import Account
from results.records.mails import StoredMail
from results.review import Role
from results.services import Services
from tests.results.adapters.smtp_server import Hands, serving
from tests.results.fakes import FakeClock
from tests.results.races import at_once
from tests.webform.conftest import PASSWORD, both_databases
from tests.webform.test_one_time_codes import SECRET, code_at
from webform.mail.letters import Site, writer

NEW = "six green bicycles"
SITE = Site("https://scan.example.org", "Zelfscan")


def queued(services: Services) -> list[StoredMail]:
    """The mails of this kind, the oldest first."""
    return [each for each in reversed(newest(services.database)) if each.kind == MailKind.ACCOUNT_CHANGED]


def delivered(services: Services) -> list[tuple[str, str, str]]:
    """What a mail server gets of all that is queued: to whom, subject and text."""
    with serving(Hands()) as running:
        mailer = SmtpMailer(SmtpServer.parse(f"smtp://127.0.0.1:{running.port}?tls=none"), "example.org")
        send_due(services, mailer, writer(services, SITE), Sender("a@example.org", "A", "example.org"))
        found = []
        for each in running.hands.messages():
            text, html = each.get_body(("plain",)), each.get_body(("html",))
            assert text is not None
            assert html is not None
            assert SITE.address in html.get_content() or "organisatie" in html.get_content()
            found.append((str(each["To"]), str(each["Subject"]), " ".join(text.get_content().split())))
        return found


def known(services: Services, account: Account) -> Account:
    found = account_by_id(services.database, account.id)
    assert found is not None
    return found


@both_databases
def test_the_owner_is_told_of_every_change_of_the_ways_in(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    own.change_own_password(services, coordinator, PASSWORD, NEW, "")
    recovery = second_factor.turn_on(services, known(services, coordinator), SECRET, code_at(clock))
    second_factor.check_code(services, known(services, coordinator), recovery[0])
    other = second_factor.new_recovery_codes(services, known(services, coordinator))
    second_factor.turn_off(services.database, clock, known(services, coordinator))
    own.choose_language(services, coordinator, "en")
    change_password(services.database, clock, coordinator.email, "nine slow trains")
    mails = delivered(services)
    assert {to for to, _subject, _text in mails} == {coordinator.email}
    assert [subject for _to, subject, _text in mails] == [
        "Je wachtwoord is veranderd",
        "Eenmalige codes zijn aangezet",
        "Er is een herstelcode gebruikt",
        "Je hebt nieuwe herstelcodes",
        "Eenmalige codes zijn uitgezet",
        "Your password was changed",
    ]
    texts = [text for _to, _subject, text in mails]
    assert all("https://scan.example.org/login/forgotten" in text for text in texts)
    assert "Herstelcodes die je nog hebt: 0." in texts[2]
    assert "De mensen die deze site beheren" in texts[4]
    assert "was changed on 23 November 2026 10:00" in texts[5]
    for secret in (PASSWORD, NEW, "nine slow trains", SECRET, *recovery, *other, "127.0.0.1"):
        assert not any(secret in text for text in texts)


def test_a_link_from_a_mail_changes_it_and_a_first_choice_changes_nothing(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    links.invite(services, "noor@example.org", "Noor", Role.RESEARCHER, "nl")
    links.ask_reset(services, coordinator.email, "nl")
    for mail in newest(services.database):
        issued = links.issue(services, mail)
        assert issued is not None
        links.choose_password(services, issued.link, NEW)
    assert [(mail.recipient, mail.params["by"]) for mail in queued(services)] == [(coordinator.email, "link")]
    assert "met de link die we je hebben gemaild" in delivered(services)[-1][2]


def test_what_did_not_happen_is_not_told(services: Services, coordinator: Account, clock: FakeClock) -> None:
    with pytest.raises(WrongPassword):
        own.change_own_password(services, coordinator, "a wrong one", NEW, "")
    with pytest.raises(WrongCode):
        second_factor.turn_on(services, coordinator, SECRET, "000000")
    second_factor.turn_off(services.database, clock, coordinator)  # there are none
    assert not queued(services)


def test_an_administrator_is_named_as_such(services: Services, coordinator: Account, clock: FakeClock) -> None:
    boss = add_account(services.database, clock, "bo@example.org", "Bo Baas", Role.ADMINISTRATOR, PASSWORD)
    second_factor.turn_on(services, coordinator, SECRET, code_at(clock))
    clock.moment += timedelta(minutes=1)
    second_factor.turn_off(services.database, clock, known(services, coordinator), boss)
    to, _subject, text = delivered(services)[-1]
    assert to == coordinator.email
    assert "Een beheerder heeft dit gedaan." in text
    assert "Baas" not in text


def test_another_address_is_told_to_the_one_before(services: Services) -> None:
    who = (services, "https://connect.example.org", "bo", Role.COORDINATOR)
    enter_provided(*who, {"name": "Bo", "email": "bo@example.org", "language": "nl"})
    enter_provided(*who, {"name": "Bo", "email": "bo@example.org", "language": "nl"})
    enter_provided(*who, {"name": "Bo", "language": "nl"})  # without one, the one there is stays
    assert not queued(services)
    enter_provided(*who, {"name": "Bo", "email": "other@example.org", "language": "nl"})
    ((to, subject, text),) = delivered(services)
    assert (to, subject) == ("bo@example.org", "Je e-mailadres is veranderd")
    assert "other@example.org" not in text


def test_the_first_account_has_no_address_to_tell(services: Services, clock: FakeClock) -> None:
    made = first_account(services.database, clock)
    assert made is not None
    change_password(services.database, clock, made[0].email, NEW)
    assert not queued(services)


@both_databases
def test_one_recovery_code_that_is_used_twice_at_once_is_told_once(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    recovery = second_factor.turn_on(services, coordinator, SECRET, str(pyotp.TOTP(SECRET).at(clock.moment)))
    clock.moment += timedelta(minutes=2)
    coded = known(services, coordinator)
    at_once(*[lambda: second_factor.check_code(services, coded, recovery[0])] * 2)
    assert [mail.params["deed"] for mail in queued(services)] == ["codes_on", "recovery_code_used"]
