"""Alembic's environment: uses the connection :mod:`server.db.migrate` hands over, nothing else."""

from __future__ import annotations

from alembic import context

from server.db import models
from server.db.base import Base

assert models  # noqa: S101 - imported for its tables

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
