"""The table of pages that are looked at holds every route that can be opened."""

from pathlib import Path

import pytest

from results.migrations import migrate
from tests.browser.shots import NOT_SEEN, QUESTION_PAGES, SHOTS
from webform.app import create_app
from webform.config import SHIPPED_SURVEYS, Config
from webform.wsgi import make_services


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The endpoints that answer GET."""
    folder: Path = tmp_path_factory.mktemp("routes")
    config = Config(
        database_url=f"sqlite:///{folder / 'routes.sqlite'}", secret_key="k" * 40, surveys=(SHIPPED_SURVEYS,)
    )
    migrate(config.database_url)
    app = create_app(config, make_services(config))
    return {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}


def test_every_route_is_looked_at(opened: set[str]) -> None:
    assert opened - {shot.endpoint for shot in SHOTS} - NOT_SEEN.keys() == set(), "add a line to tests/browser/shots.py"


def test_nothing_in_the_table_is_gone(opened: set[str]) -> None:
    assert {shot.endpoint for shot in SHOTS} | NOT_SEEN.keys() <= opened


def test_every_picture_has_a_name_of_its_own() -> None:
    names = [shot.name for shot in SHOTS]
    assert len(names) == len(set(names))
    assert not {shot.endpoint for shot in SHOTS} & NOT_SEEN.keys()


def test_the_question_pages_exist() -> None:
    text = (SHIPPED_SURVEYS / "zelfscan" / "questionnaire.yaml").read_text(encoding="utf-8")
    assert [page for page in QUESTION_PAGES if f"- id: {page}\n" not in text] == []
