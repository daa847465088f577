"""The coordinators' list in a table of its own, and their notes."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
import yaml
from alembic import op

import results.column_types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_ACCENTS = re.compile("[\u0300-\u036f]")
_AT_A_TIME = 500


def upgrade() -> None:
    """To this revision; what was sent before is listed."""
    desk = op.create_table(
        "desk",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("since", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("approved_revision", sa.Integer(), nullable=True),
        sa.Column("submitted_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("searched", sa.Text(), nullable=False),
        sa.Column("erased", sa.Boolean(), nullable=False),
        sa.Column("taken_by", sa.Integer(), nullable=True),
        sa.Column("taken_at", results.column_types.UtcTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_desk_response_id")),
        sa.ForeignKeyConstraint(["taken_by"], ["accounts.id"], name=op.f("fk_desk_taken_by")),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_desk")),
    )
    with op.batch_alter_table("desk", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_state_since"), ["state", "since"], unique=False)
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_notes_account_id")),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_notes_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notes")),
    )
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notes_response_id"), ["response_id"], unique=False)
    for rows in _listed(op.get_bind()):
        op.bulk_insert(desk, rows)


def downgrade() -> None:
    """Back to the one before; the notes are lost."""
    with op.batch_alter_table("notes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_notes_response_id"))

    op.drop_table("notes")
    with op.batch_alter_table("desk", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_state_since"))

    op.drop_table("desk")


def _listed(connection: sa.Connection) -> Iterator[list[dict[str, Any]]]:
    """Rows for what was ever sent, a few hundred at a time: the answers of all of them may not fit in memory."""
    sources = connection.execute(sa.text("SELECT hash, sources FROM questionnaires"))
    questions = {row.hash: _questions(json.loads(row.sources)) for row in sources}
    ids = connection.execute(sa.text("SELECT id FROM responses WHERE revision > 0 ORDER BY id")).scalars().all()
    moment = results.column_types.UtcTime(timezone=True)
    sent = (
        sa.text(
            "SELECT r.id, r.survey, r.state, r.changed_at, r.revision, r.approved_revision, s.title, s.answers,"
            " s.submitted_at, s.questionnaire_hash, (SELECT MAX(e.at) FROM events e WHERE e.response_id = r.id AND e.to_state = r.state) AS since"
            " FROM responses r LEFT JOIN submissions s ON s.response_id = r.id AND s.revision = r.revision"
            " WHERE r.id IN :ids"
        )
        .bindparams(sa.bindparam("ids", expanding=True))
        .columns(changed_at=moment, submitted_at=moment, since=moment)
    )
    for start in range(0, len(ids), _AT_A_TIME):
        found = connection.execute(sent, {"ids": ids[start : start + _AT_A_TIME]})
        yield [_row(row, questions) for row in found]


def _row(row: Any, questions: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    answers = json.loads(row.answers) if row.answers else {}
    kind, place = questions.get(row.questionnaire_hash, ("", ""))
    shown = answers.get(place) if isinstance(answers.get(place), str) else ""
    kinds = answers.get(kind)
    values = [each for each in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(each, str)]
    since = row.since or row.changed_at
    return {
        "response_id": row.id,
        "survey": row.survey,
        "state": row.state,
        "since": since,
        "revision": row.revision,
        "approved_revision": row.approved_revision,
        "submitted_at": row.submitted_at or since,
        "title": row.title or "",
        "place": shown,
        "kinds": "".join(f"|{value}" for value in values) + "|" if values else "",
        "searched": " ".join(_folded(f"{row.title or ''} {shown}").split()),
        "erased": row.submitted_at is None,
        "taken_by": None,
        "taken_at": None,
    }


def _questions(sources: Mapping[str, str]) -> tuple[str, str]:
    """The questions behind the first filter of the map and behind the place, as the survey's own file names them."""
    try:
        # The same parser that surveys are read with: the one in Python refuses some of what that takes.
        publication = yaml.CSafeLoader(sources.get("publication.yaml", "")).get_single_data() or {}
    except yaml.YAMLError:
        return "", ""  # then it cannot be filtered by its sector, and nothing worse
    rules = publication.get("map_entry") or {}
    field = (rules.get("fields") or {}).get(next(iter(rules.get("filters") or ()), ""), "")
    kind = field.get("question", "") if isinstance(field, dict) else field
    return str(kind), str((rules.get("location") or {}).get("place", ""))


def _folded(text: str) -> str:
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text).casefold())
