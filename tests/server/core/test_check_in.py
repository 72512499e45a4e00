"""Check-in at the meeting's edge: codes appear by themselves, and guesses are slowed down."""

from __future__ import annotations

from pathlib import Path

import pytest

from rooms import Meeting, Patience, Review, Viewer, reviews
from rooms.state import EPOCH
from server.errors import Conflict, TooMany
from server.meetings.check_in import Guesses, draw
from tests.server.core.harness import Client, Running, running

DELEGATE = Viewer("delegate-d1", "delegate")


def wrong(code: str) -> str:
    """Another code of six digits."""
    return f"{(int(code) + 1) % 10**6:06}"


async def shown_code(hall: Client) -> str:
    await hall.until(lambda client: client.view["me"]["checkin_code"])
    return str(hall.view["me"]["checkin_code"])


async def test_the_hall_shows_a_code_that_lets_its_delegate_in(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="line_check")
        async with server.open("site-S2", "site") as hall, server.open("delegate-d1", "delegate") as phone:
            code = await shown_code(hall)
            refused = await phone.command("delegate.check_in", code=wrong(code))
            assert refused["error"]["code"] == "checkin.wrong_code"
            assert code not in str(refused)
            assert (await phone.command("delegate.check_in", code=code))["ok"] is True
            await hall.until(lambda client: client.view["delegates"]["d1"]["presence"] == "here")
            again = await phone.command("delegate.check_in", code=code)
            assert again["error"]["code"] == "delegate.checked_in"


async def test_after_five_wrong_codes_a_delegate_waits_and_others_do_not(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="line_check", sites=1)
        async with server.open("site-S1", "site") as hall:
            code = await shown_code(hall)
            async with server.open("delegate-d1", "delegate") as phone:
                codes = [await _refusal(phone, wrong(code)) for _ in range(5)]
                assert codes == ["checkin.wrong_code"] * 5
                reply = await phone.command("delegate.check_in", code=code)
                assert reply["error"]["code"] == "checkin.throttled"
                assert 0 < reply["error"]["details"]["retry_after_s"] <= 60
            async with server.open("delegate-d2", "delegate") as other:
                assert (await other.command("delegate.check_in", code=code))["ok"] is True


async def _refusal(phone: Client, code: str) -> str:
    return str((await phone.command("delegate.check_in", code=code))["error"]["code"])


async def test_the_log_of_a_check_in_holds_no_code(tmp_path: Path) -> None:
    async with running(tmp_path) as server:
        await server.create(to="line_check")
        async with server.open("site-S2", "site") as hall, server.open("delegate-d1", "delegate") as phone:
            code = await shown_code(hall)
            await phone.command("delegate.check_in", code=code)
        entered = await _entered(server)
        assert code not in str(entered)


async def _entered(server: Running) -> object:
    events = await server.services.meetings.events("m1")
    return next(one for one in events if one.type == "delegate.checked_in").data


def test_drawn_codes_are_six_digits_for_each_hall_and_differ_from_draw_to_draw() -> None:
    review = Review(EPOCH, "checkin.set_codes", {"sites": [f"site-{n}" for n in range(50)]})
    first, second = draw(review)["codes"], draw(review)["codes"]
    assert isinstance(first, list)
    assert [one["site"] for one in first] == review.data["sites"]
    assert all(len(one["code"]) == 6 and one["code"].isdecimal() for one in first)
    assert first != second


def test_what_needs_no_chance_is_given_as_it_is() -> None:
    assert draw(Review(EPOCH, "presiding.review", {"grace_s": 15})) == {"grace_s": 15}


class Watch:
    """A clock that is set by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_guesses_are_free_again_after_a_minute_and_other_refusals_cost_nothing() -> None:
    watch = Watch()
    guesses = Guesses(watch)

    def guess(code: str) -> None:
        with guesses.attempt("m1", DELEGATE, "delegate.check_in"):
            raise Conflict(code)

    for code in ("meeting.over", "checkin.wrong_code") * 5:
        with pytest.raises(Conflict):
            guess(code)
    with pytest.raises(TooMany) as caught:
        guess("checkin.wrong_code")
    assert caught.value.details == {"retry_after_s": 60}
    watch.now = 61.0
    with pytest.raises(Conflict):
        guess("checkin.wrong_code")


def test_a_right_code_forgets_the_wrong_ones() -> None:
    guesses = Guesses(Watch())
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(Conflict), guesses.attempt("m1", DELEGATE, "delegate.return"):
                raise Conflict("checkin.wrong_code")
        with guesses.attempt("m1", DELEGATE, "delegate.return"):
            pass


def test_commands_that_guess_nothing_are_not_counted() -> None:
    guesses = Guesses(Watch())
    for viewer, command in ((DELEGATE, "floor.request"), (Viewer("site-S1", "site"), "delegate.return")):
        for _ in range(20):
            with pytest.raises(Conflict), guesses.attempt("m1", viewer, command):
                raise Conflict("checkin.wrong_code")


async def test_a_review_that_is_refused_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The codes are drawn although what is due before them cannot be done."""

    def refused_first(state: Meeting, patience: Patience) -> list[Review]:
        return [Review(EPOCH, "no.such_command"), *reviews(state, patience)]

    monkeypatch.setattr("server.meetings.presence.reviews", refused_first)
    async with running(tmp_path) as server:
        await server.create(to="line_check")
        async with server.open("site-S2", "site") as hall:
            assert await shown_code(hall)


async def test_a_fault_in_one_look_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = iter([RuntimeError("a fault nobody thought of")])

    def faulty_once(state: Meeting, patience: Patience) -> tuple[Review, ...]:
        for fault in faults:
            raise fault
        return tuple(reviews(state, patience))

    monkeypatch.setattr("server.meetings.presence.LOOK_S", 0.01)
    monkeypatch.setattr("server.meetings.presence.reviews", faulty_once)
    async with running(tmp_path) as server:
        await server.create(to="line_check")
        async with server.open("site-S2", "site") as hall:
            assert await shown_code(hall)
            assert next(faults, None) is None
