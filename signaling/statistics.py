"""Figures of one room as JSON: what the plane's `statistics` gives. Reads, never changes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from signaling.room import Room


def room_statistics(room: Room) -> dict[str, Any]:
    """Per participant: round trip, loss, rates, quality, path kind and tracks."""
    return {
        "room": room.name,
        "recording": room.recording.active,
        "recording_dropped": room.recording.dropped,
        "participants": {
            participant.identity: {
                "sid": participant.sid,
                "name": participant.name,
                "active": participant.gone_at is None,
                "path": next((link.selected.kind for link in participant.peers.links if link.selected), ""),
                "rights": participant.rights.as_dict(),
                **asdict(room.sfu.statistics(participant.sid)),
                "tracks": [
                    {
                        "sid": one.sid,
                        "kind": one.kind,
                        "source": one.spec.source if one.spec else "",
                        "muted": bool(one.info.muted),
                        "open": one.open,
                    }
                    for one in participant.publications.values()
                ],
            }
            for participant in room.participants.values()
        },
    }
