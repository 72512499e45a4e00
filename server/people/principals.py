"""Who a request comes from. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from server.people import records
from server.people.records import FoundSession


@dataclass(frozen=True)
class Principal:
    """A signed-in person or machine.

    `kind` is account, device, delegate or observer; `id` the account's, device's, delegate's or link's id;
    `seat` the seat it takes wherever it is invited; `meeting` is set when it is good for that meeting only.
    `session_id` is what a :class:`server.people.revocations.Revocation` names; `has_password` is about
    accounts only.
    """

    kind: str
    id: str
    name: str
    office: str
    roles: frozenset[str]
    site: str | None
    meeting: str | None
    seat: str
    session_id: str
    slot: str
    has_password: bool = False

    def as_json(self) -> dict[str, Any]:
        """The principal as the web client sees it."""
        return {
            "kind": self.kind,
            "id": self.id,
            "name": self.name,
            "office": self.office,
            "roles": sorted(self.roles),
            "site": self.site,
            "meeting": self.meeting,
            "seat": self.seat,
            "has_password": self.has_password,
        }


def principal_of(found: FoundSession) -> Principal | None:
    """The principal a stored session speaks for; None when that has been revoked, disabled or deleted."""
    if found.kind == records.ACCOUNT:
        return _account(found)
    if found.kind == records.DEVICE:
        return _device(found)
    return _guest(found)


def _account(found: FoundSession) -> Principal | None:
    account = found.account
    if account is None or account.disabled:
        return None
    seat = f"officer-{account.id}"
    return Principal(
        found.kind,
        account.id,
        account.name,
        account.office,
        account.roles,
        None,
        None,
        seat,
        found.id,
        found.slot,
        account.has_password,
    )


def _device(found: FoundSession) -> Principal | None:
    device = found.device
    if device is None or device.revoked_at is not None:
        return None
    seat = f"site-{device.site}"
    name = found.site_name or device.name or device.site
    return Principal(
        found.kind, device.id, name, "", frozenset(), device.site, None, seat, found.id, found.slot
    )


def _guest(found: FoundSession) -> Principal | None:
    link = found.link
    if link is None or link.revoked_at is not None or link.meeting is None:
        return None
    seat = f"delegate-{link.delegate}" if found.kind == records.DELEGATE else f"observer-{link.id}"
    return Principal(
        found.kind,
        link.delegate or link.id,
        link.name,
        link.office,
        frozenset(),
        None,
        link.meeting,
        seat,
        found.id,
        found.slot,
    )
