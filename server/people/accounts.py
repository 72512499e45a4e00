"""Accounts: making and changing them, signing in with a password, the first administrator. Knows no HTTP."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from server.clock import Clock
from server.db.repositories.accounts import AccountRepository, NewAccount
from server.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated
from server.people import secrets
from server.people.emails import clean_email
from server.people.keyring import Keyring
from server.people.links import Links
from server.people.passwords import Passwords, weakness
from server.people.principals import Principal
from server.people.records import ACCOUNT_ROLES, ADMINISTRATOR, ARCHIVIST, OFFICER, Account
from server.people.sessions import Sessions, SignIn
from server.people.texts import one_line
from server.people.throttle import Throttle, address_key

LOGIN_PATTERN = re.compile(r"\A[a-z0-9][a-z0-9._@-]{1,62}[a-z0-9]\Z")


def fold_login(login: str) -> str:
    """The form in which logins are compared and stored."""
    return unicodedata.normalize("NFKC", login[:200]).strip().casefold()


class Accounts:
    """People with a login."""

    def __init__(
        self,
        repository: AccountRepository,
        passwords: Passwords,
        sessions: Sessions,
        links: Links,
        per_login: Throttle,
        per_login_anywhere: Throttle,
        per_address: Throttle,
        keyring: Keyring,
        clock: Clock,
    ) -> None:
        self._repository = repository
        self._passwords = passwords
        self._sessions = sessions
        self._links = links
        self._per_login = per_login
        self._per_login_anywhere = per_login_anywhere
        self._per_address = per_address
        self._keyring = keyring
        self._clock = clock

    async def sign_in(self, login: str, password: str, address: str) -> SignIn:
        """Sign in with a password. An unknown login takes as long and fails as a wrong password does.

        Raises:
            TooMany: ``session.throttled`` with ``retry_after_s``.
            Unauthenticated: ``session.bad_credentials``.
        """
        account = await self._proved(fold_login(login), password, address)
        if account is None:
            raise Unauthenticated("session.bad_credentials")
        opened = await self._sessions.open_for_account(account)
        await self._keyring.signed_in(account.id, password, opened)
        return opened

    async def confirm(self, account: str, password: str, address: str) -> bool:
        """Whether this is the password of an account that is signed in. Raises TooMany as `sign_in` does."""
        login = (await self.get(account)).login
        return await self._proved(login, password, address) is not None

    async def _proved(self, folded: str, password: str, address: str) -> Account | None:
        """The account of a login, if the password is its own and it may sign in. Wrong ones are slowed."""
        source = address_key(address)
        counts = (
            (self._per_login, f"{folded} {source}"),
            (self._per_login_anywhere, folded),
            (self._per_address, source),
        )
        wait = max(throttle.wait_s(key) for throttle, key in counts)
        if wait:
            raise TooMany("session.throttled", retry_after_s=wait)
        for throttle, key in counts:
            throttle.enter(key)
        found = await self._repository.credentials(folded)
        account, encoded = found if found else (None, None)
        matches = await self._passwords.verify(password, encoded)
        if account is None or not matches or account.disabled:
            return None
        self._per_login.succeed(f"{folded} {source}")
        self._per_login_anywhere.refund(folded)
        self._per_address.refund(source)
        return account

    async def all(self) -> Sequence[Account]:
        """Every account."""
        return await self._repository.all()

    async def get(self, account: str) -> Account:
        """One account. Raises NotFound ``account.not_found``."""
        found = await self._repository.get(account)
        if found is None:
            raise NotFound("account.not_found")
        return found

    async def create(
        self,
        *,
        login: str,
        name: str,
        office: str,
        roles: Sequence[str],
        password: str | None = None,
        email: str = "",
    ) -> Account:
        """Make an account; without a password it is entered by an invitation link first.

        Raises:
            Invalid: ``account.bad_login``, ``account.bad_name``, ``account.bad_role``, ``password.*``,
                ``email.bad``.
            Conflict: ``account.login_taken``.
        """
        address = clean_email(email)
        new = replace(await self._new(login, name, office, _roles(roles), password), email=address)
        account = await self._repository.add(new)
        if account is None:
            raise Conflict("account.login_taken", login=new.login)
        return account

    async def change(self, account: str, changes: dict[str, Any]) -> Account:
        """Change name, office, e-mail address, roles or disabled. Disabling ends every sign-in at once.

        Raises:
            Conflict: ``account.last_administrator`` when nobody could administer afterwards.
        """
        before = await self.get(account)
        roles = _roles(changes["roles"]) if "roles" in changes else before.roles
        disabled = bool(changes.get("disabled", before.disabled))
        # Only what was asked for is written: another change at the same moment stays.
        values: dict[str, Any] = {"roles": sorted(roles)} if "roles" in changes else {}
        if disabled != before.disabled:
            values["disabled_at"] = self._clock() if disabled else None
        if "name" in changes:
            values["name"] = _name(changes["name"])
        if "office" in changes:
            values["office"] = one_line(changes["office"], 200)
        if "email" in changes:
            values["email"] = clean_email(changes["email"])
        loses = ADMINISTRATOR in before.roles and (disabled or ADMINISTRATOR not in roles)
        keep = ADMINISTRATOR if loses else None
        after = await self._repository.change(account, values, keep=keep) if values else before
        if disabled and not before.disabled:
            await self._links.revoke_of_account(account)
            await self._sessions.end_all("account.disabled", seat=f"officer-{account}", account=account)
        return after or before

    async def set_password(self, principal: Principal, current: str | None, new: str, token: str) -> None:
        """Set one's own password; the present one is asked for when there is one. Other sign-ins end.

        What the present one or this sign-in (by its ``token``) opens, the new one will open.

        Raises:
            Unauthenticated: ``session.bad_credentials``. Invalid: ``password.*``. TooMany.
        """
        account = await self.get(principal.id)
        found = await self._repository.credentials(account.login)
        encoded = found[1] if found else None
        if encoded is not None:
            wait = self._per_login.enter(account.login)
            if wait:
                raise TooMany("session.throttled", retry_after_s=wait)
            if not await self._passwords.verify(current or "", encoded):
                raise Forbidden("password.wrong")
            self._per_login.succeed(account.login)
        _check_password(new, account.login, account.name)
        encoded = await self._passwords.hash(new)
        wrapping = await self._keyring.rewrapped(account.id, current, new, principal.session_id, token)
        await self._repository.set_password(account.id, encoded, wrapping)
        await self._sessions.end_all(
            "password.changed", seat=principal.seat, except_for=principal.session_id, account=account.id
        )

    async def forget_password(self, account: str) -> None:
        """Take away a password that its owner forgot or somebody else knows; every sign-in ends at once.

        A link signs the owner in to set another. Notes that only the old password opened are lost: nobody
        but its owner has what they are encrypted with.
        """
        await self.get(account)
        await self._repository.set_password(account, None, None)
        await self._sessions.end_all("password.forgotten", seat=f"officer-{account}", account=account)

    async def open_setup(self) -> str | None:
        """The one-time address for making the first administrator; None when there is an account already."""
        if await self._repository.count():
            return None
        return await self._links.create_setup()

    async def set_up(self, token: str, *, login: str, name: str, password: str, address: str) -> SignIn:
        """Make the first administrator and sign in. The link is used up only when that worked.

        Raises:
            NotFound: ``link.not_valid``. Conflict: ``setup.done``. Invalid: as for `create`.
        """
        await self._links.check_setup(token, address)
        new = await self._new(login, name, "", frozenset({ADMINISTRATOR, OFFICER, ARCHIVIST}), password)
        account = await self._repository.add(new, only_if_none=True)
        if account is None:
            raise Conflict("setup.done")
        await self._links.finish_setup(token)
        opened = await self._sessions.open_for_account(account)
        await self._keyring.signed_in(account.id, password, opened)
        return opened

    async def _new(
        self, login: str, name: str, office: str, roles: frozenset[str], password: str | None
    ) -> NewAccount:
        folded, clean = fold_login(login), _name(name)
        if not LOGIN_PATTERN.match(folded):
            raise Invalid("account.bad_login")
        encoded = None
        if password is not None:
            _check_password(password, folded, clean)
            encoded = await self._passwords.hash(password)
        return NewAccount(
            secrets.new_id(), folded, clean, one_line(office, 200), roles, encoded, self._clock()
        )


def _check_password(password: str, login: str, name: str) -> None:
    found = weakness(password, login=login, name=name)
    if found:
        raise Invalid(found)


def _roles(roles: Sequence[str]) -> frozenset[str]:
    unknown = [role for role in roles if role not in ACCOUNT_ROLES]
    if unknown:
        raise Invalid("account.bad_role", role=str(unknown[0])[:40])
    return frozenset(roles)


def _name(name: str) -> str:
    clean = one_line(name, 200)
    if not clean:
        raise Invalid("account.bad_name")
    return clean
