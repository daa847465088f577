"""How much waits for coordinators, in one look: the numbers that stand on every page of the desk."""

from sqlalchemy import Connection, func, select

from results.models.contact import ContactRequestRow
from results.models.desk import DeskRow
from results.models.upkeep import ReportRow
from results.pairing.states import Asking
from results.review import State

_SUBMISSIONS = select(func.count()).select_from(DeskRow).where(DeskRow.state == State.SUBMITTED.value)
_PROPOSED = select(func.count()).select_from(DeskRow).where(DeskRow.proposed_by.is_not(None))
_CONTACT = select(func.count()).select_from(ContactRequestRow).where(ContactRequestRow.asking == Asking.OPEN.value)
_REPORTS = select(func.count()).select_from(ReportRow).where(ReportRow.handled_at.is_(None))
_ALL = select(*(each.scalar_subquery() for each in (_SUBMISSIONS, _PROPOSED, _CONTACT, _REPORTS)))


def counts(connection: Connection) -> tuple[int, int, int, int]:
    """How many submissions wait for a decision, how many of these for a second pair of eyes, how many requests for contact, and
    how many reports of visitors.
    """
    submissions, proposed, contact, reports = connection.execute(_ALL).one()
    return submissions, proposed, contact, reports
