"""The outbox, what people invited were told, and what was chosen for a meeting's mail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "mail_outbox",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=True),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("meeting", sa.String(40), nullable=True),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("template", sa.String(40), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mail_outbox"),
        sa.UniqueConstraint("key", name="uq_mail_outbox_key"),
    )
    op.create_index("ix_mail_outbox_state_next_at", "mail_outbox", ["state", "next_at"])
    op.create_index("ix_mail_outbox_meeting", "mail_outbox", ["meeting"])
    op.create_table(
        "mail_told",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("person", sa.String(80), nullable=False),
        sa.Column("name", sa.String(300), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "person", name="pk_mail_told"),
    )
    op.create_table(
        "mail_meetings",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("invite", sa.Boolean(), nullable=True),
        sa.Column("reminders", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("meeting", name="pk_mail_meetings"),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("mail_meetings")
    op.drop_table("mail_told")
    op.drop_table("mail_outbox")
