"""The reminder to raise the version of a survey whose files changed while responses had begun with the files before.

`zelfscan check` asks it too, and needs no database: what reads one is loaded only where there is one.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from engine.questionnaire import Questionnaire
from webform.config import database_url

if TYPE_CHECKING:
    from results.database import Database

_SQLITE = "sqlite:///"


def unraised(database: "Database", current: Iterable[Questionnaire]) -> list[str]:
    """A line for each survey of which answers to two texts would have one version."""
    from results.surveys import changed_under_one_version

    return [
        f"{each.survey} {each.version}: its files changed, and what people began with other files of this version is there too ({number}). "
        "Raise `version` in its questionnaire.yaml, so that answers to both can be told apart."
        for each, number in changed_under_one_version(database, current)
    ]


def unraised_here(current: Iterable[Questionnaire]) -> list[str]:
    """The same for a command that needs no database: nothing where there is none, or none that can be read now."""
    url = database_url()
    if url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).is_file():
        return []
    from sqlalchemy.exc import SQLAlchemyError

    from results.database import Database
    from results.errors import ResultsError

    try:
        database = Database.at(url)
        try:
            return unraised(database, current)
        finally:
            database.close()
    except (SQLAlchemyError, ResultsError):
        return []  # away, or not brought up to date: the start tells it
