"""From proposal to introduction, what stops it, and what is asked of the coordinator."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from results.audit.verify import verify
from results.consents.changes import change_consent
from results.database import Database
from results.errors import ResultsError
from results.errors.contact import NotPossible, UnknownProposal, UnknownRequest
from results.errors.decisions import TransitionError
from results.filling.fill import save_pages
from results.filling.keys import issue_link, use_link
from results.mail.outbox import MailKind
from results.matching.answer import answer, contacts, expire_due, remind_due
from results.matching.ask import ask, close, take_back, waiting
from results.matching.find import MOST_OPEN, Blocked, matchmaking
from results.matching.letters import introduction_told, proposal_told
from results.matching.overview import contact_in_hand
from results.matching.propose import Refusal, propose, withdraw_proposal
from results.my_scan.erase import erase
from results.my_scan.submit import submit, withdraw
from results.pairing.states import Asking, ProposalStanding
from results.records.accounts import Account
from results.records.mails import StoredMail
from results.services import Services
from results.store import demo, mails, matchables, responses
from tests.results.fakes import FakeClock
from tests.results.matching.gardens import CHALLENGE, garden, lab_member

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""What the databases decide is in `test_moments.py`."""


def mails_about(services: Services, kind: MailKind) -> list[StoredMail]:
    with services.database.reading() as connection:
        return [mail for mail in mails.newest(connection, None, 500) if mail.kind == kind][::-1]


def confirm(services: Services, response_id: str) -> None:
    with services.database.writing() as connection:
        response = responses.by_id(connection, response_id)
        assert response is not None
        link = issue_link(connection, services, response_id, response.contact_hash)
    use_link(services, link)


class Pair:
    """Two gardens, the first of which has trouble with working together, and a proposal between them."""

    def __init__(self, services: Services, account: Account, names: str = "ab", proposed: bool = True) -> None:
        self.services = services
        self.account = account
        self.seeker, self.seeker_id = garden(services, account, f"a{names}", samen="nee")
        self.other, self.other_id = garden(services, account, f"b{names}")
        matchmaking(services, self.seeker_id, None, "nl")
        self.id = propose(services, self.seeker_id, self.other_id, CHALLENGE, account, "Hallo.").id if proposed else 0

    def standing(self) -> ProposalStanding:
        return contacts(self.services, self.seeker, "nl").seen[0].proposal.standing

    def reached(self) -> list[str]:
        """The addresses that one of the sides sees of the other."""
        seen = [each for token in (self.seeker, self.other) for each in contacts(self.services, token, "nl").seen]
        return [each.reach.email for each in seen if each.reach is not None]


def test_the_best_others_are_found_with_reasons(services: Services, coordinator: Account) -> None:
    _, seeker = garden(services, coordinator, "zoek", samen="nee", soort="moes", leden="3")
    _, alike = garden(services, coordinator, "gelijk", leden="9")
    _, other = garden(services, coordinator, "anders", soort="bloem", leden="10")
    garden(services, coordinator, "niets", aanbod=["niets"])
    garden(services, coordinator, "geld", aanbod=["geld"])
    garden(services, coordinator, "geenja", mag=False)
    garden(services, coordinator, "slecht", samen="nee")
    ended, _ = garden(services, coordinator, "weg")
    withdraw(services, ended)
    _, lab = lab_member(services, coordinator, "lid")
    lab_member(services, coordinator, "elders", waarmee=["geld"])
    found = matchmaking(services, seeker, None, "nl")
    assert found.blocked is None
    assert [(each.response_id, each.points) for each in found.peers] == [(alike, 55), (other, 40)]
    assert found.peers[0].reasons == (("gaat goed", 40), ("zelfde soort", 10), ("even groot", 5))
    assert (found.peers[0].offers, found.peers[0].told) == (("Een bezoek",), ("Moestuin", "Utrecht"))
    assert [(each.response_id, each.points, each.told) for each in found.members] == [(lab, 20, ("Praatlab",))]


def test_where_nobody_is_on_track_the_others_are_found(services: Services, coordinator: Account) -> None:
    _, seeker = garden(services, coordinator, "zoek", samen="nee")
    _, first = garden(services, coordinator, "zwaar", samen="nee")
    assert [each.response_id for each in matchmaking(services, seeker, None, "nl").peers] == [first]
    _, on_track = garden(services, coordinator, "goed", samen="ja")
    assert [each.response_id for each in matchmaking(services, seeker, None, "nl").peers] == [on_track]
    with services.database.reading() as connection:
        for part in ("samenwerkin", "amenwerking", "samen_erking", "%"):
            assert not list(matchables.offering(connection, "tuinen", "mag", demo=False, on_track=part)), part


def test_both_say_yes_and_only_then_anything_is_shared(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator)
    assert [mail.recipient for mail in mails_about(services, MailKind.PROPOSAL)] == ["aab@example.org"]
    assert contacts(services, pair.other, "nl").seen == ()  # nobody hears that somebody could use help
    with pytest.raises(UnknownProposal):
        answer(services, pair.other, pair.id, yes=True)
    (seen,) = contacts(services, pair.seeker, "nl").seen
    assert (seen.told, seen.reach, seen.asks) == (("Moestuin", "Utrecht"), None, True)
    assert answer(services, pair.seeker, pair.id, yes=True) is ProposalStanding.OTHER_ASKED
    with pytest.raises(TransitionError):
        answer(services, pair.seeker, pair.id, yes=True)
    assert pair.reached() == []
    assert [mail.recipient for mail in mails_about(services, MailKind.PROPOSAL)][1:] == ["bab@example.org"]
    assert proposal_told(services, mails_about(services, MailKind.PROPOSAL)[0]) is None  # it waits for the other
    assert answer(services, pair.other, pair.id, yes=True) is ProposalStanding.SHARED
    assert pair.reached() == ["bab@example.org", "aab@example.org"]


def test_an_introduction_goes_to_confirmed_addresses_and_only_while_it_holds(
    services: Services, coordinator: Account
) -> None:
    pair = Pair(services, coordinator)
    for token in (pair.seeker, pair.other):
        answer(services, token, pair.id, yes=True)
    to_seeker, to_other = mails_about(services, MailKind.INTRODUCTION)
    assert introduction_told(services, to_seeker) is None
    confirm(services, pair.seeker_id)
    confirm(services, pair.other_id)
    told = introduction_told(services, to_seeker)
    assert told is not None
    assert told.reach is not None
    assert (told.reach.title, told.reach.name, told.reach.email) == ("Tuin bab", "Mens van bab", "bab@example.org")
    change_consent(services, pair.other, "mag", False, "nl")
    assert introduction_told(services, to_seeker) is introduction_told(services, to_other) is None
    assert pair.reached() == []


STOPS: dict[str, Callable[[Services, str], object]] = {
    "consent": lambda services, token: change_consent(services, token, "mag", False, "nl"),
    "withdrawn": withdraw,
    "erased": erase,
}


@pytest.mark.parametrize("how", STOPS)
@pytest.mark.parametrize("side", ["seeker", "other"])
def test_who_ends_or_withdraws_the_consent_stops_what_is_open(
    services: Services, coordinator: Account, how: str, side: str
) -> None:
    pair = Pair(services, coordinator)
    answer(services, pair.seeker, pair.id, yes=True)
    stays, goes = (pair.other, pair.seeker) if side == "seeker" else (pair.seeker, pair.other)
    STOPS[how](services, goes)
    standings = [each.proposal.standing for each in contacts(services, stays, "nl").seen]
    assert standings == ([] if how == "erased" else [ProposalStanding.WITHDRAWN])
    with pytest.raises((TransitionError, UnknownProposal)):
        answer(services, stays, pair.id, yes=True)
    assert [proposal_told(services, mail) for mail in mails_about(services, MailKind.PROPOSAL)] == [None] * (
        1 if how == "erased" else 2
    )


def test_a_consent_that_the_next_version_withholds_stops_it_at_once(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator)
    save_pages(services, pair.seeker, {"een": {"mag": False}})
    submit(services, pair.seeker)
    assert pair.standing() is ProposalStanding.WITHDRAWN


def test_erasing_takes_what_the_other_was_told_too(
    services: Services, coordinator: Account, database: Database
) -> None:
    pair = Pair(services, coordinator)
    for token in (pair.seeker, pair.other):
        answer(services, token, pair.id, yes=True)
    erase(services, pair.other)
    assert mails_about(services, MailKind.INTRODUCTION) == []
    assert contacts(services, pair.seeker, "nl").seen == ()


def test_who_does_not_answer_is_reminded_once_and_then_it_lapses(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    pair = Pair(services, coordinator)
    clock.moment += timedelta(days=13)
    assert remind_due(services) == 0
    clock.moment += timedelta(days=1)
    assert (remind_due(services), remind_due(services)) == (1, 0)
    (mail,) = mails_about(services, MailKind.PROPOSAL_AGAIN)
    assert mail.recipient == "aab@example.org"
    told = proposal_told(services, mail)
    assert told is not None
    assert told.until == clock.date_of(clock.moment + timedelta(days=16))
    answer(services, pair.seeker, pair.id, yes=True)  # the other has its own time
    assert proposal_told(services, mail) is None
    clock.moment += timedelta(days=14)
    assert (remind_due(services), remind_due(services)) == (1, 0)
    assert [each.recipient for each in mails_about(services, MailKind.PROPOSAL_AGAIN)][1:] == ["bab@example.org"]
    clock.moment += timedelta(days=16)
    assert (remind_due(services), expire_due(services)) == (0, 1)
    assert pair.standing() is ProposalStanding.EXPIRED
    (ended,) = contact_in_hand(services, "nl").ended
    assert (ended.seeker, ended.other, ended.by) == ("Tuin aab", "Tuin bab", coordinator.name)
    clock.moment += timedelta(days=31)
    assert contact_in_hand(services, "nl").ended == ()


def test_a_no_is_silent_and_final(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator)
    answer(services, pair.seeker, pair.id, yes=True)
    assert answer(services, pair.other, pair.id, yes=False) is ProposalStanding.DECLINED
    with pytest.raises(TransitionError):
        answer(services, pair.other, pair.id, yes=True)
    assert len(mails_about(services, MailKind.PROPOSAL)) == 2
    assert mails_about(services, MailKind.INTRODUCTION) == []
    with pytest.raises(NotPossible, match=Refusal.TWICE):
        propose(services, pair.seeker_id, pair.other_id, CHALLENGE, coordinator)


def test_a_third_one_answers_nothing(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator)
    stranger, _ = garden(services, coordinator, "vreemd")
    for proposal_id in (pair.id, pair.id + 1000):
        with pytest.raises(UnknownProposal):
            answer(services, stranger, proposal_id, yes=True)


def test_after_thirty_days_it_expires_also_when_nobody_looked(
    services: Services, coordinator: Account, clock: FakeClock
) -> None:
    pair = Pair(services, coordinator)
    clock.moment += timedelta(days=29)
    assert expire_due(services) == 0
    answer(services, pair.seeker, pair.id, yes=True)  # the other gets thirty days too
    clock.moment += timedelta(days=29)
    assert expire_due(services) == 0
    clock.moment += timedelta(days=2)
    assert answer(services, pair.other, pair.id, yes=True) is ProposalStanding.EXPIRED
    again = Pair(services, coordinator, "cd")
    clock.moment += timedelta(days=31)
    assert expire_due(services) == 1
    assert again.standing() is ProposalStanding.EXPIRED


def test_what_cannot_be_proposed_is_refused(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator, proposed=False)
    _, silent = garden(services, coordinator, "stil", mag=False)
    _, bare = garden(services, coordinator, "leeg", aanbod=["niets"])
    _, lab = lab_member(services, coordinator, "lid")
    _, made_up = garden(services, coordinator, "verzonnen")
    with services.database.writing() as connection:
        demo.mark(connection, made_up)
    matchmaking(services, pair.seeker_id, None, "nl")

    def why(seeker: str, other: str, challenge: str = CHALLENGE) -> str:
        with pytest.raises(NotPossible) as refused:
            propose(services, seeker, other, challenge, coordinator)
        return refused.value.why

    assert why(pair.seeker_id, pair.seeker_id) == Refusal.SAME
    assert why(pair.seeker_id, pair.other_id, "onzin") == Refusal.NO_CHALLENGE
    assert {why(pair.seeker_id, each) for each in (silent, bare, made_up)} == {Refusal.OTHER_CANNOT}
    assert why(silent, pair.other_id) == Blocked.NO_CONSENT
    assert why(lab, pair.seeker_id) == Refusal.NO_CHALLENGE
    propose(services, pair.seeker_id, lab, CHALLENGE, coordinator)
    for number in range(MOST_OPEN - 1):
        _, other = garden(services, coordinator, f"druk{number}")
        matchmaking(services, pair.seeker_id, None, "nl")
        propose(services, pair.seeker_id, other, CHALLENGE, coordinator)
    assert why(pair.seeker_id, pair.other_id) == Blocked.TOO_MANY
    assert why(pair.other_id, pair.seeker_id) == Refusal.OTHER_BUSY


def test_about_made_up_ones_nobody_is_mailed(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator, proposed=False)
    with services.database.writing() as connection:
        demo.mark(connection, pair.seeker_id)
        demo.mark(connection, pair.other_id)
    proposal = propose(services, pair.seeker_id, pair.other_id, CHALLENGE, coordinator)
    for token in (pair.seeker, pair.other):
        answer(services, token, proposal.id, yes=True)
    assert mails_about(services, MailKind.PROPOSAL) == mails_about(services, MailKind.INTRODUCTION) == []
    assert len(pair.reached()) == 2
    with services.database.writing() as connection:
        assert demo.remove(connection, services.clock.now()) == 2


def test_the_coordinator_takes_a_proposal_back_once(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator)
    withdraw_proposal(services, pair.id, coordinator)
    assert pair.standing() is ProposalStanding.WITHDRAWN
    with pytest.raises(TransitionError):
        withdraw_proposal(services, pair.id, coordinator)


def test_what_is_asked_waits_for_the_coordinator(services: Services, coordinator: Account) -> None:
    pair = Pair(services, coordinator, proposed=False)
    asked = ask(services, pair.seeker, CHALLENGE, "Graag.")
    assert ask(services, pair.seeker, CHALLENGE, "Nog eens.").id == asked.id
    assert [(each.title, title) for each, title in waiting(services, "nl")] == [("Tuin aab", "Samenwerking")]
    propose(services, pair.seeker_id, pair.other_id, CHALLENGE, coordinator)
    assert waiting(services, "nl") == ()
    assert [each.asking for each, _ in contacts(services, pair.seeker, "nl").requests] == [Asking.PROPOSED]
    with pytest.raises(UnknownRequest):
        close(services, asked.id, coordinator, "Niemand.")
    with pytest.raises(UnknownRequest):
        take_back(services, pair.other, asked.id)


@pytest.mark.parametrize("how", STOPS)
def test_what_was_asked_goes_with_the_consent_and_the_scan(services: Services, coordinator: Account, how: str) -> None:
    token, _ = garden(services, coordinator, "vraag", samen="nee")
    ask(services, token, CHALLENGE)
    STOPS[how](services, token)
    assert waiting(services, "nl") == ()
    if how != "erased":
        with pytest.raises(NotPossible):
            ask(services, token, CHALLENGE)


MOVES = (
    "yes_a",
    "yes_b",
    "no_a",
    "no_b",
    "consent_a",
    "consent_b",
    "give_a",
    "give_b",
    "coordinator",
    "remind",
    "expire",
    "end_b",
)


@given(st.lists(st.sampled_from(MOVES), max_size=8))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_nothing_is_shared_without_two_times_yes(
    services: Services, coordinator: Account, moves: list[str]
) -> None:
    later = FakeClock(services.clock.now())
    services = replace(services, clock=later)
    pair = Pair(services, coordinator, f"x{later.moment.timestamp():.0f}")
    said: set[str] = set()
    consents = {"a": True, "b": True}
    for move in moves:
        what, _, who = move.partition("_")
        token = pair.seeker if who == "a" else pair.other
        try:
            if what in ("yes", "no"):
                to = answer(services, token, pair.id, yes=what == "yes")
                if what == "yes" and to in (ProposalStanding.OTHER_ASKED, ProposalStanding.SHARED):
                    said.add(who)
            elif what in ("consent", "give"):
                change_consent(services, token, "mag", what == "give", "nl")
                consents[who] = what == "give"
            elif what == "coordinator":
                withdraw_proposal(services, pair.id, coordinator)
            elif what == "remind":
                later.moment += timedelta(days=15)
                remind_due(services)
            elif what == "expire":
                later.moment += timedelta(days=31)
                expire_due(services)
            else:
                withdraw(services, token)
                consents[who] = False
        except ResultsError:
            pass  # the table refused it
        shared = pair.reached()
        assert not shared or (said == {"a", "b"} and all(consents.values()))
        assert (pair.standing() is ProposalStanding.SHARED) <= (said == {"a", "b"})
    assert verify(services.database).broken is None
