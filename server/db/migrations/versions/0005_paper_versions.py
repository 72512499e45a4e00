"""One row for each version of a paper: where its objects lie, what was sent, how far its processing is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Papers stored before are version 1; their objects stay where they lie."""
    with op.batch_alter_table("papers") as papers:
        papers.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        papers.add_column(sa.Column("folder", sa.String(40), nullable=False, server_default=""))
        papers.add_column(sa.Column("stage", sa.String(16), nullable=False, server_default=""))
        papers.add_column(sa.Column("kind", sa.String(8), nullable=False, server_default="pdf"))
        papers.add_column(sa.Column("original_size", sa.BigInteger(), nullable=False, server_default="0"))
        papers.add_column(sa.Column("original_sha256", sa.String(64), nullable=False, server_default=""))
        papers.add_column(sa.Column("flags", sa.Text(), nullable=False, server_default="[]"))
    op.execute("UPDATE papers SET folder = 'papers/' || id, original_size = size, original_sha256 = sha256")
    op.execute("UPDATE papers SET stage = 'waiting' WHERE state = 'checking'")
    with op.batch_alter_table("papers") as papers:
        for column in ("version", "folder", "stage", "kind", "original_size", "original_sha256", "flags"):
            papers.alter_column(column, server_default=None)
        papers.drop_constraint("pk_papers", type_="primary")
        papers.create_primary_key("pk_papers", ["id", "version"])


def downgrade() -> None:
    """Only first versions stay."""
    op.execute("DELETE FROM papers WHERE version > 1")
    with op.batch_alter_table("papers") as papers:
        papers.drop_constraint("pk_papers", type_="primary")
        papers.create_primary_key("pk_papers", ["id"])
        for column in ("version", "folder", "stage", "kind", "original_size", "original_sha256", "flags"):
            papers.drop_column(column)
