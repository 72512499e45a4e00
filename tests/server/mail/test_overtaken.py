"""What a meeting has overtaken is not sent any more, however long it waited for the server."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from server.errors import Unavailable
from server.mail.build import build_mail
from tests.server.mail.support import event_of, give, mail_to, run
from tests.server.people.harness import Briefing, Tab, World
from tests.support.smtp import Mailbox, text_of

LATER = {"scheduled_at": "2026-03-02T07:00:00Z"}
HOA, CHAIR = "hoa@nghean.gov.vn", "chair@nghean.gov.vn"


async def look(world: World) -> None:
    await world.services.mail.invitations.work()


async def states(world: World, briefing: Briefing, person: str = "delegate-d1") -> list[tuple[str, str]]:
    rows = await world.services.mail.invitations.repository.of_meeting(briefing.id)
    return [(one.letter.template, one.state) for one in rows if one.letter.person == person]


async def cancel(tab: Tab, briefing: Briefing) -> None:
    done = await tab.post(f"/meetings/{briefing.id}/cancel", json={"reason": "Bão số 3"})
    assert done.status_code == 204, done.text


async def test_a_meeting_called_off_before_anybody_heard_of_it_is_told_to_nobody(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await look(world)
    await cancel(tab, briefing)
    assert await run(world, box) == []
    assert await states(world, briefing) == [("invitation", "dropped")]


async def test_only_whom_the_invitation_reached_is_told_that_the_meeting_is_off(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    box.answers = ["451 later", "550 never"]
    await run(world, box)
    (reached,) = box.to
    await cancel(tab, briefing)
    assert await run(world, box) == [(reached, "Hủy họp")]
    world.clock.move(hours=1)
    assert await run(world, box) == []


async def test_between_calling_off_and_the_next_look_nothing_goes_out(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await look(world)
    await cancel(tab, briefing)
    await world.services.mail.outbox.work()
    assert box.taken == []


async def test_an_invitation_that_may_have_arrived_is_taken_back(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    box.drop = True  # the server keeps it, and the line is gone before it says so
    await run(world, box)
    box.drop = False
    (known,) = box.to
    await cancel(tab, briefing)
    assert await run(world, box) == [(known, "Hủy họp")]


async def test_a_reminder_that_waits_is_not_sent_for_the_old_time(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    world.clock.move(days=9, hours=2)
    await look(world)
    await tab.call("PATCH", f"/meetings/{briefing.id}", json={"scheduled_at": "2026-03-12T02:00:00Z"})
    await world.services.mail.outbox.work()
    assert len(box.to) == 3
    assert await run(world, box) == [(to, "Thay đổi") for to in sorted(set(box.to))]
    world.clock.move(days=9, hours=23)
    assert {what for _, what in await run(world, box)} == {"Nhắc họp"}


async def test_a_meeting_moved_before_the_invitation_went_out_is_one_invitation_with_its_link(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await look(world)
    await tab.call("PATCH", f"/meetings/{briefing.id}", json=LATER)
    assert {what for _, what in await run(world, box)} == {"Giấy mời"}
    assert len(box.to) == 3
    assert "14:00" in text_of(mail_to(box, HOA))
    assert re.search(r"/j/[\w-]{43}", text_of(mail_to(box, HOA)))
    assert event_of(mail_to(box, HOA))[1]["DTSTART"].dt.hour == 14


async def test_of_two_changes_that_waited_the_last_one_is_told(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    for hour in ("03", "07"):
        changed = {"scheduled_at": f"2026-03-02T{hour}:00:00Z"}
        await tab.call("PATCH", f"/meetings/{briefing.id}", json=changed)
        await look(world)
    assert [what for _, what in await run(world, box)] == ["Thay đổi"] * 3
    assert "14:00" in text_of(mail_to(box, HOA))
    assert await states(world, briefing) == [
        ("invitation", "sent"),
        ("change", "dropped"),
        ("change", "sent"),
    ]


async def test_whether_it_is_recorded_is_nobodys_news(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    await tab.call("PATCH", f"/meetings/{briefing.id}", json={"auto_record": True})
    assert await run(world, box) == []
    await tab.call("PATCH", f"/meetings/{briefing.id}", json={"title": "Giao ban tháng 3 (bổ sung)"})
    assert [what for _, what in await run(world, box)] == ["Thay đổi"] * 3


async def test_a_delegate_moved_to_another_hall_is_told_and_nobody_else(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    await run(world, box)
    await give(world, briefing, "delegate.edit", id="d1", site="UBND")
    assert await run(world, box) == [(HOA, "Thay đổi")]
    assert "Ủy ban nhân dân tỉnh" in text_of(box.taken[-1])


async def test_who_is_uninvited_and_invited_again_gets_an_invitation_calendars_take(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    account = briefing.tabs["technician"].principal
    admin = briefing.tabs["administrator"]
    await admin.call("PATCH", f"/accounts/{account['id']}", json={"email": "tech@nghean.gov.vn"})
    await run(world, box)
    seat: dict[str, Any] = {"seat": account["seat"], "role": "technician"}
    found = []
    for turn in range(2):
        await give(world, briefing, "officer.remove", seat=account["seat"])
        assert await run(world, box) == [("tech@nghean.gov.vn", "Thôi mời họp")], turn
        found.append(event_of(box.taken[-1]))
        await give(world, briefing, "officer.add", **seat, name="Trần Kỹ Thuật" + " " * turn)
        assert await run(world, box) == [("tech@nghean.gov.vn", "Giấy mời")], turn
        found.append(event_of(box.taken[-1]))
        assert await run(world, box) == []
    assert [method for method, _ in found] == ["CANCEL", "REQUEST", "CANCEL", "REQUEST"]
    assert len({str(event["UID"]) for _, event in found}) == 1
    sequences = [int(event["SEQUENCE"]) for _, event in found]
    assert sequences == sorted(set(sequences))
    assert [event["STATUS"] for _, event in found] == ["CANCELLED", "CONFIRMED"] * 2
    await tab.call("PATCH", f"/meetings/{briefing.id}", json=LATER)
    assert ("tech@nghean.gov.vn", "Thay đổi") in await run(world, box)
    assert int(event_of(mail_to(box, "tech@nghean.gov.vn"))[1]["SEQUENCE"]) > sequences[-1]


@pytest.mark.parametrize("right", ["hoa2@nghean.gov.vn", ""])
async def test_a_link_that_went_to_a_wrong_address_opens_nothing_once_that_is_seen(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab, right: str
) -> None:
    await run(world, box)
    (token,) = re.findall(r"/j/([\w-]{43})", text_of(mail_to(box, HOA)))
    await tab.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": right})
    opened = await world.tab().post("/session/link", json={"token": token})
    assert (opened.status_code, opened.json()["code"]) == (404, "link.revoked")
    invited = [(right, "Giấy mời")] if right else []
    assert await run(world, box) == sorted([*invited, (HOA, "Gỡ lịch họp")])
    world.clock.move(days=9, hours=2)
    assert HOA not in [to for to, _ in await run(world, box)]


@pytest.mark.parametrize("opened", [False, True])
async def test_a_personal_link_and_what_it_opened_last_until_the_meeting_that_was_put_off(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab, opened: bool
) -> None:
    await run(world, box)
    (token,) = re.findall(r"/j/([\w-]{43})", text_of(mail_to(box, HOA)))
    mine = world.tab()
    if opened:
        await mine.signed_in(await mine.post("/session/link", json={"token": token}))
    world.clock.move(days=9)
    admin = await world.account_tab(briefing.tabs["administrator"].principal["id"])
    moved = {"scheduled_at": "2026-03-30T02:00:00Z"}
    assert (await admin.call("PATCH", f"/meetings/{briefing.id}", json=moved)).status_code == 200
    await world.services.briefings.index.get(briefing.id)
    world.clock.move(days=28)
    if not opened:
        await mine.signed_in(await mine.post("/session/link", json={"token": token}))
    assert (await mine.get(f"/meetings/{briefing.id}")).status_code == 200
    world.clock.move(days=3)
    assert (await mine.get(f"/meetings/{briefing.id}")).status_code == 401


async def test_an_invitation_sent_again_says_what_holds_now(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    await tab.call("PATCH", f"/meetings/{briefing.id}", json=LATER)
    await run(world, box)
    rows = await world.services.mail.invitations.repository.of_meeting(briefing.id)
    (first,) = [
        one.id for one in rows if one.letter.person == "delegate-d1" and one.letter.template == "invitation"
    ]
    assert (await tab.post(f"/meetings/{briefing.id}/mail/{first}/resend")).status_code == 204
    assert await run(world, box) == [(HOA, "Giấy mời")]
    assert "14:00" in text_of(box.taken[-1])
    await cancel(tab, briefing)
    await run(world, box)
    again = await tab.post(f"/meetings/{briefing.id}/mail/{first}/resend")
    assert (again.status_code, again.json()["code"]) == (409, "mail.overtaken")


async def test_a_message_no_number_names_is_not_there(briefing: Briefing, tab: Tab) -> None:
    missing = await tab.post(f"/meetings/{briefing.id}/mail/{2**31 - 1}/resend")
    assert (missing.status_code, missing.json()["code"]) == (404, "mail.not_found")
    for number in (2**31, 2**63, 10**30):
        refused = await tab.post(f"/meetings/{briefing.id}/mail/{number}/resend")
        assert (refused.status_code, refused.json()["code"]) == (422, "http.invalid")


async def test_one_meeting_that_cannot_be_read_holds_up_no_other(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    invitations = world.services.mail.invitations
    tell = invitations.tell

    async def some(meeting: str) -> None:
        if meeting != briefing.id:
            raise Unavailable("server.unavailable")
        await tell(meeting)

    chair = briefing.tabs["chair"].principal["id"]
    earlier = {"title": "Họp trước", "scheduled_at": "2026-03-01T02:00:00Z", "sites": ["414"]}
    await tab.post("/meetings", json={**earlier, "officers": [{"account": chair, "role": "chair"}]})
    monkeypatch.setattr(invitations, "tell", some)
    assert len(await run(world, box)) == 3


async def test_a_meeting_put_off_by_years_is_told(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    await tab.call("PATCH", f"/meetings/{briefing.id}", json={"scheduled_at": "2028-03-02T02:00:00Z"})
    assert [what for _, what in await run(world, box)] == ["Thay đổi"] * 3


async def test_a_reminder_goes_out_once_through_restarts_and_processes(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    await run(world, box)
    world.clock.move(days=9, hours=2)
    assert len(await run(world, box)) == 3
    services = world.services
    for node in ("second", "third"):
        elsewhere = replace(services, node=node)
        again = build_mail(elsewhere, services.briefings, services.people, services.notices)
        await again.invitations.work()
        await again.outbox.work()
    assert await run(world, box) == []
