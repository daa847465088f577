"""The table of the log that everything is accounted for with."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import JsonText, UtcTime
from results.models.base import HASH, WORD, Base
from results.models.responses import ResponseRow


class EventRow(Base):
    """The log: every transition of a response, and whatever else is accounted for. Triggers refuse every change but erasing
    what was typed, and whose it was; each line holds the hash of the one before (`results/audit`).
    """

    __tablename__ = "events"

    id: Mapped[int] = mapped_column(primary_key=True)
    """The number of the line: from 1, without gaps, in the order of the chain."""
    response_id: Mapped[str | None] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor: Mapped[str] = mapped_column(WORD)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    action: Mapped[str] = mapped_column(WORD)
    from_state: Mapped[str | None] = mapped_column(WORD)
    to_state: Mapped[str | None] = mapped_column(WORD)
    reason: Mapped[str] = mapped_column(Text)
    revision: Mapped[int | None]
    comments: Mapped[dict[str, str]] = mapped_column(JsonText)
    facts: Mapped[dict[str, Any]] = mapped_column(JsonText)
    subject: Mapped[str] = mapped_column(HASH)
    salt: Mapped[str] = mapped_column(HASH)
    seal: Mapped[str] = mapped_column(HASH)
    hash: Mapped[str] = mapped_column(HASH)
