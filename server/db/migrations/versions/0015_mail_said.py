"""What facts of a meeting somebody was told last."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of those told before it is not known."""
    op.add_column("mail_told", sa.Column("said", sa.String(40), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("mail_told") as table:
        table.drop_column("said")
