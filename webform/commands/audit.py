"""`zelfscan audit`: whether the log is what it was, and the log for somebody else."""

import sys

import click

from results.audit.export import as_csv, as_json_lines
from results.audit.verify import head_of
from results.audit.verify import verify as verify_log
from results.database import shown
from webform.commands.starting import plain_words, site_database
from webform.config import database_url

_FORMATS = {"json": as_json_lines, "csv": as_csv}


@click.group(epilog="\b\nExample:\n  zelfscan audit verify\n")
def audit() -> None:
    """The log of every decision: is it what it was, and who may read it elsewhere."""


@audit.command(epilog="\b\nExample:\n  zelfscan audit verify\n  zelfscan audit verify 128:5f0c...\n")
@click.argument("head", required=False)
def verify(head: str | None) -> None:
    """Check that nothing in the log was changed, put in or taken out, and that it leads to the present.

    HEAD is what this command printed before, kept elsewhere: with it, an end that was cut off or written anew shows too.
    The exit code is 1 when something is wrong; the first place is told.
    """
    with plain_words():
        known = head_of(head) if head else None
        found = verify_log(site_database(), known)
    if found.broken is not None:
        place = "" if found.number is None else f"line {found.number}: "
        click.echo(f"{place}{found.broken}.", err=True)
        click.echo(f"{found.lines} lines before it are right, in {shown(database_url())}.", err=True)
        sys.exit(1)
    click.echo(f"head  {found.head}")
    click.echo(f"{found.lines} lines, nothing changed, in {shown(database_url())}.", err=True)


@audit.command(epilog="\b\nExample:\n  zelfscan audit export --format csv > log.csv\n")
@click.option(
    "--format", "form", type=click.Choice(list(_FORMATS)), default="json", show_default=True, help="JSON Lines or CSV."
)
def export(form: str) -> None:
    """Print the whole log, with names and words: personal data, so keep it as such."""
    with plain_words():
        for line in _FORMATS[form](site_database()):
            click.echo(line, nl=False)
