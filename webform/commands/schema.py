"""`zelfscan schema`: the shape of a survey's files, for editors."""

import click

from engine.authoring.schema import SCHEMAS, published

EXAMPLE = """\b
Examples:
  zelfscan schema > questionnaire.schema.json
  zelfscan schema scoring
"""


@click.command(epilog=EXAMPLE)
@click.argument("kind", type=click.Choice(list(SCHEMAS)), default="questionnaire", metavar="[KIND]")
def schema(kind: str) -> None:
    """Print the JSON Schema (draft-07) of one kind of file, for completion and checks in an editor.

    KIND is questionnaire (when left out), scoring, advice, publication, matching, translation or example.
    """
    click.echo(published(kind), nl=False)
