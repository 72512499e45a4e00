"""FastAPI dependencies every area uses."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from server.messages import Language, choose_language
from server.services import Services


def get_services(connection: HTTPConnection) -> Services:
    """The services of this application."""
    return cast(Services, connection.app.state.services)


ServicesDep = Annotated[Services, Depends(get_services)]


def get_language(connection: HTTPConnection) -> Language:
    """The language of the answer: ``?lang=``, then ``Accept-Language``, then the installation's."""
    services = get_services(connection)
    return choose_language(
        connection.query_params.get("lang"),
        connection.headers.get("accept-language"),
        services.settings.language,
    )


LanguageDep = Annotated[Language, Depends(get_language)]
