"""Schemathesis: generated requests, good and bad, against the description and the running service."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from tests.running import RunningService


@pytest.fixture(scope="session")
def described_api(live_service: RunningService) -> Any:
    return schemathesis.openapi.from_url(f"{live_service.url}/openapi.json")


schema: Any = schemathesis.pytest.from_fixture("described_api")


@schema.parametrize()
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
def test_the_service_is_as_described(case: Any) -> None:
    case.call_and_validate()
