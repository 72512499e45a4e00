"""The HTTP face of the opinions package."""

from __future__ import annotations

from fastapi import APIRouter

from server.opinions import office_routes, reply_routes, report_routes

router = APIRouter()
# Addresses that name a part come before those in which a slip's id stands.
router.include_router(reply_routes.router)
router.include_router(reply_routes.uploads)
router.include_router(report_routes.router)
router.include_router(office_routes.router)
router.include_router(office_routes.uploads)
router.include_router(office_routes.agenda)
