"""Reminders before the deadline go out by themselves: once, to whoever has the slip, and can be seen."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from server.db.repositories.opinion_reminders import OpinionReminders
from server.db.repositories.opinions import OpinionRepository
from server.opinions.reminding import Reminding
from tests.server.opinions.support import Circle

# Sent on 2 March at 01:00 UTC; the deadline is 9 March at 10:00 UTC, 17:00 in Vietnam.
A_DAY_BEFORE = 7 + 9 / 24 - 1
AN_HOUR = 1 / 24


async def told(at: Circle, who: str) -> int:
    return [one["code"] for one in await at.notices(who)].count("opinion.told_reminded")


async def later(at: Circle, days: float) -> None:
    await at.days_later(days)
    await at.world.services.opinions.reminding.work()


async def reminded(at: Circle, slip: str) -> list[dict[str, Any]]:
    return [one for one in (await at.read(slip))["course"] if one["type"] == "slip.reminded"]


async def test_those_who_have_not_answered_are_reminded_a_day_and_an_hour_before_the_deadline(
    at: Circle,
) -> None:
    slip = await at.sent()
    await at.answer(slip, "hoa")
    await later(at, A_DAY_BEFORE - 0.01)
    assert await reminded(at, slip) == []
    for _ in range(2):
        await later(at, 0.01)
    (first,) = await reminded(at, slip)
    assert first["by"] == {"account": "system", "name": "Hệ thống", "office": ""}
    assert [await told(at, who) for who in ("hoa", "binh", "dung", "mai")] == [0, 1, 1, 1]
    assert "17:00 09/03/2026" in (await at.notices("binh"))[0]["message"]
    assert (await at.row(slip, "binh"))["reminders"] == 1
    await at.answer(slip, "mai")
    await later(at, 1 - AN_HOUR)
    assert [await told(at, who) for who in ("hoa", "binh", "dung", "mai")] == [0, 2, 2, 1]
    await later(at, 1)
    assert len(await reminded(at, slip)) == 2
    assert (await at.verified(slip))["findings"] == []


async def test_whoever_has_the_slip_now_is_reminded(at: Circle) -> None:
    slip = await at.sent(["hoa", "mai"])
    await at.reply(slip, "pass-up", "hoa", to=at.ids["boss"])
    await later(at, A_DAY_BEFORE)
    assert [await told(at, who) for who in ("hoa", "boss", "mai")] == [0, 1, 1]


async def test_restarts_and_other_processes_remind_nobody_twice(at: Circle) -> None:
    slip = await at.sent()
    services = at.world.services
    several = [
        Reminding(
            OpinionRepository(services.database, services.clock),
            OpinionReminders(services.database),
            services.mail.notices,
            services.leases,
            f"node{number}",
            (1440, 60),
            services.clock,
        )
        for number in range(4)
    ]
    await at.days_later(A_DAY_BEFORE)
    await asyncio.gather(*(one.work() for one in several))
    await several[0].work()
    assert len(await reminded(at, slip)) == 1
    assert [await told(at, who) for who in ("hoa", "mai")] == [1, 1]


async def test_after_a_pause_of_the_server_only_the_last_reminder_goes_out(at: Circle) -> None:
    slip = await at.sent()
    await later(at, A_DAY_BEFORE + 1 - AN_HOUR / 2)
    await later(at, 0)
    assert len(await reminded(at, slip)) == 1


@pytest.mark.parametrize("what", ["recall", "close", "answered", "late"])
async def test_nobody_is_reminded_of_what_asks_for_nothing_any_more(at: Circle, what: str) -> None:
    slip = await at.sent(["hoa"])
    await at.draft(["hoa"])
    if what == "answered":
        await at.answer(slip, "hoa")
    elif what != "late":
        await at.act(slip, what, reason="Gửi nhầm") if what == "recall" else await at.act(slip, what)
    await later(at, 8 if what == "late" else A_DAY_BEFORE)
    assert await told(at, "hoa") == 0


async def test_who_was_told_after_the_reminders_time_is_not_told_again_by_it(at: Circle) -> None:
    await at.days_later(7 + 9 / 24 - AN_HOUR / 2)
    short = await at.sent(["hoa"])  # half an hour before its deadline
    await later(at, 0)
    assert await reminded(at, short) == []
    long = await at.act(short, "extend", deadline="2026-03-09T10:40:00.000Z", reason="Mưa lũ")
    assert long.status_code == 200
    await later(at, 0)
    assert await reminded(at, short) == []  # the hour before the new deadline had begun when it was told


async def test_what_the_office_reminded_of_meanwhile_is_not_reminded_of_once_more(at: Circle) -> None:
    slip = await at.sent(["hoa", "mai"])
    await at.days_later(A_DAY_BEFORE + AN_HOUR)
    await at.act(slip, "remind", accounts=[at.ids["hoa"]])
    await at.world.services.opinions.reminding.work()
    assert [await told(at, who) for who in ("hoa", "mai")] == [1, 1]


async def test_a_slip_extended_is_reminded_of_before_its_new_deadline(at: Circle) -> None:
    slip = await at.sent(["hoa"])
    await later(at, A_DAY_BEFORE)
    await at.act(slip, "extend", deadline="2026-03-16T10:00:00.000Z", reason="Mưa lũ")
    await later(at, 1)
    assert await told(at, "hoa") == 1
    await later(at, 6)
    assert await told(at, "hoa") == 2


@pytest.mark.parametrize("language", ["vi", "en"])
async def test_the_summary_says_that_the_system_reminded(at: Circle, language: str) -> None:
    slip = await at.sent(["hoa"])
    await later(at, A_DAY_BEFORE)
    page = await at.office.get(f"/opinions/{slip}/summary.html", headers={"Accept-Language": language})
    assert page.status_code == 200, page.text
    said = {"vi": "hệ thống tự động nhắc 1 nơi nhận", "en": "were reminded automatically"}
    assert said[language] in page.text
