"""E-mail addresses of accounts, sites and delegates; items a meeting never came to are left over."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns and the table; the index of meetings is rebuilt at its next reading."""
    op.add_column("accounts", sa.Column("email", sa.String(254), nullable=False, server_default=""))
    op.add_column("sites", sa.Column("email", sa.String(254), nullable=False, server_default=""))
    op.create_table(
        "meeting_contacts",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("delegate", sa.String(64), nullable=False),
        sa.Column("email", sa.String(254), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "delegate", name="pk_meeting_contacts"),
    )
    op.execute("UPDATE briefings SET applied_seq = 0")


def downgrade() -> None:
    """Drop them."""
    op.drop_table("meeting_contacts")
    with op.batch_alter_table("sites") as batch:
        batch.drop_column("email")
    with op.batch_alter_table("accounts") as batch:
        batch.drop_column("email")
