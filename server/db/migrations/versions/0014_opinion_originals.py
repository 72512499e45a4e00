"""What kind of file a slip's paper came as, and the hash of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; files that are there came as PDF."""
    op.add_column("opinion_files", sa.Column("kind", sa.String(8), nullable=False, server_default="pdf"))
    op.add_column("opinion_files", sa.Column("original_sha256", sa.String(64), nullable=True))


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("opinion_files") as table:
        table.drop_column("original_sha256")
        table.drop_column("kind")
