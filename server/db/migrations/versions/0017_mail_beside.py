"""What facts of a meeting somebody was told last, and notices that wait to be mailed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of those told before it is not known, and notices told before are not mailed now."""
    op.add_column("mail_told", sa.Column("said", sa.String(40), nullable=False, server_default=""))
    op.add_column("notices", sa.Column("by_mail", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_notices_by_mail", "notices", ["by_mail"])


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_notices_by_mail", "notices")
    with op.batch_alter_table("notices") as table:
        table.drop_column("by_mail")
    with op.batch_alter_table("mail_told") as table:
        table.drop_column("said")
