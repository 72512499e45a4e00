"""Commands from outside: parsed once, strictly, into types."""

from __future__ import annotations

from collections.abc import Mapping

from rooms.base import fields
from rooms.base.fields import FieldError, Pattern
from rooms.base.roles import Viewer
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
