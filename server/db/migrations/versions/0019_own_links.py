"""Which links a delegate made for another device of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of links made before it is not known."""
    op.add_column("links", sa.Column("own", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    """Drop it; not by a copy of the table, which would take the sign-ins opened with links along."""
    op.drop_column("links", "own")
