"""Which simulcast layer a viewer wants, and which of the live ones it gets. Pure."""

from collections.abc import Sequence

from signaling.sfu.specs import Encoding, TrackSettings

OFF = -1
ENOUGH = 0.85
"""A layer this close to the wanted size is sharp enough; the next one up would be wasted."""


def wanted_quality(settings: TrackSettings, encodings: Sequence[Encoding]) -> int:
    """The quality a viewer's settings ask for: OFF, or one that exists in `encodings`."""
    if settings.disabled:
        return OFF
    if not encodings:
        return 2
    ceiling = encodings[-1].quality
    if settings.width and settings.height:
        return min(ceiling, _by_size(settings, encodings))
    return min(ceiling, settings.quality)


def _by_size(settings: TrackSettings, encodings: Sequence[Encoding]) -> int:
    wanted = min(settings.width, settings.height)
    for encoding in encodings:
        have = min(encoding.width, encoding.height)
        if have == 0 or have >= wanted * ENOUGH:
            return encoding.quality
    return encodings[-1].quality


def best_live(limit: int, live: Sequence[int]) -> int:
    """The highest live quality not above `limit`, else the lowest live one; OFF when none may be had."""
    if limit == OFF or not live:
        return OFF
    below = [quality for quality in live if quality <= limit]
    return max(below) if below else min(live)
