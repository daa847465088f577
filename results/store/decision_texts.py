"""Texts for decisions: every version is a row; only added to and read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from results.models.desk import DecisionTextRow
from results.review import Action

_TABLE = DecisionTextRow.__table__


@dataclass(frozen=True, slots=True)
class StoredText:
    """One version of a text."""

    survey: str
    language: str
    key: str
    version: int
    action: Action
    title: str
    text: str
    removed: bool
    account_id: int
    at: datetime


def add(connection: Connection, text: StoredText) -> None:
    """Store a version; the primary key refuses a second one of the same number."""
    connection.execute(
        insert(DecisionTextRow).values(
            survey=text.survey,
            language=text.language,
            key=text.key,
            version=text.version,
            action=text.action.value,
            title=text.title,
            text=text.text,
            removed=text.removed,
            account_id=text.account_id,
            at=text.at,
        )
    )


def of(connection: Connection, survey: str, language: str, key: str) -> tuple[StoredText, ...]:
    """Every version of one text, the newest first."""
    statement = (
        select(_TABLE)
        .where(DecisionTextRow.survey == survey, DecisionTextRow.language == language, DecisionTextRow.key == key)
        .order_by(DecisionTextRow.version.desc())
    )
    return tuple(map(_stored, connection.execute(statement)))


def newest(connection: Connection, survey: str, language: str) -> tuple[StoredText, ...]:
    """The newest version of each text of a survey in a language."""
    mine = (DecisionTextRow.survey == survey, DecisionTextRow.language == language)
    last = (
        select(DecisionTextRow.key, func.max(DecisionTextRow.version).label("version"))
        .where(*mine)
        .group_by(DecisionTextRow.key)
        .subquery()
    )
    statement = select(_TABLE).join(
        last, (last.c.key == DecisionTextRow.key) & (last.c.version == DecisionTextRow.version)
    )
    return tuple(map(_stored, connection.execute(statement.where(*mine))))


def keys(connection: Connection, survey: str, language: str) -> frozenset[str]:
    """The keys that are taken."""
    statement = select(DecisionTextRow.key).where(
        DecisionTextRow.survey == survey, DecisionTextRow.language == language
    )
    return frozenset(connection.execute(statement).scalars())


def _stored(row: Row[Any]) -> StoredText:
    return StoredText(
        row.survey,
        row.language,
        row.key,
        row.version,
        Action(row.action),
        row.title,
        row.text,
        row.removed,
        row.account_id,
        row.at,
    )
