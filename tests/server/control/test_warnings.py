"""What is called wrong with a line, what is not, and when a warning comes and goes."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from server.control.facts import Expected, Facts
from server.control.warnings import (
    ALARMS,
    CLEAR_AFTER_S,
    CODES,
    RULES,
    found,
    level,
    raised,
    score,
    settle,
)
from signaling.plane import ParticipantFigures, TrackFigures

HALL = Expected(
    hall=True, gathered=True, present=True, microphone=False, speaks=False, follows=True, papers=True
)
SPEAKING = replace(HALL, microphone=True, speaks=True)
MICROPHONE = TrackFigures("TR_1", "audio", "microphone", muted=False, open=True)
CAMERA = TrackFigures("TR_2", "video", "camera", muted=False, open=True)
LINE = ParticipantFigures("PA_1", path="udp", rtt_ms=20, up_bps=1_000_000, tracks=(MICROPHONE, CAMERA))
SEEN = {"picture": "ok", "sound": "ok", "follows": True, "hidden": False, "clock_ms": 12, "path": "udp"}
WELL = Facts(HALL, plane=True, line=LINE, seen=SEEN)


def said(**figures: object) -> Facts:
    return replace(WELL, seen={**SEEN, **figures})


def line(**figures: object) -> Facts:
    return replace(WELL, line=replace(LINE, **figures))


IN_TURN = replace(WELL, expected=SPEAKING, open_s=20)
MUTED = replace(LINE, tracks=(replace(MICROPHONE, muted=True), CAMERA))
TROUBLES: dict[str, list[Facts]] = {
    "site.offline": [Facts(replace(HALL, present=False), plane=True)],
    "site.no_media": [
        replace(WELL, line=None),
        line(active=False),
    ],
    "site.muted_at_device": [replace(IN_TURN, line=MUTED), replace(IN_TURN, seen={**SEEN, "sound": "off"})],
    "site.silent_in_turn": [replace(IN_TURN, seen={**SEEN, "sound": "silent"})],
    "site.sends_closed": [replace(WELL, closed_rate=50)],
    "site.echo": [said(sound="echo")],
    "site.lossy": [
        line(loss_up=0.08),
        line(loss_down=0.3),
        replace(said(loss_up=0.2), line=replace(LINE, path="")),
    ],
    "site.black": [said(picture="black")],
    "site.frozen": [said(picture="frozen")],
    "site.slow": [line(rtt_ms=900)],
    "site.battery": [said(battery=12, charging=False)],
    "site.papers": [said(papers_held=11, papers_of=12, papers_share=0.84)],
    "site.clipping": [said(sound="clipping")],
    "site.no_camera": [said(picture="off"), line(tracks=(MICROPHONE,))],
    "site.hidden": [said(hidden=True)],
    "site.not_following": [said(follows=False)],
    "site.tcp_only": [line(path="tcp")],
    "site.clock": [said(clock_ms=-90_000)],
    "site.relayed": [said(path="turn")],
}


def test_a_line_that_is_well_has_no_warning() -> None:
    assert found(WELL) == frozenset()
    assert found(IN_TURN) == frozenset()
    assert (score([]), level([])) == (0, "ok")


def test_every_rule_has_an_example() -> None:
    assert set(TROUBLES) == set(CODES)
    assert len(CODES) == len(set(CODES))


@pytest.mark.parametrize(
    ("code", "facts"), [(code, one) for code, all_of in TROUBLES.items() for one in all_of]
)
def test_each_trouble_is_found_and_no_other(code: str, facts: Facts) -> None:
    assert found(facts) == {code}


@pytest.mark.parametrize(
    "facts",
    [
        replace(WELL, closed_rate=3),  # a muted hall's comfort noise
        replace(WELL, closed_rate=50, line=MUTED),  # its own device is muted: nobody is cut off
        said(battery=12, charging=True),
        said(battery=80, charging=False),
        said(sound="silent"),  # nobody speaks in a hall that only listens
        replace(IN_TURN, open_s=3, seen={**SEEN, "sound": "silent"}),  # drawing breath
        replace(
            IN_TURN, expected=replace(SPEAKING, speaks=False), seen={**SEEN, "sound": "silent"}
        ),  # a pause
        Facts(replace(HALL, present=False, gathered=False)),  # the day before
        replace(WELL, plane=False, line=None),  # the media plane does not answer: nothing is known
        replace(said(follows=False), expected=replace(HALL, follows=False)),  # no page is in front
        said(papers_held=12, papers_of=12, papers_share=1),
        replace(said(papers_held=0, papers_of=2), expected=replace(HALL, papers=False)),  # the day before
        line(loss_up=0.03),
        replace(WELL, seen=None),  # another client than ours tells no figures
    ],
)
def test_what_only_looks_like_trouble_is_not_called_so(facts: Facts) -> None:
    assert found(facts) == frozenset()


def test_an_officer_may_close_the_camera_and_look_elsewhere() -> None:
    officer = replace(HALL, hall=False)
    assert found(replace(said(picture="off", hidden=True, follows=False), expected=officer)) == frozenset()
    assert found(replace(line(loss_up=0.5), expected=officer)) == {"site.lossy"}


def test_a_trouble_must_last_before_it_is_raised() -> None:
    standings = settle({}, {"site.lossy"}, 0)
    assert raised(standings) == []
    standings = settle(standings, {"site.lossy"}, 3)
    assert raised(standings) == []
    standings = settle(standings, {"site.lossy"}, 6)
    assert raised(standings) == ["site.lossy"]


def test_a_trouble_that_was_gone_in_between_begins_anew() -> None:
    standings = settle({}, {"site.lossy"}, 0)
    standings = settle(standings, set(), 3)
    standings = settle(standings, {"site.lossy"}, 6)
    assert raised(standings) == []


def test_a_raised_warning_does_not_flicker_and_goes_when_the_trouble_is_over() -> None:
    standings = settle({}, {"site.battery"}, 0)
    assert raised(standings) == ["site.battery"]
    standings = settle(standings, set(), 3)
    assert raised(standings) == ["site.battery"]
    standings = settle(standings, set(), CLEAR_AFTER_S)
    assert raised(standings) == []


def test_the_worst_comes_first_and_weighs_most() -> None:
    standings = settle({}, {"site.tcp_only", "site.battery", "site.muted_at_device"}, 0)
    assert raised(standings) == ["site.muted_at_device", "site.battery", "site.tcp_only"]
    assert score(["site.offline"]) > score(["site.lossy"]) > score(["site.relayed"])
    assert [level([code]) for code in ("site.offline", "site.lossy", "site.tcp_only")] == [
        "alarm",
        "warning",
        "notice",
    ]
    assert [rule.weight for rule in RULES] == sorted((rule.weight for rule in RULES), reverse=True)


def test_every_code_has_a_title_and_what_to_do_on_the_screen() -> None:
    catalogue = Path("web/src/i18n/controlWarnings.ts").read_text()
    for part in ("title", "todo"):
        assert set(re.findall(rf"'warn\.([a-z_.]+)\.{part}'", catalogue)) == {*CODES, *ALARMS}
