"""The commands behind ``giaoban``: thin shells over the services."""
