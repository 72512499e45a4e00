"""Questions and changes the rest of the server asks of the database, without SQLAlchemy's types in them."""
