"""The one type every view is made of."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""An object as RFC 8259 has it."""
