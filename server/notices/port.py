"""What the parts of the server call when somebody should be told. Knows no way of telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Notice:
    """Something to be told: `code` is its sentence, filled from `details`; `about` the id of the thing."""

    code: str
    about: str
    details: Mapping[str, Any] = field(default_factory=dict)


class Notices(Protocol):
    """A way of telling accounts."""

    async def tell(self, accounts: Sequence[str], notice: Notice) -> None:
        """Tell these accounts. What has been done is done: telling neither undoes nor repeats it."""
        ...
