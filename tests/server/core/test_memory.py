"""Full collections wait for a quiet moment, but not for ever, and nothing is left changed behind."""

from __future__ import annotations

import gc
import weakref
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest

from server import memory
from server.memory import Keeper


class Ring:
    """A reference cycle."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
async def quiet() -> AsyncIterator[SimpleNamespace]:
    state = SimpleNamespace(s=0.0)
    before = gc.get_threshold()
    state.keeper = Keeper(lambda: state.s)
    state.keeper.start()
    yield state
    await state.keeper.stop()
    assert gc.get_threshold() == before


def old_garbage(passes: int) -> weakref.ref[Ring]:
    """A dead cycle in the oldest generation, after `passes` collections of the middle one."""
    ring = Ring()
    for _ in range(max(passes, 2)):
        gc.collect(1)
    return weakref.ref(ring)


async def test_old_garbage_goes_at_a_quiet_moment_only(quiet: SimpleNamespace) -> None:
    dead = old_garbage(memory.DUE)
    assert not quiet.keeper.look()
    assert dead() is not None
    quiet.s = memory.QUIET_S
    assert quiet.keeper.look()
    assert dead() is None


async def test_under_pressure_it_goes_at_once(quiet: SimpleNamespace) -> None:
    dead = old_garbage(memory.URGENT)
    assert quiet.keeper.look()
    assert dead() is None


async def test_a_process_with_nothing_to_do_does_not_collect(quiet: SimpleNamespace) -> None:
    quiet.s = memory.QUIET_S
    quiet.keeper.look()
    assert not quiet.keeper.look()
