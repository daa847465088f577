"""`zelfscan check`: everything that is wrong with surveys, and where."""

import json

import click

from engine.authoring.compile import Compilation, compile_survey
from engine.authoring.diagnostics import has_errors
from engine.authoring.rendering import render_text, summary_line, to_json
from webform.commands.surveys import SurveyFolder, all_surveys, fail, find_surveys, printable, read_sources

EXAMPLE = """\b
Examples:
  zelfscan check
  zelfscan check zelfscan
  zelfscan check surveys/my_survey --format json
"""


@click.command(epilog=EXAMPLE)
@click.argument("surveys", nargs=-1, metavar="[SURVEY]...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="text: with the source lines. json: a list of objects.",
)
def check(surveys: tuple[str, ...], form: str) -> None:
    """Check surveys, and run their examples.

    SURVEY is the name of a survey in the folder `surveys`, or the path of its folder or of a folder that holds surveys.
    Without one, all surveys in `surveys` are checked. Exit status: 0 when there are no errors (warnings may stay), 1 when there are, 2 when there is nothing
    to check.
    """
    named = [folder for survey in surveys for folder in find_surveys(survey)]
    folders = named if surveys else list(all_surveys())
    if not folders:
        fail("there are no surveys here; name the folder of one, or begin one with `zelfscan new`")
    checked = [_check(folder) for folder in folders]
    if form == "json":
        found = [each for folder, _, compiled in checked for each in to_json(compiled.diagnostics, folder.shown)]
        click.echo(json.dumps(found, indent=2, ensure_ascii=True))
    else:
        for folder, sources, compiled in checked:
            _tell(folder, sources, compiled)
    if any(has_errors(compiled.diagnostics) for _, _, compiled in checked):
        raise SystemExit(1)


def _check(folder: SurveyFolder) -> tuple[SurveyFolder, dict[str, bytes], Compilation]:
    sources = read_sources(folder)
    return folder, sources, compile_survey(sources)


def _tell(folder: SurveyFolder, sources: dict[str, bytes], compiled: Compilation) -> None:
    if compiled.diagnostics:
        click.echo(printable_lines(render_text(compiled.diagnostics, sources, folder.shown)))
    questionnaire = compiled.questionnaire
    if questionnaire is None:
        click.echo(f"{folder.shown}: {summary_line(compiled.diagnostics)}")
        return
    found = summary_line(compiled.diagnostics) or "no errors"
    size = f"{sum(1 for _ in questionnaire.walk())} questions"
    languages = ", ".join(questionnaire.languages)
    click.echo(f"{folder.shown}: {found} ({questionnaire.survey} {questionnaire.version}: {size}; {languages})")


def printable_lines(text: str) -> str:
    """Diagnostics for a terminal; tabs stay, so that carets stand where they should."""
    return "\t".join(printable(part) for part in text.split("\t"))
