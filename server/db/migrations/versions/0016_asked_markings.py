"""Submissions that are asked for their marking, and the sign-in by which a machine reported what it holds."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; nothing was asked before, and no sign-in is known.

    What the desk brings has a submission from now on; files that are being looked at get theirs.
    """
    asks: sa.Column[bool] = sa.Column("asks", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("paper_reviews", asks)
    op.add_column("paper_receipts", sa.Column("session", sa.String(12), nullable=False, server_default=""))
    op.execute(
        "INSERT INTO paper_reviews (paper, version, meeting, state, joined, title, item, number, issuer,"
        " dated, kind, marking, note, made_by, made_at, submitted_at, decided_by, decided_at, reason, asks)"
        " SELECT id, version, meeting, 'approved', false, title, item, '', '', '', 'other', 'normal', '',"
        " uploaded_by, uploaded_at, uploaded_at, uploaded_by, uploaded_at, '', false FROM papers"
        " WHERE state = 'checking' AND NOT EXISTS (SELECT 1 FROM paper_reviews"
        " WHERE paper_reviews.paper = papers.id AND paper_reviews.version = papers.version)"
    )


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("paper_receipts") as table:
        table.drop_column("session")
    with op.batch_alter_table("paper_reviews") as table:
        table.drop_column("asks")
