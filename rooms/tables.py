"""The tables of the README, made from the code: what markings do, who may give which command, all events.

``python -m rooms.tables`` prints them; a test holds the README to them.
"""

from __future__ import annotations

import sys

from rooms.base.fields import fields_of
from rooms.base.markings import markings_table
from rooms.base.roles import PRESIDING, Role
from rooms.kernel import UNFINISHED, CommandSpec
from rooms.lifecycle import diagram
from rooms.registry import COMMANDS, EVENTS
from rooms.state import Phase

_ROLES = (*(role.value for role in Role), PRESIDING)
_SHORT = {UNFINISHED: "until closed", UNFINISHED | {Phase.CLOSED}: "until archived"}


def _data(body: type) -> str:
    return ", ".join(f"{field.name}" if field.required else f"{field.name}?" for field in fields_of(body))


def _phases(spec: CommandSpec) -> str:
    return _SHORT.get(spec.phases) or ", ".join(phase for phase in Phase if phase in spec.phases)


def commands_table() -> str:
    """Commands with their data, roles and phases as a Markdown table."""
    rows = (
        f"| {spec.type} | {_data(spec.body)} "
        f"| {', '.join(role for role in _ROLES if role in spec.roles)} | {_phases(spec)} |"
        for spec in COMMANDS.values()
    )
    return "\n".join(["| command | data | who | when |", "|---|---|---|---|", *rows])


def events_table() -> str:
    """Events with their data as a Markdown table."""
    rows = (f"| {spec.type} | {_data(spec.body)} |" for spec in EVENTS.values())
    return "\n".join(["| event | data |", "|---|---|", *rows])


def reference() -> str:
    """Everything the README quotes, in its order."""
    parts = [f"```mermaid\n{diagram()}\n```", markings_table(), commands_table(), events_table()]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(reference())
