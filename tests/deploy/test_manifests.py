"""The deployment files are valid, agree with each other, and set only what the service knows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from service.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
KUBERNETES = sorted(path for path in (ROOT / "deploy/kubernetes").glob("*.yaml") if path.stem != "kustomization")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
NAMES = {"app.kubernetes.io/name": "article-enrichment"}


def manifest(kind: str) -> dict[str, Any]:
    return yaml.safe_load((ROOT / f"deploy/kubernetes/{kind.lower()}.yaml").read_text(encoding="utf-8"))


def container() -> dict[str, Any]:
    return manifest("Deployment")["spec"]["template"]["spec"]["containers"][0]


@pytest.mark.parametrize("path", KUBERNETES, ids=lambda path: path.stem)
@pytest.mark.parametrize("version", ["1.25", "1.37"])
def test_manifest_is_valid(path: Path, version: str) -> None:
    kubernetes_validate.validate(yaml.safe_load(path.read_text(encoding="utf-8")), version, strict=True)


def test_kustomization_names_every_manifest() -> None:
    listed: list[str] = manifest("Kustomization")["resources"]
    assert sorted(listed) == [path.name for path in KUBERNETES]


def test_pod_is_locked_down() -> None:
    pod: dict[str, Any] = manifest("Deployment")["spec"]["template"]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    inner = container()["securityContext"]
    assert inner["readOnlyRootFilesystem"] is True
    assert inner["allowPrivilegeEscalation"] is False
    assert inner["capabilities"]["drop"] == ["ALL"]
    assert {"cpu", "memory"} == set(container()["resources"]["limits"])


def test_everything_selects_the_same_pods() -> None:
    deployment = manifest("Deployment")["spec"]
    assert deployment["template"]["metadata"]["labels"] == NAMES
    assert deployment["selector"]["matchLabels"] == NAMES
    assert manifest("Service")["spec"]["selector"] == NAMES
    assert manifest("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == NAMES
    assert manifest("NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == NAMES
    target = manifest("HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", manifest("Deployment")["metadata"]["name"])


def test_one_port_and_one_user_everywhere() -> None:
    exposed = int(re.findall(r"^EXPOSE (\d+)$", DOCKERFILE, re.MULTILINE)[0])
    assert container()["ports"][0]["containerPort"] == exposed
    assert manifest("NetworkPolicy")["spec"]["ingress"][0]["ports"][0]["port"] == exposed
    assert COMPOSE["services"]["service"]["ports"][0].endswith(f":{exposed}")
    user = re.findall(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)[0]
    context = manifest("Deployment")["spec"]["template"]["spec"]["securityContext"]
    assert (str(context["runAsUser"]), str(context["runAsGroup"])) == user


def environments() -> list[tuple[str, dict[str, str]]]:
    kubernetes = {entry["name"]: entry.get("value", "a-key-of-the-secret") for entry in container()["env"]}
    compose: dict[str, str] = COMPOSE["services"]["service"]["environment"]
    return [("kubernetes", kubernetes), ("compose", compose)]


@pytest.mark.parametrize("environment", [pytest.param(values, id=name) for name, values in environments()])
def test_settings_are_known_and_let_the_service_start(environment: dict[str, str]) -> None:
    assert {name.lower() for name in environment} <= set(Settings.model_fields)
    Settings.from_environment({**environment, "HOST": "0.0.0.0"}).check_exposure()


def test_there_is_time_to_finish_before_the_kill() -> None:
    pod = manifest("Deployment")["spec"]["template"]["spec"]
    settings = Settings.from_environment(dict(environments())["kubernetes"])
    assert settings.shutdown_grace_seconds + settings.shutdown_finish_seconds < pod["terminationGracePeriodSeconds"]
    settings = Settings.from_environment(dict(environments())["compose"])
    grace = int(COMPOSE["services"]["service"]["stop_grace_period"].removesuffix("s"))
    assert settings.shutdown_grace_seconds + settings.shutdown_finish_seconds < grace


def test_image_cannot_be_left_open_by_accident() -> None:
    assert "ALLOW_ANONYMOUS=" not in re.sub(r"^#.*$", "", DOCKERFILE, flags=re.MULTILINE)
    assert all(port.startswith("127.0.0.1:") for part in COMPOSE["services"].values() for port in part.get("ports", []))


def test_balancer_waits_longer_than_the_service() -> None:
    configuration = (ROOT / "deploy/nginx/nginx.conf").read_text(encoding="utf-8")
    patience = int(re.findall(r"proxy_read_timeout (\d+)s;", configuration)[0])
    largest = int(re.findall(r"client_max_body_size (\d+)m;", configuration)[0])
    settings = Settings.from_environment({})
    assert patience > settings.deadline_seconds
    assert largest * 1024 * 1024 > settings.max_batch_bytes
