"""The list of submissions: order, filters, search, counts; and that its table always says what the responses say."""

from datetime import timedelta

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import select

from results.database import Database
from results.decisions.deciding import declare_interest, propose
from results.desk.queue import queue
from results.desk.taking import take
from results.desk.todo import todo
from results.flags.found import Found, Rule
from results.listing.wanted import ANY_FLAG, NO_FLAG, Proposed, Taken, Wanted
from results.map_entry import search_words
from results.migrations import configuration, migrate
from results.models.desk import DeskRow
from results.models.responses import ResponseRow
from results.my_scan.erase import erase
from results.my_scan.submit import recall, submit, withdraw
from results.records.accounts import Account
from results.review import State
from results.services import Services
from results.store import flags, submissions
from tests.results.decided import approve, reject, request_changes
from tests.results.fakes import FakeClock
from tests.results.filled import approved, begin, change, submitted


def titles(services: Services, *states: State, **wanted: object) -> list[str]:
    return [row.title for row in queue(services, states, Wanted(**wanted)).rows]  # type: ignore[arg-type]  # named in tests


def test_what_presses_most_comes_first(services: Services, coordinator: Account) -> None:
    begin(services, {"p_naam": "Concept"})
    _, early = submitted(services, {"p_naam": "Afgewezen"})
    approved(services, coordinator, {"p_naam": "Goed"})
    submitted(services, {"p_naam": "Wacht lang"})
    submitted(services, {"p_naam": "Wacht kort"})
    reject(services, early, 1, coordinator, "Nee.")
    found = queue(services)
    assert [row.title for row in found.rows] == ["Wacht lang", "Wacht kort", "Afgewezen", "Goed"]
    assert found.counts == {State.SUBMITTED: 2, State.APPROVED: 1, State.REJECTED: 1}
    assert (found.total, found.page, found.pages) == (4, 1, 1)
    assert titles(services, State.SUBMITTED) == ["Wacht lang", "Wacht kort"]
    assert titles(services, State.APPROVED, State.REJECTED) == ["Afgewezen", "Goed"]
    assert titles(services, State.WITHDRAWN) == []
    assert todo(services).submissions == 2


def test_how_long_it_waits(services: Services, coordinator: Account, clock: FakeClock) -> None:
    _, response_id = submitted(services, {"p_naam": "Eerst"})  # on a Monday
    clock.moment += timedelta(days=15)
    submitted(services, {"p_naam": "Later"})
    found = queue(services, [State.SUBMITTED])
    told = [found.waiting[row.response_id] for row in found.rows]
    assert [(each.days, each.over) for each in told] == [(1, True), (10, False)]
    approve(services, response_id, 1, coordinator)
    assert queue(services, [State.APPROVED]).waiting == {}


def test_an_addition_begins_the_term_anew(services: Services, coordinator: Account, clock: FakeClock) -> None:
    token, response_id = submitted(services)
    request_changes(services, response_id, 1, coordinator, "Vertel meer.")
    clock.moment += timedelta(days=40)
    change(services, token, {"p_verhaal": "Meer dan dit is er niet."})
    submit(services, token)
    assert queue(services).waiting[response_id].days == 10


def test_pages_of_the_list(services: Services) -> None:
    for number in range(5):
        submitted(services, {"p_naam": f"Club {number}"})
    pages = [queue(services, page=page, per_page=2) for page in (1, 2, 3, 99, -1)]
    assert [[row.title[-1] for row in each.rows] for each in pages] == [
        ["0", "1"],
        ["2", "3"],
        ["4"],
        ["4"],
        ["0", "1"],
    ]
    assert [(each.page, each.pages, each.total) for each in pages] == [
        (1, 3, 5), (2, 3, 5), (3, 3, 5), (3, 3, 5), (1, 3, 5)]  # fmt: skip


def test_the_list_shows_the_newest_revision(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    change(services, token, {"p_naam": "Nieuwe naam", "p_sector": "wonen", "p_plaats": "Ons Dorp"})
    assert queue(services).rows[0].title == "Zonnecoöperatie De Wiek"
    submit(services, token)
    (row,) = queue(services).rows
    assert (row.title, row.place, row.kinds) == ("Nieuwe naam", "Ons Dorp", ("wonen",))
    assert (row.revision, row.approved_revision, row.state) == (2, 1, State.SUBMITTED)


def test_narrowing_down(services: Services, coordinator: Account) -> None:
    submitted(services, {"p_naam": "Zón 100%", "p_sector": "energie"})
    submitted(services, {"p_naam": "Huis_1", "p_sector": "wonen", "p_plaats": "Ons Dorp"})
    approved(services, coordinator, {"p_naam": "Zonder", "p_sector": "energie"})
    assert titles(services, kind="energie") == ["Zón 100%", "Zonder"]
    assert titles(services, kind="energ") == titles(services, kind="|") == titles(services, kind="%") == []
    assert titles(services, words=search_words("ZON")) == ["Zón 100%", "Zonder"]
    assert titles(services, words=search_words("dorp huis")) == ["Huis_1"]
    assert titles(services, words=("100%",)) == ["Zón 100%"]
    assert titles(services, words=("_",)) == ["Huis_1"]
    assert titles(services, words=("\\",)) == titles(services, words=("'",)) == []
    assert titles(services, survey="club", words=("utrecht",)) == ["Zón 100%", "Zonder"]
    assert titles(services, survey="other") == []
    found = queue(services, [State.SUBMITTED], Wanted(kind="energie"))
    assert found.counts == {State.SUBMITTED: 1, State.APPROVED: 1}
    assert found.total == 1


def test_by_what_the_program_remarked(services: Services, coordinator: Account) -> None:
    _, plain = submitted(services, {"p_naam": "Niets"})
    _, flagged = submitted(services, {"p_naam": "Iets"})
    with services.database.writing() as connection:
        for response_id in (plain, flagged):
            flags.add(connection, response_id, 1, [], services.clock.now())
        found = [Found(Rule.MANDATE), Found(Rule.ADVERTISING)]
        flags.add(connection, flagged, 1, found, services.clock.now())
        (mandate, _) = flags.of_response(connection, flagged)
    assert titles(services, flag="mandate") == titles(services, flag=ANY_FLAG) == ["Iets"]
    assert titles(services, flag=NO_FLAG) == ["Niets"]
    assert queue(services).flags == {flagged: (Rule.MANDATE, Rule.ADVERTISING)}
    with services.database.writing() as connection:
        flags.dismiss(connection, mandate, coordinator.id, services.clock.now(), "Gebeld.")
    assert titles(services, flag="mandate") == []
    assert queue(services).flags == {flagged: (Rule.ADVERTISING,)}


def test_by_whom_it_is_taken(services: Services, coordinator: Account, colleague: Account) -> None:
    for name, account in (("Mijn", coordinator), ("Haar", colleague), ("Vrij", None)):
        _, response_id = submitted(services, {"p_naam": name})
        if account is not None:
            take(services, response_id, account)
    assert titles(services, taken=Taken.MINE, account_id=coordinator.id) == ["Mijn"]
    assert titles(services, taken=Taken.OTHERS, account_id=coordinator.id) == ["Haar"]
    assert titles(services, taken=Taken.NOBODY, account_id=coordinator.id) == ["Vrij"]
    assert queue(services).names == {coordinator.id: "Carla", colleague.id: "Bea"}


def test_what_waits_for_a_second_pair_of_eyes(services: Services, coordinator: Account, colleague: Account) -> None:
    for name, account in (("Van mij", coordinator), ("Van haar", colleague)):
        propose(services, submitted(services, {"p_naam": name})[1], 1, account)
    token, response_id = submitted(services, {"p_naam": "Van niemand"})
    assert titles(services, proposed=Proposed.COLLEAGUE, account_id=coordinator.id) == ["Van haar"]
    assert titles(services, proposed=Proposed.MINE, account_id=coordinator.id) == ["Van mij"]
    assert (todo(services).submissions, todo(services).to_confirm) == (3, 2)
    assert queue(services).names == {coordinator.id: "Carla", colleague.id: "Bea"}
    (hers,) = (row for row in queue(services).rows if row.title == "Van haar")
    approve(services, hers.response_id, 1, coordinator)
    (mine,) = (row for row in queue(services).rows if row.title == "Van mij")
    declare_interest(services, mine.response_id, coordinator, involved=True)  # then nothing was proposed by anybody
    propose(services, response_id, 1, colleague)
    recall(services, token)
    assert (todo(services).submissions, todo(services).to_confirm) == (1, 0)
    assert all(row.proposed_by is None for row in queue(services).rows)


def test_what_was_deleted_leaves_no_word_in_the_list(services: Services, coordinator: Account) -> None:
    token, _ = approved(services, coordinator)
    erase(services, token)
    (row,) = queue(services).rows
    assert (row.title, row.place, row.kinds, row.erased, row.state) == ("", "", (), True, State.WITHDRAWN)
    assert titles(services, words=("wiek",)) == []


def _everything_that_happens(services: Services, coordinator: Account) -> None:
    begin(services)
    submitted(services)
    token, _ = approved(services, coordinator)
    change(services, token, {"p_naam": "Nog een keer", "p_sector": None})
    submit(services, token)
    recall(services, token)
    _, response_id = submitted(services, {"p_plaats": "Súdwest Fryslân"})
    request_changes(services, response_id, 1, coordinator, "Vertel meer.")
    withdraw(services, submitted(services)[0])
    propose(services, submitted(services)[1], 1, coordinator)
    _, response_id = submitted(services)
    propose(services, response_id, 1, coordinator)
    declare_interest(services, response_id, coordinator, involved=True)
    reject(services, submitted(services)[1], 1, coordinator, "Nee.")
    erase(services, submitted(services)[0])


def _table(database: Database) -> list[tuple[object, ...]]:
    with database.reading() as connection:
        return [tuple(row) for row in connection.execute(select(DeskRow.__table__).order_by(DeskRow.response_id))]


def test_the_table_says_what_the_responses_say(services: Services, database: Database, coordinator: Account) -> None:
    _everything_that_happens(services, coordinator)
    rows = {row.response_id: row for row in queue(services).rows}
    with database.reading() as connection:
        sent = connection.execute(select(ResponseRow.__table__).where(ResponseRow.revision > 0)).all()
        for response in sent:
            row = rows.pop(response.id)
            assert (row.state, row.revision, row.approved_revision) == (
                response.state,
                response.revision,
                response.approved_revision,
            )
            submission = submissions.one(connection, response.id, response.revision)
            assert row.erased is (submission is None)
            assert row.title == (submission.title if submission else "")
    assert rows == {}


def test_what_was_sent_before_there_was_a_list_is_in_it(
    services: Services, database: Database, migrated_url: str, coordinator: Account
) -> None:
    _everything_that_happens(services, coordinator)
    written = _table(database)
    with database.writing() as connection:
        settings = configuration(connection)
        mine = next(
            each for each in ScriptDirectory.from_config(settings).walk_revisions() if each.path.endswith("_desk.py")
        )
        command.downgrade(settings, str(mine.down_revision))
    migrate(migrated_url)
    assert _table(database) == written


@pytest.mark.parametrize("text", ["", "   ", "\x00", "-- ;"])
def test_odd_searches_find_nothing_or_everything_and_never_fail(services: Services, text: str) -> None:
    submitted(services)
    assert len(titles(services, words=search_words(text))) in (0, 1)
