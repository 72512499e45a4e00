"""The database: the only package that may import SQLAlchemy."""
