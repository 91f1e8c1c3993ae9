"""The alert rules and the dashboard ask for metrics and labels that the service really has."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from service.api.problems import Problem
from service.metrics import Metrics

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
ALERTS: dict[str, Any] = yaml.safe_load((DEPLOY / "prometheus/alerts.yaml").read_text(encoding="utf-8"))
DASHBOARD: dict[str, Any] = json.loads((DEPLOY / "grafana/dashboard.json").read_text(encoding="utf-8"))


def alert_expressions() -> list[str]:
    return [rule["expr"] for group in ALERTS["groups"] for rule in group["rules"]]


def dashboard_expressions() -> list[str]:
    return [target["expr"] for panel in DASHBOARD["panels"] for target in panel["targets"]]


def labels_by_sample() -> dict[str, set[str]]:
    metrics = Metrics()
    metrics.request_answered(route="/v1/enrich", method="POST", status=200, code="ok", seconds=0.1)
    metrics.article_ended("read")
    metrics.running(service="1", reader="1", taxonomy="1")
    samples: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(metrics.render().decode("utf-8")):
        for sample in family.samples:
            samples.setdefault(sample.name, set()).update(sample.labels)
    return samples


@pytest.mark.parametrize("expression", [*alert_expressions(), *dashboard_expressions()])
def test_every_metric_and_label_exists(expression: str) -> None:
    known = labels_by_sample()
    for name, selector in re.findall(r"\b(enricher_\w+)(\{[^}]*\})?", expression):
        assert name in known, f"{name} is no metric of the service"
        asked = set(re.findall(r"(\w+)(?:=~|!=|=)", selector)) - {"job"}
        assert asked <= known[name], f"{name} has no label {asked - known[name]}"


@pytest.mark.parametrize("expression", [*alert_expressions(), *dashboard_expressions()])
def test_every_code_asked_for_is_an_error_code(expression: str) -> None:
    documented = set(re.findall(r"\b[a-z_]+\b", Problem.model_json_schema()["properties"]["code"]["description"]))
    for value in re.findall(r'(?:code|outcome)(?:=~|!=|=)"([^"]*)"', expression):
        assert set(value.split("|")) <= documented | {"ok", "read", "failed"}


def test_every_alert_says_what_to_do() -> None:
    rules = [rule for group in ALERTS["groups"] for rule in group["rules"]]
    assert all(rule["annotations"]["summary"] and rule["annotations"]["description"] for rule in rules)
    assert all(rule["labels"]["severity"] in {"critical", "warning", "info"} for rule in rules)


def test_dashboard_panels_do_not_overlap() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in DASHBOARD["panels"]:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells
