"""The tables of filling in: questionnaires, the answers of a respondent, and what opens them."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import JsonText, UtcTime
from results.models.base import HASH, NAME, RESPONSE_ID, WORD, Base


class QuestionnaireRow(Base):
    """The sources of every questionnaire that was ever offered, so that a submission stays readable for ever."""

    __tablename__ = "questionnaires"

    hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    survey: Mapped[str] = mapped_column(NAME)
    version: Mapped[str] = mapped_column(NAME)
    sources: Mapped[dict[str, str]] = mapped_column(JsonText)
    stored_at: Mapped[datetime] = mapped_column(UtcTime)


class ResponseRow(Base):
    """A respondent's answers, being filled in. What opens it stands in `keys`."""

    __tablename__ = "responses"
    __table_args__ = (Index(None, "state", "changed_at"),)

    id: Mapped[str] = mapped_column(RESPONSE_ID, primary_key=True)
    survey: Mapped[str] = mapped_column(NAME)
    questionnaire_hash: Mapped[str] = mapped_column(ForeignKey(QuestionnaireRow.hash))
    language: Mapped[str] = mapped_column(WORD)
    answers: Mapped[dict[str, Any]] = mapped_column(JsonText)
    visited: Mapped[list[str]] = mapped_column(JsonText)
    saves: Mapped[int]
    state: Mapped[str] = mapped_column(WORD)
    revision: Mapped[int]
    approved_revision: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    contact_hash: Mapped[str | None] = mapped_column(HASH, index=True)
    confirmed_hash: Mapped[str | None] = mapped_column(HASH)
    reminded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    demo: Mapped[bool] = mapped_column(server_default=false())
    """Made up by `zelfscan demo`. Nobody is mailed about it."""


class KeyRow(Base):
    """What opens a response: the key a browser holds, a link in a mail, a code that can be typed. Only hashes are kept.

    `contact_hash` is that of the address a link was sent to: using the link confirms that address.
    """

    __tablename__ = "keys"

    hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    kind: Mapped[str] = mapped_column(WORD)
    contact_hash: Mapped[str | None] = mapped_column(HASH)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime | None] = mapped_column(UtcTime)
