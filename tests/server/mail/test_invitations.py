"""Who is invited is told, of changes too, and reminded, with a calendar entry; the secretary sees it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from server.notices.port import Notice
from tests.server.mail.support import event_of, give, mail_settings, mail_to, run
from tests.server.people.harness import Briefing, Tab, World, full_briefing, running
from tests.support.smtp import Mailbox, text_of

ADDRESSES = {"hoa@nghean.gov.vn", "chair@nghean.gov.vn", "quephong@nghean.gov.vn"}


async def test_everybody_with_an_address_is_invited_once(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    assert await run(world, box) == [(to, "Giấy mời") for to in sorted(ADDRESSES)]
    assert await run(world, box) == []


async def test_the_invitation_is_an_event_in_vietnams_time(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    await run(world, box)
    method, event = event_of(mail_to(box, "chair@nghean.gov.vn"))
    assert method == "REQUEST"
    assert event["DTSTART"].params["TZID"] == "Asia/Ho_Chi_Minh"
    assert event["DTSTART"].dt.hour == 9
    assert str(event["ORGANIZER"]) == "mailto:giaoban@nghean.gov.vn"
    assert str(event["ATTENDEE"]) == "mailto:chair@nghean.gov.vn"
    assert event["UID"].startswith(briefing.id)
    kinds = [part.get_content_type() for part in mail_to(box, "chair@nghean.gov.vn").walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html", "text/calendar"]
    assert "09:00 Thứ Hai, ngày 02/03/2026" in text_of(mail_to(box, "chair@nghean.gov.vn"))


async def test_a_personal_link_goes_to_its_delegate_only_and_opens_the_meeting(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    await run(world, box)
    links = {
        to: re.findall(r"/j/([\w-]{43})", text_of(mail)) for to, mail in zip(box.to, box.taken, strict=True)
    }
    assert {to for to, found in links.items() if found} == {"hoa@nghean.gov.vn"}
    assert "mở được một lần" in text_of(mail_to(box, "hoa@nghean.gov.vn"))
    seen = world.tab()
    opened = await seen.post("/session/link", json={"token": links["hoa@nghean.gov.vn"][0]})
    assert opened.json()["principal"]["seat"] == "delegate-d1"
    rows = await world.services.mail.invitations.repository.of_meeting(briefing.id)
    assert "/j/" not in str(rows)


async def test_a_change_is_told_with_the_same_event_and_a_higher_sequence(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    before = event_of(mail_to(box, "chair@nghean.gov.vn"))[1]
    await tab.call("PATCH", f"/meetings/{briefing.id}", json={"scheduled_at": "2026-03-02T07:00:00Z"})
    assert await run(world, box) == [(to, "Thay đổi") for to in sorted(ADDRESSES)]
    method, after = event_of(mail_to(box, "chair@nghean.gov.vn"))
    assert (method, after["UID"], after["DTSTART"].dt.hour) == ("REQUEST", before["UID"], 14)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert "/j/" not in text_of(mail_to(box, "hoa@nghean.gov.vn"))


async def test_a_meeting_called_off_is_taken_out_of_calendars(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    before = event_of(mail_to(box, "chair@nghean.gov.vn"))[1]
    await tab.post(f"/meetings/{briefing.id}/cancel", json={"reason": "Bão số 3"})
    assert await run(world, box) == [(to, "Hủy họp") for to in sorted(ADDRESSES)]
    assert await run(world, box) == []
    method, event = event_of(mail_to(box, "chair@nghean.gov.vn"))
    assert (method, event["STATUS"], event["UID"]) == ("CANCEL", "CANCELLED", before["UID"])
    assert event["SEQUENCE"] > before["SEQUENCE"]
    assert "Bão số 3" in text_of(mail_to(box, "chair@nghean.gov.vn"))


async def test_who_is_added_is_invited_and_who_is_removed_is_told(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    await give(world, briefing, "delegate.add", id="d7", name="Vi Văn An", site="414")
    await tab.call("PUT", f"/meetings/{briefing.id}/contacts/d7", json={"email": "an@nghean.gov.vn"})
    assert await run(world, box) == [("an@nghean.gov.vn", "Giấy mời")]
    await give(world, briefing, "delegate.remove", id="d7")
    assert await run(world, box) == [("an@nghean.gov.vn", "Thôi mời họp")]
    assert event_of(box.taken[-1])[0] == "CANCEL"


async def test_a_draft_and_a_meeting_held_back_invite_nobody(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    body = {"title": "Nháp", "scheduled_at": "2026-03-05T02:00:00Z", "sites": ["414"]}
    await tab.post("/meetings", json=body)
    await tab.call("PUT", f"/meetings/{briefing.id}/mail", json={"invite": False})
    assert await run(world, box) == []
    await tab.call("PUT", f"/meetings/{briefing.id}/mail", json={"invite": True})
    assert len(await run(world, box)) == 3


async def test_people_are_reminded_a_day_and_an_hour_before_and_not_for_what_passed(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    await run(world, box)
    world.clock.move(days=8, hours=23)
    assert await run(world, box) == []
    world.clock.move(hours=2)
    assert await run(world, box) == [(to, "Nhắc họp") for to in sorted(ADDRESSES)]
    assert await run(world, box) == []
    world.clock.move(hours=23)
    assert len(await run(world, box)) == 3
    world.clock.move(hours=2)
    assert await run(world, box) == []


async def test_after_a_long_pause_only_the_last_reminder_is_sent(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    await run(world, box)
    world.clock.move(days=10, minutes=30)
    assert len(await run(world, box)) == 3


async def test_reminders_can_be_set_for_one_meeting(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    chosen = await tab.call("PUT", f"/meetings/{briefing.id}/mail", json={"reminders": [30, 2880]})
    assert chosen.json()["reminders"] == [2880, 30]
    world.clock.move(days=8, hours=2)
    assert len(await run(world, box)) == 3
    world.clock.move(days=1)
    assert await run(world, box) == []


async def test_the_secretary_sees_who_was_sent_what_and_sends_again(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    box.answers = ["250 OK", "550 no such mailbox"]
    await run(world, box)
    shown = (await tab.get(f"/meetings/{briefing.id}/mail")).json()
    assert (shown["configured"], shown["invite"], shown["reminders"]) == (True, True, [1440, 60])
    by_state = {
        one["state"]: (person["seat"], one) for person in shown["people"] for one in person["messages"]
    }
    seat, failed = by_state["failed"]
    assert failed["reason"] == "550 no such mailbox"
    again = f"/meetings/{briefing.id}/mail/{failed['id']}/resend"
    assert (await tab.post(again)).status_code == 204
    await world.services.mail.outbox.work()
    shown = (await tab.get(f"/meetings/{briefing.id}/mail")).json()
    (person,) = [one for one in shown["people"] if one["seat"] == seat]
    assert [one["state"] for one in person["messages"]] == ["failed", "sent"]
    assert [one["why"] for one in person["messages"]] == ["no_mailbox", ""]
    assert {one["email"] for one in shown["people"] if one["seat"] == "site-UBND"} == {""}
    missing = await tab.post(f"/meetings/{briefing.id}/mail/999/resend")
    assert (missing.status_code, missing.json()["code"]) == (404, "mail.not_found")


async def test_a_changed_address_gets_an_invitation_of_its_own(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    await tab.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": "hoa2@nghean.gov.vn"})
    assert await run(world, box) == [
        ("hoa2@nghean.gov.vn", "Giấy mời"),
        ("hoa@nghean.gov.vn", "Gỡ lịch họp"),
    ]


@pytest.mark.parametrize("who", ["delegate", "account", "site"])
async def test_a_changed_address_takes_the_meeting_out_of_the_diary_of_the_old_one(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab, who: str
) -> None:
    admin, chair = briefing.tabs["administrator"], briefing.tabs["chair"].principal["id"]
    old, method, path = {
        "delegate": ("hoa@nghean.gov.vn", "PUT", f"/meetings/{briefing.id}/contacts/d1"),
        "account": ("chair@nghean.gov.vn", "PATCH", f"/accounts/{chair}"),
        "site": ("quephong@nghean.gov.vn", "PATCH", "/sites/414"),
    }[who]
    await run(world, box)
    _, invited = event_of(mail_to(box, old))
    assert (await admin.call(method, path, json={"email": "new@nghean.gov.vn"})).is_success
    assert await run(world, box) == sorted([("new@nghean.gov.vn", "Giấy mời"), (old, "Gỡ lịch họp")])
    (gone_by, gone), (again_by, again) = (event_of(mail_to(box, to)) for to in (old, "new@nghean.gov.vn"))
    assert (gone_by, gone["STATUS"], again_by) == ("CANCEL", "CANCELLED", "REQUEST")
    assert invited["UID"] == gone["UID"] == again["UID"]
    # Should both addresses lead to one diary, what came last has the last word there.
    assert invited["SEQUENCE"] < gone["SEQUENCE"] < again["SEQUENCE"]
    assert await run(world, box) == []


async def test_an_address_corrected_before_anything_reached_it_is_told_nothing(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await world.services.mail.invitations.work()  # queued, not sent
    await tab.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": "hoa2@nghean.gov.vn"})
    to = [one for one, _ in await run(world, box)]
    assert "hoa2@nghean.gov.vn" in to
    assert "hoa@nghean.gov.vn" not in to


async def test_an_address_corrected_once_the_meeting_is_on_sends_no_mail(
    world: World, box: Mailbox, briefing: Briefing, tab: Tab
) -> None:
    await run(world, box)
    await give(world, briefing, "meeting.open")
    await tab.call("PUT", f"/meetings/{briefing.id}/contacts/d1", json={"email": "hoa2@nghean.gov.vn"})
    assert await run(world, box) == []


async def test_an_agency_is_reminded_of_the_papers_it_owes_ahead_and_when_late(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    await run(world, box)
    await give(world, briefing, "agenda.edit", item="a1", seats=["site-414"])
    await give(world, briefing, "paper.set_due", due_at="2026-02-25T10:00:00.000Z")
    await give(world, briefing, "paper.set_due", item="a1", wanted=True)
    assert await run(world, box) == []
    world.clock.move(days=3)
    world.clock.at = world.clock.at.replace(month=2, day=24, hour=12)
    assert await run(world, box) == [("quephong@nghean.gov.vn", "Nhắc nộp tài liệu")]
    assert "Kinh tế" in text_of(box.taken[-1])
    assert "17:00 Thứ Tư, ngày 25/02/2026" in text_of(box.taken[-1])
    assert await run(world, box) == []
    world.clock.move(days=1)
    assert await run(world, box) == [("quephong@nghean.gov.vn", "Nhắc nộp tài liệu")]
    assert await run(world, box) == []


async def test_what_accounts_are_told_inside_they_are_told_by_mail(
    world: World, box: Mailbox, briefing: Briefing
) -> None:
    services = world.services
    accounts = [briefing.tabs[role].principal["id"] for role in ("chair", "secretary")]
    told = services.mail.notices.telling(accounts, Notice("opinion.not_found", "y1"))
    await services.notices.tell(told)
    for _ in range(2):
        await services.mail.notices.work()
        await services.mail.outbox.work()
    assert box.to == ["chair@nghean.gov.vn"]
    assert f"{services.settings.base_url}/opinions" in text_of(box.taken[0])
    assert "/opinions/y1" not in text_of(box.taken[0])  # the office's own page
    assert len(await services.notices.of(accounts[1])) == 1


async def test_mail_is_in_the_language_of_the_installation(tmp_path: Path, box: Mailbox) -> None:
    settings = mail_settings(box, language="en")
    async with running(tmp_path, **settings) as world:
        await world.services.mail.stop()
        world.services.mail.outbox._stopping = False
        world.clock.move(days=-1)
        briefing = await full_briefing(world)
        path = f"/meetings/{briefing.id}/contacts/d1"
        await briefing.tabs["administrator"].call("PUT", path, json={"email": "hoa@nghean.gov.vn"})
        assert await run(world, box) == [("hoa@nghean.gov.vn", "Invitation")]
        assert "09:00 on Monday, 02/03/2026 (Vietnam time)" in text_of(box.taken[0])
