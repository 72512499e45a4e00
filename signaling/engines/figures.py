"""Statistics of a worker's room from JSON to types. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signaling.plane import ParticipantFigures, RoomStatistics, TrackFigures

_FIGURES = ("rtt_ms", "loss_up", "loss_down", "up_bps", "down_bps")


def statistics_from_json(data: Mapping[str, Any]) -> RoomStatistics:
    """What the worker's `statistics` operation answered."""
    return RoomStatistics(
        room=str(data["room"]),
        recording=bool(data["recording"]),
        participants={identity: participant_from_json(one) for identity, one in data["participants"].items()},
    )


def participant_from_json(data: Mapping[str, Any]) -> ParticipantFigures:
    """One participant's figures."""
    return ParticipantFigures(
        sid=str(data["sid"]),
        name=str(data["name"]),
        active=bool(data["active"]),
        path=str(data["path"]),
        quality=int(data["quality"]),
        closed_audio=int(data["closed_audio"]),
        tracks=tuple(TrackFigures(**one) for one in data["tracks"]),
        **{name: float(data[name] or 0) for name in _FIGURES},
    )
