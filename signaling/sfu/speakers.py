"""Who speaks and who is loud enough to be heard by all, from audio levels (RFC 6464). Pure."""

from dataclasses import dataclass

from signaling.sfu.events import Speaker

ACTIVE_DBOV = 35
SILENT_DBOV = 127
ATTACK, DECAY = 0.6, 0.08
HOLD_NS = 2_000_000_000
LOUDER = 1.6
"""A challenger must be this much louder than whom it displaces, lest two voices flap."""
RELEASE_NS = 500_000_000


def linear(level_dbov: int) -> float:
    """-dBov (0 loudest) to 0.0..1.0."""
    return 0.0 if level_dbov >= SILENT_DBOV else float(10 ** (-level_dbov / 20))


THRESHOLD = linear(ACTIVE_DBOV)


@dataclass(slots=True)
class _Voice:
    participant: str
    level: float = 0.0
    chosen_since: int = 0
    loud_ns: int = -(1 << 60)


class SpeakerDetector:
    """Smoothed levels of the open microphones of a room; picks the loudest `count` with a hold time."""

    def __init__(self, count: int = 3) -> None:
        self._count = count
        self._voices: dict[str, _Voice] = {}
        self._chosen: set[str] = set()
        self._told: dict[str, float] = {}

    def add(self, sid: str, participant: str) -> None:
        """A microphone that may be heard."""
        self._voices.setdefault(sid, _Voice(participant))

    def remove(self, sid: str) -> None:
        """A microphone that closed or went."""
        self._voices.pop(sid, None)
        self._chosen.discard(sid)

    def observe(self, sid: str, level_dbov: int | None, now_ns: int) -> None:
        """The loudest level of a tick; None when no packet came (DTX, loss)."""
        voice = self._voices.get(sid)
        if voice is None:
            return
        level = 0.0 if level_dbov is None else linear(level_dbov)
        voice.level += (level - voice.level) * (ATTACK if level > voice.level else DECAY)
        if level >= THRESHOLD:
            voice.loud_ns = now_ns

    def choose(self, now_ns: int) -> frozenset[str]:
        """The microphones to forward now: at most `count`; all of them while no more are open."""
        if len(self._voices) <= self._count:
            self._chosen = set(self._voices)
        else:
            self._fill()
            self._challenge(now_ns)
        for sid in self._chosen:
            voice = self._voices[sid]
            voice.chosen_since = voice.chosen_since or now_ns
        return frozenset(self._chosen)

    def _fill(self) -> None:
        ranked = sorted(self._voices, key=lambda sid: self._voices[sid].level, reverse=True)
        if len(self._chosen) > self._count:
            self._chosen = set(sorted(self._chosen, key=ranked.index)[: self._count])
        for sid in ranked:
            if len(self._chosen) >= self._count:
                return
            self._chosen.add(sid)

    def _challenge(self, now_ns: int) -> None:
        outside = [sid for sid in self._voices if sid not in self._chosen]
        for sid in sorted(outside, key=lambda one: self._voices[one].level, reverse=True):
            challenger = self._voices[sid]
            if challenger.level < THRESHOLD:
                return
            weakest = min(self._chosen, key=lambda one: self._voices[one].level)
            if not self._may_displace(challenger, self._voices[weakest], now_ns):
                return
            self._voices[weakest].chosen_since = 0
            self._chosen.discard(weakest)
            self._chosen.add(sid)

    def _may_displace(self, challenger: _Voice, weakest: _Voice, now_ns: int) -> bool:
        if challenger.level < weakest.level * LOUDER:
            return False
        silent = now_ns - weakest.loud_ns > RELEASE_NS
        return silent or now_ns - weakest.chosen_since > HOLD_NS

    def changes(self, now_ns: int) -> tuple[Speaker, ...]:
        """Speakers whose state or level changed since the last call, loudest first (LiveKit's meaning)."""
        speaking: dict[str, float] = {}
        for voice in self._voices.values():
            if now_ns - voice.loud_ns < RELEASE_NS:
                level = max(voice.level, speaking.get(voice.participant, 0.0))
                speaking[voice.participant] = level
        changed = [
            Speaker(name, level, True)
            for name, level in speaking.items()
            if name not in self._told or abs(level - self._told[name]) > max(0.02, 0.25 * self._told[name])
        ]
        changed += [Speaker(name, 0.0, False) for name in self._told if name not in speaking]
        for speaker in changed:
            if speaker.active:
                self._told[speaker.participant] = speaker.level
            else:
                del self._told[speaker.participant]
        return tuple(sorted(changed, key=lambda speaker: speaker.level, reverse=True))
