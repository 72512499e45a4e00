"""Secret polls: keys while they run, who took a credential, and the box."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "ballot_keys",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("poll", sa.String(64), nullable=False),
        sa.Column("private", sa.LargeBinary(), nullable=False),
        sa.Column("public", sa.Text(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "poll", name="pk_ballot_keys"),
        sa.ForeignKeyConstraint(
            ["meeting"],
            ["event_streams.meeting"],
            name="fk_ballot_keys_meeting_event_streams",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "ballot_credentials",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("poll", sa.String(64), nullable=False),
        sa.Column("seat", sa.String(80), nullable=False),
        sa.Column("blinded", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "poll", "seat", name="pk_ballot_credentials"),
        _of_key("ballot_credentials"),
    )
    op.create_table(
        "ballot_box",
        sa.Column("meeting", sa.String(40), nullable=False),
        sa.Column("poll", sa.String(64), nullable=False),
        sa.Column("serial", sa.String(88), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("change", sa.Integer(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("proof", sa.String(88), nullable=False),
        sa.PrimaryKeyConstraint("meeting", "poll", "serial", name="pk_ballot_box"),
        _of_key("ballot_box"),
        sqlite_with_rowid=False,  # a row number would tell in which order the ballots came
    )


def _of_key(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["meeting", "poll"],
        ["ballot_keys.meeting", "ballot_keys.poll"],
        name=f"fk_{table}_meeting_ballot_keys",
        ondelete="CASCADE",
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("ballot_box", "ballot_credentials", "ballot_keys"):
        op.drop_table(table)
