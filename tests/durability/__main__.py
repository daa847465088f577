"""`python -m tests.durability [TRIAL ...] [--rounds N]`: the trials at length; prints a line for each."""

import sys
import tempfile
from pathlib import Path

import click

from tests.durability.trials import TRIALS


@click.command()
@click.argument("trials", nargs=-1, type=click.Choice(list(TRIALS)))
@click.option(
    "--rounds", type=click.IntRange(1), default=25, show_default=True, help="How often each disturbance comes."
)
def main(trials: tuple[str, ...], rounds: int) -> None:
    """Save, disturb, and look whether everything that was acknowledged is still there."""
    failed = False
    for name in trials or TRIALS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                click.echo(f"{name:28} {TRIALS[name](Path(folder), rounds)}")
            except AssertionError as error:
                failed = True
                click.echo(f"{name:28} FAILED: {error}")
    sys.exit(failed)


main()
