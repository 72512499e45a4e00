"""Sites: dated rows that are listed as of a day, edited and imported. Knows no HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from server.clock import Clock
from server.db.repositories.sites import SiteRepository
from server.errors import Invalid, NotFound
from server.people import site_rows
from server.people.site_rows import Comparison, Finding, ParsedSites, SiteRow
from server.zone import local_day


class BadRows(Invalid):
    """Rows that cannot be taken; `findings` say which and why. Nothing was stored."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        self.rows: list[dict[str, object]] = [
            {"line": one.line, "column": one.column, "reason_code": one.reason, "value": one.value}
            for one in self.findings
        ]
        super().__init__("sites.bad_rows", rows=self.rows, count=len(self.rows))


class Sites:
    """The points of the province and when they exist."""

    def __init__(self, repository: SiteRepository, clock: Clock) -> None:
        self._repository = repository
        self._clock = clock

    def today(self) -> date:
        """The present day where the sites are."""
        return local_day(self._clock())

    async def all(self) -> Sequence[SiteRow]:
        """Every row of every period."""
        return await self._repository.all()

    async def valid_on(self, day: date) -> Sequence[SiteRow]:
        """The sites of a day."""
        return await self._repository.valid_on(day)

    async def require(self, code: str) -> SiteRow:
        """The site as of today. Raises NotFound ``site.not_found``."""
        found = next((site for site in await self.valid_on(self.today()) if site.code == code), None)
        if found is None:
            raise NotFound("site.not_found", site=code[:20])
        return found

    async def add(self, values: Mapping[str, str]) -> SiteRow:
        """Store one new row. Raises BadRows, also for a row that exists or overlaps another."""
        row = _checked(values)

        def decide(existing: Iterable[SiteRow]) -> Comparison:
            known = list(existing)
            if any(other.key == row.key for other in known):
                return Comparison((), (), 0, (Finding(0, "duplicate", row.code, "code"),))
            return site_rows.compare(ParsedSites(((0, row),), ()), known)

        await self._merge(decide)
        return row

    async def edit(self, code: str, changes: Mapping[str, str], valid_from: date | None = None) -> SiteRow:
        """Change the row of `code` that begins on `valid_from`, else the one of today, else the last one.

        Raises:
            NotFound: ``site.not_found``. BadRows.
        """

        def decide(rows: Sequence[SiteRow]) -> tuple[SiteRow, SiteRow]:
            old = _choose(rows, valid_from, self.today())
            if old is None:
                raise NotFound("site.not_found", site=code[:20])
            new = _checked({**_texts(old), **changes, "code": code})
            if any(new.overlaps(other) for other in rows if other.key != old.key):
                raise BadRows([Finding(0, "overlap", code, "valid_from")])
            return old, new

        return await self._repository.replace(code, decide)

    async def import_csv(self, data: bytes, *, dry_run: bool = False) -> Comparison:
        """Take a whole file or nothing. With `dry_run` only say what would happen.

        Raises:
            BadRows: with the line, reason and value of every bad row.
        """
        parsed = site_rows.parse(data)
        if dry_run:
            comparison = site_rows.compare(parsed, await self.all())
            if comparison.findings:
                raise BadRows(comparison.findings)
            return comparison
        return await self._merge(lambda existing: site_rows.compare(parsed, existing))

    async def export_csv(self) -> bytes:
        """Every row as a CSV file."""
        return site_rows.write(await self.all())

    async def _merge(self, decide: Callable[[Iterable[SiteRow]], Comparison]) -> Comparison:
        comparison = await self._repository.merge(decide)
        if comparison.findings:
            raise BadRows(comparison.findings)
        return comparison


def _checked(values: Mapping[str, str]) -> SiteRow:
    row, findings = site_rows.check_values({name: site_rows.clean(value) for name, value in values.items()})
    if row is None:
        raise BadRows(findings)
    return row


def _choose(rows: Sequence[SiteRow], valid_from: date | None, today: date) -> SiteRow | None:
    if valid_from is not None:
        return next((row for row in rows if row.valid_from == valid_from), None)
    present = next((row for row in rows if row.valid_on(today)), None)
    return present or (rows[-1] if rows else None)


def _texts(row: SiteRow) -> dict[str, str]:
    values = asdict(row)
    last = row.valid_to.isoformat() if row.valid_to else ""
    return {**values, "valid_from": row.valid_from.isoformat(), "valid_to": last}
