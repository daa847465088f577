"""Which survey a command means, and its files: shared by the commands that take a SURVEY."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple, NoReturn

import click

from engine.authoring.compile import compile_survey
from engine.authoring.folder import FolderError, read_folder
from engine.authoring.rendering import render_text
from engine.authoring.sources import EXAMPLES
from engine.expressions.suggest import did_you_mean
from engine.questionnaire import Questionnaire
from webform.config import SHIPPED_SURVEYS, named_folders

BAD_INPUT = 2
"""The exit code for what the user gave us and we cannot use."""


class SurveyFolder(NamedTuple):
    """A folder with a survey, and how to write it in messages."""

    path: Path
    shown: str


def fail(message: str, code: int = BAD_INPUT) -> NoReturn:
    """End the command with a message on standard error."""
    click.echo(f"zelfscan: {printable(message)}", err=True)
    raise SystemExit(code)


def printable(text: str) -> str:
    """Text that any terminal takes: lone surrogates and control characters written as escapes."""
    escaped = (c if c == "\n" or c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
    return "".join(escaped)


def survey_roots() -> tuple[Path, ...]:
    """The folders in which a survey is looked up by name: SURVEYS, or ./surveys, and those that ship."""
    here = (Path("surveys"),) if Path("surveys").is_dir() else ()
    return (*(named_folders() or here), SHIPPED_SURVEYS)


def find_survey(name: str) -> SurveyFolder:
    """The folder of a survey, by its name or its path; ends the command when there is none."""
    if not name or "\0" in name:
        fail("a survey needs a name, or the path of its folder")
    try:
        return _find(name)
    except OSError as problem:
        fail(f"{name} cannot be opened: {problem.strerror or problem}")


def find_surveys(name: str) -> tuple[SurveyFolder, ...]:
    """The survey of that name or path; or, for a folder that holds surveys, each of them."""
    folder = find_survey(name)
    if not (folder.path / "questionnaire.yaml").is_file():
        inside = tuple(_shown(file.parent) for file in sorted(folder.path.glob("*/questionnaire.yaml")))
        return inside or (folder,)
    return (folder,)


def _find(name: str) -> SurveyFolder:
    path = Path(name)
    if path.name == "questionnaire.yaml" and path.is_file():
        path = path.parent
    if path.is_dir() and ("/" in name or os.sep in name or (path / "questionnaire.yaml").is_file()):
        return _shown(path)
    if path.parent == Path():
        for root in survey_roots():
            if (root / name / "questionnaire.yaml").is_file():
                return _shown(root / name)
    if path.is_dir():
        return _shown(path)
    known = all_surveys()
    names = [folder.path.name for folder in known]
    hint = did_you_mean(path.name, names) or f"Surveys are: {', '.join(names) or 'none'}."
    kind = "it is a file, not the folder of a survey" if path.is_file() else "there is no such survey or folder"
    fail(f"{name}: {kind}. {hint}")


def all_surveys() -> tuple[SurveyFolder, ...]:
    """Every survey that can be found by name; the first of a name wins."""
    found: dict[str, SurveyFolder] = {}
    for root in survey_roots():
        for file in sorted(root.glob("*/questionnaire.yaml")):
            found.setdefault(file.parent.name, _shown(file.parent))
    return tuple(found.values())


def _shown(path: Path) -> SurveyFolder:
    absolute = path.resolve()
    try:
        return SurveyFolder(path, absolute.relative_to(Path.cwd()).as_posix())
    except ValueError:
        return SurveyFolder(path, path.as_posix())


def read_sources(folder: SurveyFolder) -> dict[str, bytes]:
    """The files of a survey; ends the command when they cannot be read."""
    try:
        return read_folder(folder.path)
    except FolderError as problem:
        fail(str(problem))


def load(name: str) -> Questionnaire:
    """The questionnaire of a survey; ends the command, with all diagnostics, when it has errors.

    Its examples are for `zelfscan check` and are not run.
    """
    folder = find_survey(name)
    sources = _without_examples(read_sources(folder))
    found = compile_survey(sources)
    if found.questionnaire is None:
        click.echo(printable(render_text(found.diagnostics, sources, folder.shown)), err=True)
        fail(f"the survey in {folder.shown} has errors")
    return found.questionnaire


def _without_examples(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in sources.items() if not name.startswith(EXAMPLES)}
