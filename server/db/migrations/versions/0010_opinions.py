"""Opinion slips with their chains, and notices inside the application."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _slips()
    _recipients()
    _files()
    _entries()
    _notices()


def _slips() -> None:
    op.create_table(
        "opinion_slips",
        sa.Column("id", sa.String(13), nullable=False),
        sa.Column("number", sa.String(60), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("author", sa.String(12), nullable=False),
        sa.Column("author_name", sa.String(200), nullable=False),
        sa.Column("author_office", sa.String(200), nullable=False),
        sa.Column("deadline", _AT, nullable=True),
        sa.Column("shows_answers", sa.Boolean(), nullable=False),
        sa.Column("needs_superior", sa.Boolean(), nullable=False),
        sa.Column("created_at", _AT, nullable=False),
        sa.Column("changed_at", _AT, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("sent_at", _AT, nullable=True),
        sa.Column("ended_at", _AT, nullable=True),
        sa.Column("reason", sa.String(1000), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
        sa.Column("draft_key", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_opinion_slips"),
        sa.UniqueConstraint("author", "draft_key", name="uq_opinion_slips_author_draft_key"),
        sa.ForeignKeyConstraint(
            ["author"], ["accounts.id"], name="fk_opinion_slips_author_accounts", ondelete="RESTRICT"
        ),
    )


def _recipients() -> None:
    op.create_table(
        "opinion_recipients",
        sa.Column("slip", sa.String(13), nullable=False),
        sa.Column("account", sa.String(12), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("office", sa.String(200), nullable=False),
        sa.Column("agency_group", sa.String(80), nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("holder", sa.String(12), nullable=False),
        sa.Column("holders", sa.Text(), nullable=False),
        sa.Column("note", sa.String(1000), nullable=False),
        sa.Column("note_by", sa.String(200), nullable=False),
        sa.Column("proposal", sa.Text(), nullable=True),
        sa.Column("seen_at", _AT, nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", _AT, nullable=True),
        sa.Column("answered_by", sa.String(12), nullable=True),
        sa.Column("answered_by_name", sa.String(200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reminders", sa.Integer(), nullable=False),
        sa.Column("reminded_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("slip", "account", name="pk_opinion_recipients"),
        sa.ForeignKeyConstraint(
            ["slip"],
            ["opinion_slips.id"],
            name="fk_opinion_recipients_slip_opinion_slips",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name="fk_opinion_recipients_account_accounts", ondelete="RESTRICT"
        ),
    )
    op.create_index("ix_opinion_recipients_account", "opinion_recipients", ["account"])
    op.create_index("ix_opinion_recipients_holder", "opinion_recipients", ["holder"])


def _files() -> None:
    op.create_table(
        "opinion_files",
        sa.Column("id", sa.String(13), nullable=False),
        sa.Column("slip", sa.String(13), nullable=False),
        sa.Column("owner", sa.String(12), nullable=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("uploaded_by", sa.String(12), nullable=False),
        sa.Column("uploaded_at", _AT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_opinion_files"),
        sa.ForeignKeyConstraint(
            ["slip"], ["opinion_slips.id"], name="fk_opinion_files_slip_opinion_slips", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_opinion_files_slip", "opinion_files", ["slip"])


def _entries() -> None:
    op.create_table(
        "opinion_entries",
        sa.Column("slip", sa.String(13), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(12), nullable=False),
        sa.Column("type", sa.String(24), nullable=False),
        sa.Column("subject", sa.String(12), nullable=True),
        sa.Column("key", sa.String(80), nullable=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slip", "seq", name="pk_opinion_entries"),
        sa.UniqueConstraint("slip", "actor", "key", name="uq_opinion_entries_slip_actor_key"),
        sa.ForeignKeyConstraint(
            ["slip"], ["opinion_slips.id"], name="fk_opinion_entries_slip_opinion_slips", ondelete="RESTRICT"
        ),
    )
    op.create_index("ix_opinion_entries_subject", "opinion_entries", ["slip", "subject"])


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(12), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("about", sa.String(40), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("at", _AT, nullable=False),
        sa.Column("read_at", _AT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_notices"),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name="fk_notices_account_accounts", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_notices_account", "notices", ["account", "read_at"])


def downgrade() -> None:
    """Drop the tables."""
    for name in ("notices", "opinion_entries", "opinion_files", "opinion_recipients", "opinion_slips"):
        op.drop_table(name)
