"""Whom a slip can be sent to: accounts with their agencies and sites, and lists pasted as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from server.errors import Invalid
from server.opinions.content import MAX_GROUP, MAX_RECIPIENTS
from server.opinions.groups import fold, group_of, is_below
from server.opinions.records import Person, Recipient
from server.people.accounts import fold_login
from server.people.build import People
from server.people.records import Account
from server.people.site_rows import SiteRow
from server.people.texts import one_line

FEWEST_LETTERS = 2
MOST_FOUND = 20


@dataclass(frozen=True)
class Addressee:
    """An account as the chooser shows it; `site` is the code of the site its office is, if it is one."""

    account: str
    login: str
    name: str
    office: str
    group: str
    site: str | None


@dataclass(frozen=True)
class Matched:
    """What a pasted list named: (account, group) each, and the lines nobody was found for."""

    chosen: tuple[tuple[str, str], ...]
    unknown: tuple[str, ...]
    ambiguous: tuple[str, ...]


class Directory:
    """Answers from accounts and sites as they are now. Halls' machines sign nothing: only accounts answer."""

    def __init__(self, people: People) -> None:
        self._people = people

    async def all(self) -> Sequence[Addressee]:
        """Every account that can sign in, by name."""
        accounts = await self._people.accounts.all()
        sites = _by_name(await self._people.sites.valid_on(self._people.sites.today()))
        return [_addressee(account, sites) for account in accounts if not account.disabled]

    async def match(self, text: str) -> Matched:
        """Find the accounts of a pasted list: a login, a name or an agency a line, then perhaps its group.

        Columns are parted by tab, semicolon or comma; a heading and empty lines are passed over.
        """
        everybody = await self.all()
        names = _Names(everybody)
        chosen: dict[str, str] = {}
        unknown: list[str] = []
        ambiguous: list[str] = []
        for cells in _rows(text):
            found = names.find(cells[0])
            group = one_line(cells[1], MAX_GROUP) if len(cells) > 1 else ""
            if len(found) == 1:
                chosen[found[0].account] = group or found[0].group
            else:
                (ambiguous if found else unknown).append(one_line(cells[0], 200))
        return Matched(tuple(chosen.items()), tuple(unknown), tuple(ambiguous))

    async def person(self, account: str) -> Person:
        """An account that can sign in. Raises Invalid ``opinion.unknown_person``."""
        accounts = await self._people.accounts.all()
        found = next((one for one in accounts if one.id == account and not one.disabled), None)
        if found is None:
            raise Invalid("opinion.unknown_person")
        return Person(found.id, found.name, found.office)

    async def superior(self, account: str, of: Person) -> Person:
        """An account somebody can pass a slip up to.

        Raises Invalid ``opinion.unknown_person``, ``opinion.not_superior`` for one of a lower agency.
        """
        found = await self.person(account)
        groups = {one.account: one.group for one in await self.all()}
        if is_below(groups[found.account], groups.get(of.account, "")):
            raise Invalid("opinion.not_superior", name=found.name)
        return found

    async def search(self, text: str, asker: str, office: str) -> Sequence[Addressee]:
        """At most 20 accounts whose name or office has every word of a text, the asker's own agency first.

        Those of agencies below the asker's are not among them: nobody passes a slip down.
        """
        words = fold(text[:100]).split()
        if len("".join(words)) < FEWEST_LETTERS:
            return []
        own = fold(office)
        everybody = await self.all()
        group = next((one.group for one in everybody if one.account == asker), "")
        fitting = [
            one
            for one in everybody
            if one.account != asker
            and not is_below(one.group, group)
            and all(word in fold(f"{one.name} {one.office}") for word in words)
        ]
        return sorted(fitting, key=lambda one: fold(one.office) != own)[:MOST_FOUND]

    async def recipients(self, slip: str, chosen: Sequence[tuple[str, str]]) -> Sequence[Recipient]:
        """The chosen accounts as recipients of a draft; each once, an empty group becomes its own.

        Raises:
            Invalid: ``opinion.too_many_recipients``, ``opinion.unknown_recipients`` with `accounts`.
        """
        groups = dict(chosen)
        if len(groups) > MAX_RECIPIENTS:
            raise Invalid("opinion.too_many_recipients", most=MAX_RECIPIENTS)
        known = {one.account: one for one in await self.all()}
        unknown = [account for account in groups if account not in known]
        if unknown:
            raise Invalid("opinion.unknown_recipients", accounts=unknown[:50], count=len(unknown))
        return [
            _recipient(slip, place, known[account], one_line(group, MAX_GROUP))
            for place, (account, group) in enumerate(groups.items(), 1)
        ]


def _recipient(slip: str, place: int, one: Addressee, group: str) -> Recipient:
    return Recipient(slip, one.account, place, one.name, one.office, group or one.group)


def _by_name(sites: Iterable[SiteRow]) -> Mapping[str, SiteRow]:
    return {fold(name): site for site in sites for name in (site.short_name, site.name)}


def _addressee(account: Account, sites: Mapping[str, SiteRow]) -> Addressee:
    site = sites.get(fold(account.office)) if account.office else None
    return Addressee(
        account.id,
        account.login,
        account.name,
        account.office,
        group_of(account.office, site.kind if site else None),
        site.code if site else None,
    )


class _Names:
    """Finds accounts by login, else by name, else by agency, accents and case aside."""

    def __init__(self, everybody: Iterable[Addressee]) -> None:
        self._logins: dict[str, list[Addressee]] = {}
        self._names: dict[str, list[Addressee]] = {}
        self._offices: dict[str, list[Addressee]] = {}
        for one in everybody:
            self._logins[one.login] = [one]
            self._names.setdefault(fold(one.name), []).append(one)
            if one.office:
                self._offices.setdefault(fold(one.office), []).append(one)

    def find(self, text: str) -> Sequence[Addressee]:
        """Everybody a text may mean; more than one is for the office to decide."""
        plain = fold(text)
        return self._logins.get(fold_login(text)) or self._names.get(plain) or self._offices.get(plain) or []


def _rows(text: str) -> Iterable[list[str]]:
    mark = next((mark for mark in ("\t", ";", ",") if mark in text), ",")
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    for number, cells in enumerate(_table(lines, mark)):
        clean = [cell.strip() for cell in cells]
        heading = number == 0 and fold(clean[0]) in ("login", "ten dang nhap", "tai khoan") if clean else True
        if not heading and clean[0]:
            yield clean


def _table(lines: Sequence[str], mark: str) -> Iterable[Sequence[str]]:
    try:
        return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))
    except csv.Error:  # no CSV, such as a quote that is never closed: every line is one for itself
        return [line.split(mark) for line in lines]
