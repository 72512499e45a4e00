"""What hangs on a password beside the sign-in itself: keys that only it opens. A port; knows nobody."""

from __future__ import annotations

from typing import Protocol

from server.db.repositories.note_keys import Wrapping
from server.people.sessions import SignIn


class Keyring(Protocol):
    """Told of every password that proved right, while it is at hand, and of every change of one."""

    async def signed_in(self, account: str, password: str, opened: SignIn) -> None:
        """Somebody signed in with their password."""

    async def rewrapped(
        self, account: str, current: str | None, new: str, session: str, token: str
    ) -> Wrapping | None:
        """What the new password will open, stored with it; None when nothing at hand opens it now."""
