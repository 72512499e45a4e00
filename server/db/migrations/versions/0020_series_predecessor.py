"""From which series another was divided; what it left over goes on into the other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of series divided before it is not known."""
    op.add_column("meeting_series", sa.Column("predecessor", sa.String(12), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("meeting_series", "predecessor")
