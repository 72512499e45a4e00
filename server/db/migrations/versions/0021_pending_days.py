"""What is still to be done to the meetings of a series that was changed, so that it is done after a crash."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; nothing is known to be left over from before."""
    op.add_column("series_occurrences", sa.Column("pending", sa.String(8), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("series_occurrences", "pending")
