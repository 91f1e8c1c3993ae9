"""Settings from the environment: defaults, forms, refusals."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from service.errors import InvalidSettings
from service.settings import Settings


def test_an_empty_environment_gives_the_defaults() -> None:
    everything_but_the_ring = set(Settings.model_fields) - {"api_keys"}
    read = Settings.from_environment({})
    assert read.model_dump(include=everything_but_the_ring) == Settings().model_dump(include=everything_but_the_ring)
    assert not read.api_keys
    assert Settings.from_environment({"PORT": "", "API_KEYS": " "}).port == 8000


@pytest.mark.parametrize(
    ("environment", "name", "value"),
    [
        ({"PORT": "9000"}, "port", 9000),
        ({"ENRICHER_PORT": "9001", "PORT": "tcp://10.0.0.1:80"}, "port", 9001),
        ({"ALLOW_ANONYMOUS": "true"}, "allow_anonymous", True),
        ({"ALLOW_ANONYMOUS": "0"}, "allow_anonymous", False),
        ({"AUTHORITY_FILE": "/data/people.csv"}, "authority_file", Path("/data/people.csv")),
        ({"DEADLINE_SECONDS": "2.5"}, "deadline_seconds", 2.5),
        ({"CORS_ORIGINS": "https://a.example, https://b.example"}, "cors_origins", ("https://a.example", "https://b.example")),
        ({"LOG_LEVEL": "WARNING"}, "log_level", "warning"),
        ({"SOMETHING_ELSE": "1"}, "port", 8000),
    ],
)  # fmt: skip
def test_a_variable_sets_its_setting(environment: dict[str, str], name: str, value: Any) -> None:
    assert getattr(Settings.from_environment(environment), name) == value


def test_arguments_win_over_the_environment() -> None:
    settings = Settings.from_environment({"PORT": "1", "HOST": "::1"}, port=2, host=None)
    assert (settings.port, settings.host) == (2, "::1")


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"ENRICHER_PROT": "1"}, "unknown setting ENRICHER_PROT; did you mean ENRICHER_PORT"),
        ({"ENRICHER_XYZZY": "1"}, "unknown setting ENRICHER_XYZZY$"),
        ({"PORT": "tcp://secret"}, "PORT: "),
        ({"PORT": "65536"}, "PORT: "),
        ({"WORKERS": "0"}, "WORKERS: "),
        ({"QUEUE_SIZE": "-1"}, "QUEUE_SIZE: "),
        ({"API_KEYS": "secret"}, "API_KEYS: .*16"),
        ({"API_KEYS": "sha256:secretsecretsecretsecretsecret\u00e9"}, "API_KEYS: "),
        ({"LOG_LEVEL": "secret"}, "LOG_LEVEL: "),
        ({"MAX_BATCH_BYTES": "1025"}, "MAX_BODY_BYTES <= MAX_BATCH_BYTES"),
    ],
)
def test_a_wrong_value_is_named_and_not_shown(environment: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message) as raised:
        Settings.from_environment(environment)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_needs_no_keys(host: str) -> None:
    Settings(host=host).check_exposure()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "service.example", ""])
def test_elsewhere_keys_or_a_decision_are_needed(host: str) -> None:
    with pytest.raises(InvalidSettings, match="ALLOW_ANONYMOUS"):
        Settings(host=host).check_exposure()
    Settings(host=host, allow_anonymous=True).check_exposure()
    Settings.from_environment({"HOST": host, "API_KEYS": "correct-horse-battery"}).check_exposure()


def test_settings_do_not_show_the_keys() -> None:
    settings = Settings.from_environment({"API_KEYS": "correct-horse-battery"})
    assert "correct" not in repr(settings)
    assert len(settings.api_keys) == 1
