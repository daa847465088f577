"""`zelfscan worker`: what sends mail and does what is due by the calendar, apart from the web server."""

import click

from webform.commands.starting import plain_words, prepared
from webform.config import Config


@click.command(epilog="\b\nExample:\n  zelfscan serve --no-worker --workers 4\n  zelfscan worker\n")
def worker() -> None:
    """Send mail, remind of drafts and delete those that expired, until Ctrl-C or SIGTERM.

    `zelfscan serve` does this too, unless it is started with --no-worker or WORKER=0. On PostgreSQL several may run, also
    on other machines. Settings are the same as those of `zelfscan serve`.
    """
    with plain_words():
        config = Config.from_environment()
        prepared(config)
    from webform.worker import run_worker

    how = "files it in the instance folder (SMTP is not set)"
    if config.mail is not None and config.mail.server is not None:
        how = f"sends it through {config.mail.server.host}"
    click.echo(f"The worker looks for mail, and {how}. Ctrl-C stops it.")
    run_worker(config)
