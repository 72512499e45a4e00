"""The event log: streams and events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "event_streams",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
        sa.Column("lifecycle", sa.String(16), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("meeting", name="pk_event_streams"),
    )
    op.create_table(
        "events",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("actor", sa.String(80), nullable=False),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("key", sa.String(120), nullable=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "seq", name="pk_events"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["event_streams.meeting"],
            name="fk_events_meeting_event_streams",
            ondelete="RESTRICT",
        ),
        sa.UniqueConstraint("meeting", "actor", "key", name="uq_events_meeting_actor_key"),
    )
    op.create_index("ix_events_meeting_type", "events", ["meeting", "type"])


def downgrade() -> None:
    """Drop both tables."""
    op.drop_table("events")
    op.drop_table("event_streams")
