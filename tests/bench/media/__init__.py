"""Forwarding under load: replaying clients over real UDP, DTLS and SRTP through a real worker process."""

from tests.bench.media.suite import run

__all__ = ["run"]
