"""What several server processes say to each other: messages, requests to one process, and leases."""

from server.bus.base import Bus, Handler, Lease, Leases, Responder, Unreachable

__all__ = ["Bus", "Handler", "Lease", "Leases", "Responder", "Unreachable"]
