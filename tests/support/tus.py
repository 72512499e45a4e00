"""A paper sent as clients send it: by tus 1.0.0, all of it with the request that begins the upload."""

from __future__ import annotations

import base64


def encoded(**said: str) -> str:
    """Upload-Metadata."""
    return ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in said.items())


def whole(data: bytes, **said: str) -> dict[str, str]:
    """The headers of a request to ``…/uploads`` whose body is the whole file."""
    return {
        "Tus-Resumable": "1.0.0",
        "Content-Type": "application/offset+octet-stream",
        "Upload-Length": str(len(data)),
        "Upload-Metadata": encoded(**said),
    }
