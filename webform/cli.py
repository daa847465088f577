"""The `zelfscan` command. Each subcommand is a file in `commands`, imported only when it is asked for.

So `zelfscan check` starts without the web application, and one command that cannot be imported does not take the others
along. To add a command: one file, and one line in COMMANDS.
"""

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click

COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "audit": "The log of every decision: check and export it.",
        "check": "Check surveys: say what is wrong, and where.",
        "codebook": "Print the codebook of a survey.",
        "demo": "Fill a database with made-up collectives.",
        "evaluate": "Print what answers to a survey add up to.",
        "mail": "Look at mail that was sent or was not, and try mail.",
        "new": "Begin a new survey.",
        "pages": "Texts that only you can finish: privacy, accessibility, contact.",
        "schema": "Print the JSON Schema of a survey's files.",
        "serve": "Start the application.",
        "user": "Accounts of coordinators, researchers and administrators.",
        "worker": "Send mail, and do what is due by the calendar.",
    }
)
"""Every subcommand with its short help. The command `x` is the function `x` of the module `x` in `webform/commands/`."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they run, and not for the list of commands."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command; None for a name that is not in the table."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"webform.commands.{cmd_name}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"webform.commands.{cmd_name} has no command `{cmd_name}`")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table, without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:\n  zelfscan check surveys/zelfscan\n",
)
@click.version_option(package_name="zelfscan", prog_name="zelfscan")
def main() -> None:
    """Questionnaires written in YAML: asked, scored, reviewed and shown on a public map."""
