"""What the operator is told when a survey cannot be compiled: every diagnostic with its place, as `zelfscan check` shows it."""

from engine.authoring.compile import compile_survey
from engine.authoring.diagnostics import DiagnosticsError
from engine.authoring.folder import read_folder
from webform.config import Config
from webform.wsgi import folders_of


def explained(config: Config, error: DiagnosticsError) -> str:
    """Every survey with errors, and what is wrong with it."""
    lines = []
    for folder in folders_of(config):
        found = compile_survey(read_folder(folder))
        if found.questionnaire is None:
            lines.append(f"the survey in {folder} has errors; `zelfscan check {folder}` shows them in full")
            lines += [
                f"  {each.file}:{each.span.line}:{each.span.column} {each.summary} [{each.code}]"
                for each in found.diagnostics
            ]
    return "\n".join(lines) or str(error)
