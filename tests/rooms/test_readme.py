"""The README quotes the tables of the registry, and the package keeps to itself."""

import ast
import sys
from pathlib import Path

import rooms
from rooms.tables import reference

HOME = Path(rooms.__file__).parent


def test_the_readme_holds_the_tables() -> None:
    assert reference() in (HOME / "README.md").read_text()


def test_nothing_but_the_standard_library_is_imported() -> None:
    for path in HOME.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                root = name.split(".")[0]
                assert root == "rooms" or root in sys.stdlib_module_names, f"{path.name} imports {name}"
                assert root not in {"asyncio", "os", "random", "secrets", "socket", "time", "uuid"}, path.name


def test_no_module_asks_for_the_time() -> None:
    for path in HOME.rglob("*.py"):
        text = path.read_text()
        assert ".now(" not in text, path.name
        assert "utcnow" not in text, path.name
