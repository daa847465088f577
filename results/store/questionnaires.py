"""Stored questionnaires: their sources, by hash. Added once, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, exists, func, insert, select
from sqlalchemy.exc import IntegrityError

from engine.questionnaire import Questionnaire
from results.models.responses import QuestionnaireRow, ResponseRow

_BY_HASH = select(QuestionnaireRow.survey, QuestionnaireRow.sources).where(QuestionnaireRow.hash == bindparam("hash"))
_EXISTS = select(exists().where(QuestionnaireRow.hash == bindparam("hash")))


@dataclass(frozen=True, slots=True)
class StoredSources:
    """The texts a questionnaire was compiled from: file name to content."""

    survey: str
    sources: Mapping[str, str]


def add(connection: Connection, questionnaire: Questionnaire, sources: Mapping[str, str], stored_at: datetime) -> None:
    """Store the sources of a questionnaire; no effect when they are there already."""
    key = {"hash": questionnaire.hash}
    if connection.execute(_EXISTS, key).scalar_one():
        return
    row = {
        "survey": questionnaire.survey,
        "version": questionnaire.version,
        "sources": dict(sources),
        "stored_at": stored_at,
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(QuestionnaireRow), {**key, **row})
    except IntegrityError:  # another process that starts at this moment stored the same
        return


def begun_with_others(connection: Connection, survey: str, version: str, questionnaire_hash: str) -> int:
    """How many responses were begun with another questionnaire of the same survey and version."""
    statement = (
        select(func.count())
        .select_from(ResponseRow)
        .join(QuestionnaireRow, QuestionnaireRow.hash == ResponseRow.questionnaire_hash)
        .where(
            QuestionnaireRow.survey == survey,
            QuestionnaireRow.version == version,
            QuestionnaireRow.hash != questionnaire_hash,
        )
    )
    return int(connection.execute(statement).scalar_one())


def sources_of(connection: Connection, questionnaire_hash: str) -> StoredSources | None:
    """The sources of the questionnaire with this hash."""
    row = connection.execute(_BY_HASH, {"hash": questionnaire_hash}).one_or_none()
    return None if row is None else StoredSources(row.survey, row.sources)
