"""Quorum and votes: plans, polls, who may vote, ballots, hands, authorities and the count."""
