"""`zelfscan user`: accounts of those who review, research, and run the site; also where nobody can invite others any more."""

import click

from results.accounts.passwords import random_password
from results.accounts.register import (
    account_by_email,
    add_account,
    all_accounts,
    change_password,
    change_role,
    remove_account,
)
from results.accounts.second_factor import turn_off
from results.accounts.sessions import end_everywhere
from results.adapters.clock import SystemClock
from results.database import Database, shown
from results.migrations import migrate
from results.review import ACCOUNT_ROLES, Role
from webform.commands.starting import plain_words, site_database
from webform.config import database_url


@click.group(epilog="\b\nExample:\n  zelfscan user add anna@example.org --name Anna\n")
def user() -> None:
    """Accounts of coordinators, researchers and administrators."""


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
@click.option("--new", is_flag=True, help="Make the database, when there is none yet.")
def add(email: str, name: str, role: str, ask: bool, new: bool) -> None:
    """Make an account, and show its password once."""
    with plain_words():
        database = (
            _made_database() if new else site_database(", or make the database here with `zelfscan user add --new`")
        )
        password = _password(ask)
        account = add_account(database, SystemClock(), email, name, Role(role), password, logged=True)
    click.echo(f"{account.email} can log in as {account.role}, in {shown(database_url())}.")
    if not ask:
        click.echo(f"password  {password}\nIt is shown only now.")


@user.command(epilog="\b\nExample:\n  zelfscan user password anna@example.org\n")
@click.argument("email")
@click.option("--ask", is_flag=True, help="Ask for a password, instead of making one.")
def password(email: str, ask: bool) -> None:
    """Give an account another password, and show it once."""
    with plain_words():
        database = site_database()
        chosen = _password(ask)
        change_password(database, SystemClock(), email, chosen)
    click.echo(f"The password is changed, in {shown(database_url())}.")
    if not ask:
        click.echo(f"password  {chosen}\nIt is shown only now.")


@user.command(epilog="\b\nExample:\n  zelfscan user role anna@example.org administrator\n")
@click.argument("email")
@click.argument("role", type=click.Choice([role.value for role in ACCOUNT_ROLES]))
def role(email: str, role: str) -> None:
    """Let an account do something else, from now on and also where it is logged in."""
    with plain_words():
        database = site_database()
        account = change_role(database, SystemClock(), account_by_email(database, email).id, Role(role))
    click.echo(f"{account.email} is now {role}, in {shown(database_url())}.")


@user.command(epilog="\b\nExample:\n  zelfscan user no-codes anna@example.org\n")
@click.argument("email")
def no_codes(email: str) -> None:
    """No longer ask an account for one-time codes: for who has lost phone and recovery codes."""
    with plain_words():
        database = site_database()
        account = account_by_email(database, email)
        turn_off(database, SystemClock(), account)
    click.echo(f"{account.email} logs in without one-time codes, in {shown(database_url())}.")


@user.command(name="log-out", epilog="\b\nExample:\n  zelfscan user log-out anna@example.org\n")
@click.argument("email", required=False)
@click.option("--everybody", is_flag=True, help="Every account, wherever it is logged in.")
def log_out(email: str | None, everybody: bool) -> None:
    """Log an account out wherever it is logged in, or everybody."""
    if everybody == (email is not None):
        raise click.UsageError("give the e-mail address of an account, or --everybody")
    with plain_words():
        database = site_database()
        found = all_accounts(database) if everybody else (account_by_email(database, str(email)),)
        ended = sum(end_everywhere(database, SystemClock(), account.id) for account in found)
    click.echo(f"{ended} logged out, in {shown(database_url())}.")


@user.command(name="list", epilog="\b\nExample:\n  zelfscan user list\n")
def list_() -> None:
    """Print every account: address, what it may do, when it was made and last used, name."""
    with plain_words():
        found = all_accounts(site_database())
    width = max((len(account.email) for account in found), default=0)
    for account in found:
        never = "never     " if account.usable else "invited   "
        used = f"{account.last_login_at:%Y-%m-%d}" if account.last_login_at else never
        click.echo(f"{account.email:{width}}  {account.role:13}  {account.created_at:%Y-%m-%d}  {used}  {account.name}")
    click.echo(f"{len(found)} in {shown(database_url())}.", err=True)


@user.command(epilog="\b\nExample:\n  zelfscan user remove anna@example.org\n")
@click.argument("email")
def remove(email: str) -> None:
    """Take away an account, at once. Its name stays with the decisions that were made with it."""
    with plain_words():
        account = remove_account(site_database(), SystemClock(), email)
    click.echo(f"{account.email} can no longer log in, in {shown(database_url())}.")


def _password(ask: bool) -> str:
    if not ask:
        return random_password()
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _made_database() -> Database:
    """The database that the settings name, made when there is none."""
    url = database_url()
    migrate(url)
    return Database.at(url)
