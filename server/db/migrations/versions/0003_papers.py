"""Papers and the index of meetings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "papers",
        sa.Column("id", sa.String(13), nullable=False),
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("name", sa.String(255), nullable=False),
        sa.Column("item", sa.String(40), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(40), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("page_sizes", sa.Text(), nullable=False),
        sa.Column("uploaded_by", sa.String(80), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_papers"),
    )
    op.create_index("ix_papers_meeting", "papers", ["meeting"])
    op.create_index("ix_papers_state", "papers", ["state"])
    op.create_table(
        "briefings",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("applied_seq", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("scheduled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planned_s", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", name="pk_briefings"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["event_streams.meeting"],
            name="fk_briefings_meeting_event_streams",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "briefing_seats",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("seat", sa.String(80), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "seat", name="pk_briefing_seats"),
        sa.ForeignKeyConstraint(
            ["meeting"], ["briefings.meeting"], name="fk_briefing_seats_meeting_briefings", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_briefing_seats_seat", "briefing_seats", ["seat"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("briefing_seats")
    op.drop_table("briefings")
    op.drop_table("papers")
