"""The headers by which a screen says which it is: the name its socket was told, and its machine's."""

from __future__ import annotations

from typing import Annotated

from fastapi import Header

ScreenName = Annotated[str, Header(alias="X-Giaoban-Screen", max_length=80)]
DeviceName = Annotated[str, Header(alias="X-Giaoban-Device", max_length=64, pattern=r"^[A-Za-z0-9_-]*$")]
