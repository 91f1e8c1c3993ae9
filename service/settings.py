"""Settings: one frozen object, read once from the environment.

Every setting is the environment variable of its name in capitals (``queue_size`` is
``QUEUE_SIZE``).  Where that name could clash with another program's, write it with the prefix
``ENRICHER_`` (``ENRICHER_PORT``): the prefixed form wins, and an unknown variable with the prefix
stops the start, so that a misspelt setting is never silently its default.
"""

from __future__ import annotations

import difflib
import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from service.errors import InvalidSettings
from service.keys import KeyRing
from service.processors import granted_processors

PREFIX = "ENRICHER_"


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return tuple(part for part in (piece.strip() for piece in value.split(",")) if part)
    return value


def _ring(value: Any) -> Any:
    return value if isinstance(value, KeyRing) else KeyRing(tuple(_split(value)))


def _lowered(value: Any) -> Any:
    return value.lower() if isinstance(value, str) else value


class Settings(BaseModel):
    """How one process of the service behaves; the text below each field documents it."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )

    host: str = "127.0.0.1"
    """Address to listen on. Any but a loopback address needs `API_KEYS` or `ALLOW_ANONYMOUS=true`."""

    port: Annotated[int, Field(ge=0, le=65535)] = 8000
    """TCP port to listen on; 0 takes a free one."""

    workers: Annotated[int, Field(ge=1, le=256)] = Field(default_factory=granted_processors)
    """Worker processes, each with its own model (under 400 MB) and one inference thread. By default the
    whole processors of the cgroup's CPU quota, and 1 where there is no quota."""

    api_keys: Annotated[KeyRing, BeforeValidator(_ring)] = Field(default_factory=KeyRing)
    """Keys that open `/v1/`, comma separated: at least 16 printable ASCII characters each, or `sha256:` and
    the key's SHA-256 in hexadecimal. Kept in memory as digests. None: no key is asked for."""

    allow_anonymous: bool = False
    """Allows listening beyond loopback without `API_KEYS`: for networks that already keep strangers out."""

    authority_file: Path | None = None
    """The newsroom's own people, organizations and places (CSV or JSONL: id, name, aliases, type, uri);
    checked at start. Entities found there carry a link of scheme `authority`."""

    topic_map: Path | None = None
    """CSV with the header `qcode,tag`: the newsroom's own tags for IPTC topics (several rows a topic are
    fine); checked at start. They are answered in the `tags` of a topic."""

    model_dir: Path | None = None
    """Directory of another model to load instead of the packaged one; its hashes are checked at load."""

    max_text_length: Annotated[int, Field(ge=1, le=10_000_000)] = 100_000
    """Longest text of one article in code points; a longer one is `text_too_long`."""

    max_body_bytes: Annotated[int, Field(ge=1024)] = 1024 * 1024
    """Largest body of one article in bytes, after decompression; a larger one is `body_too_large`."""

    max_batch_bytes: Annotated[int, Field(ge=1024)] = 16 * 1024 * 1024
    """Largest body of a batch in bytes, after decompression; a larger one is `body_too_large`."""

    max_pending_bytes: Annotated[int, Field(ge=1024)] = 64 * 1024 * 1024
    """Bodies held at one time by one worker, in bytes; what does not fit is `overloaded`. Bounds memory
    however many clients send at once."""

    body_timeout_seconds: Annotated[float, Field(gt=0, le=3600)] = 30.0
    """Time a client has to send its whole body; then `request_timeout`."""

    queue_size: Annotated[int, Field(ge=1, le=100_000)] = 32
    """Articles that one worker accepts at one time, waiting and in work, however short they are; one more is
    `overloaded`. A batch counts as its articles."""

    queue_seconds: Annotated[float, Field(gt=0, le=3600)] = 2.0
    """Longest time an article may be expected to wait, by present speed and what is before it; one that would
    wait longer is `overloaded` at once. Of a batch, only what was there before the batch counts."""

    deadline_seconds: Annotated[float, Field(gt=0, le=3600)] = 20.0
    """Time for an answer, from the admission on; then `deadline_exceeded`. Stay under the client's timeout.
    What by present speed cannot be done in this time is `overloaded` at once."""

    micro_batch_size: Annotated[int, Field(ge=1, le=256)] = 8
    """Articles that the inference thread reads at one go, at most, when so many wait."""

    micro_batch_characters: Annotated[int, Field(ge=1)] = 20_000
    """Code points read at one go, at most (a longer article goes alone): others wait no longer than that."""

    stall_seconds: Annotated[float, Field(gt=0)] = 120.0
    """An inference that takes longer counts as hung: `/healthz` fails, so that the process is restarted."""

    shutdown_grace_seconds: Annotated[float, Field(ge=0, le=20)] = 3.0
    """After SIGTERM the worker goes on serving for this time with `/readyz` at 503, for load balancers to
    notice; then it stops listening and finishes its queue."""

    shutdown_finish_seconds: Annotated[int, Field(ge=1, le=600)] = 20
    """Time to finish the queue at the end; what is left then is given up."""

    cors_origins: Annotated[tuple[str, ...], BeforeValidator(_split)] = ()
    """Origins of web pages that may call the API from a browser, comma separated. None: CORS is off."""

    log_level: Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(_lowered)] = "info"
    """Least level of the log lines (JSON, one a line, on standard error)."""

    access_log: bool = True
    """One log line for each request; never with text of an article."""

    @model_validator(mode="after")
    def _batch_is_larger_than_one(self) -> Self:
        if not self.max_body_bytes <= self.max_batch_bytes <= self.max_pending_bytes:
            raise ValueError("MAX_BODY_BYTES <= MAX_BATCH_BYTES <= MAX_PENDING_BYTES must hold")
        return self

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
        """Read the settings; ``overrides`` (from a command line) win over the environment.

        Raises:
            InvalidSettings: a value is wrong, or a variable with our prefix is unknown; the message
                names the variable and never its value.
        """
        environment = os.environ if environment is None else environment
        values: dict[str, Any] = {}
        for name in cls.model_fields:
            value = environment.get(PREFIX + name.upper(), environment.get(name.upper(), ""))
            if value.strip():
                values[name] = value.strip()
        _refuse_unknown(environment, known=[PREFIX + name.upper() for name in cls.model_fields])
        values.update({name: value for name, value in overrides.items() if value is not None})
        try:
            return cls(**values)
        except ValidationError as error:
            raise InvalidSettings("; ".join(_complaints(error))) from None

    def check_exposure(self) -> None:
        """Refuse to listen to the world without keys.

        Raises:
            InvalidSettings: the host is not loopback, there are no keys, anonymity is not allowed.
        """
        if self.api_keys or self.allow_anonymous or _is_loopback(self.host):
            return
        raise InvalidSettings(
            f"HOST={self.host} is reachable from other machines and API_KEYS is empty: "
            "set API_KEYS, or ALLOW_ANONYMOUS=true if the network keeps strangers out"
        )


def _refuse_unknown(environment: Mapping[str, str], known: list[str]) -> None:
    for variable in environment:
        if variable.startswith(PREFIX) and variable not in known:
            close = difflib.get_close_matches(variable, known, n=1, cutoff=0.8)
            hint = f"; did you mean {close[0]}?" if close else ""
            raise InvalidSettings(f"unknown setting {variable}{hint}")


def _complaints(error: ValidationError) -> list[str]:
    return [
        ": ".join([*(str(part).upper() for part in fault["loc"][:1]), fault["msg"]])
        for fault in error.errors(include_url=False, include_input=False, include_context=False)
    ]


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
