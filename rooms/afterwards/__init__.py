"""What a log tells afterwards: turns, pages, attendance, votes, line checks. Pure projections."""
