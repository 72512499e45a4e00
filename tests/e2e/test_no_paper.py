"""A meeting without paper, the whole of it in browsers: papers of eight formats, a slip, marks and votes.

One site is at the end of a line of 200 kbit/s and 300 ms; the screens are read in Vietnamese and in English.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from tests.e2e.conftest import Invite
from tests.e2e.guest import PATIENCE_MS, Guest, until
from tests.e2e.no_paper import files, marked, papers, slip, votes
from tests.e2e.no_paper.room import (
    AN,
    BINH,
    CUONG,
    OFFICERS,
    WRITTEN,
    Room,
    far_hall,
    near_hall,
    opened,
    trusting,
)
from tests.e2e.test_papers_held import holds
from tests.e2e.words import EN

pytestmark = [pytest.mark.e2e, pytest.mark.kill]

STORY = logging.getLogger("no paper")


@dataclass
class People:
    """Everybody in the session at a browser; phones are tabs of their own kind in one browser."""

    chair: Guest
    near: Guest
    far: Guest
    an: Guest
    binh: Guest
    cuong: Guest
    observer: Guest

    @property
    def followers(self) -> list[Guest]:
        return [self.near, self.far, self.an, self.binh, self.cuong]


async def test_a_meeting_is_held_without_paper(tmp_path: Path, invite: Invite) -> None:
    """One story on purpose: what is put away at the end is what was brought at the beginning."""
    made = await asyncio.to_thread(files.make, tmp_path)
    async with opened(tmp_path) as room:
        STORY.info("papers and opinions before the session")
        secretary, near, far = await bring_papers(room, invite, made)
        await gather_opinions(room, secretary, near)
        await papers.open_desk(secretary, room)
        await papers.all_converted(secretary, room, made.open)
        people = await come_in(room, invite, near, far)
        await papers.lie_on_the_machines(secretary, room, [near, far])
        await open_session(people)
        await work_with_papers(people, room, secretary, made)
        await hold_votes(people, room)
        STORY.info("closing")
        await close(people, room, secretary, made.marked.title)
        assert room.server.complaints == []
        await counted_again(room)


async def work_with_papers(people: People, room: Room, secretary: Guest, made: files.Papers) -> None:
    """All that is open is turned through, one paper is replaced, and a confidential one enters."""
    for paper in made.open:
        STORY.info("turning through %s", paper.path.name)
        await papers.turn_through(people.chair, people.followers, paper)
    STORY.info("a paper is replaced")
    await replace_the_report(people, room, secretary, made)
    STORY.info("the confidential paper")
    await deal_with_the_marked(people, room, secretary, made.marked.title)


async def hold_votes(people: People, room: Room) -> None:
    """One by name and hall, then one secret by delegate, with the server killed in the middle."""
    STORY.info("a vote by name")
    await votes.by_name(people.chair, {people.near: "yes", people.far: "no"})
    for hall in (people.near, people.far):
        await votes.result(hall, yes=1, no=1)
    STORY.info("a secret vote")
    await votes.secretly_across_a_kill(people.chair, room, people.an, people.binh, people.cuong)
    for hall in (people.near, people.far):
        await votes.result(hall, yes=2, no=1)


async def bring_papers(room: Room, invite: Invite, made: files.Papers) -> tuple[Guest, Guest, Guest]:
    """Seven from the secretary and the confidential one from the near hall; the far hall begins to fetch."""
    secretary = await invite("secretary", flags=trusting(room.near_url), lang=EN, devices=False)
    await secretary.open_link(await room.account_link("secretary"))
    await secretary.page.wait_for_url(slip.ADDRESS)
    await papers.send_all(secretary, room, made.open)
    far = await far_hall(room, invite)
    near = await near_hall(room, invite)
    await papers.hand_in(near, room, made.marked)
    return secretary, near, far


async def gather_opinions(room: Room, secretary: Guest, near: Guest) -> None:
    """The slip between two meetings, while the papers are converted."""
    await slip.make_accounts(room)
    await slip.write_and_send(secretary, room)
    for person in slip.FOUR:
        guest = await near.apart(person.name, lang=person.lang, size=(390, 844))
        await slip.answer(guest, room, person)
        await guest.who.context.close()
    await slip.put_on_the_agenda(secretary, room)


async def come_in(room: Room, invite: Invite, near: Guest, far: Guest) -> People:
    chair = await invite("chair", flags=trusting(room.near_url))
    await chair.who.context.add_init_script(WRITTEN)
    await chair.enter_meeting(await room.account_link("chair"), room.near_url, room.meeting)
    an = await invite("An", size=(390, 844), flags=trusting(room.near_url), devices=False)
    binh = await an.apart("Bình", size=(360, 640), lang=EN, dark=True)
    cuong = await an.apart("Cường", size=(820, 1180))
    for guest, name in ((an, AN), (binh, BINH), (cuong, CUONG)):
        await guest.who.context.add_init_script(WRITTEN)
        await guest.enter_meeting(await room.delegate_link(name), room.near_url, room.meeting)
    await near.page.goto(f"{room.near_url}/m/{room.meeting}")
    await near.pass_check()
    observer = await an.apart("observer", lang=EN)
    await observer.open_link(await room.observer_link())
    return People(chair, near, far, an, binh, cuong, observer)


async def open_session(people: People) -> None:
    await people.chair.press("start line check")
    await people.chair.press("open session")
    for guest in [people.chair, *people.followers]:
        await guest.sees("in session")
    await people.near.see("Đang ghi", exact=True)


async def replace_the_report(people: People, room: Room, secretary: Guest, made: files.Papers) -> None:
    await papers.show(people.chair, made.report.title)
    await papers.replace(secretary, room, made, [people.near, people.far, people.an])
    for guest in (people.near, people.far, people.an):
        await papers.learn_what_changed(guest)
    for guest in [people.chair, *people.followers]:
        await papers.sees(guest, made.report.title, 1)


async def deal_with_the_marked(people: People, room: Room, secretary: Guest, title: str) -> None:
    """It enters the session, shuts what it shuts, is shown as pictures, and the chair decides."""
    await papers.approve(secretary, room, title)
    await marked.shut(people.chair, people.observer, people.near)
    readers = {
        people.chair: OFFICERS["chair"],
        people.near: ("MẬT", "Cửa Lò"),
        people.far: ("MẬT", "Quỳ Châu"),
        people.an: (AN, "Giám đốc Sở Tài chính"),
        people.binh: (BINH, "Trưởng phòng Y tế"),
        people.cuong: (CUONG, "Chánh án"),
    }
    await marked.marked_pages(people.chair, title, readers)
    for guest in (people.near, people.far, people.an):
        await marked.not_given_out(guest, room, room.paper(title)["id"])
    await marked.decide(people.chair, people.observer, people.near)
    await marked.watch_the_recall(secretary, title, len(readers))


async def close(people: People, room: Room, secretary: Guest, title: str) -> None:
    """The chair closes; every machine gives the confidential paper up, and keeps none of the others."""
    await people.chair.page.keyboard.press("Escape")  # the desk of votes lies over the chair's buttons
    await expect(people.chair.page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE_MS)
    await people.chair.press("close")
    await people.chair.press("close now")
    recall = await marked.every_machine_proves_it(secretary, room, len(people.followers) + 1)
    (one,) = recall["papers"]
    assert (one["title"], {holder["state"] for holder in one["holders"]}) == (title, {"purged"})
    for guest in people.followers:
        await until(holds(guest, 0), f"no paper is left on the machine of {guest.name}")


async def counted_again(room: Room) -> None:
    """`giaoban verify` counts both votes from the log alone and finds every chain whole."""
    await asyncio.to_thread(room.server.stop)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIAOBAN_")}
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "server", "verify", room.meeting],
        env=environment | room.server.settings,
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_MS / 1000,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    named, secret = found["votes"]
    assert (found["chain"], found["access"]) == ("ok", "ok")
    assert (named["secret"], named["ballots"], named["broken"]) == (False, 2, [])
    assert (secret["secret"], secret["credentials"], secret["ballots"], secret["broken"]) == (True, 3, 3, [])
