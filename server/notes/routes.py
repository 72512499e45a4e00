"""Private notes over HTTP: each owner their own, and nobody anybody else's."""

from __future__ import annotations

import base64
from contextlib import suppress
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import AfterValidator, Field

from server.clock import iso
from server.db.repositories.note_keys import Owner
from server.deps import ServicesDep
from server.errors import Forbidden, Locked, Unauthenticated
from server.notes.keys import Opened
from server.notes.owners import owner_of
from server.notes.store import Writer, note_json
from server.notes.wrapping import Bearer
from server.people.bodies import Body
from server.people.cookies import token_of, tokens_beside
from server.people.guard import Caller, CallerDep, admit
from server.people.session_routes import Password, address_of
from server.services import Services


def never_kept(response: Response) -> None:
    """Keys and notes are for no cache."""
    response.headers["Cache-Control"] = "no-store"


router = APIRouter(
    tags=["notes"], dependencies=[Depends(admit), Depends(never_kept)], max_body_size=64 * 1024
)

NoteId = Annotated[str, Path(pattern="^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Rev = Annotated[int, Field(ge=0, le=2**31 - 1)]
Number = Annotated[int, Query(ge=0, le=2**31 - 1)]
_KEY_ID = "^[0-9a-f]{12}$"
KeyId = Annotated[str | None, Query(pattern=_KEY_ID)]


def _on_purpose(said: bool) -> bool:
    if not said:
        raise ValueError("not confirmed")
    return said


class UnlockBody(Body):
    """One's password."""

    password: Password


class ClaimBody(Body):
    """A code as typed."""

    code: Annotated[str, Field(min_length=1, max_length=64)]


class RenounceBody(Body):
    """Said on purpose: ``confirm`` must be true."""

    confirm: Annotated[bool, AfterValidator(_on_purpose)]


class NoteBody(Body):
    """``box``: nonce and ciphertext in base64; ``base``: the number it was written over, 0 for a new note;
    ``key_id``: the key it was encrypted with.
    """

    box: str
    base: Rev
    key_id: Annotated[str, Field(pattern=_KEY_ID)] | None = None


class Mine:
    """The caller as an owner of notes, with what their sign-in opens."""

    def __init__(self, caller: Caller, request: Request, services: Services) -> None:
        self.principal = caller.who()
        self.owner: Owner = owner_of(self.principal)
        self.bearer = Bearer(self.principal.session_id, token_of(request))
        self.has_password = self.principal.has_password
        self._keys = services.notes.keys
        self._sessions = services.people.sessions
        self._tokens = tokens_beside(request)

    async def opened(self) -> Opened:
        """The key, by this sign-in or another of the owner's in this browser.

        Raises:
            Locked: ``notes.locked`` with ``ways``.
        """
        try:
            return await self._keys.opened(self.owner, self.bearer, has_password=self.has_password)
        except Locked:
            beside = await self._keys.opened_beside(self.owner, self.bearer, await self._beside())
            if beside is None:
                raise
            return beside

    async def _beside(self) -> list[Bearer]:
        """Sign-ins of the same owner whose cookies came with the request: somebody opened a link again."""
        found = []
        for token in self._tokens:
            with suppress(Unauthenticated, Forbidden):
                principal = await self._sessions.recognise(token)
                if owner_of(principal) == self.owner:
                    found.append(Bearer(principal.session_id, token))
        return found

    async def writer(self) -> Writer:
        """The caller as somebody who may read and write notes. Raises as `opened`."""
        opened = await self.opened()
        return Writer(self.owner.id, opened.key.id, self.principal.seat)


def mine(caller: CallerDep, request: Request, services: ServicesDep) -> Mine:
    """The caller as an owner of notes. Raises Forbidden ``notes.not_yours``."""
    return Mine(caller, request, services)


MineDep = Annotated[Mine, Depends(mine)]


@router.get("/notes/key")
async def key(own: MineDep) -> dict[str, Any]:
    """The key of one's notes; the first call makes it."""
    return key_json(await own.opened())


@router.post("/notes/unlock")
async def unlock(body: UnlockBody, own: MineDep, request: Request, services: ServicesDep) -> dict[str, Any]:
    """Open one's notes in this sign-in by the password."""
    accounts, account = services.people.accounts, own.owner.account
    if account is None or not await accounts.confirm(account, body.password, address_of(request)):
        raise Forbidden("notes.wrong_password")
    return key_json(await services.notes.keys.unlock(own.owner, own.bearer, body.password))


@router.post("/notes/transfers", status_code=201)
async def transfer(own: MineDep, services: ServicesDep) -> dict[str, Any]:
    """A one-time code that opens one's notes in another of one's sign-ins; it is shown only now."""
    code = await services.notes.transfers.create(own.owner, own.bearer, has_password=own.has_password)
    return {"code": code.text, "expires_at": iso(code.expires_at)}


@router.post("/notes/transfers/claim")
async def claim(body: ClaimBody, own: MineDep, services: ServicesDep) -> dict[str, Any]:
    """Open one's notes in this sign-in by a code."""
    transfers = services.notes.transfers
    return key_json(await transfers.claim(own.owner, own.bearer, body.code, has_password=own.has_password))


@router.post("/notes/renounce", status_code=204)
async def renounce(body: RenounceBody, own: MineDep, services: ServicesDep) -> None:
    """Give up notes that nothing opens any more, for good, and begin with a new key."""
    await services.notes.keys.renounce(own.owner, own.bearer, has_password=own.has_password)


@router.get("/notes")
async def everywhere(own: MineDep, services: ServicesDep, since: Number = 0) -> dict[str, Any]:
    """One's notes of every meeting that changed after ``since``."""
    return await _changes(own, services, since, None)


@router.get("/notes/marked")
async def marked(own: MineDep, services: ServicesDep) -> dict[str, list[str]]:
    """Which papers are marked, by meeting with notes of one's: their words stay out of a file of them."""
    await own.opened()
    return await services.notes.store.marked(own.owner.id)


@router.get("/meetings/{meeting}/notes")
async def in_meeting(meeting: str, own: MineDep, services: ServicesDep, since: Number = 0) -> dict[str, Any]:
    """One's notes of a meeting that changed after ``since``."""
    return await _changes(own, services, since, meeting)


@router.put("/meetings/{meeting}/notes/{note}")
async def put(
    meeting: str, note: NoteId, body: NoteBody, own: MineDep, services: ServicesDep
) -> dict[str, Any]:
    """Write a note; safe to send again."""
    writer = await own.writer()
    stored = await services.notes.store.put(writer, meeting, note, body.box, body.base, body.key_id)
    return {"rev": stored.rev, "changed_at": iso(stored.changed_at)}


@router.delete("/meetings/{meeting}/notes/{note}", status_code=204)
async def delete(
    meeting: str,
    note: NoteId,
    base: Number,
    own: MineDep,
    services: ServicesDep,
    key_id: KeyId = None,
) -> None:
    """Delete a note; safe to send again. ``key_id``: the key it was read with."""
    await services.notes.store.delete(await own.writer(), meeting, note, base, key_id)


async def _changes(own: Mine, services: Services, since: int, meeting: str | None) -> dict[str, Any]:
    await own.opened()
    found = await services.notes.store.changes(own.owner.id, since, meeting)
    notes = [note_json(note) for note in found.notes]
    return {"rev": found.rev, "key_id": found.key_id, "notes": notes, "more": found.more}


def key_json(opened: Opened) -> dict[str, Any]:
    """A key as its owner's browser gets it."""
    return {
        "owner": opened.owner,
        "key": base64.b64encode(opened.key.key).decode(),
        "key_id": opened.key.id,
        "by_password": opened.by_password,
    }
