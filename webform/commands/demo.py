"""`zelfscan demo`: a database full of made-up collectives, so that every screen can be seen full."""

import click

from results.accounts.register import first_account
from results.database import shown
from results.demo import Made, make_demo, remove_demo
from results.services import Services
from webform.commands.starting import again, first_login, plain_words, prepared
from webform.config import Config

EXAMPLE = """\b
Examples:
  INSTANCE=demo zelfscan demo --collectives 200
  INSTANCE=demo zelfscan serve
"""


@click.command(epilog=EXAMPLE)
@click.option("--collectives", type=click.IntRange(1, 100_000), default=100, show_default=True, help="How many.")
@click.option("--seed", default="1", show_default=True, help="The same seed gives the same collectives and answers.")
@click.option(
    "--beside-real-responses", "beside", is_flag=True, help="Also where real people have filled in something."
)
@click.option("--remove", is_flag=True, help="Take all made-up responses out again. Real ones stay.")
def demo(collectives: int, seed: str, beside: bool, remove: bool) -> None:
    """Fill a database with made-up collectives, in every state.

    Their names are made up, the places they are in exist, and their addresses are at example.org. Nobody is mailed about
    them, and each is marked as made up in the database. Surveys without a map get a tenth of the number. A database that
    holds responses of real people is refused, unless you say so.
    """
    with plain_words():
        config = Config.from_environment()
        services = prepared(config)
        try:
            _remove(services) if remove else _make(services, config.database_url, collectives, seed, beside)
        finally:
            services.database.close()


def _remove(services: Services) -> None:
    click.echo(f"{remove_demo(services)} made-up responses were taken out.")


def _make(services: Services, url: str, collectives: int, seed: str, beside: bool) -> None:
    # The account that `serve` would have made: afterwards there is one already, which nobody can log in to.
    login = first_account(services.database, services.clock)
    made = make_demo(services, collectives, seed, beside_real=beside, told=_told)
    click.echo()
    for line in _summary(made, url):
        click.echo(line)
    if login is not None:
        click.echo(first_login(*login))


def _told(done: int, total: int) -> None:
    click.echo(f"{done} of {total}", err=True)


def _summary(made: Made, url: str) -> list[str]:
    surveys = ", ".join(f"{number} to {survey}" for survey, number in made.surveys.items())
    return [
        f"{sum(made.surveys.values())} made-up responses: {surveys}.",
        *(f"  {count:6}  {state}" for state, count in sorted(made.states.items(), key=lambda each: -each[1])),
        f"They are in {shown(url)}. To see them, and to take them out again:",
        f"  {again('serve')}",
        f"  {again('demo --remove')}",
    ]
