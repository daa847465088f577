from dataclasses import replace

import pytest
from flask import Flask, abort
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from structlog.testing import capture_logs

from results.services import Services
from tests.webform.visitor import Visitor
from webform.access import ACCESS
from webform.app import create_app
from webform.config import Config
from webform.errors import TEXTS


@pytest.fixture
def failing(config: Config, services: Services, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application as it runs for people, with the address /login out of order."""
    app = create_app(replace(config, testing=False), services)
    assert "account.login" in ACCESS
    return app


def fail(app: Flask, error: Exception) -> None:
    def view() -> str:
        raise error

    app.view_functions["account.login"] = view


@pytest.mark.parametrize("status", sorted(TEXTS))
def test_every_status_has_a_page(failing: Flask, status: int) -> None:
    failing.view_functions["account.login"] = lambda: abort(status)
    with capture_logs():
        visitor = Visitor(failing)
        if status == 503:
            assert visitor.client.get("/login").status_code == 503
        elif status == 500:
            assert visitor.client.get("/login").status_code == 500
        else:
            visitor.open("/login", status)
            assert "Naar de startpagina" in visitor.page.text


def test_a_database_that_is_away(failing: Flask) -> None:
    for error in (OperationalError("SELECT secret", {}, Exception("gone")), PoolTimeoutError("all busy")):
        fail(failing, error)
        with capture_logs() as logs:
            visitor = Visitor(failing)
            visitor.open("/login", status=503)
        assert "niets bewaren of tonen" in visitor.page.text
        assert visitor.headers["Retry-After"] == "30"
        assert "secret" not in visitor.html
        assert logs[0]["log_level"] == "error"


def test_what_nobody_thought_of(failing: Flask) -> None:
    for error in (RuntimeError("a secret"), IntegrityError("INSERT secret", {}, Exception("twice"))):
        fail(failing, error)
        with capture_logs() as logs:
            visitor = Visitor(failing)
            visitor.open("/login", status=500)
        assert "Het ligt niet aan jou" in visitor.page.text
        assert "secret" not in visitor.html
        assert len(logs) == 1


def test_a_database_that_goes_away_for_real(config: Config, services: Services) -> None:
    app = create_app(replace(config, testing=False), services)
    visitor = Visitor(app)
    visitor.open("/soorten")
    with services.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE responses RENAME TO gone")
    with capture_logs():
        visitor.send(status=503)
    with services.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE gone RENAME TO responses")
    visitor.open("/soorten")
    visitor.send()
    assert "Hoe heet je?" in visitor.page.text
