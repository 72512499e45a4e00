"""The recorders' sockets: kept under the data folder, short enough for the system, swept after a kill."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from server.media.sockets import LONGEST, TapSockets


def listen(path: Path) -> socket.socket:
    line = socket.socket(socket.AF_UNIX)
    line.bind(str(path))
    line.listen()
    return line


def folder_of(parent: Path, longest: int) -> Path:
    """A folder in ``parent`` for whose sockets' paths ``longest`` bytes are needed."""
    size = longest - len("/12345678.sock") - len(str(parent)) - 1
    return parent / ("x" * size)


def test_nothing_is_made_before_it_is_needed(tmp_path: Path) -> None:
    sockets = TapSockets(tmp_path / "taps")
    sockets.sweep()
    sockets.close()
    assert list(tmp_path.iterdir()) == []


def test_sockets_are_in_a_private_folder_that_goes_with_the_last_of_them(tmp_path: Path) -> None:
    sockets = TapSockets(tmp_path / "taps")
    path = sockets.new()
    assert path.parent == tmp_path / "taps"
    assert path.parent.stat().st_mode & 0o777 == 0o700
    sockets.close()
    assert not path.parent.exists()


def test_the_longest_path_the_system_takes_is_used_and_one_byte_more_is_not(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    parent = tmp_path_factory.mktemp("t")
    fits = TapSockets(folder_of(parent, LONGEST))
    path = fits.new()
    assert path.parent.parent == parent
    listen(path).close()
    beyond = TapSockets(folder_of(parent, LONGEST + 1))
    elsewhere = beyond.new()
    assert elsewhere.parent.parent != parent
    listen(elsewhere).close()
    elsewhere.unlink()
    beyond.close()
    assert not elsewhere.parent.exists()


def test_a_start_sweeps_what_a_kill_left_but_not_what_is_in_use(tmp_path: Path) -> None:
    before = TapSockets(tmp_path / "taps")
    left, used = before.new(), before.new()
    listen(left).close()
    with listen(used):
        TapSockets(tmp_path / "taps").sweep()
        assert (left.exists(), used.exists()) == (False, True)
