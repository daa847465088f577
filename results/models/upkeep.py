"""The tables of what keeps entries right: the yearly question and what ends, and what visitors report."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import UtcTime
from results.models.base import WORD, Base
from results.models.responses import ResponseRow


class UpkeepRow(Base):
    """What is due next for a response that was ever sent, and when. `renewed_at`: when it was last said to be right."""

    __tablename__ = "upkeep"

    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True)
    renewed_at: Mapped[datetime] = mapped_column(UtcTime)
    step: Mapped[str] = mapped_column(WORD)
    due_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class ReportRow(Base):
    """What a visitor reported of an entry. Nobody but coordinators sees it; deleted some time after it was handled."""

    __tablename__ = "reports"
    __table_args__ = (Index(None, "handled_at", "reported_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    kind: Mapped[str] = mapped_column(WORD)
    words: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(WORD)
    reported_at: Mapped[datetime] = mapped_column(UtcTime)
    handled_at: Mapped[datetime | None] = mapped_column(UtcTime)
    handled_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    decision: Mapped[str] = mapped_column(WORD)
    answer: Mapped[str] = mapped_column(Text)
