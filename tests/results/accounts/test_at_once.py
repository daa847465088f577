"""Two who do something about accounts at the same moment, on both databases: one of them does it, and nobody is locked out."""

from datetime import timedelta

import pyotp
import pytest

from results.accounts import links, second_factor, sessions
from results.accounts.entering import authenticate
from results.accounts.own import recovery_codes_left
from results.accounts.provider import enter_provided
from results.accounts.register import (
    account_by_id,
    add_account,
    all_accounts,
    change_password,
    change_role,
    end_account,
)
from results.audit.deeds import Deed
from results.database import Database
from results.errors.accounts import LastAdministrator, LastReviewer, UnfitAccount, WaysChanged, WrongCode
from results.records.accounts import Account
from results.review import Role
from results.services import Services
from results.store import events
from tests.results.fakes import FakeClock
from tests.results.races import at_once

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def carla(services: Services, clock: FakeClock) -> Account:
    return add_account(services.database, clock, "carla@example.org", "Carla", Role.ADMINISTRATOR, PASSWORD)


@pytest.fixture
def recovery(services: Services, carla: Account, clock: FakeClock) -> tuple[str, ...]:
    """The recovery codes of Carla, who has one-time codes now."""
    codes = second_factor.turn_on(services, carla, SECRET, pyotp.TOTP(SECRET).at(clock.moment))
    clock.moment += timedelta(minutes=2)
    return codes


def logged(database: Database) -> list[tuple[str, str]]:
    """What the log has: what was done, and how or by which role."""
    with database.reading() as connection:
        return [(line.action, str(line.facts.get("way") or line.actor.role)) for line in events.lines(connection)]


def test_one_code_lets_in_one_of_two(
    services: Services, carla: Account, recovery: tuple[str, ...], clock: FakeClock
) -> None:
    for code in (str(pyotp.TOTP(SECRET).at(clock.moment)), recovery[0]):
        came = at_once(*[lambda code=code: second_factor.check_code(services, carla, code)] * 2)
        assert sorted(map(type, came), key=str) == sorted([type(None), WrongCode], key=str), code
    assert recovery_codes_left(services, carla) == 9
    with pytest.raises(WrongCode):  # nor one of a step before that
        second_factor.check_code(services, carla, pyotp.TOTP(SECRET).at(clock.moment - timedelta(seconds=30)))


def test_two_administrators_cannot_both_take_the_other_away(
    services: Services, carla: Account, clock: FakeClock
) -> None:
    bo = add_account(services.database, clock, "bo@example.org", "Bo", Role.ADMINISTRATOR, PASSWORD)
    database = services.database
    came = at_once(
        lambda: change_role(database, clock, bo.id, Role.RESEARCHER, carla),
        lambda: end_account(database, clock, carla.id, bo),
    )
    assert sum(isinstance(each, LastAdministrator | LastReviewer) for each in came) == 1, came
    assert [each.role for each in all_accounts(database) if each.role is Role.ADMINISTRATOR] == [Role.ADMINISTRATOR]


def test_a_password_that_is_replaced_lets_nobody_in_who_showed_it_just_before(
    services: Services, carla: Account, clock: FakeClock
) -> None:
    """Whoever knew the old one may log in at the very moment that its owner chooses another."""
    shown = authenticate(services.database, clock, carla.email, PASSWORD)
    assert shown is not None
    change_password(services.database, clock, carla.email, "something else entirely")
    with pytest.raises(WaysChanged):
        sessions.begin(services, shown, "", "")
    again = authenticate(services.database, clock, carla.email, "something else entirely")
    assert again is not None
    token = sessions.begin(services, again, "", "")
    second_factor.turn_on(services, again, SECRET, pyotp.TOTP(SECRET).at(clock.moment))
    assert sessions.resume(services, token) is None
    with pytest.raises(WaysChanged):  # nor with the password alone, when a code is asked since
        sessions.begin(services, again, "", "")


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_what_is_done_about_passwords_and_codes_is_logged_and_by_whom(
    services: Services, carla: Account, recovery: tuple[str, ...], clock: FakeClock
) -> None:
    database = services.database
    coded = account_by_id(database, carla.id)
    assert coded is not None
    second_factor.new_recovery_codes(services, coded)
    second_factor.turn_off(database, clock, coded)
    second_factor.turn_off(database, clock, coded)  # there are none any more
    change_password(database, clock, carla.email, "something else entirely")
    account = authenticate(database, clock, carla.email, "something else entirely")
    assert account is not None
    sessions.begin(services, account, "", "")
    assert (sessions.end_everywhere(database, clock, carla.id), sessions.end_everywhere(database, clock, carla.id)) == (
        1,
        0,
    )
    invited = links.invite(services, "noor@example.org", "", Role.RESEARCHER, "nl", carla)
    assert logged(database) == [
        (Deed.CODES_ON, Role.ADMINISTRATOR),
        (Deed.RECOVERY_CODES_MADE, Role.ADMINISTRATOR),
        (Deed.CODES_OFF, "command_line"),
        (Deed.PASSWORD_CHANGED, "command_line"),
        (Deed.SESSIONS_ENDED, "command_line"),
        (Deed.ACCOUNT_INVITED, Role.ADMINISTRATOR),
    ]
    with database.reading() as connection:
        written = str([(line.facts, line.words) for line in events.lines(connection)])
    assert not any(each in written for each in ("carla", "Carla", invited.email, "something"))


def test_two_windows_in_which_somebody_logs_in_for_the_first_time_make_one_account(services: Services) -> None:
    about = {"name": "Bo", "email": "bo@example.org", "language": "nl"}
    came = at_once(
        *[lambda: enter_provided(services, "https://connect.example.org", "bo", Role.COORDINATOR, about)] * 3
    )
    (made,) = all_accounts(services.database)
    assert [getattr(each, "id", each) for each in came] == [made.id] * 3


@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
def test_an_account_of_a_provider_gets_no_password(services: Services, clock: FakeClock) -> None:
    about = {"name": "Bo", "email": "bo@example.org", "language": "nl"}
    enter_provided(services, "https://connect.example.org", "bo", Role.COORDINATOR, about)
    with pytest.raises(UnfitAccount, match="logs in with a provider"):
        change_password(services.database, clock, "bo@example.org", "something else entirely")
