"""The tables of the public map: addresses, entries, and the version of the map."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import JsonText, UtcTime
from results.models.base import NAME, RESPONSE_ID, WORD, Base
from results.models.responses import QuestionnaireRow, ResponseRow
from results.models.submissions import SubmissionRow


class SlugRow(Base):
    """Which response an address on the public map belongs to. It outlives the entry: no other collective gets it."""

    __tablename__ = "slugs"
    __table_args__ = (UniqueConstraint("response_id"),)

    slug: Mapped[str] = mapped_column(NAME, primary_key=True)
    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id))


class MapEntryRow(Base):
    """What is public of the last approved revision: nothing but allowed fields is ever in this table."""

    __tablename__ = "map_entries"
    __table_args__ = (
        ForeignKeyConstraint(
            ["response_id", "revision"],
            [SubmissionRow.response_id, SubmissionRow.revision],
            name="fk_map_entries_submission",
        ),
        Index(None, "survey", "slug"),
        Index(None, "survey", "first_published_at"),
        Index(None, "survey", "version"),
    )

    response_id: Mapped[str] = mapped_column(RESPONSE_ID, primary_key=True)
    slug: Mapped[str] = mapped_column(ForeignKey(SlugRow.slug), unique=True)
    revision: Mapped[int]
    survey: Mapped[str] = mapped_column(NAME)
    questionnaire_hash: Mapped[str] = mapped_column(ForeignKey(QuestionnaireRow.hash))
    title: Mapped[str] = mapped_column(Text)
    fields: Mapped[dict[str, Any]] = mapped_column(JsonText)
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    precision: Mapped[str | None] = mapped_column(WORD)
    municipality: Mapped[str | None] = mapped_column(String(200))
    province: Mapped[str | None] = mapped_column(String(200))
    published_at: Mapped[datetime] = mapped_column(UtcTime)
    first_published_at: Mapped[datetime] = mapped_column(UtcTime)
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
    version: Mapped[int] = mapped_column(server_default="0")
    """The number of the version of the map with which it came to stand there as it is."""


class MapVersionRow(Base):
    """How often the map of a survey has changed, and when last: what tells a kept copy from the map as it is."""

    __tablename__ = "map_versions"

    survey: Mapped[str] = mapped_column(NAME, primary_key=True)
    number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
