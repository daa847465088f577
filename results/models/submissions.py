"""The tables of what was sent: the snapshots, the log of consents, and the scores that comparisons count."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import JsonText, UtcTime
from results.models.base import NAME, RESPONSE_ID, WORD, Base
from results.models.responses import QuestionnaireRow, ResponseRow


class SubmissionRow(Base):
    """What was sent for review: written once, never changed. Consents are not in `answers` but in their own log."""

    __tablename__ = "submissions"

    response_id: Mapped[str] = mapped_column(ForeignKey(ResponseRow.id), primary_key=True)
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    questionnaire_hash: Mapped[str] = mapped_column(ForeignKey(QuestionnaireRow.hash))
    language: Mapped[str] = mapped_column(WORD)
    title: Mapped[str] = mapped_column(Text)
    answers: Mapped[dict[str, Any]] = mapped_column(JsonText)
    profile: Mapped[dict[str, Any]] = mapped_column(JsonText)
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)


class ConsentRow(Base):
    """Every consent as it was given or withheld, with the words that were read; only ever added to."""

    __tablename__ = "consents"
    __table_args__ = (
        ForeignKeyConstraint(
            ["response_id", "revision"],
            [SubmissionRow.response_id, SubmissionRow.revision],
            name="fk_consents_submission",
        ),
        Index(None, "response_id", "question"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[str] = mapped_column(RESPONSE_ID)
    revision: Mapped[int]
    question: Mapped[str] = mapped_column(NAME)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(WORD)
    questionnaire_version: Mapped[str] = mapped_column(NAME)
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcTime)
    method: Mapped[str] = mapped_column(WORD)


class ScoresRow(Base):
    """The scores of the last approved revision, and what tells which others are similar: what comparisons count.

    `chosen`: values of the questions that the survey compares by; `collective`: the name as it is compared.
    """

    __tablename__ = "scores"
    __table_args__ = (
        ForeignKeyConstraint(
            ["response_id", "revision"],
            [SubmissionRow.response_id, SubmissionRow.revision],
            name="fk_scores_submission",
        ),
        Index(None, "survey", "major", "submitted_at"),
    )

    response_id: Mapped[str] = mapped_column(RESPONSE_ID, primary_key=True)
    revision: Mapped[int]
    survey: Mapped[str] = mapped_column(NAME)
    major: Mapped[str] = mapped_column(NAME)
    collective: Mapped[str] = mapped_column(Text)
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    chosen: Mapped[dict[str, Any]] = mapped_column(JsonText)
    scores: Mapped[dict[str, Any]] = mapped_column(JsonText)
