"""Paired machines and pairing codes in the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, select, update

from server.db.engine import Database
from server.db.models.people import DeviceRow, PairingCodeRow
from server.people.records import Device


class DeviceRepository:
    """Reads and writes paired machines."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, device: Device) -> None:
        """Store a paired machine."""
        async with self._database.write() as session:
            session.add(
                DeviceRow(id=device.id, site=device.site, name=device.name, paired_at=device.paired_at)
            )

    async def offer(self, code_hash: str, site: str, expires_at: datetime, now: datetime) -> None:
        """Store a pairing code; earlier codes of the site and expired ones go."""
        async with self._database.write() as session:
            await session.execute(
                delete(PairingCodeRow).where(
                    (PairingCodeRow.site == site) | (PairingCodeRow.expires_at <= now)
                )
            )
            session.add(PairingCodeRow(code_hash=code_hash, site=site, expires_at=expires_at))

    async def take(self, code_hash: str, device: Device, now: datetime) -> Device | None:
        """Use a pairing code once and store its machine, in one transaction; None when it does not hold."""
        async with self._database.write() as session:
            site = await session.scalar(
                update(PairingCodeRow)
                .where(
                    PairingCodeRow.code_hash == code_hash,
                    PairingCodeRow.used_at.is_(None),
                    PairingCodeRow.expires_at > now,
                )
                .values(used_at=now)
                .returning(PairingCodeRow.site)
                .execution_options(synchronize_session=False)
            )
            if site is None:
                return None
            row = DeviceRow(id=device.id, site=site, name=device.name, paired_at=device.paired_at)
            session.add(row)
            await session.flush()
            return device_of(row)

    async def of_site(self, site: str) -> Sequence[Device]:
        """The machines of a site that are not revoked, newest first."""
        query = select(DeviceRow).where(DeviceRow.site == site, DeviceRow.revoked_at.is_(None))
        async with self._database.read() as session:
            rows = await session.scalars(query.order_by(DeviceRow.paired_at.desc(), DeviceRow.id))
            return [device_of(row) for row in rows]

    async def counts(self) -> dict[str, int]:
        """How many machines each site has."""
        query = (
            select(DeviceRow.site, func.count())
            .where(DeviceRow.revoked_at.is_(None))
            .group_by(DeviceRow.site)
        )
        async with self._database.read() as session:
            return {site: count for site, count in await session.execute(query)}

    async def revoke(self, device: str, at: datetime) -> Device | None:
        """Revoke a machine; None when there is no such machine or it is revoked already."""
        async with self._database.write() as session:
            row = await session.get(DeviceRow, device)
            if row is None or row.revoked_at is not None:
                return None
            row.revoked_at = at
            return device_of(row)


def device_of(row: DeviceRow) -> Device:
    """The row as a plain value."""
    return Device(row.id, row.site, row.name, row.paired_at, row.last_seen_at, row.revoked_at)
