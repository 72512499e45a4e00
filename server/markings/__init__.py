"""Marked papers on the server: who opens a page, drawn with whose name on it, noted where, and gone when."""
