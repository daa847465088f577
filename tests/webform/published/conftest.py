"""Fixtures of these tests: a site with an address of its own, a few collectives on its map, and a program that asks."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from results.records.accounts import Account
from results.services import Services
from tests.results import filled
from webform.app import create_app
from webform.config import Config
from webform.protection.limits import limiter

SITE = "https://scan.example.org"


@pytest.fixture
def config(migrated_url: str, tmp_path: Path) -> Config:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "blanks.toml").write_text('open_licence = "CC-BY-4.0"\ncontroller = "Stichting <Voorbeeld>"\n')
    return Config(database_url=migrated_url, secret_key="k" * 40, testing=True, address=SITE, pages=pages)


@pytest.fixture
def program(app: Flask) -> FlaskClient:
    """A program that asks under another host than the site's own, as an attacker would."""
    client = app.test_client()
    client.environ_base["HTTP_HOST"] = "evil.example"
    return client


@pytest.fixture
def three(services: Services, coordinator: Account) -> dict[str, str]:
    """Three collectives on the map: the token of each by its address."""
    wanted: dict[str, dict[str, object]] = {
        "club-een": {"p_naam": "Club Een", "p_sector": "energie"},
        "club-twee": {"p_naam": "Club Twee", "p_sector": "wonen", "p_plaats": "Ons Dorp", "p_koepels": ["geen"]},
        "club-nergens": {"p_naam": "Club Nergens", "p_plaats": "Onbekend", "p_contact": ""},
    }
    return {slug: filled.approved(services, coordinator, answers)[0] for slug, answers in wanted.items()}


@pytest.fixture
def app(config: Config, services: Services) -> Iterator[Flask]:
    app = create_app(replace(config), services)
    yield app
    with app.app_context():
        limiter.reset()
