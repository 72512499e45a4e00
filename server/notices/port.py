"""What the parts of the server call when somebody should be told. Knows no way of telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True)
class Notice:
    """Something to be told: `code` is its sentence, filled from `details`; `about` the id of the thing.

    ``details["until"]``, a time in ISO 8601: when it stops being of use.
    """

    code: str
    about: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Telling:
    """A notice and the accounts that are told it. `by_mail`: it waits to be told by mail as well."""

    accounts: Sequence[str]
    notice: Notice
    by_mail: bool = False


class Notices(Protocol):
    """A way of telling accounts.

    What is told of something done is kept by whoever does it, in the same transaction (`telling` and
    `server.db.repositories.notices.keep`); `wake` afterwards.
    """

    def telling(self, accounts: Sequence[str], notice: Notice) -> Telling:
        """What is to be kept so that these accounts are told."""
        ...

    def wake(self) -> None:
        """Something was kept."""
        ...
