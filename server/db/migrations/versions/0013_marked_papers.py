"""Who opened marked papers, and which were destroyed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "paper_access",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "number", name="pk_paper_access"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["event_streams.meeting"],
            name="fk_paper_access_meeting_event_streams",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "paper_tombstones",
        sa.Column("paper", sa.String(13), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("marking", sa.String(16), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("original_sha256", sa.String(64), nullable=False),
        sa.Column("folder", sa.String(40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("destroyed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("paper", "version", name="pk_paper_tombstones"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["event_streams.meeting"],
            name="fk_paper_tombstones_meeting_event_streams",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_paper_tombstones_meeting", "paper_tombstones", ["meeting"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index("ix_paper_tombstones_meeting", table_name="paper_tombstones")
    op.drop_table("paper_tombstones")
    op.drop_table("paper_access")
