"""The tables of the desk: what the list of coordinators is made of, what they write to each other, and their ready-made texts."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import UtcTime
from results.models.accounts import AccountRow
from results.models.base import NAME, WORD, Base
from results.models.responses import ResponseRow


class DeskRow(Base):
    """What the list of coordinators shows, sorts and is filtered by: one row for each response that was ever sent.

    Apart from the submissions, so that the list reads no answers. `since`: since when it is in this state, so of what
    waits for review how long. `kinds`: see `results.listing.listed`. `erased`: everything of it was deleted. `taken_by`:
    the account that is looking at it; `proposed_by`: the one that proposed to approve it, while a second one has to confirm.
    """

    __tablename__ = "desk"
    __table_args__ = (Index(None, "state", "since"),)

    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True)
    survey: Mapped[str] = mapped_column(NAME)
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
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey(AccountRow.id), index=True)
    proposed_at: Mapped[datetime | None] = mapped_column(UtcTime)


class NoteRow(Base):
    """What coordinators write to each other about a response; only ever added to, and deleted with the response."""

    __tablename__ = "notes"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(AccountRow.id))
    at: Mapped[datetime] = mapped_column(UtcTime)
    text: Mapped[str] = mapped_column(Text)


class DecisionTextRow(Base):
    """A version of a ready-made text for decisions, as somebody saved it; only ever added to."""

    __tablename__ = "decision_texts"

    survey: Mapped[str] = mapped_column(NAME, primary_key=True)
    language: Mapped[str] = mapped_column(WORD, primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(WORD)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    removed: Mapped[bool]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
