"""A connection's quality in LiveKit's words, from loss, round trip and jitter. Pure."""

from dataclasses import dataclass

POOR, GOOD, EXCELLENT, LOST = 0, 1, 2, 3
SILENCE_LOST_NS = 12_000_000_000
SMOOTHING = 0.4


@dataclass(frozen=True, slots=True)
class LineFigures:
    """One interval of one connection; loss 0..1, times in ms, negative when unknown."""

    loss: float
    rtt_ms: float
    jitter_ms: float
    heard_ns_ago: int


def score(figures: LineFigures) -> float:
    """1.0 (unusable) to 5.0, after the E-model as in ITU-T G.107's simplified form."""
    delay = max(figures.rtt_ms, 0) / 2 + 2 * max(figures.jitter_ms, 0) + 10
    impairment = 0.024 * delay + (0.11 * (delay - 177.3) if delay > 177.3 else 0)
    loss = max(0.0, min(1.0, figures.loss))
    rating = 93.2 - impairment - 220 * loss / (1 + 2.2 * loss)
    rating = max(0.0, min(100.0, rating))
    return max(1.0, 1 + 0.035 * rating + 7e-6 * rating * (rating - 60) * (100 - rating))


class ConnectionQuality:
    """Smooths the score and says when the word for it changes."""

    def __init__(self) -> None:
        self.score = 5.0
        self.quality = EXCELLENT
        self._told: int | None = None

    def update(self, figures: LineFigures) -> bool:
        """Take one interval; True when the quality is not what was last told."""
        if figures.heard_ns_ago > SILENCE_LOST_NS:
            self.score, self.quality = 0.0, LOST
        else:
            now = score(figures)
            self.score = now if self.quality == LOST else self.score + (now - self.score) * SMOOTHING
            self.quality = EXCELLENT if self.score > 4.2 else GOOD if self.score > 3.2 else POOR
        changed = self.quality != self._told
        self._told = self.quality
        return changed
