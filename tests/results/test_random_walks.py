"""Whatever people do, in whatever order: the map holds nothing but the last approved revision, under consent.

A random walk through the transition table, by people who may and people who may not, and through time. Beside it runs a model of a
few lines that knows only approvals, consents and endings; after every step the map must say what the model says. What is done beside
the table (flags looked at, notes, reports of visitors, the yearly answer) must change nothing of it. At the end the log leads
to the present.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from results.accounts.register import add_account
from results.audit.deeds import Deed
from results.audit.verify import verify
from results.consents.changes import change_consent
from results.database import Database
from results.decisions.deciding import Decision, decide, declare_interest, propose
from results.desk.notes import add_note
from results.errors import ResultsError
from results.errors.filling import UnknownResponse
from results.filling.fill import load
from results.flagging.dismissing import dismiss
from results.flagging.shown import flags_of
from results.mail.post import send_due
from results.my_scan.submit import recall, submit, withdraw
from results.records.accounts import Account
from results.records.events import SYSTEM
from results.records.public_map import PublishedEntry
from results.records.reports import Decision as Settled
from results.records.reports import ReportKind, Told
from results.records.responses import Response
from results.reports import about, report, settle
from results.review import EDITABLE, MAY_BE_PUBLIC, NEVER_PUBLIC, Action, Role, Standing, State
from results.services import Services
from results.store import events, map_entries, responses
from results.transition import carry_out
from results.upkeep.renewal import confirm, run_upkeep
from tests.results.fakes import FakeClock
from tests.results.filled import begin, change
from tests.results.mail.test_post import SENDER, Box, plain

EDIT = st.tuples(st.just("edit"), st.sampled_from(["A", "B", "C"]), st.booleans())
CONSENT = st.tuples(st.just("consent"), st.booleans())
SUBMIT, RECALL, WITHDRAW, EXPIRE = (st.tuples(st.just(word)) for word in ("submit", "recall", "withdraw", "expire"))
REVIEWER = st.sampled_from([Role.COORDINATOR, Role.ADMINISTRATOR])
PERSON = st.sampled_from([0, 1])
APPROVE, PROPOSE, REOPEN, OTHERWISE = (
    st.tuples(word, REVIEWER, st.just(0), PERSON)
    for word in (
        st.just("approve"),
        st.just("propose"),
        st.just("reopen"),
        st.sampled_from(["reject", "request_changes", "take_off"]),
    )
)
INVOLVED = st.tuples(st.just("involved"), st.booleans(), PERSON)
BESIDE = st.one_of(
    st.tuples(st.just("dismiss"), PERSON),
    st.tuples(st.just("note"), PERSON),
    st.tuples(st.just("report")),
    st.tuples(st.just("settle"), PERSON),
    st.tuples(st.just("still_right")),
)
"""What moves no response."""
TIME = st.tuples(st.just("time"), st.sampled_from([40, 200, 400]))
"""So many days pass, and the worker does what is due."""
LIKELY = {
    State.DRAFT: st.one_of(EDIT, SUBMIT, SUBMIT),
    State.SUBMITTED: st.one_of(PROPOSE, *[APPROVE] * 6, OTHERWISE, OTHERWISE, RECALL, WITHDRAW, CONSENT, INVOLVED),
    State.CHANGES_REQUESTED: st.one_of(EDIT, SUBMIT, CONSENT, OTHERWISE),
    State.RECALLED: st.one_of(EDIT, SUBMIT, SUBMIT, CONSENT, OTHERWISE),
    State.APPROVED: st.one_of(EDIT, EDIT, SUBMIT, SUBMIT, CONSENT, CONSENT, REOPEN, OTHERWISE, WITHDRAW, EXPIRE),
    State.REJECTED: st.one_of(REOPEN, REOPEN, CONSENT, WITHDRAW),
}
"""What people usually do in each state, so that a walk gets somewhere."""
BEGUN: list[tuple[object, ...]] = [
    ("submit",),
    ("propose", Role.COORDINATOR, 0, 0),
    ("approve", Role.COORDINATOR, 0, 1),
]
"""How a walk begins, so that it comes somewhere."""
TWO = st.one_of(
    st.tuples(st.just("propose"), REVIEWER, st.just(0), st.just(0)),
    st.tuples(st.just("approve"), REVIEWER, st.just(0), st.just(1)),
)
"""What they mostly do where two approve."""
DECISIONS = {each.value: each for each in (Action.APPROVE, Action.REJECT, Action.REQUEST_CHANGES, Action.REOPEN, Action.TAKE_OFF)}  # fmt: skip
ANYTHING = st.one_of(
    EDIT,
    SUBMIT,
    CONSENT,
    RECALL,
    WITHDRAW,
    EXPIRE,
    INVOLVED,
    BESIDE,
    TIME,
    st.tuples(st.sampled_from([*DECISIONS, "propose"]), st.sampled_from([*Role]), st.sampled_from([0, -1]), PERSON),
)
"""What they may also try, allowed or not."""

BY_TOKEN: dict[str, Callable[[Services, str], object]] = {"submit": submit, "recall": recall, "withdraw": withdraw}


@dataclass
class Model:
    """What should be public, kept by the rule alone."""

    title: str = "A"
    consent: bool = True
    sent: list[tuple[str, bool]] = field(default_factory=list)
    public: tuple[int, str] | None = None

    def note(self, before: Response, after: Response) -> None:
        if after.revision > before.revision:
            self.sent.append((self.title, self.consent))
            if not self.consent and after.approved_revision is not None:
                self.sent[after.approved_revision - 1] = (self.sent[after.approved_revision - 1][0], False)
                self.public = None
        if after.state is State.APPROVED and before.state is State.SUBMITTED:
            title, consent = self.sent[after.revision - 1]
            self.public = (after.revision, title) if consent else None
        if after.state in NEVER_PUBLIC:
            self.public = None

    def say(self, response: Response, given: bool) -> None:
        """The consent is given or withdrawn, for every version that counts; giving one to what has ended means nothing."""
        alive = response.state in MAY_BE_PUBLIC
        if response.revision == 0 or (given and not alive):
            return
        approved = response.approved_revision if alive else None
        for revision in {response.revision, approved or response.revision}:
            self.sent[revision - 1] = (self.sent[revision - 1][0], given)
        self.consent = given
        if alive and approved is not None:
            self.public = (approved, self.sent[approved - 1][0]) if given else None


Accounts = dict[tuple[Role, int], Account]


@pytest.fixture
def accounts(services: Services, coordinator: Account) -> Accounts:
    """Two people, each in every role."""
    other = add_account(services.database, services.clock, "b@example.org", "B", Role.COORDINATOR, "a long password")
    return {
        (role, number): replace(each, role=role) for number, each in enumerate((coordinator, other)) for role in Role
    }


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(walk=st.data(), consent=st.booleans(), second=st.booleans(), length=st.integers(6, 16))
def test_the_map_follows_approvals_and_consents_only(
    services: Services, accounts: Accounts, walk: st.DataObject, consent: bool, second: bool, length: int
) -> None:
    services = replace(services, second_reviewer=second)
    token = begin(services, {"p_naam": "A", "c_kaart": consent})
    model = Model(consent=consent)
    response_id = load(services, token).response.id
    begun = walk.draw(st.sampled_from([BEGUN, BEGUN, BEGUN[:1]]))
    for number in range(length):
        before = load(services, token).response
        usual = LIKELY.get(before.state, ANYTHING)
        if second and before.state is State.SUBMITTED:
            usual = st.one_of(TWO, TWO, TWO, usual)
        others = [ANYTHING] if before.state is State.DRAFT else [BESIDE, TIME, ANYTHING]
        step: tuple[object, ...] = (
            begun[number] if number < len(begun) else walk.draw(walk.draw(st.sampled_from([*[usual] * 5, *others])))
        )
        if step[0] == "edit" and before.state in EDITABLE:
            model.title, model.consent = str(step[1]), bool(step[2])
        if step[0] == "consent":
            model.say(before, bool(step[1]))
        take(services, token, response_id, accounts, step)
        after = found(services, token)
        if after is None:  # forgotten or deleted, half a year after the end
            assert step[0] == "time"
            assert before.state in NEVER_PUBLIC
            break
        model.note(before, after)
        shown = published(services, response_id)
        assert (None if shown is None else (shown.revision, shown.entry.title)) == model.public
        if shown is not None:
            assert shown.revision == after.approved_revision
            assert after.state not in NEVER_PUBLIC
    if found(services, token) is None:
        assert published(services, response_id) is None
    replay(services.database, response_id, second)
    assert verify(services.database).broken is None


def found(services: Services, token: str) -> Response | None:
    """The response, as long as anything opens it."""
    try:
        return load(services, token).response
    except UnknownResponse:
        return None


def published(services: Services, response_id: str) -> PublishedEntry | None:
    with services.database.reading() as connection:
        return map_entries.of_response(connection, response_id)


def take(services: Services, token: str, response_id: str, accounts: Accounts, step: tuple[object, ...]) -> None:
    """One step, allowed or not; a refusal must change nothing."""
    before = load(services, token).response
    try:
        match step:
            case ("edit", str() as title, bool() as consent):
                change(services, token, {"p_naam": title, "c_kaart": consent})
            case ("consent", bool() as given):
                change_consent(services, token, "c_kaart", given, "nl")
            case (("submit" | "recall" | "withdraw") as word,):
                BY_TOKEN[word](services, token)
            case ("expire",):
                with services.database.writing() as connection:
                    carry_out(connection, before, Action.EXPIRE, SYSTEM, services.clock.now())
            case ("involved", bool() as involved, int() as person):
                declare_interest(services, response_id, accounts[Role.COORDINATOR, person], involved=involved)
            case ("propose", Role() as role, int() as behind, int() as person):
                propose(services, response_id, before.revision + behind, accounts[role, person])
            case (str() as word, Role() as role, int() as behind, int() as person):
                decision = Decision(DECISIONS[word], before.revision + behind, "Daarom.")
                decide(services, response_id, accounts[role, person], decision)
            case _:
                beside(services, token, before, accounts, step)
    except ResultsError:
        assert load(services, token).response == before


def beside(services: Services, token: str, before: Response, accounts: Accounts, step: tuple[object, ...]) -> None:
    """What moves no response by itself: looking at it, reporting it, the yearly answer; and time."""
    match step:
        case ("dismiss", int() as person):
            for flag in flags_of(services, before).open[:1]:
                dismiss(services, before.id, flag.id, accounts[Role.COORDINATOR, person], "Geen bezwaar.")
        case ("note", int() as person):
            add_note(services, before.id, accounts[Role.COORDINATOR, person], "Ik belde even.")
        case ("report",):
            shown = published(services, before.id)
            report(services, shown.slug if shown else "nergens", Told(ReportKind.WRONG, "Dit klopt niet."))
        case ("settle", int() as person):
            for each in about(services, before.id)[0][:1]:
                settle(services, each.id, accounts[Role.COORDINATOR, person], Settled.NOTHING)
        case ("still_right",):
            confirm(services, token)
        case ("time", int() as days):
            clock = services.clock
            assert isinstance(clock, FakeClock)
            clock.moment += timedelta(days=days)
            run_upkeep(services)
            send_due(services, Box(), plain, SENDER)
        case _:
            raise AssertionError(step)


def replay(database: Database, response_id: str, second: bool) -> None:
    """The events, one after another, lead to where the response stands; and whoever decided was free to."""
    with database.reading() as connection:
        history = events.of_response(connection, response_id)
        lines = events.history(connection, response_id)
        response = responses.by_id(connection, response_id)
    assert response is not None
    standing = Standing()
    for event in history:
        assert event.from_state is standing.state
        standing = standing.after(event.action, event.to_state)
    assert standing == Standing(response.state, response.revision, response.approved_revision)
    assert sum(event.action is Action.SUBMIT for event in history) == response.revision
    involved: set[int | None] = set()
    proposed_by: int | None = None
    for line in lines:
        who = line.actor.account_id
        if line.action == Deed.INTEREST_DECLARED:
            involved.add(who)
        elif line.action == Deed.INTEREST_ENDED:
            involved.discard(who)
        elif line.action in DECISIONS or line.action == Deed.APPROVAL_PROPOSED:
            assert who not in involved
        if line.action == Action.APPROVE:
            assert proposed_by != who
            assert not second or proposed_by is not None
        proposed_by = who if line.action == Deed.APPROVAL_PROPOSED else None if line.to_state else proposed_by
