"""`zelfscan new`: a small survey to begin with."""

import os
import re
from pathlib import Path

import click

import engine.authoring
from webform.commands.surveys import fail

EXAMPLE = """\b
Examples:
  zelfscan new my_survey
  zelfscan new my_survey --in /srv/surveys
"""
STARTER = Path(__file__).parent / "starter"
NAME = re.compile(r"[a-z][a-z0-9_-]{0,59}")


@click.command(epilog=EXAMPLE)
@click.argument("name")
@click.option("--in", "root", type=click.Path(path_type=Path), help="The folder for the survey's folder [surveys].")
def new(name: str, root: Path | None) -> None:
    """Begin a survey called NAME: a folder with a small commented questionnaire, its scores and an example.

    Everything in it can be changed; `zelfscan check NAME` says at any moment whether it is right.
    """
    if not NAME.fullmatch(name):
        fail("a name has lower-case letters, digits, underscores and dashes, and begins with a letter: my_survey")
    folder = (root or Path("surveys")) / name
    try:
        _write(folder, name)
    except FileExistsError:
        fail(f"{folder} is there already; choose another name")
    except OSError as problem:
        fail(f"{folder} cannot be made: {problem.strerror or problem}")
    click.echo(f"{folder} holds a survey to begin with. Check it with:\n  zelfscan check {folder}")


def _write(folder: Path, name: str) -> None:
    folder.mkdir(parents=True)
    for source in sorted(STARTER.rglob("*.yaml")):
        target = folder / source.relative_to(STARTER)
        target.parent.mkdir(exist_ok=True)
        schemas = os.path.relpath(Path(engine.authoring.__file__).parent, target.parent)
        text = source.read_text(encoding="utf-8").replace("survey: starter", f"survey: {name}")
        target.write_text(text.replace("$schema=", f"$schema={Path(schemas).as_posix()}/"), encoding="utf-8")
