"""The tables of flags: what was remarked, what tells submissions from each other, and which pairs are not the same."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import JsonText, UtcTime
from results.models.base import NAME, WORD, Base
from results.models.responses import ResponseRow


class FlagRow(Base):
    """What the program remarked about a revision: the rule, what it found, and whether a coordinator dismissed it and why.

    `other_id`: the other submission of a pair. Deleted with either of the two.
    """

    __tablename__ = "flags"
    __table_args__ = (Index(None, "response_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id))
    revision: Mapped[int]
    rule: Mapped[str] = mapped_column(WORD)
    params: Mapped[dict[str, Any]] = mapped_column(JsonText)
    other_id: Mapped[str | None] = mapped_column(ForeignKey(ResponseRow.id), index=True)
    raised_at: Mapped[datetime] = mapped_column(UtcTime)
    dismissed_by: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    dismissed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    word: Mapped[str] = mapped_column(Text)


class TraitsRow(Base):
    """What tells a submission from others (`results.flags.traits`), of the newest revision that was looked at."""

    __tablename__ = "traits"

    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True)
    revision: Mapped[int]
    survey: Mapped[str] = mapped_column(NAME)
    name: Mapped[str] = mapped_column(Text)
    municipality: Mapped[str] = mapped_column(String(200))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    website: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(Text)


class TraitKeyRow(Base):
    """The normalised keys by which those that may be the same are found, without looking at everybody."""

    __tablename__ = "trait_keys"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True, index=True)


class DistinctPairRow(Base):
    """Two submissions of which a coordinator said that they are not the same; `response_id` is the smaller of the two ids."""

    __tablename__ = "distinct_pairs"

    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True)
    other_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True, index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    at: Mapped[datetime] = mapped_column(UtcTime)
    word: Mapped[str] = mapped_column(Text)
