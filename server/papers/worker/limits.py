"""What a worker may use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What a worker may use; `wall_s` is kept from outside, the rest by the kernel. Sizes in bytes.

    `networked`: it may read papers though it could not leave the network.
    """

    max_pages: int = 2000
    memory_bytes: int = 1024**3
    cpu_s: int = 120
    wall_s: float = 180.0
    output_bytes: int = 64 * 1024**2
    networked: bool = False
