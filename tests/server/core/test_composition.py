"""The composition for a real installation holds together: settings, secrets, proxy, Debian packages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from server.settings import PREFIX, Settings, load_settings

ROOT = Path(__file__).resolve().parents[3]
SECRETS = {"POSTGRES_PASSWORD": "p", "OBJECTS_SECRET": "o", "TURN_SECRET": "t"}
MAIL = {"GIAOBAN_SMTP_HOST": "mail.example.vn", "GIAOBAN_SMTP_FROM": "Giao ban <giaoban@example.vn>"}
LIVEKIT = {"GIAOBAN_LIVEKIT_URL": "ws://livekit:7880", "LIVEKIT_SECRET": "l"}
_VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")


@pytest.fixture
def composition() -> dict[str, Any]:
    return YAML(typ="safe").load(ROOT / "docker-compose.yml")


def example() -> dict[str, str]:
    lines = (ROOT / ".docker" / "env.example").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def filled(value: str, given: dict[str, str]) -> str:
    """A value of the composition with its variables replaced as Docker Compose does."""

    def one(found: re.Match[str]) -> str:
        name, sign, word = found.groups()
        assert sign != "?" or given.get(name), name
        return given.get(name) or (word if sign == "-" else "")

    return _VARIABLE.sub(one, value)


@pytest.mark.parametrize("more", [{}, MAIL, LIVEKIT, MAIL | LIVEKIT])
def test_the_application_takes_the_settings_of_the_composition(
    composition: dict[str, Any], more: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    given = example() | SECRETS | more
    for name, value in composition["services"]["app"]["environment"].items():
        monkeypatch.setenv(name, filled(value, given))
    settings = load_settings()
    assert settings.opens_demo is False
    assert settings.smtp_host == more.get("GIAOBAN_SMTP_HOST")
    assert settings.smtp_security == "starttls"
    assert settings.issuer_name == "ỦY BAN NHÂN DÂN TỈNH"


def test_the_composition_names_no_setting_that_does_not_exist(composition: dict[str, Any]) -> None:
    named = {one for one in composition["services"]["app"]["environment"] if one.startswith(PREFIX)}
    assert named <= {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_example_names_every_variable_of_the_composition_and_no_other() -> None:
    used = {name for name, _, _ in _VARIABLE.findall((ROOT / "docker-compose.yml").read_text())}
    assert set(example()) == used


def test_the_example_holds_no_secret() -> None:
    given = example()
    assert not [one for one in given if one.endswith(("SECRET", "PASSWORD")) and given[one]]


def test_the_image_has_the_packages_a_checkout_installs() -> None:
    listed = re.search(r'^run="([^"]*)"', (ROOT / ".ci" / "packages").read_text(), re.MULTILINE)
    assert listed is not None
    wanted = set(listed[1].split())
    dockerfile = (ROOT / "Dockerfile").read_text()
    install = dockerfile[dockerfile.index("apt-get install") : dockerfile.index("&& rm -rf /var/lib/apt")]
    words = set(install.replace("\\", " ").split()) - {"apt-get", "install", "-y", "--no-install-recommends"}
    assert wanted == words


def test_the_container_may_make_the_sandbox_of_papers_and_nothing_more(composition: dict[str, Any]) -> None:
    app = composition["services"]["app"]
    assert {"no-new-privileges:true", "systempaths=unconfined"} <= set(app["security_opt"])
    assert app["cap_drop"] == ["ALL"]
    assert "cap_add" not in app
    assert "privileged" not in app


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
