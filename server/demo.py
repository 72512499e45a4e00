"""The demonstration briefing: made at the first start, found again at later ones.

Loopback only (see :mod:`server.settings`), in a data folder of its own (see :mod:`server.folder`). The links
it prints sign anyone in who can read the terminal or ``demo.json``; that is why it never shares a folder with
real meetings.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

from rooms import Meeting
from server.briefings.plan import Plan, PlannedDelegate, PlannedItem, PlannedOfficer
from server.errors import NotFound, ServerError
from server.folder import DataFolder, write_private
from server.papers.service import Upload
from server.services import Services

MEETING = "demo"
FILE = "demo.json"
SITES = Path(__file__).parent / "data" / "sites.csv"
LASTS = timedelta(days=3650)
Links = dict[str, object]

# login, name, office, account roles, meeting role and order
_PEOPLE = (
    ("chair", "Nguyễn Văn Hải", "Chủ tịch UBND tỉnh", ("officer",), "chair", 0),
    ("deputy", "Trần Thị Minh", "Phó Chủ tịch UBND tỉnh", ("officer",), "deputy", 1),
    ("secretary", "Lê Quốc Bảo", "Chánh Văn phòng UBND tỉnh", ("officer",), "secretary", 2),
    ("technician", "Phạm Đức Anh", "Tổ kỹ thuật Sở TT&TT", ("officer",), "technician", 3),
    ("archivist", "Hồ Thị Lan", "Lưu trữ Văn phòng", ("archivist",), None, 0),
    ("admin", "Vũ Hoàng Nam", "Quản trị hệ thống", ("administrator", "officer"), None, 0),
)
_AGENDA = (
    PlannedItem("Khai mạc, điểm danh các điểm cầu", "Chủ tịch UBND tỉnh", 10 * 60),
    PlannedItem("Báo cáo tình hình kinh tế – xã hội tháng", "Văn phòng UBND tỉnh", 25 * 60),
    PlannedItem("Phòng, chống thiên tai tại các huyện miền núi", "Các điểm cầu", 40 * 60),
    PlannedItem("Thảo luận", "Các điểm cầu", 35 * 60),
    PlannedItem("Kết luận, bế mạc", "Chủ tịch UBND tỉnh", 10 * 60),
)
_FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Lương")
_MIDDLE = ("Văn", "Thị", "Đức", "Thanh", "Minh", "Quốc", "Xuân", "Hữu", "Ngọc", "Kim", "Bá")
_GIVEN = (
    "An",
    "Bình",
    "Chi",
    "Dũng",
    "Giang",
    "Hà",
    "Hùng",
    "Khánh",
    "Linh",
    "Long",
    "Mai",
    "Nga",
    "Phúc",
    "Quang",
    "Sơn",
    "Thảo",
    "Tuấn",
)


Paper = asyncio.Task[bytes]


def lay_out_ahead(folder: DataFolder) -> Paper | None:
    """Begin with the paper while the rest starts; None when an earlier start has made the demonstration."""
    if (folder.path / FILE).exists():
        return None
    return asyncio.create_task(_lay_out(), name="demo-paper")


async def open_demo(services: Services, folder: DataFolder, paper: Paper | None = None) -> str:
    """Make or find the demonstration; the text to print: a table of sign-in links."""
    links = await _find(services, folder) or await _make(services, paper or asyncio.create_task(_lay_out()))
    write_private(folder.path / FILE, json.dumps(links, ensure_ascii=False, indent=1) + "\n")
    return _table(links, services.settings.base_url)


async def _find(services: Services, folder: DataFolder) -> Links | None:
    """The links of an earlier start, with the address of this one."""
    path = folder.path / FILE
    try:
        await services.meetings.state(MEETING)
        known = json.loads(path.read_text())
    except (NotFound, OSError, ValueError):
        return None
    return {name: _moved(value, services.settings.base_url) for name, value in known.items()}


def _moved(value: object, base: str) -> object:
    if isinstance(value, dict):
        return {name: _moved(inner, base) for name, inner in value.items()}
    _, mark, token = str(value).partition("/j/")
    return f"{base}{mark}{token}"


async def _make(services: Services, paper: Paper) -> Links:
    await services.people.sites.import_csv(SITES.read_bytes())
    accounts = {account.login: account.id for account in await services.people.accounts.all()}
    for login, name, office, roles, _, _ in _PEOPLE:
        if login not in accounts:
            made = await services.people.accounts.create(login=login, name=name, office=office, roles=roles)
            accounts[login] = made.id
    await _make_meeting(services, accounts)
    state = await services.meetings.state(MEETING)
    links = await _make_links(services, accounts, state)
    await _add_paper(services, state, paper)
    return links


async def _make_meeting(services: Services, accounts: dict[str, str]) -> None:
    now = services.clock()
    codes = [site.code for site in await services.people.sites.valid_on(services.people.sites.today())]
    plan = Plan(
        title="Giao ban trực tuyến tháng (trình diễn)",
        scheduled_at=_next_quarter(now),
        planned_s=2 * 3600,
        agenda=_AGENDA,
        sites=codes,
        officers=[
            PlannedOfficer(accounts[login], role, order)
            for login, _, _, _, role, order in _PEOPLE
            if role is not None
        ],
        delegates=[
            PlannedDelegate(_name(index * 2 + place), code, ("Chủ tịch", "Chánh Văn phòng")[place])
            for index, code in enumerate(codes)
            for place in range(2)
        ],
        auto_record=True,
    )
    try:
        await services.meetings.state(MEETING)
    except NotFound:
        await services.briefings.create(plan, MEETING)


def _next_quarter(now: datetime) -> datetime:
    return now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + timedelta(minutes=15)


def _name(number: int) -> str:
    family, middle = _FAMILY[number % len(_FAMILY)], _MIDDLE[number % len(_MIDDLE)]
    return f"{family} {middle} {_GIVEN[number % len(_GIVEN)]}"


async def _lay_out() -> bytes:
    """Lay out the paper in a process of its own, which ends with this."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.pdf"
        process = await asyncio.create_subprocess_exec(sys.executable, "-m", "server.demo_paper", str(path))
        try:
            if await process.wait() != 0:
                raise ServerError("demo.paper_failed")
        finally:
            if process.returncode is None:
                process.kill()
        return await asyncio.to_thread(path.read_bytes)


async def _add_paper(services: Services, state: Meeting, paper: Paper) -> None:
    """Send the paper the way every paper goes."""
    if state.papers:
        paper.cancel()
        return
    content = await paper
    item = state.agenda.order[1] if len(state.agenda.order) > 1 else None
    upload = Upload(MEETING, "bao-cao-thang.pdf", "Báo cáo kinh tế – xã hội tháng", item, len(content))

    async def chunks() -> AsyncIterator[bytes]:
        yield content

    await services.papers.receive(upload, chunks(), "system")
    await services.papers.settle()


async def _make_links(services: Services, accounts: dict[str, str], state: Meeting) -> Links:
    links, until = services.people.links, services.clock() + LASTS
    made: Links = {}
    for login, _, _, _, role, _ in _PEOPLE:
        meeting = MEETING if role is not None else None
        found = await links.for_account(accounts[login], meeting=meeting, reusable=True, until=until)
        made[login] = found[1]
    made["observer"] = (await links.for_observer(MEETING, name="Người theo dõi", reusable=True, until=until))[
        1
    ]
    made["sites"] = {
        site.code: (await links.for_site(site.code, reusable=True, until=until))[1]
        for site in state.sites.values()
    }
    made["delegates"] = {
        delegate.id: (
            await links.for_delegate(
                MEETING, delegate.id, name=delegate.name, office=delegate.office, reusable=True, until=until
            )
        )[1]
        for delegate in state.delegates.values()
    }
    return made


def _table(links: Links, base: str) -> str:
    """The links as lines for a terminal; delegates are in the file."""
    rows = [(name, value) for name, value in links.items() if isinstance(value, str)]
    sites = links.get("sites")
    if isinstance(sites, dict):
        rows += [(f"site {code}", str(url)) for code, url in sites.items()]
    width = max(len(name) for name, _ in rows)
    lines = "".join(f"  {name.ljust(width)}  {url}\n" for name, url in rows)
    return f"Demonstration briefing {base}/m/{MEETING}: open each link in a tab of its own.\n{lines}"
