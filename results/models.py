"""The tables. Only `store/` and the migrations use them; everybody else sees the frozen records of `records.py`.

Change a table here and add a revision under `migrations/versions` (`python -m results.migrations "what changes"`); a test
compares the two on both databases.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, MetaData, String, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from results.column_types import JsonText, UtcTime

HASH = String(64)
RESPONSE_ID = String(32)
WORD = String(40)


class Base(DeclarativeBase):
    """The tables of this application, with one way of naming constraints so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class QuestionnaireRow(Base):
    """The sources of every questionnaire that was ever offered, so that a submission stays readable for ever."""

    __tablename__ = "questionnaires"

    hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    survey: Mapped[str] = mapped_column(String(100))
    version: Mapped[str] = mapped_column(String(100))
    sources: Mapped[dict[str, str]] = mapped_column(JsonText)
    stored_at: Mapped[datetime] = mapped_column(UtcTime)


class ResponseRow(Base):
    """A respondent's answers, being filled in. What opens it stands in `keys`."""

    __tablename__ = "responses"
    __table_args__ = (Index(None, "state", "changed_at"),)

    id: Mapped[str] = mapped_column(RESPONSE_ID, primary_key=True)
    survey: Mapped[str] = mapped_column(String(100))
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
    question: Mapped[str] = mapped_column(String(100))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(WORD)
    questionnaire_version: Mapped[str] = mapped_column(String(100))
    given: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcTime)
    method: Mapped[str] = mapped_column(WORD)


class SlugRow(Base):
    """Which response an address on the public map belongs to. It outlives the entry: no other collective gets it."""

    __tablename__ = "slugs"
    __table_args__ = (UniqueConstraint("response_id"),)

    slug: Mapped[str] = mapped_column(String(100), primary_key=True)
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
    survey: Mapped[str] = mapped_column(String(100))
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

    survey: Mapped[str] = mapped_column(String(100), primary_key=True)
    number: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcTime)


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
    survey: Mapped[str] = mapped_column(String(100))
    major: Mapped[str] = mapped_column(String(100))
    collective: Mapped[str] = mapped_column(Text)
    submitted_at: Mapped[datetime] = mapped_column(UtcTime)
    chosen: Mapped[dict[str, Any]] = mapped_column(JsonText)
    scores: Mapped[dict[str, Any]] = mapped_column(JsonText)


class AccountRow(Base):
    """Who may log in. `email` is kept in lower case; the password as an argon2id hash, "" where there is none.

    `issuer` and `subject`: whom a provider knows this account by. `totp_secret`: sealed, of one-time codes; `totp_step`: the
    newest time step of which a code was used. `news`, `told_until`: how new work is mailed, and up to when it was.
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(WORD)
    password_hash: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    last_login_at: Mapped[datetime | None] = mapped_column(UtcTime)
    language: Mapped[str] = mapped_column(WORD)
    news: Mapped[str] = mapped_column(WORD)
    told_until: Mapped[datetime] = mapped_column(UtcTime)
    closed: Mapped[bool]
    issuer: Mapped[str | None] = mapped_column(String(500))
    subject: Mapped[str | None] = mapped_column(String(255))
    totp_secret: Mapped[str | None] = mapped_column(Text)
    totp_step: Mapped[int]


class AccountSessionRow(Base):
    """A browser in which an account is logged in, by the hash of what its cookie holds. No address of the visitor."""

    __tablename__ = "account_sessions"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(HASH, unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(AccountRow.id), index=True)
    begun_at: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime] = mapped_column(UtcTime)
    browser: Mapped[str] = mapped_column(WORD)
    system: Mapped[str] = mapped_column(WORD)


class AccountLinkRow(Base):
    """A link that was mailed to choose a password, by its hash; gone once it was used."""

    __tablename__ = "account_links"

    hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(AccountRow.id))
    kind: Mapped[str] = mapped_column(WORD)
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime)


class RecoveryCodeRow(Base):
    """A code for who has lost the device that makes one-time codes, by its hash; gone once it was used."""

    __tablename__ = "recovery_codes"

    hash: Mapped[str] = mapped_column(HASH, primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey(AccountRow.id))


class AttemptRow(Base):
    """How often somebody tried in vain; `key` is blinded: it tells neither account nor visitor."""

    __tablename__ = "attempts"

    key: Mapped[str] = mapped_column(HASH, primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(UtcTime)
    next_at: Mapped[datetime] = mapped_column(UtcTime)
