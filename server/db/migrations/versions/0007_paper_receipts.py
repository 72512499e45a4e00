"""What the machines of a meeting hold of its papers."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "paper_receipts",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("device", sa.String(64), nullable=False),
        sa.Column("seat", sa.String(80), nullable=False),
        sa.Column("paper", sa.String(64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("meeting", "device", "seat", "paper", "version", name="pk_paper_receipts"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["event_streams.meeting"],
            name="fk_paper_receipts_meeting_event_streams",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("paper_receipts")
