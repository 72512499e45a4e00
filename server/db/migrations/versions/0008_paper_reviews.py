"""Papers before they are in the meeting, and who has read which version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "paper_reviews",
        sa.Column("paper", sa.String(13), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("item", sa.String(64), nullable=True),
        sa.Column("number", sa.String(100), nullable=False),
        sa.Column("issuer", sa.String(200), nullable=False),
        sa.Column("dated", sa.String(10), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("marking", sa.String(16), nullable=False),
        sa.Column("unit", sa.String(80), nullable=True),
        sa.Column("note", sa.String(300), nullable=False),
        sa.Column("made_by", sa.String(80), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(80), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("paper", "version", name="pk_paper_reviews"),
    )
    op.create_index("ix_paper_reviews_meeting", "paper_reviews", ["meeting"])
    op.create_table(
        "paper_readings",
        sa.Column("paper", sa.String(13), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reader", sa.String(80), nullable=False),
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("paper", "version", "reader", name="pk_paper_readings"),
    )
    op.create_index("ix_paper_readings_meeting_reader", "paper_readings", ["meeting", "reader"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("paper_readings")
    op.drop_table("paper_reviews")
