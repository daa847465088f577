"""The tables of bringing people into contact: what matching looks at, proposals, and what initiators asked for."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import JsonText, UtcTime
from results.models.base import HASH, NAME, RESPONSE_ID, WORD, Base
from results.models.responses import ResponseRow
from results.models.submissions import SubmissionRow


class MatchableRow(Base):
    """What matching looks at of an approved response: see `store/matchables.py`."""

    __tablename__ = "matchables"
    __table_args__ = (
        ForeignKeyConstraint(
            ["response_id", "revision"],
            [SubmissionRow.response_id, SubmissionRow.revision],
            name="fk_matchables_submission",
        ),
        Index(None, "survey", "offers"),
    )

    response_id: Mapped[str] = mapped_column(RESPONSE_ID, primary_key=True)
    revision: Mapped[int]
    survey: Mapped[str] = mapped_column(NAME)
    rules: Mapped[str] = mapped_column(HASH)
    collective: Mapped[str] = mapped_column(Text)
    offers: Mapped[bool]
    province: Mapped[str | None] = mapped_column(String(200))
    choices: Mapped[dict[str, Any]] = mapped_column(JsonText)
    numbers: Mapped[dict[str, Any]] = mapped_column(JsonText)
    on_track: Mapped[list[str]] = mapped_column(JsonText)


class ProposalRow(Base):
    """A proposal of contact. `response_id` seeks, about `challenge`; the same two never get the same proposal twice.

    `asked_at`: since when the side whose answer it waits for is asked; `reminded_at`: when that side was reminded of it.
    """

    __tablename__ = "proposals"
    __table_args__ = (UniqueConstraint("response_id", "other_id", "challenge"), Index(None, "standing", "expires_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id))
    other_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    challenge: Mapped[str] = mapped_column(NAME)
    seeker_consent: Mapped[str] = mapped_column(NAME)
    other_consent: Mapped[str] = mapped_column(NAME)
    standing: Mapped[str] = mapped_column(WORD)
    words: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcTime)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    history: Mapped[list[dict[str, Any]]] = mapped_column(JsonText)


class ContactRequestRow(Base):
    """What an initiator asked the coordinator: contact about a challenge."""

    __tablename__ = "contact_requests"
    __table_args__ = (Index(None, "asking", "asked_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    challenge: Mapped[str] = mapped_column(NAME)
    consent: Mapped[str] = mapped_column(NAME)
    words: Mapped[str] = mapped_column(Text)
    asking: Mapped[str] = mapped_column(WORD)
    reply: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
