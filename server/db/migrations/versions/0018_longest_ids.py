"""Room for the longest ids of items and delegates: 64 characters, which PostgreSQL holds a column to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

COLUMNS = (("papers", "item"), ("links", "delegate"), ("note_keys", "delegate"))


def upgrade() -> None:
    """Widen the columns."""
    for table, column in COLUMNS:
        _resize(table, column, sa.String(64))


def downgrade() -> None:
    """Narrow them again. Fails on PostgreSQL while a longer id is kept."""
    for table, column in COLUMNS:
        _resize(table, column, sa.String(40))


def _resize(table: str, column: str, to: sa.String) -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(table, column, type_=to)
        return
    # Not by a copy of the table, as Alembic would: dropping the old one takes what refers to it along.
    op.add_column(table, sa.Column("resized", to))
    rows = sa.table(table, sa.column(column), sa.column("resized"))
    op.execute(rows.update().values(resized=rows.c[column]))
    op.execute(sa.text(f"ALTER TABLE {table} DROP COLUMN {column}"))
    op.execute(sa.text(f"ALTER TABLE {table} RENAME COLUMN resized TO {column}"))
