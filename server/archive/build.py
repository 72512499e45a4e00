"""Puts the services about records and official documents together for the composition root."""

from __future__ import annotations

from recordings.official import IssuingBody
from server.archive.official import OfficialDocuments
from server.archive.service import Archive
from server.briefings.service import Briefings
from server.ground import Ground
from server.settings import Settings


def build_documents(settings: Settings) -> OfficialDocuments:
    """Official documents in the name of this installation's issuing body."""
    issuer = IssuingBody(
        name=settings.issuer_name,
        superior=settings.issuer_superior or "",
        place=settings.issuer_place or "",
    )
    return OfficialDocuments(settings.data / "proceedings", issuer)


def build_archive(ground: Ground, briefings: Briefings, documents: OfficialDocuments) -> Archive:
    """The record of ended meetings; recordings lie where the recorders write them."""
    return Archive(
        briefings.index, ground.events, ground.meetings, ground.settings.data / "records", documents
    )
