"""Everybody does something with one response at the same moment, on both databases: nobody is told anything but yes or no,
and afterwards the map, the log and the state agree. Two at a time stand in `tests/results/decisions/`."""

from results.audit.verify import verify
from results.consents.changes import change_consent
from results.desk.notes import add_note
from results.desk.taking import take
from results.filling.fill import load
from results.my_scan.erase import erase
from results.my_scan.submit import recall, submit, withdraw
from results.records.accounts import Account
from results.review import MAY_BE_PUBLIC, State
from results.services import Services
from results.store import map_entries, responses
from tests.results.decided import approve, reject, reopen, take_off
from tests.results.decisions.test_approve import entries
from tests.results.filled import approved, change
from tests.results.races import at_once

TURNS = 3


def twice_sent(services: Services, account: Account, turn: int) -> tuple[str, str]:
    """An entry on the map whose next version waits: the token and the id."""
    token, response = approved(services, account, {"p_naam": f"Club {turn}"})
    change(services, token, {"p_verhaal": "Nu anders."})
    submit(services, token)
    return token, response.id


def test_who_withdraws_is_gone_whatever_others_do(services: Services, coordinator: Account) -> None:
    for turn in range(TURNS):
        token, ref = twice_sent(services, coordinator, turn)
        at_once(
            lambda: approve(services, ref, 2, coordinator),  # noqa: B023 # called before the next turn
            lambda: reject(services, ref, 2, coordinator, "Nee."),  # noqa: B023
            lambda: take(services, ref, coordinator),  # noqa: B023
            lambda: add_note(services, ref, coordinator, "Even bellen."),  # noqa: B023
            lambda: change_consent(services, token, "c_kaart", True, "nl"),  # noqa: B023
            lambda: recall(services, token),  # noqa: B023
            lambda: withdraw(services, token),  # noqa: B023
        )
        assert load(services, token).response.state is State.WITHDRAWN
        assert entries(services) == ()
        assert verify(services.database).broken is None


def test_what_is_public_is_what_was_approved_whoever_came_first(services: Services, coordinator: Account) -> None:
    for turn in range(TURNS):
        token, response = approved(services, coordinator, {"p_naam": f"Club {turn}"})
        ref = response.id
        at_once(
            lambda: reopen(services, ref, 1, coordinator, "Nog eens."),  # noqa: B023
            lambda: approve(services, ref, 1, coordinator),  # noqa: B023
            lambda: take_off(services, ref, 1, coordinator, "Weg."),  # noqa: B023
            lambda: submit(services, token),  # noqa: B023
            lambda: change_consent(services, token, "c_kaart", False, "nl"),  # noqa: B023
            lambda: change_consent(services, token, "c_kaart", True, "nl"),  # noqa: B023
        )
        with services.database.reading() as connection:
            after = responses.by_id(connection, ref)
            shown = map_entries.of_response(connection, ref)
        assert after is not None
        if shown is not None:
            assert after.state in MAY_BE_PUBLIC
            assert shown.revision == after.approved_revision
        assert verify(services.database).broken is None


def test_what_is_deleted_is_gone_whatever_others_do(services: Services, coordinator: Account) -> None:
    for turn in range(TURNS):
        token, ref = twice_sent(services, coordinator, turn)
        at_once(
            lambda: approve(services, ref, 2, coordinator),  # noqa: B023
            lambda: add_note(services, ref, coordinator, "Even bellen."),  # noqa: B023
            lambda: take(services, ref, coordinator),  # noqa: B023
            lambda: change_consent(services, token, "c_kaart", True, "nl"),  # noqa: B023
            lambda: erase(services, token),  # noqa: B023
        )
        with services.database.reading() as connection:
            after = responses.by_id(connection, ref)
        assert after is not None
        assert (after.state, after.answers) == (State.WITHDRAWN, {})
        assert entries(services) == ()
        assert verify(services.database).broken is None
