"""The log of consents: only added to and read (but see `erasure.py`). What counts now is the last row of each question."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from results.models.submissions import ConsentRow
from results.records.submissions import Consent


def add(connection: Connection, consents: Sequence[Consent]) -> None:
    """Append what was given and withheld at one moment."""
    if not consents:
        return
    connection.execute(
        insert(ConsentRow),
        [
            {
                "response_id": consent.response_id,
                "revision": consent.revision,
                "question": consent.question,
                "text": consent.text,
                "language": consent.language,
                "questionnaire_version": consent.questionnaire_version,
                "given": consent.given,
                "at": consent.at,
                "method": consent.method,
            }
            for consent in consents
        ],
    )


def of_revision(connection: Connection, response_id: str, revision: int) -> tuple[Consent, ...]:
    """The consents that belong to one submission, each question once: the last that was said about it."""
    statement = (
        select(ConsentRow.__table__)
        .where(ConsentRow.response_id == response_id, ConsentRow.revision == revision)
        .order_by(ConsentRow.id)
    )
    last = {row.question: _consent(row) for row in connection.execute(statement)}
    return tuple(last.values())


def as_sent(connection: Connection, response_id: str, revision: int) -> tuple[Consent, ...]:
    """The consents of one submission as they were when it was sent, whatever was said about them since."""
    said = [consent for consent in log(connection, response_id) if consent.revision == revision]
    return tuple({consent.question: consent for consent in reversed(said)}.values())


def log(connection: Connection, response_id: str) -> tuple[Consent, ...]:
    """Everything that was ever said about the consents of a response, oldest first."""
    statement = select(ConsentRow.__table__).where(ConsentRow.response_id == response_id).order_by(ConsentRow.id)
    return tuple(_consent(row) for row in connection.execute(statement))


def _consent(row: Row[*tuple[Any, ...]]) -> Consent:
    return Consent(
        response_id=row.response_id,
        revision=row.revision,
        question=row.question,
        text=row.text,
        language=row.language,
        questionnaire_version=row.questionnaire_version,
        given=row.given,
        at=row.at,
        method=row.method,
    )
