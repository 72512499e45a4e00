"""What all tests share: how Hypothesis searches."""

from hypothesis import settings

# The same examples on every machine, and no verdict by the clock: a busy machine is not a fault.
settings.register_profile("project", derandomize=True, deadline=None)
settings.load_profile("project")
