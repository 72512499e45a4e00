"""Who takes part: invited, answered, checked in, present, seated, presiding."""
