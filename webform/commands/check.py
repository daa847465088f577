"""`zelfscan check`: everything that is wrong with surveys, and where."""

import json
from collections.abc import Iterable
from pathlib import Path

import click

from engine.authoring.across import FILE, check_across
from engine.authoring.compile import Compilation, compile_survey
from engine.authoring.diagnostics import Diagnostic, Span, error, has_errors, sort
from engine.authoring.document import read
from engine.authoring.nodes import Mapping
from engine.authoring.rendering import render_text, summary_line, to_json
from engine.questionnaire import Questionnaire
from webform.commands.surveys import SurveyFolder, all_surveys, fail, find_surveys, printable, read_sources

Checked = tuple[SurveyFolder, dict[str, bytes], Compilation]
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
    Without one, all surveys in `surveys` are checked. Exit status: 0 when there are no errors (warnings may stay), 1 when
    there are, 2 when there is nothing to check.
    """
    named = [folder for survey in surveys for folder in find_surveys(survey)]
    folders = named if surveys else list(all_surveys())
    if not folders:
        fail("there are no surveys here; name the folder of one, or begin one with `zelfscan new`")
    checked = _across(_named_twice([_check(folder) for folder in folders]))
    if form == "json":
        found = [each for folder, _, compiled in checked for each in to_json(compiled.diagnostics, folder.shown)]
        click.echo(json.dumps(found, indent=2, ensure_ascii=True))
    else:
        for folder, sources, compiled in checked:
            _tell(folder, sources, compiled)
    for line in _unraised(compiled.questionnaire for _, _, compiled in checked):
        click.echo(line, err=True)
    if any(has_errors(compiled.diagnostics) for _, _, compiled in checked):
        raise SystemExit(1)


def _unraised(compiled: Iterable[Questionnaire | None]) -> list[str]:
    from webform.commands.versions import unraised_here

    return unraised_here([each for each in compiled if each is not None])


def _check(folder: SurveyFolder) -> Checked:
    sources = read_sources(folder)
    return folder, sources, compile_survey(sources)


def _named_twice(checked: list[Checked]) -> list[Checked]:
    """With an error for each survey that is called like an earlier one in the same place: only one could be on offer."""
    first: dict[tuple[Path, str], SurveyFolder] = {}
    told = []
    for folder, sources, compiled in checked:
        questionnaire = compiled.questionnaire
        other = folder
        if questionnaire is not None:
            other = first.setdefault((folder.path.resolve().parent, questionnaire.survey), folder)
        if questionnaire is not None and other.path.resolve() != folder.path.resolve():
            summary = f"The survey in {other.shown} is called `{questionnaire.survey}` too"
            twice = error("survey-twice", summary, _name_of(sources), "Give one of them another name.")
            told.append((folder, sources, Compilation(None, sort([*compiled.diagnostics, twice]))))
        else:
            told.append((folder, sources, compiled))
    return told


def _across(checked: list[Checked]) -> list[Checked]:
    """With what is wrong in what a survey says of another: one that is checked too, stands beside it, or is found by name."""
    known = {
        compiled.questionnaire.survey: compiled.questionnaire
        for _folder, _sources, compiled in checked
        if compiled.questionnaire is not None
    }
    told = []
    for folder, sources, compiled in checked:
        questionnaire = compiled.questionnaire
        found: tuple[Diagnostic, ...] = ()
        if (
            questionnaire is not None
            and questionnaire.matching is not None
            and questionnaire.matching.helps is not None
        ):
            others = {**_beside(folder, set(known)), **known}
            found = check_across(questionnaire, sources[FILE], others)
        kept = None if has_errors(found) else questionnaire
        told.append((folder, sources, Compilation(kept, sort([*compiled.diagnostics, *found]))))
    return told


def _beside(folder: SurveyFolder, known: set[str]) -> dict[str, Questionnaire | None]:
    """The surveys beside a folder and those that can be found by name, compiled as far as they were not; None for one with
    errors.
    """
    files = sorted(folder.path.resolve().parent.glob("*/questionnaire.yaml"))
    others = [*(SurveyFolder(file.parent, file.parent.name) for file in files), *all_surveys()]
    found: dict[str, Questionnaire | None] = {}
    for other in others:
        if other.path.name in known or other.path.name in found or other.path.resolve() == folder.path.resolve():
            continue
        compiled = compile_survey(read_sources(other)).questionnaire
        found[compiled.survey if compiled is not None else other.path.name] = compiled
    return found


def _name_of(sources: dict[str, bytes]) -> Span:
    """Where the name of a survey stands."""
    document, _problems = read("questionnaire.yaml", sources["questionnaire.yaml"])
    assert document is not None  # it was compiled
    assert isinstance(document.root, Mapping)
    return document.span(document.root.entries["survey"].value)


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
