"""The entry of every worker.

    python -I -m server.papers.worker TASK OUT_FOLDER LIMITS_JSON OPTIONS_JSON < file

It reads the file from standard input (a real file), writes into OUT_FOLDER and says JSON lines on standard
output: {"page": n, "pages": m} for progress, then {"ready": …} or {"refused": code}.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

from server.papers.worker import inspect, layer, pages, pictures, scans
from server.papers.worker.fence import Refusal, put_up, say
from server.papers.worker.limits import Limits

TASKS: dict[str, Callable[[BinaryIO, Limits, dict[str, Any]], dict[str, object]]] = {
    "inspect": inspect.run,
    "pictures": pictures.run,
    "check": pages.run,
    "scans": scans.run,
    "layer": layer.run,
}


def main(task: str, folder: str, limits_json: str, options_json: str) -> int:
    """Fence, work, report; exit status 0 when a verdict was reached."""
    limits = Limits(**json.loads(limits_json))
    try:
        put_up(folder, limits)
        with os.fdopen(0, "rb", closefd=False) as file:
            say({"ready": TASKS[task](file, limits, json.loads(options_json))})
    except Refusal as refusal:
        say({"refused": refusal.code})
    except MemoryError:
        say({"refused": "paper.broken"})
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:5]))
