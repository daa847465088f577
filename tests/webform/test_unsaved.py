"""A page that cannot be saved comes back with what was typed, says when to try again, and is saved when that is possible."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from structlog.testing import capture_logs

from results import database as database_module
from results.database import Database
from results.filling import fill
from results.migrations import migrate
from results.services import Services
from results.store import questionnaires
from results.surveys import Surveys
from tests.durability.cluster import Cluster, cluster
from tests.postgres import PostgresMissing
from tests.results.fakes import FakeClock, FakeGeocoder
from tests.webform.conftest import PASSWORD, SURVEYS, compiled
from tests.webform.kinds import PAGES
from tests.webform.visitor import Visitor
from tests.webform.walking import begin, walk
from webform import errors
from webform.app import create_app
from webform.config import Config
from webform.fill import opening


@contextmanager
def locked(url: str) -> Iterator[None]:
    """Another process writes, for longer than anybody waits."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def hidden(url: str) -> Iterator[None]:
    """The file is not where it was, and cannot be made."""
    file = Path(url.removeprefix("sqlite:///"))
    away = file.rename(file.with_suffix(".away"))
    file.mkdir()
    try:
        yield
    finally:
        file.rmdir()
        away.rename(file)


@pytest.fixture
def server() -> Iterator[Cluster]:
    """A PostgreSQL that may be stopped."""
    try:
        with cluster() as server:
            migrate(server.url)
            yield server
    except PostgresMissing as missing:
        pytest.skip(str(missing))


def services_on(database: Database, clock: FakeClock) -> Services:
    questionnaire = compiled("soorten")
    with database.writing() as connection:
        questionnaires.add(connection, questionnaire, SURVEYS["soorten"], clock.now())
    return Services(database, Surveys(database, {"soorten": questionnaire}), clock, FakeGeocoder(), b"test")


@pytest.fixture
def database(migrated_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    monkeypatch.setattr(database_module, "_BUSY_MILLISECONDS", 50)
    database = Database.at(migrated_url)
    yield database
    database.close()


@pytest.fixture
def app(config: Config, services: Services) -> Flask:
    """As it runs for people: what fails is a page."""
    return create_app(replace(config, testing=False), services)


def fill_in(visitor: Visitor) -> dict[str, str]:
    """Go to a page with several kinds of fields; what is to be typed on it."""
    begin(visitor, "soorten")
    visitor.send({"q_naam": "Jan"})
    visitor.open(visitor.address.replace("teksten", "getallen"))
    return {"q_leden": "veel", "q_dag-day": "31", "q_dag-month": "x", "q_dag-year": "2024", "q_fte": "1,5"}


def test_a_locked_database_keeps_what_was_typed_and_heals(visitor: Visitor, services: Services, config: Config) -> None:
    typed = fill_in(visitor)
    ref = visitor.ref()
    based_on = visitor.page.form.filled["based_on"]
    with locked(config.database_url), capture_logs() as logs:
        for _time in range(2):
            visitor.send(typed, status=503)
            assert visitor.headers["Retry-After"] == "30"
            assert "30 seconden" in visitor.page.text
            for name, text in typed.items():
                assert visitor.page.form.filled[name] == [text]
            assert visitor.page.form.filled["based_on"] == based_on
            assert visitor.html.count("<h1") == 1
        assert {each["event"] for each in logs} == {"database"}
    visitor.send(status=422)
    assert visitor.page.form.filled["q_leden"] == ["veel"]
    assert fill.load(services, visitor.key(ref)).response.answers["q_fte"] == "1,5"


def test_any_other_form_is_held(visitor: Visitor, services: Services, config: Config) -> None:
    ref = walk(visitor, "soorten", PAGES)
    shown = visitor.page.form.filled["based_on"]
    with locked(config.database_url), capture_logs():
        visitor.send(status=503)
        assert "probeer het over 30 seconden opnieuw" in visitor.page.text
        assert visitor.page.form.filled["based_on"] == shown
        visitor.send(status=503)
    visitor.send()
    assert visitor.address == f"/r/{ref}/profile"
    assert fill.load(services, visitor.key(ref)).response.revision == 1


def test_a_coordinators_words_are_held_and_a_password_never_is(
    desk: Visitor, app: Flask, services: Services, config: Config
) -> None:
    sender = Visitor(app)
    ref = walk(sender, "soorten", PAGES)
    sender.send()
    desk.open(f"/review/{ref}")
    form = next(form for form in desk.page.forms if form.action.endswith("/request-changes"))
    with locked(config.database_url), capture_logs():
        desk.send({"reason": "Wie zijn\r\njullie?"}, form=form, status=503)
        assert desk.page.form.action == form.action
        assert desk.page.form.filled["reason"] == ["Wie zijn\r\njullie?"]
    other = Visitor(app)
    other.open("/login")
    with hidden(config.database_url), capture_logs():
        services.database.close()
        other.send({"email": "carla@example.org", "password": PASSWORD}, status=503)
        assert PASSWORD not in other.html
    services.database.close()
    desk.send()
    assert fill.load(services, sender.key(ref)).response.state == "changes_requested"


def test_a_page_that_is_only_asked_for_has_a_link_to_itself(
    visitor: Visitor, services: Services, config: Config
) -> None:
    fill_in(visitor)
    address = visitor.address
    with hidden(config.database_url), capture_logs():
        services.database.close()
        visitor.open(f"{address}?back=check", status=503)
        assert f"{address}?back=check" in visitor.page.links
    asked = {"PATH_INFO": "//example.org/x", "QUERY_STRING": "y=1"}
    with visitor.client.application.test_request_context(environ_overrides=asked):
        assert errors._this_address() == "/example.org/x?y=1"
    services.database.close()
    visitor.open(address)


def test_a_postgresql_that_goes_away_and_comes_back(server: Cluster, clock: FakeClock, config: Config) -> None:
    database = Database.at(server.url)
    app = create_app(replace(config, testing=False), services_on(database, clock))
    visitor = Visitor(app)
    typed = fill_in(visitor)
    ref = visitor.ref()
    for stop in (server.stop, server.kill):
        stop()
        with capture_logs():
            visitor.send(typed, status=503)
            assert visitor.headers["Retry-After"] == "30"
            for name, text in typed.items():
                assert visitor.page.form.filled[name] == [text]
        server.start()
        visitor.send(status=422)
    assert fill.load(services_on(database, clock), visitor.key(ref)).response.answers["q_fte"] == "1,5"
    database.close()


def test_a_worker_that_does_not_know_the_questionnaire_holds_the_form(
    server: Cluster, clock: FakeClock, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.at(server.url)
    visitor = Visitor(create_app(replace(config, testing=False), services_on(database, clock)))
    typed = fill_in(visitor)
    ref = visitor.ref()
    server.stop()
    monkeypatch.setattr(opening, "_begun_with", {})
    with capture_logs():
        visitor.send(typed, status=503)
    assert "q_leden" not in visitor.page.ids
    assert visitor.page.form.filled["q_leden"] == ["veel"]
    server.start()
    visitor.send(status=422)
    assert fill.load(services_on(database, clock), visitor.key(ref)).response.answers["q_fte"] == "1,5"
    database.close()


def test_a_commit_that_fails_saves_nothing_and_is_told(
    visitor: Visitor, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = fill_in(visitor)
    ref = visitor.ref()

    def full(_connection: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as failing, capture_logs():
        failing.setattr(services.database.engine.dialect, "do_commit", full)
        visitor.send(typed, status=503)
        assert visitor.page.form.filled["q_leden"] == ["veel"]
    assert "q_fte" not in fill.load(services, visitor.key(ref)).response.answers
    visitor.send(status=422)
    assert fill.load(services, visitor.key(ref)).response.answers["q_fte"] == "1,5"
