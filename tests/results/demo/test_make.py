"""A database full of made-up collectives: what is in it could have arisen, and can be told apart and taken out."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from results.adapters.geocoder import OfflineGeocoder
from results.database import Database
from results.demo import DemoRefused, make_demo, remove_demo
from results.demo.course import COURSES
from results.demo.make import REVIEWER
from results.filling import fill
from results.mail.outbox import Mail, MailKind, queue
from results.models.base import Base
from results.models.events import EventRow
from results.models.mails import MailRow
from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow
from results.records.accounts import Account
from results.review import State
from results.services import Services
from results.store import demo as store
from tests.results.fakes import FakeClock
from tests.results.filled import submitted


@pytest.fixture
def services(services: Services) -> Services:
    return replace(services, geocoder=OfflineGeocoder())


def rows(database: Database, table: type[Base]) -> int:
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def answers_by_course(database: Database) -> list[object]:
    with database.reading() as connection:
        statement = select(ResponseRow.state, ResponseRow.answers, ResponseRow.revision, ResponseRow.saves)
        return sorted((tuple(row) for row in connection.execute(statement)), key=repr)


def test_every_state_is_there(services: Services) -> None:
    told: list[tuple[int, int]] = []
    made = make_demo(services, 20, told=lambda done, total: told.append((done, total)))
    assert made.surveys == {"club": 20}
    assert made.states == {
        State.APPROVED: 10,
        State.SUBMITTED: 4,
        State.DRAFT: 2,
        State.WITHDRAWN: 2,
        State.CHANGES_REQUESTED: 1,
        State.REJECTED: 1,
    }
    assert told == [(20, 20)]
    assert rows(services.database, SubmissionRow) == sum(steps.count("submit") for steps in COURSES)


def test_ten_are_enough_for_every_state(services: Services) -> None:
    assert make_demo(services, 10).states.keys() == set(State) - {State.EXPIRED, State.RECALLED}


def test_nothing_lies_in_the_future_and_events_are_in_order(services: Services, clock: FakeClock) -> None:
    make_demo(services, 20)
    with services.database.reading() as connection:
        events = connection.execute(select(EventRow.response_id, EventRow.at).order_by(EventRow.id)).all()
        changed = connection.execute(select(ResponseRow.changed_at)).scalars().all()
    assert max(changed) <= clock.now()
    last: dict[str | None, object] = {}
    for response_id, at in events:
        assert response_id not in last or last[response_id] <= at  # type: ignore[operator]
        last[response_id] = at
    assert len(set(changed)) == len(changed)


def test_the_same_seed_gives_the_same_database(services: Services) -> None:
    make_demo(services, 12, "zaad")
    first = answers_by_course(services.database)
    assert remove_demo(services) == 12
    make_demo(services, 12, "zaad")
    assert answers_by_course(services.database) == first
    remove_demo(services)
    make_demo(services, 12, "ander")
    assert answers_by_course(services.database) != first


def test_nobody_is_mailed(services: Services) -> None:
    make_demo(services, 10)
    assert rows(services.database, MailRow) == 0
    with services.database.writing() as connection:
        made_up = connection.execute(select(ResponseRow.id)).scalars().first()
        assert made_up is not None
        mail = Mail("k", MailKind.REMINDER, "a@example.org", "nl", made_up)
        assert queue(connection, mail, services.clock.now()) is False


def test_decisions_are_not_in_the_name_of_a_real_coordinator(services: Services, coordinator: Account) -> None:
    make_demo(services, 10)
    with services.database.reading() as connection:
        deciders = connection.execute(select(EventRow.account_id).where(EventRow.account_id.is_not(None))).scalars()
        assert coordinator.id not in set(deciders)
    remove_demo(services)
    make_demo(services, 3)  # the account is used again
    assert REVIEWER.endswith("@example.org")


def test_real_responses_are_left_alone(services: Services) -> None:
    token, real = submitted(services)
    with pytest.raises(DemoRefused, match="there are 1 responses of real people here"):
        make_demo(services, 3)
    make_demo(services, 3, beside_real=True)
    with services.database.reading() as connection:
        assert store.counts(connection) == (1, 3)
        assert not store.is_made_up(connection, real)
    with pytest.raises(DemoRefused, match="3 made-up responses here already"):
        make_demo(services, 3, beside_real=True)
    assert remove_demo(services) == 3
    with services.database.reading() as connection:
        assert store.counts(connection) == (1, 0)
    assert fill.load(services, token).response.state is State.SUBMITTED


def test_what_is_interrupted_leaves_whole_responses(services: Services) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_demo(services, 60, told=stop)
    with services.database.reading() as connection:
        assert store.counts(connection) == (0, 50)
    assert remove_demo(services) == 50
    assert rows(services.database, SubmissionRow) == 0
    with services.database.reading() as connection:
        told = connection.execute(select(EventRow.response_id, EventRow.reason).distinct()).all()
    assert [tuple(each) for each in told] == [(None, "")], "lines of the log stay, without saying of what they are"
