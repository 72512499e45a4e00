"""Alembic's migrations, shipped inside the package and run by ``giaoban migrate`` and ``serve``."""
