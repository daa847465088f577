"""The tables of the desk: what the list of coordinators is made of, and the notes they write to each other.

Beside `models.py` for its length alone; `store/__init__.py` sees to it that they are known wherever a table is.
"""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import UtcTime
from results.models import WORD, AccountRow, Base, ResponseRow


class DeskRow(Base):
    """What the list of coordinators shows, sorts and is filtered by: one row for each response that was ever sent.

    Apart from the submissions, so that the list reads no answers. `since`: since when it is in this state, so of what
    waits for review how long. `kinds`: see `results.listing.listed`. `erased`: everything of it was deleted. `taken_by`:
    the account that is looking at it.
    """

    __tablename__ = "desk"
    __table_args__ = (Index(None, "state", "since"),)

    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True)
    survey: Mapped[str] = mapped_column(String(100))
    state: Mapped[str] = mapped_column(WORD)
    since: Mapped[datetime] = mapped_column(UtcTime)
    revision: Mapped[int]
    approved_revision: Mapped[int | None]
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    title: Mapped[str] = mapped_column(Text)
    place: Mapped[str] = mapped_column(Text)
    kinds: Mapped[str] = mapped_column(Text)
    searched: Mapped[str] = mapped_column(Text)
    erased: Mapped[bool]
    taken_by: Mapped[int | None] = mapped_column(ForeignKey(AccountRow.id))
    taken_at: Mapped[datetime | None] = mapped_column(UtcTime)


class NoteRow(Base):
    """What coordinators write to each other about a response; only ever added to, and deleted with the response."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(AccountRow.id))
    at: Mapped[datetime] = mapped_column(UtcTime)
    text: Mapped[str] = mapped_column(Text)
