"""Which layers of a publication nobody watches, told to its publisher after a delay. Pure."""

from signaling.sfu.layers import OFF


class Dynacast:
    """More is asked for at once; less only after `delay_ns`, so that a passing change costs no keyframe."""

    def __init__(self, qualities: tuple[int, ...], delay_ns: int) -> None:
        self._qualities = qualities
        self._delay_ns = delay_ns
        self._told: int | None = None
        self._lower_since: int | None = None

    def update(self, wanted: int, now_ns: int) -> dict[int, bool] | None:
        """`wanted`: the highest quality any viewer wants, or OFF. Returns what to tell, or None."""
        if wanted == self._told:
            self._lower_since = None
            return None
        if (self._told is None and wanted == OFF) or (self._told is not None and wanted < self._told):
            if self._lower_since is None:
                self._lower_since = now_ns
            if now_ns - self._lower_since < self._delay_ns:
                return None
        self._lower_since = None
        self._told = wanted
        return {quality: quality <= wanted for quality in self._qualities}
