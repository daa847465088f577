"""`zelfscan user`: accounts of those who review."""

import click

from results.accounts import add_account, change_password
from results.adapters.clock import SystemClock
from results.database import Database
from results.errors import ResultsError
from results.migrations import migrate
from results.passwords import random_password
from results.review import ACCOUNT_ROLES, Role
from webform.config import Config, ConfigError


@click.group(epilog="\b\nExample:\n  zelfscan user add anna@example.org --name Anna\n")
def user() -> None:
    """Accounts of coordinators and their colleagues."""


@user.command(epilog="\b\nExample:\n  zelfscan user add anna@example.org --name Anna\n")
@click.argument("email")
@click.option("--name", default="", help="How others see this account [the e-mail address].")
@click.option(
    "--role",
    type=click.Choice([role.value for role in ACCOUNT_ROLES]),
    default=Role.COORDINATOR.value,
    show_default=True,
    help="What the account may do.",
)
@click.option("--ask", is_flag=True, help="Ask for a password, instead of making one.")
def add(email: str, name: str, role: str, ask: bool) -> None:
    """Make an account, and show its password once."""
    password = _password(ask)
    try:
        account = add_account(_database(), SystemClock(), email, name, Role(role), password)
    except (ResultsError, ConfigError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{account.email} can log in as {account.role}.")
    if not ask:
        click.echo(f"password  {password}\nIt is shown only now.")


@user.command(epilog="\b\nExample:\n  zelfscan user password anna@example.org\n")
@click.argument("email")
@click.option("--ask", is_flag=True, help="Ask for a password, instead of making one.")
def password(email: str, ask: bool) -> None:
    """Give an account another password, and show it once."""
    chosen = _password(ask)
    try:
        change_password(_database(), email, chosen)
    except (ResultsError, ConfigError) as error:
        raise click.ClickException(str(error)) from error
    click.echo("The password is changed.")
    if not ask:
        click.echo(f"password  {chosen}\nIt is shown only now.")


def _password(ask: bool) -> str:
    if not ask:
        return random_password()
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _database() -> Database:
    config = Config.from_environment()
    migrate(config.database_url)
    return Database.at(config.database_url)
