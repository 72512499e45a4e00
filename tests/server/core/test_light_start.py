"""What the usual start must not load: libraries that only some installations or rare requests need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"alembic", "mako", "redis", "aiortc", "av", "httpx", "icalendar", "weasyprint", "pypdfium2"}


def test_the_usual_start_loads_none_of_the_libraries_for_rare_needs() -> None:
    script = "import sys, server.cli, server.serve; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    loaded = set(done.stdout.split())
    assert "server.bootstrap" in loaded
    assert not loaded & HEAVY
