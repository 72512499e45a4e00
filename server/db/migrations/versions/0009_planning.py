"""Templates, series, their occurrences, and calendar feeds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "meeting_templates",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("skeleton", sa.Text(), nullable=False),
        sa.Column("owner", sa.String(12), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_templates"),
    )
    op.create_table(
        "meeting_series",
        sa.Column("id", sa.String(12), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("skeleton", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("begins", sa.Date(), nullable=False),
        sa.Column("at", sa.String(5), nullable=False),
        sa.Column("owner", sa.String(12), nullable=False),
        sa.Column("first_number", sa.Integer(), nullable=False),
        sa.Column("ahead_days", sa.Integer(), nullable=False),
        sa.Column("as_draft", sa.Boolean(), nullable=False),
        sa.Column("carry", sa.String(8), nullable=False),
        sa.Column("skip_holidays", sa.Boolean(), nullable=False),
        sa.Column("without", sa.Text(), nullable=False),
        sa.Column("ends_before", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_series"),
    )
    op.create_table(
        "series_occurrences",
        sa.Column("series", sa.String(12), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("meeting", sa.String(40), nullable=True),
        sa.Column("left_out", sa.Text(), nullable=False),
        sa.Column("carried", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("series", "day", name="pk_series_occurrences"),
        sa.ForeignKeyConstraint(
            ["series"],
            ["meeting_series.id"],
            name="fk_series_occurrences_series_meeting_series",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("meeting", name="uq_series_occurrences_meeting"),
    )
    op.create_table(
        "calendar_feeds",
        sa.Column("account", sa.String(12), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_calendar_feeds"),
        sa.ForeignKeyConstraint(
            ["account"], ["accounts.id"], name="fk_calendar_feeds_account_accounts", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("token_hash", name="uq_calendar_feeds_token_hash"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("calendar_feeds")
    op.drop_table("series_occurrences")
    op.drop_table("meeting_series")
    op.drop_table("meeting_templates")
