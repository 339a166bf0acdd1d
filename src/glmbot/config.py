"""Settings from the environment and a `.env` file; a wrong value names its variable."""

from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NamedTuple, Self, TypeAlias
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from glmbot.core.model import GlmbotError

SIMULATED_TOKEN: Final = "simulated"  # noqa: S105 - the fixed word of the local Discord, no secret
LogLevel: TypeAlias = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat: TypeAlias = Literal["text", "json"]

_SHORTEST_KEY: Final = 32
_MOST_SHARDS: Final = 100_000
_HIGHEST_PORT: Final = 65535


class Address(NamedTuple):
    """Where a server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True)
class DatabaseAddress:
    """A PostgreSQL server and a database there; shown without its password."""

    url: SecretStr

    def __str__(self) -> str:
        parts = urlsplit(self.url.get_secret_value())
        return f"postgresql://{parts.netloc.rpartition('@')[2]}{parts.path}"


@dataclass(frozen=True)
class EngineAddress:
    """A Milvus server, or a folder for the one that is embedded, and the name of the articles there."""

    uri: str
    name: str = "glmbot"
    token: SecretStr | None = None
    ca: Path | None = None
    """The certificate by which the server is known, where the system does not know it."""

    def __str__(self) -> str:
        return f"{self.uri.rpartition('@')[2]} ({self.name})"


def _data_folder() -> Path:
    """The user's folder for data; the working directory where no home is known, as in a bare container."""
    try:
        return platformdirs.user_data_path("glmbot")
    except RuntimeError:
        return Path.cwd()


class SettingsError(GlmbotError):
    """An environment variable, or a line of `.env`, has a value that can't be used."""


class Settings(BaseSettings):
    """What an operator can set; each field is documented in `.env.example`."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    corpus: Path | None = Field(default=None, validation_alias="GLMBOT_CORPUS")
    database: Annotated[Path | DatabaseAddress, NoDecode] = Field(
        default_factory=lambda: _data_folder() / "glmbot.sqlite3",
        validation_alias="GLMBOT_DATABASE",
    )
    key: SecretStr | None = Field(default=None, validation_alias="GLMBOT_KEY")
    message_content: bool = Field(default=False, validation_alias="GLMBOT_MESSAGE_CONTENT")
    questions_per_minute: int = Field(default=10, ge=1, le=1000, validation_alias="GLMBOT_QUESTIONS_PER_MINUTE")
    guild_questions_per_minute: int = Field(
        default=120, ge=1, le=100_000, validation_alias="GLMBOT_GUILD_QUESTIONS_PER_MINUTE"
    )
    milvus_uri: str | None = Field(default=None, validation_alias="GLMBOT_MILVUS_URI")
    milvus_token: SecretStr | None = Field(default=None, validation_alias="GLMBOT_MILVUS_TOKEN")
    milvus_ca: Path | None = Field(default=None, validation_alias="GLMBOT_MILVUS_CA")
    milvus_name: str = Field(
        default="glmbot", pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,60}$", validation_alias="GLMBOT_MILVUS_NAME"
    )
    shards: Annotated[int, Field(ge=1, le=_MOST_SHARDS)] | Literal["auto"] | None = Field(
        default=None, validation_alias="GLMBOT_SHARDS"
    )
    shard_ids: Annotated[tuple[int, ...], NoDecode] = Field(default=(), validation_alias="GLMBOT_SHARD_IDS")
    keep_votes_days: int = Field(default=365, ge=1, le=3650, validation_alias="GLMBOT_KEEP_VOTES_DAYS")
    help_lines: Path | None = Field(default=None, validation_alias="GLMBOT_HELP_LINES")
    reader: bool = Field(default=True, validation_alias="GLMBOT_READER")
    log_level: LogLevel = Field(default="INFO", validation_alias="GLMBOT_LOG_LEVEL")
    gaps: bool = Field(default=True, validation_alias="GLMBOT_GAPS")
    watch: bool = Field(default=False, validation_alias="GLMBOT_WATCH")
    log_format: LogFormat = Field(default="text", validation_alias="GLMBOT_LOG_FORMAT")
    health_address: Annotated[Address | None, NoDecode] = Field(default=None, validation_alias="GLMBOT_HEALTH_ADDRESS")
    discord_api: str | None = Field(default=None, validation_alias="GLMBOT_DISCORD_API")
    discord_gateway: str | None = Field(default=None, validation_alias="GLMBOT_DISCORD_GATEWAY")

    @field_validator("health_address", mode="before")
    @classmethod
    def _address(cls, value: Any) -> Any:
        return _address_of(value) if isinstance(value, str) else value

    @field_validator("shard_ids", mode="before")
    @classmethod
    def _numbers(cls, value: Any) -> Any:
        return _numbers_of(value) if isinstance(value, str) else value

    @field_validator("database", mode="before")
    @classmethod
    def _server(cls, value: Any) -> Any:
        is_address = isinstance(value, str) and value.startswith(("postgresql://", "postgres://"))
        return DatabaseAddress(SecretStr(value)) if is_address else value

    @field_validator("*", mode="before")  # the last that is defined is the first that runs
    @classmethod
    def _blank_is_unset(cls, value: Any, info: ValidationInfo) -> Any:
        if isinstance(value, str) and not value.strip() and info.field_name is not None:
            return cls.model_fields[info.field_name].get_default(call_default_factory=True)
        return value.strip() if isinstance(value, str) else value

    @field_validator("corpus", "database", "help_lines")
    @classmethod
    def _home(cls, value: Path | DatabaseAddress | None) -> Path | DatabaseAddress | None:
        try:
            return value.expanduser() if isinstance(value, Path) else value
        except RuntimeError:
            raise ValueError("the home folder that ~ stands for is not known; write the whole path") from None

    @field_validator("log_format", mode="before")
    @classmethod
    def _lower(cls, value: Any) -> Any:
        return value.lower() if isinstance(value, str) else value

    @field_validator("key")
    @classmethod
    def _long_keys(cls, value: SecretStr | None) -> SecretStr | None:
        parts = value.get_secret_value().split(",") if value else []
        if any(len(part.strip()) < _SHORTEST_KEY for part in parts):
            raise ValueError(f"a key has {_SHORTEST_KEY} characters or more; make one: openssl rand -hex 32")
        return value

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: Any) -> Any:
        return value.upper() if isinstance(value, str) else value

    @field_validator("discord_api")
    @classmethod
    def _local_api(cls, value: str | None) -> str | None:
        return value and _loopback(value, "http")

    @field_validator("discord_gateway")
    @classmethod
    def _local_gateway(cls, value: str | None) -> str | None:
        return value and _loopback(value, "ws")

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if (self.discord_api is None) != (self.discord_gateway is None):
            given, missing = "GLMBOT_DISCORD_API", "GLMBOT_DISCORD_GATEWAY"
            if self.discord_api is None:
                given, missing = missing, given
            raise ValueError(f"{missing} is not set, but {given} is; set both or neither")
        return self

    @model_validator(mode="after")
    def _shards_that_there_are(self) -> Self:
        if not self.shard_ids:
            return self
        if self.shards is None or self.shards == "auto":
            raise ValueError("GLMBOT_SHARD_IDS is set, but GLMBOT_SHARDS is no number; say how many shards there are")
        if max(self.shard_ids) >= self.shards:
            raise ValueError(
                f"GLMBOT_SHARD_IDS has {max(self.shard_ids)}, but by GLMBOT_SHARDS they are 0 to {self.shards - 1}"
            )
        if len(self.shard_ids) < self.shards and isinstance(self.database, Path):
            raise ValueError(
                "GLMBOT_SHARD_IDS leaves shards to other processes, but GLMBOT_DATABASE is a file; name a PostgreSQL"
                " database that they share"
            )
        return self

    @property
    def keys(self) -> tuple[SecretStr, ...]:
        """The secrets by which what people keep is encrypted: the first seals, the others open what they sealed before.

        Raises:
            SettingsError: there are none, as neither GLMBOT_KEY nor the token is set.
        """
        given = self.key.get_secret_value() if self.key else self.token
        return tuple(SecretStr(part.strip()) for part in given.split(",") if part.strip())

    @property
    def engine(self) -> EngineAddress | None:
        """The server that keeps the passages; None where this machine does."""
        if self.milvus_uri is None:
            return None
        return EngineAddress(self.milvus_uri, self.milvus_name, self.milvus_token, self.milvus_ca)

    @property
    def is_simulated(self) -> bool:
        """Whether the bot talks to a local Discord instead of the real one."""
        return self.discord_api is not None

    @cached_property
    def token(self) -> str:
        """The token to log in with: never the real one where the bot talks to another server.

        Raises:
            SettingsError: there is none.
        """
        if self.is_simulated:
            return SIMULATED_TOKEN
        if self.discord_token is None:
            raise SettingsError(
                "DISCORD_TOKEN is not set; put DISCORD_TOKEN=… into .env (the token stands in the Discord Developer"
                " Portal under Bot), or try the bot without one: glmbot simulate"
            )
        token = self.discord_token.get_secret_value().strip()
        if not token.isascii() or not token.isprintable() or " " in token:
            raise SettingsError(
                "DISCORD_TOKEN holds characters that no token has; copy it again from the Developer Portal"
            )
        return token


def _numbers_of(text: str) -> tuple[int, ...]:
    """Numbers as `0-3,8`, each once, in order."""
    found: set[int] = set()
    for part in text.split(","):
        first, dash, last = (one.strip() for one in part.partition("-"))
        if not (first.isdecimal() and first.isascii() and (not dash or (last.isdecimal() and last.isascii()))):
            raise ValueError("allowed are numbers of shards, as 0-3,8")
        if int(last or first) > _MOST_SHARDS:
            raise ValueError(f"allowed are numbers up to {_MOST_SHARDS}")
        found.update(range(int(first), int(last or first) + 1))
    return tuple(sorted(found))


def _address_of(value: str) -> Address:
    """A port of this machine alone, or the host and port that are written out."""
    host, _, port = value.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not port.isascii() or not port.isdigit() or not 0 <= int(port) <= _HIGHEST_PORT or "/" in host or " " in host:
        raise ValueError("allowed is a port (then only this machine is served), or HOST:PORT")
    return Address(host or "127.0.0.1", int(port))


def _loopback(value: str, scheme: str) -> str:
    """An address on this machine: the seam must never carry a token or a question elsewhere."""
    allowed = f"allowed is {scheme}://127.0.0.1:PORT/…, with a host in 127.0.0.0/8, ::1 or localhost and no user part"
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(allowed) from None
    if parts.scheme != scheme or "@" in parts.netloc or not _is_loopback(host) or port == 0:
        raise ValueError(allowed)
    return value.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
