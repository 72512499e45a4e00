"""The HTTP face of the people package."""

from __future__ import annotations

from fastapi import APIRouter

from server.people import account_routes, session_routes, site_routes

router = APIRouter()
router.include_router(session_routes.router)
router.include_router(account_routes.router)
router.include_router(site_routes.router)
