"""A small briefing as an event log, made by the real meeting core: what tests of the record read."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from rooms import SYSTEM, Envelope, Viewer, decide, empty, evolve_all, parse_command, seal_all

CHAIR = Viewer("officer-1", "chair")
DEPUTY = Viewer("officer-2", "deputy")
SECRETARY = Viewer("officer-3", "secretary")
CUA_LO, KY_SON = Viewer("site-413", "site"), Viewer("site-417", "site")
LAN, SON = Viewer("delegate-d1", "delegate"), Viewer("delegate-d2", "delegate")
OPENED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 08:00 in Ho Chi Minh City


class Log:
    """Feeds commands to the core at chosen minutes and keeps the sealed events."""

    def __init__(self) -> None:
        self.state, self.envelopes, self._keys = empty("demo"), list[Envelope](), 0

    def say(self, minute: float, actor: Viewer, type: str, **data: Any) -> Mapping[str, Any]:
        self._keys += 1
        command = parse_command(type, data, key=f"k-{self._keys}", actor=actor)
        events = decide(self.state, command, OPENED + timedelta(minutes=minute))
        prev = self.envelopes[-1].hash if self.envelopes else "0" * 64
        sealed = seal_all("demo", prev, events)
        self.state = evolve_all(self.state, events)
        self.envelopes += sealed
        return sealed[0].data if sealed else {}


def created(title: str = "Giao ban trực tuyến tháng 02 năm 2026", **changes: Any) -> Log:
    log = Log()
    data: dict[str, Any] = {
        "title": title,
        "scheduled_at": "2026-03-02T01:00:00.000Z",
        "planned_s": 7_200,
        "agenda": [
            {"title": "Tình hình kinh tế - xã hội tháng 02", "rapporteur": "Sở Kế hoạch",
             "planned_s": 1_800},
            {"title": "Phòng chống thiên tai năm 2026", "rapporteur": "Sở Nông nghiệp", "planned_s": 1_200},
        ],
        "sites": [
            {"code": "413", "name": "Thị xã Cửa Lò", "short_name": "Cửa Lò", "kind": "district"},
            {"code": "417", "name": "Huyện Kỳ Sơn", "short_name": "Kỳ Sơn", "kind": "district"},
            {"code": "415", "name": "Huyện Quế Phong", "short_name": "Quế Phong", "kind": "district"},
        ],
        "officers": [
            {"seat": "officer-1", "name": "Nguyễn Văn Minh", "office": "Chủ tịch UBND tỉnh", "role": "chair",
             "order": 0},
            {"seat": "officer-2", "name": "Trần Thị Hoa", "office": "Phó Chủ tịch UBND tỉnh",
             "role": "deputy", "order": 1},
            {"seat": "officer-3", "name": "Lê Quang Đạt", "office": "Văn phòng UBND tỉnh",
             "role": "secretary", "order": 0},
        ],
        "delegates": [
            {"id": "d1", "name": "Phạm Thị Lan", "office": "Phó Chủ tịch UBND thị xã", "site": "413"},
            {"id": "d2", "name": "Vi Văn Sơn", "office": "Trưởng phòng Nông nghiệp", "site": "417"},
        ],
        "auto_record": True,
        "max_open": 1,
    }  # fmt: skip
    log.say(-2_000, SYSTEM, "meeting.create", **{**data, **changes})
    log.say(-1_999, SECRETARY, "meeting.schedule")
    return log


def connect(log: Log, minute: float, who: Viewer, name: str, connection: str = "c") -> None:
    log.say(
        minute,
        SYSTEM,
        "seat.connect",
        seat=who.seat,
        role=who.role,
        name=name,
        connection=connection + who.seat,
    )


def disconnect(log: Log, minute: float, who: Viewer, connection: str = "c") -> None:
    log.say(minute, SYSTEM, "seat.disconnect", seat=who.seat, connection=connection + who.seat)


def briefing() -> Log:
    """Eighty minutes: two items, three turns, a recess, a line lost and back, pages, two conclusions."""
    log = created()
    log.say(-25, CHAIR, "meeting.start_line_check")
    for who, name in ((CHAIR, "Nguyễn Văn Minh"), (SECRETARY, "Lê Quang Đạt"), (DEPUTY, "Trần Thị Hoa")):
        connect(log, -20, who, name)
    connect(log, -15, CUA_LO, "Cửa Lò")
    connect(log, -10, KY_SON, "Kỳ Sơn")
    connect(log, -5, LAN, "Phạm Thị Lan")
    log.say(-4, LAN, "delegate.check_in")
    log.say(-4, SECRETARY, "roll.mark", subject="delegate-d2", status="excused", note="Đi cơ sở")
    log.say(
        -3,
        SYSTEM,
        "paper.add",
        paper="p1",
        title="Báo cáo tháng 02",
        pages=12,
        item="a1",
        size=1_000,
        sha256="a" * 64,
    )
    log.say(0, CHAIR, "meeting.open")
    log.say(1, CHAIR, "agenda.start", item="a1")
    log.say(2, SECRETARY, "front.show", paper="p1", page=1)
    log.say(5, SECRETARY, "front.turn", page=4)
    request = log.say(6, LAN, "floor.request", topic="Giải ngân vốn đầu tư công")["request"]
    log.say(7, CHAIR, "floor.grant", request=request, limit_s=300)
    log.say(12.5, LAN, "floor.release")
    disconnect(log, 20, KY_SON)
    connect(log, 24, KY_SON, "Kỳ Sơn", "d")
    request = log.say(25, KY_SON, "floor.request", topic="Đường tuần tra biên giới")["request"]
    log.say(26, CHAIR, "floor.grant", request=request, limit_s=180)
    log.say(30, CHAIR, "floor.revoke", request=request, reason="Hết thời gian")
    log.say(31, CHAIR, "agenda.finish", item="a1")
    log.say(32, CHAIR, "meeting.recess")
    log.say(42, CHAIR, "meeting.resume")
    log.say(43, CHAIR, "agenda.start", item="a2")
    log.say(44, CHAIR, "floor.invite", seat="officer-2", topic="Phương án sơ tán", limit_s=600)
    log.say(50, DEPUTY, "floor.release")
    decision = log.say(60, SECRETARY, "decision.record", text="Hoàn thành giải ngân trước 30/6.", item="a1")[
        "decision"
    ]
    log.say(
        61,
        SECRETARY,
        "decision.record",
        text="Các huyện miền núi rà soát phương án sơ tán dân trước ngày 15/5.",
        item="a2",
    )
    log.say(
        62,
        SECRETARY,
        "decision.amend",
        decision=decision,
        text="Hoàn thành giải ngân vốn đầu tư công trước ngày 30/6/2026.",
    )
    log.say(79, SECRETARY, "front.hide")
    log.say(80, CHAIR, "meeting.close")
    return log


def attended() -> Log:
    """One delegate comes late, leaves for ten minutes and stays to the end; another sends a substitute."""
    log = created()
    log.say(-100, SECRETARY, "quorum.set", at_least={"of": 1, "parts": 2, "over": True})
    thay = {"name": "Lô Văn Thay", "office": "Phó Trưởng phòng"}
    log.say(-90, SON, "invitation.answer", answer="absent", reason="Đi cơ sở", substitute=thay)
    log.say(-80, LAN, "invitation.answer", answer="attending")
    log.say(-60, CHAIR, "meeting.start_line_check")
    log.say(-5, SON, "delegate.check_in")
    log.say(0, CHAIR, "meeting.open")
    log.say(5, CHAIR, "agenda.start", item="a1")
    log.say(10, LAN, "delegate.check_in")
    log.say(20, CUA_LO, "delegate.leave", delegate="d1")
    log.say(30, CUA_LO, "delegate.return", delegate="d1")
    log.say(40, SON, "delegate.leave", delegate="d2")
    log.say(45, CHAIR, "agenda.start", item="a2")
    log.say(65, CHAIR, "meeting.close")
    return log


def questioning() -> Log:
    """An hour with a point of order that interrupts, a paused clock, and a question that is answered."""
    log = created()
    for who, name in ((CHAIR, "Nguyễn Văn Minh"), (CUA_LO, "Cửa Lò"), (KY_SON, "Kỳ Sơn")):
        connect(log, -10, who, name)
    log.say(0, CHAIR, "meeting.open")
    log.say(1, CHAIR, "agenda.start", item="a1")
    speaker = log.say(2, CHAIR, "floor.invite", seat="delegate-d1", topic="Cảng cá", limit_s=600)["request"]
    point = log.say(4, KY_SON, "floor.request", kind="point_of_order", topic="Đã quá giờ")["request"]
    log.say(5, CHAIR, "floor.grant", request=point, interrupt=True)
    log.say(6, KY_SON, "floor.release")
    log.say(8, CHAIR, "floor.pause", request=speaker)
    log.say(10, CHAIR, "floor.resume", request=speaker)
    log.say(12, CUA_LO, "floor.release")
    text = "Bao giờ xong hồ Vực Mấu?"
    question = log.say(13, CUA_LO, "question.ask", to="site-417", text=text, delegate="d1")["question"]
    other = log.say(14, KY_SON, "question.ask", to="delegate-d1", text="Bao giờ nạo vét?")["question"]
    log.say(15, CHAIR, "question.call", question=question)
    log.say(16, CUA_LO, "floor.release")
    log.say(17, CHAIR, "question.answer", question=question)
    log.say(20, KY_SON, "floor.release")
    log.say(21, CHAIR, "question.deny", question=other, reason="Ngoài phạm vi")
    log.say(60, CHAIR, "meeting.close")
    return log
