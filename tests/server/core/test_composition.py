"""The composition for a real installation: the application knows its proxy from everybody else."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_the_networks_of_the_composition_are_trusted_and_no_others() -> None:
    """Otherwise all clients count as one address for throttles, and cookies are not secure."""
    composition = (ROOT / "docker-compose.yml").read_text()
    trusted = re.search(r"GIAOBAN_TRUSTED_PROXIES: (\S+)", composition)
    assert trusted is not None
    assert set(trusted[1].split(",")) == set(re.findall(r"subnet: ([\d./]+)", composition))


def test_figures_are_not_for_the_outside() -> None:
    caddyfile = (ROOT / ".docker" / "Caddyfile").read_text()
    assert "@inside path /metrics /readyz" in caddyfile
    assert caddyfile.index("respond @inside 404") < caddyfile.index("reverse_proxy")
