"""What meetings put off, and which later meeting took it over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "postponed_items",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("title", sa.String(300), nullable=False),
        sa.Column("rapporteur", sa.String(200), nullable=False),
        sa.Column("planned_s", sa.Integer(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("seats", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "item", name="pk_postponed_items"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["briefings.meeting"],
            name="fk_postponed_items_meeting_briefings",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "carried_items",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("item", sa.String(64), nullable=False),
        sa.Column("into", sa.String(40), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "item", name="pk_carried_items"),
    )
    op.create_index("ix_carried_items_into", "carried_items", ["into"])


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("carried_items")
    op.drop_table("postponed_items")
