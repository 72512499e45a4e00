"""Settings: every ``GIAOBAN_*`` environment variable, parsed once into a type.

This module may not touch the network, the database or any part of the server but pure checks of texts. A
bad value becomes one line that names the variable (:class:`BadSetting`), never a traceback.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, HttpUrl, TypeAdapter, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from server.people.emails import is_email

PREFIX = "GIAOBAN_"
Port = Annotated[int, Field(ge=0, le=65535)]
CommaList = Annotated[tuple[str, ...], NoDecode]
_URL: TypeAdapter[HttpUrl] = TypeAdapter(HttpUrl)


class BadSetting(ValueError):
    """One setting has a value that cannot be used; ``str()`` is the line shown to the operator."""


class Settings(BaseSettings):
    """What an installation may choose. Each field is the environment variable ``GIAOBAN_<NAME>``.

    An empty variable counts as unset.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True)

    data: Path = Field(Path("data"), description="Folder for the database, papers, records and secrets.")
    host: str = Field("127.0.0.1", min_length=1, description="Address the HTTP server listens on.")
    port: Port = Field(8080, description="Port of the HTTP server; 0 takes a free one.")
    demo: bool | None = Field(
        None,
        description="true opens the demonstration briefing, false never does. Unset: the demonstration opens "
        "when HOST is loopback and neither PUBLIC_URL nor DATABASE_URL is set.",
    )
    public_url: str | None = Field(
        None, description="Address people open, such as https://giaoban.example.vn. Unset: http://HOST:PORT."
    )
    node_url: str | None = Field(
        None,
        description="Public address of this one process when several serve together; media clients are sent "
        "to it. Unset: PUBLIC_URL.",
    )
    allowed_origins: CommaList = Field(
        (), description="Further web origins that may open sockets, separated by commas."
    )
    trusted_proxies: CommaList = Field(
        ("127.0.0.1",), description="Addresses of reverse proxies whose X-Forwarded-* headers are believed."
    )
    database_url: str | None = Field(
        None,
        description="PostgreSQL (postgresql://user:password@host/name) or SQLite (sqlite:///file). "
        "Unset: giaoban.sqlite3 in the data folder.",
    )
    redis_url: str | None = Field(
        None, description="Redis for bus, leases and presence of several processes. Unset: in process."
    )
    objects_url: str | None = Field(
        None, description="Object store for papers and records (s3://bucket/prefix). Unset: the data folder."
    )
    livekit_url: str | None = Field(
        None, description="LiveKit cluster (wss://…) that carries media instead of the embedded workers."
    )
    livekit_api_key: str | None = Field(None, description="API key of the LiveKit cluster.")
    livekit_api_secret: str | None = Field(None, description="API secret of the LiveKit cluster.")
    media_udp_port: Port = Field(7882, description="First UDP port of media; worker n takes port + n.")
    media_tcp_port: Port = Field(7881, description="First TCP port of media; worker n takes port - n.")
    media_address: CommaList = Field(
        (), description="IP addresses announced to media clients, by commas. Unset: this machine's own."
    )
    media_workers: int = Field(1, ge=1, le=16, description="Number of media worker processes.")
    room_limit: int = Field(
        100, ge=1, le=1000, description="Media participants one meeting takes; one more is refused."
    )
    turn_urls: CommaList = Field((), description="TURN addresses (turns:host:443?transport=tcp), by commas.")
    turn_secret: str | None = Field(
        None, description="Secret shared with coturn (static-auth-secret) for short-lived credentials."
    )
    language: Literal["vi", "en"] = Field("vi", description="Language when a client asks for none.")
    paper_limit_mb: int = Field(100, ge=1, le=2048, description="Largest paper accepted, in MB.")
    unfenced_workers: bool = Field(
        False,
        description="true reads papers where no program can be kept from the network (giaoban doctor tells); "
        "otherwise every paper is refused there.",
    )
    confidential_days: int = Field(
        0,
        ge=0,
        le=3650,
        description="Days after the end of a meeting in which files of its confidential papers are kept, "
        "opened by nobody; 0: destroyed at its end.",
    )
    grace_s: int = Field(
        15, ge=1, le=600, description="Seconds a lost chair is waited for before the next deputy presides."
    )
    session_hours: int = Field(12, ge=1, le=720, description="Hours a sign-in lasts.")
    device_days: int = Field(365, ge=1, le=3650, description="Days a hall's paired machine stays signed in.")
    pairing_minutes: int = Field(10, ge=1, le=1440, description="Minutes a pairing code can be used.")
    link_hours: int = Field(72, ge=1, le=8760, description="Hours a personal or observer link can be used.")
    socket_queue: int = Field(
        256, ge=8, le=65536, description="Messages a slow meeting socket may fall behind before it is cut."
    )
    socket_rate: int = Field(
        20,
        ge=1,
        le=1000,
        description="Messages a second one meeting socket may send (bursts of three times).",
    )
    smtp_host: str | None = Field(
        None, description="Server that takes the installation's mail. Unset: nobody is written to."
    )
    smtp_port: Port | None = Field(
        None, description="Its port. Unset: 587 with starttls, 465 with tls, 25 with none."
    )
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the line to it is secured; never given up for a server that cannot."
    )
    smtp_user: str | None = Field(None, description="Name to sign in with, if it asks for one.")
    smtp_password: str | None = Field(None, description="Password to sign in with.")
    smtp_from: str | None = Field(
        None, description="Sender of all mail: an address, or a name and an address as Name <a@example.vn>."
    )
    smtp_ca: Path | None = Field(
        None, description="File with the authority (PEM) of the server's certificate. Unset: the system's."
    )
    smtp_rate: int = Field(240, ge=1, le=60_000, description="Messages handed over in a minute at most.")
    mail_invite: Literal["auto", "ask"] = Field(
        "auto", description="auto: who is invited is written to at once; ask: when the secretary says so."
    )
    mail_reminders: Annotated[tuple[int, ...], NoDecode] = Field(
        (1440, 60), description="Minutes before a meeting at which people are reminded, by commas."
    )
    opinion_reminders: Annotated[tuple[int, ...], NoDecode] = Field(
        (1440, 60),
        description="Minutes before an opinion slip's deadline at which it is reminded of, by commas.",
    )
    issuer_name: str = Field(
        "ỦY BAN NHÂN DÂN TỈNH", max_length=200, description="Body whose document the proceedings are."
    )
    issuer_superior: str | None = Field(None, max_length=200, description="The body above it, printed first.")
    issuer_place: str | None = Field(
        None, max_length=200, description="Place written before the date of documents."
    )
    line_lost_s: int = Field(
        5, ge=2, le=120, description="Seconds of silence after which a screen's line counts as lost."
    )
    shutdown_deadline_s: int = Field(
        15, ge=1, le=300, description="Seconds after SIGTERM in which recordings are finished."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="Least severe log line."
    )

    @field_validator("allowed_origins", "trusted_proxies", "media_address", "turn_urls", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("mail_reminders", "opinion_reminders", mode="before")
    @classmethod
    def _minutes(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        parts = [part.strip() for part in value.split(",") if part.strip()]
        if len(parts) > 5 or not all(part.isdecimal() and 5 <= int(part) <= 43_200 for part in parts):
            raise ValueError("must be up to five whole numbers of minutes from 5 to 43200, such as 1440,60")
        return tuple(sorted({int(part) for part in parts}, reverse=True))

    @field_validator("smtp_from")
    @classmethod
    def _sender(cls, value: str | None) -> str | None:
        _, address = parseaddr(value or "")
        if value and (not is_email(address) or not address or any(ord(letter) < 32 for letter in value)):
            raise ValueError("must be an address such as Giao ban <giaoban@example.vn>")
        return value or None

    @field_validator("public_url", "node_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                _URL.validate_python(value)
            except ValidationError:
                raise ValueError("must be an address such as https://giaoban.example.vn") from None
        return value.rstrip("/") if value else None

    @field_validator("database_url")
    @classmethod
    def _database(cls, value: str | None) -> str | None:
        if value and not value.startswith(("postgresql://", "postgresql+asyncpg://", "sqlite:///")):
            raise ValueError("must start with postgresql:// or sqlite:///")
        return value or None

    @field_validator("redis_url")
    @classmethod
    def _redis(cls, value: str | None) -> str | None:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise ValueError("must start with redis://, rediss:// or unix://")
        return value or None

    @field_validator("livekit_url")
    @classmethod
    def _livekit(cls, value: str | None) -> str | None:
        if value and not value.startswith(("ws://", "wss://", "http://", "https://")):
            raise ValueError("must start with wss:// or ws://")
        return value or None

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the HTTP server."""
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")

    @property
    def opens_demo(self) -> bool:
        """Whether ``serve`` opens the demonstration briefing (see the ``demo`` setting)."""
        if self.demo is not None:
            return self.demo
        return self.is_loopback and not (self.public_url or self.database_url)

    @property
    def base_url(self) -> str:
        """Address people open, without a trailing slash."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.public_url or f"http://{host}:{self.port}"

    @property
    def database_address(self) -> str:
        """SQLAlchemy's asynchronous URL of the database."""
        url = self.database_url or f"sqlite:///{self.data.resolve() / 'giaoban.sqlite3'}"
        url = url.replace("postgresql://", "postgresql+asyncpg://", 1)
        return url.replace("sqlite:///", "sqlite+aiosqlite:///", 1)


def load_settings(**overrides: object) -> Settings:
    """Read the environment. ``overrides`` (CLI options) win over it.

    Raises:
        BadSetting: one line naming the variable and what is wrong with it.
    """
    build: Callable[..., Settings] = Settings
    try:
        settings = build(**{name: value for name, value in overrides.items() if value is not None})
    except ValidationError as error:
        raise BadSetting(_line(error)) from None
    _check_together(settings)
    return settings


def _check_together(settings: Settings) -> None:
    if settings.opens_demo and not settings.is_loopback:
        raise BadSetting("GIAOBAN_HOST: the demonstration listens on loopback only; set GIAOBAN_DEMO=false")
    if settings.livekit_url and not (settings.livekit_api_key and settings.livekit_api_secret):
        raise BadSetting(
            "GIAOBAN_LIVEKIT_API_KEY and GIAOBAN_LIVEKIT_API_SECRET: needed with GIAOBAN_LIVEKIT_URL"
        )
    _check_mail(settings)
    if settings.turn_urls and not settings.turn_secret:
        raise BadSetting("GIAOBAN_TURN_SECRET: needed with GIAOBAN_TURN_URLS")


def _check_mail(settings: Settings) -> None:
    if settings.smtp_host is None:
        return
    if not settings.smtp_from:
        raise BadSetting("GIAOBAN_SMTP_FROM: needed with GIAOBAN_SMTP_HOST")
    if (settings.smtp_user is None) != (settings.smtp_password is None):
        raise BadSetting("GIAOBAN_SMTP_USER and GIAOBAN_SMTP_PASSWORD: give both or neither")
    if settings.smtp_user and settings.smtp_security == "none":
        raise BadSetting("GIAOBAN_SMTP_SECURITY: a password is not sent over a line without TLS")
    if settings.smtp_ca is not None and not settings.smtp_ca.is_file():
        raise BadSetting(f"GIAOBAN_SMTP_CA: no such file: {settings.smtp_ca}")


def _line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else PREFIX.rstrip("_")
    return f"{name}: {first['msg'].removeprefix('Value error, ')}"


def unknown_variables(environment: Mapping[str, str] | None = None) -> list[str]:
    """Names that start with ``GIAOBAN_`` but are no setting: most often a typing mistake."""
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    names = os.environ if environment is None else environment
    return sorted(name for name in names if name.startswith(PREFIX) and name not in known)


def settings_table() -> str:
    """The README's settings table as Markdown, made from the fields' descriptions."""
    rows = ["| setting | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, bool):
            default = str(default).lower()
        elif isinstance(default, tuple):
            default = ",".join(str(one) for one in default)
        shown = "" if default in (None, "") else f"`{default}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)
