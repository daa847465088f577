"""The tables of accounts: who may log in, where they are logged in, and how often somebody tried in vain."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from results.column_types import UtcTime
from results.models.base import HASH, WORD, Base


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
