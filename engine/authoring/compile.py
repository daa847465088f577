"""The front door of authoring: the files of a survey -> a questionnaire, or everything that is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.authoring.diagnostics import Diagnostic, DiagnosticsError
from engine.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Compilation:
    """What came of compiling. `questionnaire` is None when a diagnostic is an error; warnings do not stand in the way."""

    questionnaire: Questionnaire | None
    diagnostics: tuple[Diagnostic, ...]

    def require(self) -> Questionnaire:
        """The questionnaire.

        Raises:
            DiagnosticsError: there is none; the error holds all diagnostics.
        """
        if self.questionnaire is None:
            raise DiagnosticsError(self.diagnostics)
        return self.questionnaire


def compile_survey(sources: Mapping[str, bytes]) -> Compilation:
    """Compile the files of one survey, keyed by their name relative to its folder.

    `questionnaire.yaml` is required; `scoring.yaml`, `advice.yaml`, `publication.yaml`, `<language>.yaml` and
    `examples/*.yaml` may be there. Never raises on what the files hold: everything wrong is a diagnostic, sorted by file
    and place. The hash of the questionnaire is the SHA-256 over the sorted names and contents, without the examples.
    """
    raise NotImplementedError
