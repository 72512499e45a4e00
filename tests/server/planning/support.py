"""A series and a template as bodies, and somebody to send them."""

from __future__ import annotations

from typing import Any

from tests.server.people.harness import Briefing


def plan(briefing: Briefing, **more: Any) -> dict[str, Any]:
    """A meeting without its time, led and recorded by the briefing's chair and secretary."""
    officers = [
        {"account": briefing.tabs[role].principal["id"], "role": role} for role in ("chair", "secretary")
    ]
    return {
        "title": "Giao ban tuần {week}, kỳ {number}",
        "planned_s": 5400,
        "agenda": [
            {"title": "Tình hình kinh tế", "planned_s": 1800, "seats": ["site-414"]},
            {"title": "Nội dung khác", "planned_s": 600},
        ],
        "sites": ["UBND", "414"],
        "officers": officers,
        "delegates": [{"name": "Lê Thị Hoa", "office": "PCT", "site": "414", "email": "hoa@nghean.gov.vn"}],
        "auto_record": True,
        **more,
    }


def series(briefing: Briefing, **more: Any) -> dict[str, Any]:
    """A briefing every Monday at eight from 9 March 2026 on."""
    return {
        "name": "Giao ban tuần",
        "plan": plan(briefing),
        "rule": "FREQ=WEEKLY;BYDAY=MO",
        "begins": "2026-03-09",
        "at": "08:00",
        **more,
    }
