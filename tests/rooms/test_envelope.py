"""The hash chain finds every edit, cut, reordering and truncation."""

import dataclasses
import json
from datetime import timedelta, timezone

import pytest
import rfc8785
from hypothesis import assume, given
from hypothesis import strategies as st

from rooms import (
    GENESIS,
    BadEvent,
    ChainBroken,
    Envelope,
    Head,
    canonical,
    empty,
    envelope_from_json,
    envelope_to_json,
    event_from_json,
    event_to_json,
    evolve,
    open_envelope,
    seal_all,
    verify_chain,
)
from tests.rooms.chance import STEADY
from tests.rooms.table import CHAIR, KYSON, Table

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=6), inner, max_size=4)
    ),
    max_leaves=20,
)


def a_chain() -> tuple[Envelope, ...]:
    table = Table().connect_everybody().to("in_session")
    table.give(KYSON, limit_s=60)
    table.do(CHAIR, "chat.post", text="Chào \u2028 “các” đồng chí 👋")
    return seal_all(table.state.id, GENESIS, table.log)


CHAIN = a_chain()
HEAD = Head(CHAIN[-1].seq, CHAIN[-1].hash)
PLACE = st.integers(0, len(CHAIN) - 1)


@STEADY
@given(PLAIN)
def test_canonical_json_is_that_of_rfc_8785(value: object) -> None:
    assert canonical(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, -(2**53), "\ud800", b"x", {"a": 1.0}, object()])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"canonical form|surrogates"):
        canonical(value)


def test_keys_are_ordered_by_utf_16_units() -> None:
    assert canonical({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


def test_an_untouched_chain_holds() -> None:
    assert verify_chain(CHAIN) is None
    assert verify_chain(CHAIN, HEAD) is None
    assert verify_chain(()) is None
    assert CHAIN[0].prev == GENESIS


def test_a_chain_survives_its_journey_through_json() -> None:
    lines = [json.dumps(envelope_to_json(one)) for one in CHAIN]
    back = tuple(envelope_from_json(json.loads(line)) for line in lines)
    assert back == CHAIN
    assert verify_chain(back, HEAD) is None


def test_the_same_moment_in_another_zone_is_the_same() -> None:
    hanoi = timezone(timedelta(hours=7))
    moved = tuple(dataclasses.replace(one, at=one.at.astimezone(hanoi)) for one in CHAIN)
    assert verify_chain(moved, HEAD) is None


@STEADY
@given(PLACE, st.sampled_from([entry.name for entry in dataclasses.fields(Envelope)]), st.integers(1, 10**6))
def test_any_edit_is_found(place: int, member: str, salt: int) -> None:
    old = CHAIN[place]
    changed = {
        "meeting": f"other-{salt}",
        "seq": old.seq + salt,
        "at": old.at + timedelta(microseconds=salt),
        "actor": f"officer-{salt}",
        "type": "meeting.closed" if old.type != "meeting.closed" else "meeting.opened",
        "data": {**old.data, "key": f"forged{salt}"},
        "prev": f"{salt:064x}",
        "hash": f"{salt:064x}",
    }[member]
    forged = (*CHAIN[:place], dataclasses.replace(old, **{member: changed}), *CHAIN[place + 1 :])
    broken = verify_chain(forged)
    assert isinstance(broken, ChainBroken)
    assert broken.seq in (place + 1, place + 2)


@STEADY
@given(PLACE, st.data())
def test_any_edit_inside_the_data_is_found(place: int, data: st.DataObject) -> None:
    old = CHAIN[place]
    name = data.draw(st.sampled_from(sorted(old.data)))
    value = data.draw(PLAIN)
    assume(canonical(value) != canonical(old.data[name]))
    forged = list(CHAIN)
    forged[place] = dataclasses.replace(old, data={**old.data, name: value})
    assert verify_chain(forged) == ChainBroken(place + 1, "wrong_hash")


@STEADY
@given(PLACE)
def test_a_cut_is_found(place: int) -> None:
    assert verify_chain((*CHAIN[:place], *CHAIN[place + 1 :]), HEAD) is not None
    if place < len(CHAIN) - 1:
        assert verify_chain((*CHAIN[:place], *CHAIN[place + 1 :])) is not None


@STEADY
@given(PLACE, PLACE)
def test_reordering_and_doubling_are_found(one: int, other: int) -> None:
    assume(one != other)
    swapped = list(CHAIN)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert verify_chain(swapped) is not None
    assert verify_chain((*CHAIN[: one + 1], *CHAIN[one:])) is not None


@STEADY
@given(PLACE)
def test_a_truncated_end_is_found_by_the_head(place: int) -> None:
    assert verify_chain(CHAIN[:place]) is None, "a chain alone cannot know its end"
    broken = verify_chain(CHAIN[:place], HEAD)
    assert broken == ChainBroken(place + 1, "not_the_head")


def test_a_chain_written_anew_is_found_by_the_head() -> None:
    table = Table().connect_everybody().to("in_session")
    forged = seal_all(table.state.id, GENESIS, table.log)
    assert verify_chain(forged) is None
    assert verify_chain(forged, HEAD) is not None
    longer = a_chain()
    shorter_head = Head(3, longer[3].hash)
    assert verify_chain(longer[:3], shorter_head) is not None
    assert verify_chain(longer, Head(2, longer[1].hash)) is not None


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "floor.stolen"}, "event.unknown"),
        ({"data": {}}, "event.malformed"),
        ({"data": {"key": 5}}, "event.malformed"),
        ({"data": {"key": "k", "extra": 1}}, "event.malformed"),
        ({"data": None}, "event.malformed"),
        ({"at": "gestern"}, "event.malformed"),
        ({"at": None}, "event.malformed"),
    ],
)
def test_a_stored_event_that_cannot_be_read_is_an_error(change: dict, code: str) -> None:
    stored = {
        "seq": 1,
        "at": "2026-11-23T01:00:00.000Z",
        "actor": "system",
        "type": "meeting.opened",
        "data": {"key": "k"},
    }
    assert event_to_json(event_from_json(stored)) == stored
    with pytest.raises(BadEvent) as caught:
        event_from_json({**stored, **change})
    assert caught.value.code == code


@pytest.mark.parametrize("missing", ["seq", "at", "actor", "type", "data"])
def test_a_stored_event_needs_all_its_members(missing: str) -> None:
    stored = event_to_json(open_envelope(CHAIN[1]))
    del stored[missing]
    with pytest.raises(BadEvent):
        event_from_json(stored)


def test_an_envelope_with_a_missing_member_is_an_error() -> None:
    with pytest.raises(BadEvent):
        envelope_from_json({"seq": 1})


def test_events_are_applied_in_order_only() -> None:
    second = open_envelope(CHAIN[1])
    with pytest.raises(BadEvent) as caught:
        evolve(empty("x"), second)
    assert caught.value.code == "event.out_of_order"
