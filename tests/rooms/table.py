"""A small meeting to test with: chair, two deputies, secretary, technician, three halls, four delegates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rooms import (
    SYSTEM,
    Event,
    Meeting,
    Refused,
    Viewer,
    decide,
    empty,
    evolve_all,
    parse_command,
    view,
)

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
CHAIR = Viewer("officer-chair", "chair")
DEPUTY = Viewer("officer-dep1", "deputy")
DEPUTY2 = Viewer("officer-dep2", "deputy")
SECRETARY = Viewer("officer-sec", "secretary")
TECHNICIAN = Viewer("officer-tech", "technician")
VINH = Viewer("site-VINH", "site")
CUALO = Viewer("site-413", "site")
KYSON = Viewer("site-417", "site")
AN = Viewer("delegate-an", "delegate")  # in Cửa Lò
BINH = Viewer("delegate-binh", "delegate")  # in Cửa Lò
CUC = Viewer("delegate-cuc", "delegate")  # in Kỳ Sơn
DUNG = Viewer("delegate-dung", "delegate")  # in Vinh
OBSERVER = Viewer("observer-1", "observer")
STRANGER = Viewer("site-999", "site")
EVERYBODY = (
    CHAIR, DEPUTY, DEPUTY2, SECRETARY, TECHNICIAN, VINH, CUALO, KYSON, AN, BINH, CUC, DUNG, OBSERVER,
)  # fmt: skip

PLAN: dict[str, Any] = {
    "title": "Giao ban tháng 11",
    "scheduled_at": "2026-11-23T01:30:00.000Z",
    "planned_s": 7200,
    "agenda": [
        {"title": "Phòng chống thiên tai", "rapporteur": "Sở NN&PTNT", "planned_s": 1200},
        {"title": "Đầu tư công", "rapporteur": "Sở KH&ĐT", "planned_s": 900},
        {"title": "Kết luận", "rapporteur": "", "planned_s": 300},
    ],
    "sites": [
        {"code": "VINH", "name": "Thành phố Vinh", "short_name": "Vinh", "kind": "district"},
        {"code": "413", "name": "Thị xã Cửa Lò", "short_name": "Cửa Lò", "kind": "district"},
        {"code": "417", "name": "Huyện Kỳ Sơn", "short_name": "Kỳ Sơn", "kind": "district"},
    ],
    "officers": [
        {"seat": "officer-chair", "name": "Lê Chủ Trì", "office": "Chủ tịch", "role": "chair", "order": 0},
        {"seat": "officer-dep2", "name": "Phó Hai", "office": "PCT", "role": "deputy", "order": 2},
        {"seat": "officer-dep1", "name": "Phó Một", "office": "PCT", "role": "deputy", "order": 1},
        {"seat": "officer-sec", "name": "Thư Ký", "office": "VP", "role": "secretary", "order": 0},
        {"seat": "officer-tech", "name": "Kỹ Thuật", "office": "", "role": "technician", "order": 0},
    ],
    "delegates": [
        {"id": "an", "name": "Nguyễn Thị An", "office": "Chủ tịch", "site": "413"},
        {"id": "binh", "name": "Trần Bình", "office": "Phó CT", "site": "413"},
        {"id": "cuc", "name": "Hồ Cúc", "office": "", "site": "417"},
        {"id": "dung", "name": "Vi Dũng", "office": "", "site": "VINH"},
    ],
    "auto_record": True,
    "max_open": 1,
}

PATH = {
    "scheduled": "meeting.schedule",
    "line_check": "meeting.start_line_check",
    "in_session": "meeting.open",
    "recess": "meeting.recess",
    "closed": "meeting.close",
    "archived": "meeting.archive",
    "cancelled": "meeting.cancel",
}


class Table:
    """Drives a meeting by commands and keeps its log. A second passes before each command."""

    def __init__(self, plan: Mapping[str, Any] = PLAN) -> None:
        self.state: Meeting = empty("giao-ban-11")
        self.log: list[Event] = []
        self.now = START
        self.count = 0
        self.do(SYSTEM, "meeting.create", **plan)

    def wait(self, seconds: float) -> Table:
        self.now += timedelta(seconds=seconds)
        return self

    def do(self, actor: Viewer, command: str, /, key: str | None = None, **data: Any) -> list[str]:
        """Give a command; returns the types of what happened."""
        self.wait(1)
        self.count += 1
        parsed = parse_command(command, data, key=key or f"k{self.count}", actor=actor)
        events = decide(self.state, parsed, self.now)
        self.state = evolve_all(self.state, events)
        self.log.extend(events)
        return [event.type for event in events]

    def refuses(self, code: str, actor: Viewer, command: str, /, **data: Any) -> None:
        """Assert that a command is refused for this reason and changes nothing."""
        before = self.state
        with pytest.raises(Refused) as caught:
            self.do(actor, command, **data)
        assert caught.value.code == code
        assert self.state is before

    def connect(self, viewer: Viewer, connection: str = "c1") -> list[str]:
        data = {"seat": viewer.seat, "role": viewer.role, "connection": connection, "name": "Khách"}
        return self.do(SYSTEM, "seat.connect", **data)

    def disconnect(self, viewer: Viewer, connection: str = "c1") -> list[str]:
        return self.do(SYSTEM, "seat.disconnect", seat=viewer.seat, connection=connection)

    def connect_everybody(self) -> Table:
        for viewer in EVERYBODY:
            self.connect(viewer)
        return self

    def to(self, phase: str) -> Table:
        """Go the usual way to a phase."""
        if phase == "cancelled":
            self.do(CHAIR, PATH[phase])
            return self
        names = [name for name in PATH if name != "cancelled"]
        done = names.index(self.state.phase) + 1 if self.state.phase in names else 0
        for name in names[done:]:
            if self.state.phase == phase:
                break
            if name != "recess" or phase == "recess":
                self.do(SYSTEM if name == "archived" else CHAIR, PATH[name])
        assert self.state.phase == phase
        return self

    def ask(self, viewer: Viewer, topic: str = "") -> str:
        """Ask for the floor; returns the request's id."""
        self.do(viewer, "floor.request", topic=topic)
        return self.state.floor.queue[-1]

    def give(self, viewer: Viewer, **data: Any) -> str:
        """Ask and be granted; returns the request's id."""
        request = self.ask(viewer)
        self.do(CHAIR, "floor.grant", request=request, **data)
        return request

    def sees(self, viewer: Viewer) -> dict[str, Any]:
        return view(self.state, viewer)
