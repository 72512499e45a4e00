"""Private notes: owners, their wrapped keys, and the notes as ciphertext."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "note_keys",
        sa.Column("owner", sa.String(140), nullable=False),
        sa.Column("account", sa.String(12), nullable=True),
        sa.Column("meeting", sa.String(40), nullable=True),
        sa.Column("delegate", sa.String(40), nullable=True),
        sa.Column("key_id", sa.String(12), nullable=True),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", name="pk_note_keys"),
        _gone_with("note_keys", "account", "accounts", "id"),
        _gone_with("note_keys", "meeting", "event_streams", "meeting"),
    )
    op.create_index("ix_note_keys_account", "note_keys", ["account"])
    op.create_index("ix_note_keys_meeting", "note_keys", ["meeting"])
    op.create_table(
        "note_wrappings",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("owner", sa.String(140), nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("session", sa.String(12), nullable=True),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("cost", sa.String(40), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.Column("tries_left", sa.Integer(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_note_wrappings"),
        sa.UniqueConstraint("session", name="uq_note_wrappings_session"),
        _gone_with("note_wrappings", "owner", "note_keys", "owner"),
        _gone_with("note_wrappings", "session", "sessions", "id"),
    )
    op.create_index("ix_note_wrappings_owner", "note_wrappings", ["owner"])
    op.create_table(
        "private_notes",
        sa.Column("owner", sa.String(140), nullable=False),
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("owner", "meeting", "id", name="pk_private_notes"),
        _gone_with("private_notes", "owner", "note_keys", "owner"),
        _gone_with("private_notes", "meeting", "event_streams", "meeting"),
    )
    op.create_index("ix_private_notes_owner_rev", "private_notes", ["owner", "rev"])


def _gone_with(table: str, column: str, other: str, key: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.{key}"], name=name, ondelete="CASCADE")


def downgrade() -> None:
    """Drop the tables."""
    for table in ("private_notes", "note_wrappings", "note_keys"):
        op.drop_table(table)
