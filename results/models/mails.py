"""The table of mails: the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import JsonText, UtcTime
from results.models.base import WORD, Base
from results.models.responses import ResponseRow


class MailRow(Base):
    """A mail to be sent, or sent. Its text is written when it is sent, so no link to a response is ever stored here.

    `key` makes it one of a kind: the same occasion never queues a second mail.
    """

    __tablename__ = "mails"
    __table_args__ = (Index(None, "state", "next_at"), Index(None, "recipient", "created_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    kind: Mapped[str] = mapped_column(WORD)
    recipient: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(WORD)
    response_id: Mapped[str | None] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    params: Mapped[dict[str, Any]] = mapped_column(JsonText)
    state: Mapped[str] = mapped_column(WORD)
    attempts: Mapped[int]
    next_at: Mapped[datetime] = mapped_column(UtcTime)
    last_error: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
