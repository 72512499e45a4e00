"""Commands from outside: parsed once, strictly, into types."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping

from rooms.base import fields
from rooms.base.fields import FieldError, Pattern
from rooms.base.roles import Viewer
from rooms.envelope import canonical
from rooms.errors import BadCommand, Code
from rooms.kernel import Command
from rooms.registry import COMMANDS

_KEY = Pattern(r"[\x21-\x7e]{1,100}")


def parse_command(type: str, data: Mapping[str, object], *, key: str, actor: Viewer) -> Command:
    """Read a command. ``key``: 1 to 100 visible ASCII characters, chosen by who sends it.

    Raises BadCommand: ``command.unknown`` for a type that does not exist, ``command.malformed`` with details
    ``field`` (dotted path) and ``why`` (a stable word such as missing, too_long, out_of_range).
    """
    spec = COMMANDS.get(type) if isinstance(type, str) else None
    if spec is None:
        raise BadCommand(Code.COMMAND_UNKNOWN, {"command": str(type)[:60]})
    try:
        return Command(actor, _KEY.read(key, "key"), fields.read(spec.body, data))
    except FieldError as error:
        raise BadCommand(
            Code.COMMAND_MALFORMED, {"command": spec.type, "field": error.field[:120], "why": error.why}
        ) from error


def hash_of_command(command: Command) -> str:
    """What was asked, as 32 hex digits: type and data, whoever asks and whatever the key is.

    What is left out and what is given as its default are the same, also once commands have more fields.
    """
    body = command.body
    defaults = {field.name: field.default for field in dataclasses.fields(body)}  # type: ignore[arg-type]
    given = {
        name: value for name, value in fields.dump(body).items() if getattr(body, name) != defaults[name]
    }
    return hashlib.sha256(canonical({"type": command.type, "data": given})).hexdigest()[:32]
