"""How one viewer's downlink is shared out, and how wide it is thought to be. Pure; time is an argument."""

from collections.abc import Sequence
from dataclasses import dataclass

from signaling.sfu.layers import OFF

UNLIMITED = 1 << 40
FLOOR_BPS = 48_000
# Delay alone (REMB without loss) also comes from a busy machine: it never takes the speaker's lowest layer.
DELAY_FLOOR_BPS = 300_000
CONGESTED_SHARE = 0.9
LOSS_LIMIT = 0.10
NEEDED_SIGNS = 3
GROWING = 1.005
PROBE_STEP = 1.25
# A probe is worth making only when a paused picture fits into it.
PROBE_LEAST_BPS = 150_000
FIRST_BACKOFF_NS = 3_000_000_000
LAST_BACKOFF_NS = 48_000_000_000
SETTLED_NS = 10_000_000_000


@dataclass(frozen=True, slots=True)
class Want:
    """One video a viewer wants: (quality, bits per second) of each usable layer, lowest first."""

    key: str
    importance: tuple[int, ...]
    rates: tuple[tuple[int, int], ...]


def allocate(budget_bps: int, audio_bps: int, wants: Sequence[Want]) -> dict[str, int]:
    """Give each video a quality, or OFF (paused). Sound is never paused: it is taken off the budget first.

    Every video gets its lowest layer in order of importance while the budget lasts, so the least
    important is paused first; what is left raises them in the same order.
    """
    left = budget_bps - audio_bps
    given: dict[str, int] = {}
    ordered = sorted(wants, key=lambda want: want.importance, reverse=True)
    for want in ordered:
        given[want.key] = -1
        if want.rates and want.rates[0][1] <= left:
            given[want.key] = 0
            left -= want.rates[0][1]
    for want in ordered:
        left = _raise(want, given, left)
    return {want.key: want.rates[given[want.key]][0] if given[want.key] >= 0 else OFF for want in wants}


def _raise(want: Want, given: dict[str, int], left: int) -> int:
    step = given[want.key]
    if step < 0:
        return left
    base = want.rates[step][1]
    for index in range(len(want.rates) - 1, step, -1):
        extra = want.rates[index][1] - base
        if extra <= left:
            given[want.key] = index
            return left - extra
    return left


class ChannelEstimate:
    """What a viewer's line carries, from its REMB and its loss; unlimited until it shows otherwise.

    REMB grows only with what is sent, and slowly (libwebrtc: 8 % a second), so a low figure says nothing
    while little is sent or while it is still catching up with a picture that has just begun. It counts as
    congestion when it is below what is being sent and does not grow, three times in a row. After that the
    budget is raised step by step; a step that brings congestion back doubles the wait before the next.
    """

    def __init__(self) -> None:
        self.budget_bps = UNLIMITED
        self._signs = 0
        self._remb_bps = 0
        self._backoff_ns = FIRST_BACKOFF_NS
        self._probed_ns = self._congested_ns = 0

    @property
    def limited(self) -> bool:
        """Whether anything is held back."""
        return self.budget_bps < UNLIMITED

    def on_remb(self, bitrate_bps: int, sent_bps: int, now_ns: int) -> None:
        """The viewer's estimate, and what it is being sent."""
        growing = 0 < self._remb_bps * GROWING < bitrate_bps
        self._remb_bps = bitrate_bps
        if bitrate_bps < sent_bps * CONGESTED_SHARE and not growing:
            self._sign(max(bitrate_bps, DELAY_FLOOR_BPS), now_ns)
        else:
            self._signs = 0
            if self.limited and bitrate_bps > self.budget_bps:
                self.budget_bps = bitrate_bps

    def on_loss(self, fraction: float, sent_bps: int, now_ns: int) -> None:
        """The loss a receiver report tells, 0 to 1."""
        if fraction > LOSS_LIMIT:
            self._sign(int(sent_bps * (1 - fraction / 2)), now_ns)

    def _sign(self, bitrate_bps: int, now_ns: int) -> None:
        self._signs += 1
        if self._signs < NEEDED_SIGNS:
            return
        self._signs = 0
        if now_ns - self._probed_ns < SETTLED_NS and self._probed_ns > self._congested_ns:
            self._backoff_ns = min(self._backoff_ns * 2, LAST_BACKOFF_NS)
        self._congested_ns = now_ns
        self.budget_bps = max(FLOOR_BPS, min(self.budget_bps, bitrate_bps))

    def probe(self, demand_bps: int, now_ns: int) -> bool:
        """Raise the budget when it is time; True when it changed. `demand_bps`: all that is wanted."""
        if not self.limited or now_ns - max(self._congested_ns, self._probed_ns) < self._backoff_ns:
            return False
        if now_ns - self._congested_ns > 2 * SETTLED_NS:
            self._backoff_ns = FIRST_BACKOFF_NS
        self._probed_ns = now_ns
        self.budget_bps = max(int(self.budget_bps * PROBE_STEP), self.budget_bps + PROBE_LEAST_BPS)
        if self.budget_bps > demand_bps * PROBE_STEP:
            self.budget_bps = UNLIMITED
        return True


class UplinkEstimate:
    """The most a publisher may send, told to it as REMB: up while little is lost, down when much is."""

    def __init__(self, start_bps: int = 4_000_000, cap_bps: int = 8_000_000) -> None:
        self.bitrate_bps = start_bps
        self._cap_bps = cap_bps

    def on_loss(self, fraction: float) -> int:
        """The new limit after a second with this loss; as libwebrtc's own rule: 2 % and 10 %."""
        if fraction > LOSS_LIMIT:
            self.bitrate_bps = max(150_000, int(self.bitrate_bps * (1 - fraction / 2)))
        elif fraction < 0.02:
            self.bitrate_bps = min(self._cap_bps, int(self.bitrate_bps * 1.08))
        return self.bitrate_bps
