"""What every command that starts something does first: the configuration, the database, the surveys; and errors in plain words."""

import shlex
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError

from engine.authoring.diagnostics import DiagnosticsError
from engine.values import EngineError
from results.database import Database, shown
from results.errors import ResultsError
from results.errors.operating import UnsupportedDatabase
from results.migrations import has_tables, migrate
from results.records.accounts import Account
from results.services import Services
from webform.commands.failure import explained
from webform.config import Config, ConfigError, database_url, where_things_are


@contextmanager
def plain_words() -> Iterator[None]:
    """Tell what keeps a command from starting in plain words, with the setting to look at."""
    try:
        yield
    except UnsupportedDatabase as error:
        raise click.ClickException(f"DATABASE_URL: {error}") from error
    except (ConfigError, EngineError, ResultsError) as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        # The driver's own words name the host and what failed, never the password.
        raise click.ClickException(f"DATABASE_URL: the database cannot be used: {error.orig}".strip()) from error


def again(command: str) -> str:
    """How to run another command on the same database and surveys: what is typed in a shell. A password is left out."""
    settings = where_things_are()
    if url := settings.get("DATABASE_URL"):
        settings["DATABASE_URL"] = make_url(url).render_as_string()  # *** in the place of the password
    program = sys.argv[0] if Path(sys.argv[0]).name == "zelfscan" else "zelfscan"
    found = shutil.which("zelfscan")
    if found is not None and Path(found).resolve() == Path(program).resolve():
        program = "zelfscan"
    given = [f"{name}={shlex.quote(value)}" for name, value in settings.items()]
    return " ".join([*given, shlex.quote(program), command])


def prepared(config: Config) -> Services:
    """Bring the database up to date, and compile the surveys."""
    from webform.wsgi import make_services

    migrate(config.database_url)
    try:
        return make_services(config)
    except DiagnosticsError as error:
        raise click.ClickException(explained(config, error)) from error


def first_login(account: Account, password: str) -> str:
    """What is told of the account that was made because there was none."""
    return (
        "\nA first administrator, who can review and invite others, can log in with\n"
        f"  e-mail    {account.email}\n  password  {password}\n"
        "This password is shown only now. Invite others at /accounts, or make accounts with `zelfscan user add`.\n"
    )


def site_database(or_else: str = "") -> Database:
    """The database of the site, brought up to date. It is not made here: in another folder that would be another site.
    `or_else`: how this command can go on all the same.

    Raises:
        ConfigError: there is none yet.
    """
    url = database_url()
    if not has_tables(url):
        raise ConfigError(
            f"there is no site yet in {shown(url)}: start `zelfscan serve` first, or set INSTANCE or DATABASE_URL to what it "
            f"uses{or_else}"
        )
    migrate(url)
    return Database.at(url)
