"""The table of ready-made texts for decisions."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import UtcTime
from results.models import WORD, Base


class DecisionTextRow(Base):
    """A version of a ready-made text for decisions, as somebody saved it; only ever added to."""

    __tablename__ = "decision_texts"

    survey: Mapped[str] = mapped_column(String(100), primary_key=True)
    language: Mapped[str] = mapped_column(WORD, primary_key=True)
    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str] = mapped_column(WORD)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    removed: Mapped[bool]
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
