"""`zelfscan mail`: what became of mails, sending one again, and trying whether mail arrives."""

from collections.abc import Mapping
from types import MappingProxyType

import click

from results.adapters.clock import SystemClock
from results.errors.mail import MailDelayed, MailRefused
from results.mail.post import held, newest, retry
from results.records.mails import Held, MailState, StoredMail
from results.text import masked_addresses
from webform.commands.starting import plain_words, site_database
from webform.config import Config
from webform.language import DEFAULT, LANGUAGES

STATES: Mapping[MailState, str] = MappingProxyType(
    {
        MailState.WAITING: "waits",
        MailState.SENT: "sent",
        MailState.NEEDLESS: "not needed any more",
        MailState.FAILED: "FAILED",
    }
)


NOTHING: Mapping[MailState | None, str] = MappingProxyType(
    {
        None: "There are no mails.",
        MailState.FAILED: "No mail was given up or refused.",
        MailState.WAITING: "No mail waits.",
    }
)
"""What is told when there are none in a state."""


@click.group(epilog="\b\nExample:\n  zelfscan mail list --failed\n")
def mail() -> None:
    """Look at mail that was sent or was not, and try mail."""


@mail.command("list", epilog="\b\nExample:\n  zelfscan mail list --failed\n")
@click.option("--failed", "shown", flag_value=MailState.FAILED.value, help="Only those that could not be delivered.")
@click.option("--waiting", "shown", flag_value=MailState.WAITING.value, help="Only those that wait to be sent.")
@click.option("--number", type=click.IntRange(1, 10_000), default=50, show_default=True, help="At most so many.")
def list_(shown: str | None, number: int) -> None:
    """List mails, the newest first. Addresses are shown in part."""
    state = MailState(shown) if shown else None
    with plain_words():
        database = site_database()
        found = newest(database, state, number)
        waits = held(database, SystemClock().now())
    if not found:
        click.echo(NOTHING[state])
    for each in found:
        click.echo(_line(each))
    if waits is not None:
        click.echo(_held(waits))
    if any(each.state is MailState.FAILED for each in found):
        click.echo("\nMended what was wrong? `zelfscan mail retry NUMBER` sends a mail again.")


def _held(waits: Held) -> str:
    """That mails wait for too long, since when, and what to do."""
    told = f"\n{waits.number} waiting since {waits.since:%Y-%m-%d %H:%M} UTC or later, for more than an hour."
    if not waits.attempts:
        return f"{told} None was tried: does a worker run? `zelfscan serve` has one, unless --no-worker; else `zelfscan worker`."
    why = f" The mail server said last: {waits.error}." if waits.error else ""
    return f"{told}{why} They are tried again by themselves; `zelfscan mail test ADDRESS` tries the mail server now."


def _line(each: StoredMail) -> str:
    to = masked_addresses(each.recipient) or "(forgotten)"
    line = f"{each.id:>6}  {each.created_at:%Y-%m-%d %H:%M} UTC  {each.kind:<17}  {to}  {STATES[each.state]}"
    if each.state is MailState.SENT and each.sent_at is not None:
        line += f" {each.sent_at:%Y-%m-%d %H:%M}"
    if each.state is MailState.WAITING and each.attempts:
        line += f" until {each.next_at:%Y-%m-%d %H:%M}, after {each.attempts} attempts"
    return f"{line}\n        {each.last_error}" if each.last_error else line


@mail.command(name="retry", epilog="\b\nExample:\n  zelfscan mail retry 12\n")
@click.argument("number", type=click.IntRange(1, 2**31 - 1))
def retry_(number: int) -> None:
    """Send a mail that failed, or that waits for its next attempt, at once; the worker does it."""
    with plain_words():
        again = retry(site_database(), number, SystemClock().now())
    if not again:
        raise click.ClickException(
            f"there is no mail {number} that failed or waits for its next attempt; see `zelfscan mail list`"
        )
    click.echo(f"Mail {number} is sent as soon as the worker sees it.")


@mail.command(epilog="\b\nExample:\n  zelfscan mail test anna@example.org\n")
@click.argument("address")
@click.option("--language", type=click.Choice(list(LANGUAGES)), default=DEFAULT, show_default=True)
def test(address: str, language: str) -> None:
    """Send one mail to ADDRESS now, and tell what the mail server says."""
    from results.mail.message import compose, message_id
    from webform.mail.letters import trial_letter
    from webform.mail.site import site_of

    with plain_words():
        config = Config.from_environment()
    settings = config.mail
    assert settings is not None
    now = SystemClock().now()
    identity = message_id(f"test:{now.isoformat()}:{address}", config.secret_key.encode(), settings.sender.domain)
    try:
        message = compose(trial_letter(site_of(config, settings), language), address, settings.sender, identity, now)
    except (ValueError, IndexError) as error:
        raise click.ClickException(f"{address!r} is no e-mail address; it looks like name@example.org") from error
    try:
        settings.mailer().send(message)
    except MailRefused as error:
        raise click.ClickException(f"the mail was refused: {error}") from error
    except MailDelayed as error:
        raise click.ClickException(f"the mail could not be handed over: {error}") from error
    if settings.server is None:
        click.echo(f"SMTP is not set, so the mail was filed in {settings.folder}, and not sent.")
    else:
        click.echo(
            f"{settings.server.host} took the mail. Look whether it arrives at {address}, and not among the spam."
        )
