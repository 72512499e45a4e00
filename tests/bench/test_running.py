"""A suite that breaks takes nothing away from what was measured before and after it."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest

from tests.bench import __main__ as bench
from tests.bench.figures import Figure, missing


def suite(
    monkeypatch: pytest.MonkeyPatch, name: str, *figures: Figure, breaks: BaseException | None = None
) -> None:
    def run() -> list[Figure]:
        if breaks is not None:
            raise breaks
        return list(figures)

    module = ModuleType(f"tests.bench.{name}")
    monkeypatch.setattr(module, "run", run, raising=False)
    monkeypatch.setitem(sys.modules, module.__name__, module)


def figure(name: str) -> Figure:
    return Figure(name, 12.5, "ms", "command", "p95 ≤ 100 ms")


def test_figures_are_printed_though_a_suite_between_them_breaks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    suite(monkeypatch, "server", figure("first"))
    suite(monkeypatch, "screens", breaks=RuntimeError("no browser\nat all"))
    suite(monkeypatch, "grant", missing("thin line", "ms", "command", why="needs root"), figure("last"))
    assert bench.main(["server", "screens", "grant"]) == 1
    *table, told = capsys.readouterr().out.strip().splitlines()
    said = json.loads(told)
    assert [(one["name"], one["value"], one["why"]) for one in said["figures"]] == [
        ("first", 12.5, ""),
        ("thin line", None, "needs root"),
        ("last", 12.5, ""),
    ]
    assert said["failed"] == {"screens": "RuntimeError: no browser"}
    assert [line.split("  ")[0] for line in table[1:]] == ["first", "thin line", "last", "suite screens"]
    assert "not measured" in table[2]
    assert "needs root" in table[2]


def test_a_run_that_is_interrupted_prints_what_it_has(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    suite(monkeypatch, "server", figure("first"))
    suite(monkeypatch, "screens", breaks=KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        bench.main(["server", "screens"])
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["figures"][0]["name"] == "first"


def test_all_going_well_is_said_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    suite(monkeypatch, "server", figure("first"))
    assert bench.main(["server"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["failed"] == {}


def test_an_unknown_suite_is_refused_before_anything_runs(capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.main(["server", "nothing"]) == 2
    assert capsys.readouterr().out == ""
