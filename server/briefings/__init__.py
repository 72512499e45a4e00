"""The scheduled side of a meeting: creating it, finding it, its calendar file, its links and joining it."""
