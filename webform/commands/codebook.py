"""`zelfscan codebook`: the variables of a survey, for who works with the answers."""

import json

import click

from engine.codebook import codebook as make_codebook
from engine.codebook import to_json, to_markdown
from webform.commands.surveys import fail, load

EXAMPLE = """\b
Examples:
  zelfscan codebook zelfscan > codebook.md
  zelfscan codebook zelfscan --format json --language en
"""


@click.command(epilog=EXAMPLE)
@click.argument("survey")
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json"]),
    default="markdown",
    show_default=True,
    help="markdown: to read. json: for programs.",
)
@click.option("--language", help="The language of questions and labels [that of the survey].")
def codebook(survey: str, form: str, language: str | None) -> None:
    """Print the codebook of SURVEY: variables, labels, values, missing codes, and when each question is asked.

    SURVEY is the name of a survey, or the path of its folder.
    """
    questionnaire = load(survey)
    if language is not None:
        if language not in questionnaire.languages:
            fail(f"{survey} has no texts in {language}; there is {', '.join(questionnaire.languages)}")
        questionnaire = questionnaire.in_language(language)
    book = make_codebook(questionnaire)
    if form == "json":
        click.echo(json.dumps(to_json(book), indent=2, ensure_ascii=False))
    else:
        click.echo(to_markdown(book), nl=False)
