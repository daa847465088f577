"""Scores of approved scans, one row for each response, with what tells who is similar: what comparisons count.

Apart from the submissions because counting thousands of them must not read thousands of whole profiles. A response has a
row from its first approval until it is rejected, withdrawn, expired or erased.
"""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, ScalarSelect, delete, insert, select

from results.models.submissions import ConsentRow, ScoresRow
from results.profiles.comparison import Scored


def put(connection: Connection, scan: Scored, revision: int, survey: str, major: str) -> None:
    """Count this revision, in the place of an earlier one of the same response (whose row this transaction has locked)."""
    remove(connection, scan.response_id)
    connection.execute(
        insert(ScoresRow).values(
            response_id=scan.response_id,
            revision=revision,
            survey=survey,
            major=major,
            collective=scan.collective,
            submitted_at=scan.submitted_at,
            chosen=dict(scan.chosen),
            scores=dict(scan.scores),
        )
    )


def remove(connection: Connection, response_id: str) -> None:
    """Count this response no longer; no effect when it did not count."""
    connection.execute(delete(ScoresRow).where(ScoresRow.response_id == response_id))


def counting(connection: Connection, survey: str, major: str, consent: str, since: datetime) -> Iterator[Scored]:
    """The scans that count: of this survey and major version, sent since then, with the consent given for the counted
    revision, and not withdrawn with a later one.
    """
    of_revision = ConsentRow.revision == ScoresRow.revision
    statement = select(
        ScoresRow.response_id, ScoresRow.collective, ScoresRow.submitted_at, ScoresRow.chosen, ScoresRow.scores
    ).where(
        ScoresRow.survey == survey,
        ScoresRow.major == major,
        ScoresRow.submitted_at >= since,
        _last_said(consent).is_(True),
        _last_said(consent, of_revision).is_(True),
    )
    for row in connection.execute(statement).all():
        yield Scored(row.response_id, row.collective, row.submitted_at, row.chosen, row.scores)


def _last_said(consent: str, *narrower: ColumnElement[bool]) -> ScalarSelect[bool]:
    return (
        select(ConsentRow.given)
        .where(ConsentRow.response_id == ScoresRow.response_id, ConsentRow.question == consent, *narrower)
        .order_by(ConsentRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
