"""The events become a log with a hash chain, that is only added to.

The hashing is written out here, as it was at this revision: what it made must stay what it is.
"""

import hashlib
import json
import secrets
from datetime import UTC

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_KEPT = (
    "id", "at", "actor", "account_id", "action", "from_state", "to_state", "revision", "facts", "subject", "seal", "hash",
)  # fmt: skip
_ERASED = {"response_id": "NULL", "reason": "''", "comments": "'{}'", "salt": "''"}
_SAME = {"sqlite": "IS", "postgresql": "IS NOT DISTINCT FROM"}
_TOLD = "the log is only added to"


def upgrade() -> None:
    """To this revision; what happened before is chained in the order in which it was stored."""
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.alter_column("response_id", existing_type=sa.String(length=32), nullable=True)
        batch_op.alter_column("from_state", existing_type=sa.String(length=40), nullable=True)
        batch_op.alter_column("to_state", existing_type=sa.String(length=40), nullable=True)
        batch_op.alter_column("revision", existing_type=sa.Integer(), nullable=True)
        batch_op.add_column(sa.Column("comments", results.column_types.JsonText(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("facts", results.column_types.JsonText(), nullable=False, server_default="{}"))
        for name in ("subject", "salt", "seal", "hash"):
            batch_op.add_column(sa.Column(name, sa.String(length=64), nullable=False, server_default=""))
    _chain()
    with op.batch_alter_table("events", schema=None) as batch_op:
        for name in ("comments", "facts"):
            batch_op.alter_column(name, existing_type=results.column_types.JsonText(), server_default=None)
        for name in ("subject", "salt", "seal", "hash"):
            batch_op.alter_column(name, existing_type=sa.String(length=64), server_default=None)
    _guard()


def downgrade() -> None:
    """Back to the one before: only transitions of responses that are there, without their chain."""
    for statement in _UNGUARD[op.get_bind().dialect.name]:
        op.execute(statement)
    op.execute("DELETE FROM events WHERE to_state IS NULL OR response_id IS NULL")
    with op.batch_alter_table("events", schema=None) as batch_op:
        for name in ("comments", "facts", "subject", "salt", "seal", "hash"):
            batch_op.drop_column(name)
        batch_op.alter_column("response_id", existing_type=sa.String(length=32), nullable=False)
        batch_op.alter_column("from_state", existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column("to_state", existing_type=sa.String(length=40), nullable=False)
        batch_op.alter_column("revision", existing_type=sa.Integer(), nullable=False)
    if op.get_bind().dialect.name == "postgresql":  # lines were numbered by hand
        op.execute(
            "SELECT setval(pg_get_serial_sequence('events', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM events), false)"
        )


def _chain() -> None:
    connection = op.get_bind()
    found = connection.execute(
        sa.text(
            "SELECT id, response_id, at, actor, account_id, action, from_state, to_state, reason, revision "
            "FROM events ORDER BY id"
        ).columns(at=results.column_types.UtcTime(timezone=True))
    ).all()
    change = sa.text(
        "UPDATE events SET id = :number, subject = :subject, salt = :salt, seal = :seal, hash = :hash WHERE id = :id"
    )
    before = "0" * 64
    for number, row in enumerate(found, 1):
        subject = _sha256(f"response\n{row.response_id}")
        salt = secrets.token_hex(32) if row.reason else ""
        seal = _sha256(f"{salt}\n{_json([row.reason, {}])}") if salt else ""
        at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
        about = [row.actor, row.account_id, row.action, row.from_state, row.to_state, row.revision]
        before = _sha256(f"{before}\n{_json([1, number, at, *about, subject, {}, seal])}")
        values = {"id": row.id, "number": number, "subject": subject, "salt": salt, "seal": seal, "hash": before}
        connection.execute(change, values)


def _guard() -> None:
    name = op.get_bind().dialect.name
    same = _SAME[name]
    kept = [f"NEW.{each} {same} OLD.{each}" for each in _KEPT]
    erased = [f"(NEW.{each} {same} OLD.{each} OR NEW.{each} {same} {gone})" for each, gone in _ERASED.items()]
    allowed = " AND ".join([*kept, *erased])
    for statement in _GUARD[name]:
        op.execute(statement.replace("ALLOWED", allowed))


_FUNCTION = f"""
CREATE FUNCTION events_only_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'UPDATE' THEN IF ALLOWED THEN RETURN NEW; END IF; END IF;
    RAISE EXCEPTION '{_TOLD}';
END $$"""
_REFUSE = f"BEGIN SELECT RAISE(ABORT, '{_TOLD}'); END"
_CALL = "EXECUTE FUNCTION events_only_added()"
_GUARD = {
    "sqlite": (
        f"CREATE TRIGGER events_only_erased BEFORE UPDATE ON events WHEN NOT (ALLOWED) {_REFUSE}",
        f"CREATE TRIGGER events_never_deleted BEFORE DELETE ON events {_REFUSE}",
    ),
    "postgresql": (
        _FUNCTION,
        f"CREATE TRIGGER events_only_erased BEFORE UPDATE OR DELETE ON events FOR EACH ROW {_CALL}",
        f"CREATE TRIGGER events_never_emptied BEFORE TRUNCATE ON events FOR EACH STATEMENT {_CALL}",
    ),
}
_UNGUARD = {
    "sqlite": ("DROP TRIGGER events_only_erased", "DROP TRIGGER events_never_deleted"),
    "postgresql": (
        "DROP TRIGGER events_only_erased ON events",
        "DROP TRIGGER events_never_emptied ON events",
        "DROP FUNCTION events_only_added()",
    ),
}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"), sort_keys=True)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
