"""Schemathesis: generated requests, good and bad, against the description and the running service."""

from __future__ import annotations

from typing import Any

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    negative_data_rejection,  # pyright: ignore[reportUnknownVariableType] - generic in a type it leaves open
    positive_data_acceptance,  # pyright: ignore[reportUnknownVariableType]
)

from service.api.openapi import describe_api
from service.app import create_app
from service.settings import Settings
from tests.running import RunningService

SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]

BEYOND_A_SCHEMA = {"text_empty", "text_too_long", "invalid_text", "unsupported_language"}
"""What fits the schema and is refused all the same."""

schema: Any = schemathesis.openapi.from_dict(describe_api(create_app(Settings())))


@schema.parametrize()
@settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
def test_the_service_is_as_described(case: Any, live_service: RunningService) -> None:
    """All checks but two: a batch answers a faulty article in its place, and some texts are beyond a schema.

    A body too large is refused too, which the check of faulty data does not count.
    """
    response = case.call(base_url=live_service.url)
    excluded: list[Any] = [positive_data_acceptance]
    if case.operation.path == "/v1/enrich/batch" or response.status_code == 413:
        excluded.append(negative_data_rejection)
    case.validate_response(response, excluded_checks=excluded)
    if case.meta.generation.mode.is_positive and response.status_code == 422:
        assert response.json()["code"] in BEYOND_A_SCHEMA
