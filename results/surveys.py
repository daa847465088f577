"""The surveys on offer, and every questionnaire there ever was.

At the start the folders are compiled and their sources stored in the database, so that a response stays on the
questionnaire it was begun with, and a submission stays readable, whatever becomes of the folders.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from engine.authoring.compile import compile_survey
from engine.authoring.folder import read_folder
from engine.questionnaire import Questionnaire
from results.database import Database
from results.errors.surveys import ChangedQuestionnaire, SurveyTwice, UnknownQuestionnaire, UnknownSurvey
from results.ports import Clock
from results.store import questionnaires

_EXAMPLES = "examples/"


class Surveys:
    """Questionnaires by survey name and by hash. Compiled ones are kept, so each is compiled once in a process."""

    def __init__(self, database: Database, current: Mapping[str, Questionnaire]) -> None:
        self._database = database
        self._current = dict(current)
        self._by_hash = {questionnaire.hash: questionnaire for questionnaire in current.values()}

    @classmethod
    def load(cls, database: Database, folders: Iterable[Path], clock: Clock) -> "Surveys":
        """Compile the survey in each of `folders` and store what is new.

        Raises:
            DiagnosticsError: a survey has errors; none is on offer then.
            FolderError: a folder is not that of a survey, or cannot be read.
            SurveyTwice: two of them are called the same.
        """
        current: dict[str, Questionnaire] = {}
        found_in: dict[str, Path] = {}
        for folder in folders:
            sources = read_folder(folder)
            questionnaire = compile_survey(sources).require()
            name = questionnaire.survey
            if name in current:
                raise SurveyTwice(
                    f"two folders hold a survey called `{name}`: {found_in[name]} and {folder}; give one of them another "
                    "name (the key `survey` in its questionnaire.yaml), or leave one out"
                )
            with database.writing() as connection:
                questionnaires.add(connection, questionnaire, _stored_form(sources), clock.now())
            current[name], found_in[name] = questionnaire, folder
        return cls(database, current)

    @property
    def names(self) -> tuple[str, ...]:
        """The surveys that can be filled in."""
        return tuple(self._current)

    def current(self, name: str) -> Questionnaire:
        """The questionnaire that a new response to this survey is begun with.

        Raises:
            UnknownSurvey: there is no such survey.
        """
        try:
            return self._current[name]
        except KeyError:
            raise UnknownSurvey(f"there is no survey {name!r}") from None

    def by_hash(self, questionnaire_hash: str) -> Questionnaire:
        """The questionnaire with this hash, compiled from its stored sources when it is not on offer (any more).

        Raises:
            UnknownQuestionnaire: it was never stored.
            ChangedQuestionnaire: its sources do not compile to this hash.
        """
        questionnaire = self._by_hash.get(questionnaire_hash)
        if questionnaire is None:
            questionnaire = self._compile(questionnaire_hash)
            self._by_hash[questionnaire_hash] = questionnaire
        return questionnaire

    def _compile(self, questionnaire_hash: str) -> Questionnaire:
        with self._database.reading() as connection:
            stored = questionnaires.sources_of(connection, questionnaire_hash)
        if stored is None:
            raise UnknownQuestionnaire(f"no questionnaire with hash {questionnaire_hash} is stored")
        sources = {name: text.encode("utf-8") for name, text in stored.sources.items()}
        questionnaire = compile_survey(sources).questionnaire
        if questionnaire is None or questionnaire.hash != questionnaire_hash:
            raise ChangedQuestionnaire(
                f"the stored sources of {stored.survey} no longer compile to {questionnaire_hash}"
            )
        return questionnaire


def changed_under_one_version(
    database: Database, current: Iterable[Questionnaire]
) -> tuple[tuple[Questionnaire, int], ...]:
    """The questionnaires of which responses were begun with other files of the very same version, and how many."""
    with database.reading() as connection:
        counted = [
            (each, questionnaires.begun_with_others(connection, each.survey, each.version, each.hash))
            for each in current
        ]
    return tuple((each, number) for each, number in counted if number)


def survey_folders(root: Path) -> tuple[Path, ...]:
    """The folders in `root` that hold a survey, by name."""
    return tuple(sorted(file.parent for file in root.glob("*/questionnaire.yaml")))


def _stored_form(sources: Mapping[str, bytes]) -> dict[str, str]:
    """The sources as text: those that the hash is made of. (What compiled is valid UTF-8.)"""
    return {name: text.decode("utf-8") for name, text in sources.items() if not name.startswith(_EXAMPLES)}
