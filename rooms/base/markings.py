"""Markings of papers (độ mật) and what each does: one table, which every rule reads and the README prints.

Nothing else asks which marking a paper has; it asks the table what that marking does. Levels above
``CONFIDENTIAL`` do not belong on this network at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from rooms.base.roles import Role
from rooms.errors import Code, Refused


class Marking(StrEnum):
    """How a paper is marked, the lowest first."""

    NORMAL = "normal"
    CONFIDENTIAL = "confidential"
    SECRET = "secret"  # noqa: S105 - a level of secrecy, no password
    TOP_SECRET = "top_secret"  # noqa: S105


class Outlet(StrEnum):
    """A way in which what is said and shown leaves the meeting, and which a marked paper shuts."""

    RECORDING = "recording"
    STREAMING = "streaming"
    OUTSIDERS = "outsiders"


@dataclass(frozen=True, slots=True)
class Treatment:
    """What a marking does. ``label`` is the word on the paper itself.

    ``accepted``: such a paper may be on this network. ``readers``: roles that may open it, of seats of the
    meeting only. ``download``: the file itself is given out; otherwise pages are, one by one, as pictures
    that carry the watermark. ``kept``: a machine may keep it beyond the session. ``selectable``: its text can
    be taken from the page. ``log``: every page given out or refused is noted. ``recording``, ``streaming``
    and ``outsiders``: these go on while it is in the meeting; otherwise they are off until the chair decides.
    ``recall``: at closing every machine gives it back, and nobody opens it afterwards. ``stays``: its files
    outlive the meeting; otherwise they are destroyed a set number of days after it ended.
    """

    label: str
    accepted: bool
    readers: frozenset[str]
    download: bool
    kept: bool
    selectable: bool
    watermark: bool
    log: bool
    recording: bool
    streaming: bool
    outsiders: bool
    recall: bool
    stays: bool

    @property
    def shuts(self) -> tuple[Outlet, ...]:
        """What is off from the moment such a paper is in the meeting."""
        return tuple(outlet for outlet in Outlet if not getattr(self, outlet))


_ALL = frozenset(set(Role) - {Role.SYSTEM})
_MEMBERS = frozenset({Role.CHAIR, Role.DEPUTY, Role.SECRETARY, Role.SITE, Role.DELEGATE})
_OPEN = Treatment(
    label="",
    accepted=True,
    readers=_ALL,
    download=True,
    kept=True,
    selectable=True,
    watermark=False,
    log=False,
    recording=True,
    streaming=True,
    outsiders=True,
    recall=False,
    stays=True,
)


def _closed(label: str, *, accepted: bool) -> Treatment:
    return Treatment(
        label=label,
        accepted=accepted,
        readers=_MEMBERS if accepted else frozenset(),
        download=False,
        kept=False,
        selectable=False,
        watermark=True,
        log=True,
        recording=False,
        streaming=False,
        outsiders=False,
        recall=True,
        stays=False,
    )


TREATMENTS: Mapping[str, Treatment] = MappingProxyType(
    {
        Marking.NORMAL: _OPEN,
        Marking.CONFIDENTIAL: _closed("MẬT", accepted=True),
        Marking.SECRET: _closed("TỐI MẬT", accepted=False),
        Marking.TOP_SECRET: _closed("TUYỆT MẬT", accepted=False),
    }
)
MARKINGS = frozenset(Marking)


def treatment(marking: str) -> Treatment:
    """What a marking does. Raises KeyError for one that is not in the table."""
    return TREATMENTS[marking]


def require_accepted(marking: str) -> None:
    """Raise Refused(marking.too_high) for a marking that does not belong on this network."""
    if not treatment(marking).accepted:
        raise Refused(Code.MARKING_TOO_HIGH, {"marking": str(marking)})


def is_lower(marking: str, than: str) -> bool:
    """Whether a marking stands below another."""
    order = list(Marking)
    return order.index(Marking(marking)) < order.index(Marking(than))


_ROWS: Mapping[str, str] = MappingProxyType(
    {
        "accepted": "may be on this network",
        "readers": "who opens it",
        "download": "the file is given out",
        "kept": "a machine keeps it beyond the session",
        "selectable": "its text can be selected",
        "watermark": "moving watermark with name, office and time",
        "log": "every page opened or refused is noted",
        "recording": "recording goes on",
        "streaming": "streaming goes on",
        "outsiders": "observers stay",
        "recall": "recalled at closing, with proof per machine",
        "stays": "its files outlive the meeting",
    }
)


def markings_table() -> str:
    """What each marking does, as a Markdown table."""
    heads = [f"{marking}{f' ({TREATMENTS[marking].label})' if TREATMENTS[marking].label else ''}"
             for marking in Marking]  # fmt: skip
    lines = [f"| what it does | {' | '.join(heads)} |", f"|---|{'---|' * len(heads)}"]
    for name, words in _ROWS.items():
        cells = " | ".join(_cell(getattr(TREATMENTS[marking], name)) for marking in Marking)
        lines.append(f"| {words} | {cells} |")
    return "\n".join(lines)


def _cell(value: bool | frozenset[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(role.value for role in Role if role in value) or "nobody"
