"""`zelfscan demo` and what it says."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from results.database import shown
from webform.cli import main
from webform.commands.starting import again

SURVEY = """
survey: kort
version: "1"
language: nl
title: Kort
sections:
  - id: a
    title: A
    pages:
      - id: b
        questions:
          - {id: q, type: short_text, text: Wat?}
          - {id: r, type: single_choice, text: Welke?, options: [{value: x, label: X}, {value: y, label: Y}]}
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    folder = tmp_path / "surveys" / "kort"
    folder.mkdir(parents=True)
    (folder / "questionnaire.yaml").write_text(SURVEY)
    return {"INSTANCE": str(tmp_path / "var"), "SURVEYS": str(folder.parent), "DATABASE_URL": "", "PAGES": ""}


def run(environment: dict[str, str], *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["demo", *arguments], env=environment)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_it_says_what_it_made_and_how_to_log_in(environment: dict[str, str]) -> None:
    result = run(environment, "--collectives", "20")
    assert result.exit_code == 0, result.output
    assert "20 made-up responses: 20 to kort." in result.output
    assert "rejected" in result.output
    assert "e-mail    coordinator@localhost" in result.output
    assert "20 of 20" in result.output
    settings = f"INSTANCE={environment['INSTANCE']} SURVEYS={environment['SURVEYS']}"
    assert f"\n  {settings} zelfscan serve\n  {settings} zelfscan demo --remove\n" in result.output
    assert f"They are in {environment['INSTANCE']}/zelfscan.sqlite." in result.output


def test_the_password_of_the_database_is_not_in_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("INSTANCE", "SURVEYS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "postgresql://zelfscan:secretword@db.example:5433/zelfscan")
    assert again("serve") == "DATABASE_URL='postgresql://zelfscan:***@db.example:5433/zelfscan' zelfscan serve"
    assert shown("postgres://zelfscan:secretword@db.example/z?password=x") == "postgresql://zelfscan@db.example/z"


def test_twice_is_refused_and_it_can_be_taken_out(environment: dict[str, str]) -> None:
    run(environment, "--collectives", "3")
    again = run(environment, "--collectives", "3")
    assert again.exit_code == 1
    assert "there are 3 made-up responses here already" in again.output
    assert "3 made-up responses were taken out." in run(environment, "--remove").output
    once_more = run(environment, "--collectives", "3")
    assert once_more.exit_code == 0
    assert "password" not in once_more.output  # there is an account already


def test_a_database_that_cannot_be_used(environment: dict[str, str]) -> None:
    result = run({**environment, "DATABASE_URL": "mysql://host/name"})
    assert result.exit_code == 1
    assert "mysql is not supported" in result.output
