"""Secret ballots: credentials signed blindly, the box, and checking it all again from the log alone."""
