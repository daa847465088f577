"""`zelfscan serve`: the whole application, on this computer or behind a proxy."""

import errno
import socket

import click

from results.accounts.register import first_account, reviewers
from results.database import shown
from results.services import Services
from webform.commands.pages import reminder
from webform.commands.starting import first_login, plain_words, prepared
from webform.commands.versions import unraised
from webform.config import Config, ConfigError
from webform.settings.pdok import THREADS as FOR_PDOK

THREADS = 4
"""In each worker."""
ENOUGH_TO_CONFIRM = 2
ALONE = (
    "SECOND_REVIEWER is on, so every approval is confirmed by a second coordinator or administrator; there is no second one yet, "
    "so nothing can be approved. Invite one at /accounts (or let one log in with the organisation), or start without SECOND_REVIEWER."
)
EXAMPLE = """\b
Example:
  zelfscan serve --port 8080
"""


@click.command(epilog=EXAMPLE)
@click.option("--host", help="Address to listen on [HOST, 127.0.0.1]. Use 0.0.0.0 to be reached from outside.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to listen on [PORT, 8000].")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
@click.option(
    "--worker/--no-worker", default=True, help="Send mail too [WORKER, yes]; `zelfscan worker` does it apart."
)
def serve(host: str | None, port: int | None, workers: int, worker: bool) -> None:
    """Start the application: database, surveys, web server, and the worker that sends mail. Ctrl-C or SIGTERM stops it.

    DATABASE_URL chooses the database (SQLite in the folder INSTANCE, ./var, when it is not set); SURVEYS names other
    folders with surveys; HTTPS=1 when people reach it over https; PROXIES tells how many proxies stand in front; SMTP,
    MAIL_FROM and ADDRESS let it send mail.
    """
    with plain_words():
        config = Config.from_command_line(HOST=host, PORT=port, WORKER=None if worker else "0")
        _check_address(config)
        left = reminder(config.pages)
        _prepare(config)
    if left:
        click.echo(left)
    _run(config, workers)


def _prepare(config: Config) -> None:
    """Bring the database up to date, compile the surveys, and make the first account when there is none."""
    services = prepared(config)
    try:
        # Without passwords nobody could use it: the first who logs in as an administrator of the organisation is one.
        made = first_account(services.database, services.clock) if config.passwords else None
        warnings = [
            *unraised(services.database, map(services.surveys.current, services.surveys.names)),
            alone(services),
        ]
    finally:
        services.database.close()
    for warning in filter(None, warnings):
        click.echo(warning)
    if made is not None:
        click.echo(first_login(*made))


def alone(services: Services) -> str:
    """What is told when approvals have to be confirmed and nobody can; nothing when somebody can."""
    return ALONE if services.second_reviewer and len(reviewers(services.database)) < ENOUGH_TO_CONFIRM else ""


def _check_address(config: Config) -> None:
    """Say in plain words that the port is taken, before anything else is done."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((config.host, config.port))
        except OSError as error:
            raise ConfigError(
                f"cannot listen on {config.host} port {config.port} ({error.strerror}): {_advice(error)}"
            ) from error


def _advice(error: OSError) -> str:
    if isinstance(error, socket.gaierror) or error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
        return (
            "HOST or --host must be an address of this computer: 127.0.0.1 for this computer only, 0.0.0.0 to be "
            "reached from outside"
        )
    if error.errno == errno.EACCES:
        return "choose a port above 1023 with --port, and let a proxy listen on the lower one"
    return "choose another with --port, or stop what listens there"


def _run(config: Config, workers: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "webform.commands.served:make_app",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS + (FOR_PDOK if config.pdok else 0),
        factory=True,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    )

    beside = None
    if config.worker:
        from webform.worker import WorkerBeside

        beside = WorkerBeside(config)
        beside.start()  # before the server has its socket, which is none of the worker's business
        server.on_shutdown(beside.stop)

    @server.on_startup
    def tell() -> None:
        click.echo(_addresses(config))

    try:
        server.serve()
    finally:
        if beside is not None:
            beside.stop()


def _addresses(config: Config) -> str:
    """Where everything is, and what becomes of mail."""
    host = f"[{config.host}]" if ":" in config.host else config.host
    address = f"http://{host}:{config.port}"
    lines = [
        f"Database {shown(config.database_url)}",
        f"Fill in  {address}/",
        f"Map      {address}/kaart",
        f"Review   {address}/review",
    ]
    if config.mail is not None and config.mail.server is None:
        lines.append(f"Mail     {address}/mail  (SMTP is not set: no mail is really sent, it can be read here)")
    if not config.worker:
        lines.append("Mail waits for `zelfscan worker`.")
    return "\n".join([*lines, "Ctrl-C stops it."])
