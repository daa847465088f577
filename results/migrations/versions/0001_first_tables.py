"""The first tables."""

import sqlalchemy as sa
from alembic import op

import results.column_types

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this revision."""
    op.create_table(
        "accounts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("created_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("last_login_at", results.column_types.UtcTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "questionnaires",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("version", sa.String(length=100), nullable=False),
        sa.Column("sources", results.column_types.JsonText(), nullable=False),
        sa.Column("stored_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_questionnaires")),
    )
    op.create_table(
        "responses",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("questionnaire_hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("answers", results.column_types.JsonText(), nullable=False),
        sa.Column("visited", results.column_types.JsonText(), nullable=False),
        sa.Column("saves", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("approved_revision", sa.Integer(), nullable=True),
        sa.Column("created_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("changed_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["questionnaire_hash"], ["questionnaires.hash"], name=op.f("fk_responses_questionnaire_hash")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_responses")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_responses_token_hash")),
    )
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_responses_state_changed_at"), ["state", "changed_at"], unique=False)

    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("from_state", sa.String(length=40), nullable=False),
        sa.Column("to_state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_events_account_id")),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_events_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_events_response_id"), ["response_id"], unique=False)

    op.create_table(
        "slugs",
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_slugs_response_id")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_slugs")),
        sa.UniqueConstraint("response_id", name=op.f("uq_slugs_response_id")),
    )
    op.create_table(
        "submissions",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("questionnaire_hash", sa.String(length=64), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("answers", results.column_types.JsonText(), nullable=False),
        sa.Column("profile", results.column_types.JsonText(), nullable=False),
        sa.Column("submitted_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["questionnaire_hash"], ["questionnaires.hash"], name=op.f("fk_submissions_questionnaire_hash")
        ),
        sa.ForeignKeyConstraint(["response_id"], ["responses.id"], name=op.f("fk_submissions_response_id")),
        sa.PrimaryKeyConstraint("response_id", "revision", name=op.f("pk_submissions")),
    )
    op.create_table(
        "consents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("questionnaire_version", sa.String(length=100), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id", "revision"],
            ["submissions.response_id", "submissions.revision"],
            name="fk_consents_submission",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consents")),
    )
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_consents_response_id_question"), ["response_id", "question"], unique=False)

    op.create_table(
        "map_entries",
        sa.Column("response_id", sa.String(length=32), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("survey", sa.String(length=100), nullable=False),
        sa.Column("questionnaire_hash", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("fields", results.column_types.JsonText(), nullable=False),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("precision", sa.String(length=40), nullable=True),
        sa.Column("municipality", sa.String(length=200), nullable=True),
        sa.Column("province", sa.String(length=200), nullable=True),
        sa.Column("published_at", results.column_types.UtcTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["questionnaire_hash"], ["questionnaires.hash"], name=op.f("fk_map_entries_questionnaire_hash")
        ),
        sa.ForeignKeyConstraint(
            ["response_id", "revision"],
            ["submissions.response_id", "submissions.revision"],
            name="fk_map_entries_submission",
        ),
        sa.ForeignKeyConstraint(["slug"], ["slugs.slug"], name=op.f("fk_map_entries_slug")),
        sa.PrimaryKeyConstraint("response_id", name=op.f("pk_map_entries")),
        sa.UniqueConstraint("slug", name=op.f("uq_map_entries_slug")),
    )
    with op.batch_alter_table("map_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_map_entries_survey"), ["survey"], unique=False)


def downgrade() -> None:
    """Back to the one before."""
    with op.batch_alter_table("map_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_map_entries_survey"))

    op.drop_table("map_entries")
    with op.batch_alter_table("consents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_consents_response_id_question"))

    op.drop_table("consents")
    op.drop_table("submissions")
    op.drop_table("slugs")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_events_response_id"))

    op.drop_table("events")
    with op.batch_alter_table("responses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_responses_state_changed_at"))

    op.drop_table("responses")
    op.drop_table("questionnaires")
    op.drop_table("accounts")
