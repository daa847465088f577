"""`zelfscan serve`: the whole application, on this computer or behind a proxy."""

import socket

import click
from sqlalchemy.exc import OperationalError

from engine.authoring.diagnostics import DiagnosticsError
from engine.values import EngineError
from results.accounts import first_account
from results.errors import ResultsError, UnsupportedDatabase
from results.migrations import migrate
from webform.commands.failure import explained
from webform.commands.pages import reminder
from webform.config import Config, ConfigError

EXAMPLE = """\b
Example:
  zelfscan serve --port 8080
"""


@click.command(epilog=EXAMPLE)
@click.option("--host", help="Address to listen on [HOST, 127.0.0.1]. Use 0.0.0.0 to be reached from outside.")
@click.option("--port", type=click.IntRange(1, 65_535), help="Port to listen on [PORT, 8000].")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
def serve(host: str | None, port: int | None, workers: int) -> None:
    """Start the application: database, surveys, web server. Ctrl-C or SIGTERM stops it.

    DATABASE_URL chooses the database (SQLite in the folder INSTANCE, ./var, when it is not set); SURVEYS names other
    folders with surveys; HTTPS=1 when people reach it over https; PROXIES tells how many proxies stand in front.
    """
    try:
        config = Config.from_command_line(HOST=host, PORT=port)
        _check_address(config)
        left = reminder(config.pages)
        _prepare(config)
    except UnsupportedDatabase as error:
        raise click.ClickException(f"DATABASE_URL: {error}") from error
    except (ConfigError, EngineError, ResultsError) as error:
        raise click.ClickException(str(error)) from error
    except OperationalError as error:
        # The driver's own words name the host and what failed, never the password.
        raise click.ClickException(f"DATABASE_URL: the database cannot be used: {error.orig}".strip()) from error
    if left:
        click.echo(left)
    _run(config, workers)


def _prepare(config: Config) -> None:
    """Bring the database up to date, compile the surveys, and make the first account when there is none."""
    from webform.wsgi import make_services

    migrate(config.database_url)
    try:
        services = make_services(config)
    except DiagnosticsError as error:
        raise click.ClickException(explained(config, error)) from error
    try:
        made = first_account(services.database, services.clock)
    finally:
        services.database.close()
    if made is not None:
        account, password = made
        click.echo(f"\nA first coordinator can log in with\n  e-mail    {account.email}\n  password  {password}")
        click.echo("This password is shown only now. `zelfscan user add` makes other accounts.\n")


def _check_address(config: Config) -> None:
    """Say in plain words that the port is taken, before anything else is done."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((config.host, config.port))
        except OSError as error:
            raise ConfigError(
                f"cannot listen on {config.host} port {config.port} ({error.strerror}): "
                "choose another with --port, or stop what listens there"
            ) from error


def _run(config: Config, workers: int) -> None:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    server = Server(
        "webform.wsgi:make_app",
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        factory=True,
        log_level=LogLevels.warning,
        workers_kill_timeout=10,
    )

    @server.on_startup
    def tell() -> None:
        host = f"[{config.host}]" if ":" in config.host else config.host
        address = f"http://{host}:{config.port}"
        click.echo(f"Fill in  {address}/\nMap      {address}/kaart\nReview   {address}/review\nCtrl-C stops it.")

    server.serve()
