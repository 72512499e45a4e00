"""Settings: one clear line for a bad value, and every setting described."""

from __future__ import annotations

import pytest

from server.settings import BadSetting, Settings, load_settings, settings_table, unknown_variables

DESIGN = [
    "DATA",
    "HOST",
    "PORT",
    "MEDIA_UDP_PORT",
    "MEDIA_TCP_PORT",
    "MEDIA_ADDRESS",
    "DATABASE_URL",
    "REDIS_URL",
    "OBJECTS_URL",
    "LIVEKIT_URL",
]


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in unknown_variables():
        monkeypatch.delenv(name)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"GIAOBAN_{name.upper()}", raising=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("MEDIA_WORKERS", "0"),
        ("DATABASE_URL", "mysql://x"),
        ("REDIS_URL", "http://x"),
        ("PUBLIC_URL", "giaoban"),
        ("LANGUAGE", "fr"),
        ("SMTP_PORT", "smtp"),
        ("SMTP_SECURITY", "ssl"),
        ("SMTP_FROM", "giaoban"),
        ("SMTP_FROM", "a@b.vn\r\nBcc: c@d.vn"),
        ("SMTP_RATE", "0"),
        ("MAIL_INVITE", "never"),
        ("MAIL_REMINDERS", "1h"),
        ("MAIL_REMINDERS", "1,2"),
        ("OPINION_REMINDERS", "1 day"),
        ("DEMO", "perhaps"),
        ("LIVEKIT_URL", "ftp://x"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_a_bad_value_is_one_line_that_names_the_setting(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"GIAOBAN_{name}", value)
    with pytest.raises(BadSetting) as bad:
        load_settings()
    line = str(bad.value)
    assert line.startswith(f"GIAOBAN_{name}: ")
    assert "\n" not in line


def test_the_demonstration_opens_with_nothing_configured_and_never_beyond_loopback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert load_settings().opens_demo is True
    assert load_settings(host="192.0.2.7").opens_demo is False
    assert load_settings(database_url="postgresql://x/y").opens_demo is False
    assert load_settings(public_url="https://giaoban.example.vn").opens_demo is False
    monkeypatch.setenv("GIAOBAN_DEMO", "true")
    with pytest.raises(BadSetting, match="loopback only"):
        load_settings(host="192.0.2.7")


def test_every_setting_is_described_in_the_table() -> None:
    table = settings_table()
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"`GIAOBAN_{name.upper()}`" in table
    for name in DESIGN:
        assert f"`GIAOBAN_{name}`" in table


def test_a_mistyped_variable_is_found() -> None:
    assert unknown_variables({"GIAOBAN_PROT": "1", "GIAOBAN_PORT": "1", "PATH": ""}) == ["GIAOBAN_PROT"]


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_MEDIA_ADDRESS", "10.0.0.1, 2001:db8::5 ,")
    assert load_settings().media_address == ("10.0.0.1", "2001:db8::5")


def test_an_address_of_postgresql_is_turned_into_the_drivers() -> None:
    assert load_settings(database_url="postgresql://a@h/d").database_address == "postgresql+asyncpg://a@h/d"


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({"SMTP_HOST": "mail"}, "GIAOBAN_SMTP_FROM"),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "a@b.vn", "SMTP_USER": "a"}, "GIAOBAN_SMTP_PASSWORD"),
        (
            {
                "SMTP_HOST": "mail",
                "SMTP_FROM": "a@b.vn",
                "SMTP_USER": "a",
                "SMTP_PASSWORD": "b",
                "SMTP_SECURITY": "none",
            },
            "GIAOBAN_SMTP_SECURITY",
        ),
        ({"SMTP_HOST": "mail", "SMTP_FROM": "a@b.vn", "SMTP_CA": "/no/such"}, "GIAOBAN_SMTP_CA"),
    ],
)
def test_settings_of_mail_that_do_not_fit_together_are_one_line(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], names: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"GIAOBAN_{name}", value)
    with pytest.raises(BadSetting) as caught:
        load_settings()
    assert names in str(caught.value)
    assert "\n" not in str(caught.value)


def test_reminders_are_minutes_the_earliest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIAOBAN_MAIL_REMINDERS", "60, 2880,60")
    assert load_settings().mail_reminders == (2880, 60)
