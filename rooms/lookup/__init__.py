"""Find seats, papers and whom one may speak for. Only reads the state."""
