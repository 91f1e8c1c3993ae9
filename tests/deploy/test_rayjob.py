"""The RayJob: valid pods, the image's Ray, the service's own command; KubeRay's own schema is not on PyPI."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

from service.__main__ import parse
from tests.deploy.test_manifests import DOCKERFILE, ROOT

JOB: dict[str, Any] = yaml.safe_load((ROOT / "deploy/kuberay/rayjob.yaml").read_text(encoding="utf-8"))
CLUSTER: dict[str, Any] = JOB["spec"]["rayClusterSpec"]
HEAD: dict[str, Any] = CLUSTER["headGroupSpec"]
(WORKERS,) = CLUSTER["workerGroupSpecs"]
PODS: dict[str, dict[str, Any]] = {
    "submitter": JOB["spec"]["submitterPodTemplate"],
    "head": HEAD["template"],
    "worker": WORKERS["template"],
}
EACH_POD = pytest.mark.parametrize("pod", PODS.values(), ids=PODS.keys())
LOCK = "requirements-archive-cluster.lock"


@EACH_POD
@pytest.mark.parametrize("version", ["1.25", "1.37"])
def test_pod_templates_are_valid_pods(pod: dict[str, Any], version: str) -> None:
    named = {**pod["metadata"], "name": "pod"}
    kubernetes_validate.validate(
        {"apiVersion": "v1", "kind": "Pod", "metadata": named, "spec": pod["spec"]}, version, strict=True
    )


@EACH_POD
def test_pods_are_locked_down_as_the_service_is(pod: dict[str, Any]) -> None:
    user = re.findall(r"^USER (\d+):(\d+)$", DOCKERFILE, re.MULTILINE)[0]
    context = pod["spec"]["securityContext"]
    assert (str(context["runAsUser"]), str(context["runAsGroup"]), context["runAsNonRoot"]) == (*user, True)
    (container,) = pod["spec"]["containers"]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert container["securityContext"]["capabilities"]["drop"] == ["ALL"]
    assert {"name": "RAY_USAGE_STATS_ENABLED", "value": "0"} in container["env"]
    workdir = re.findall(r"^WORKDIR (\S+)$", DOCKERFILE, re.MULTILINE)[0]
    assert {"name": "PYTHONPATH", "value": workdir} in container["env"]
    assert container["resources"]["limits"]["memory"] == container["resources"]["requests"]["memory"]


def test_the_command_is_one_that_the_service_has() -> None:
    python, *arguments = shlex.split(JOB["spec"]["entrypoint"])
    assert (python, arguments[:2]) == ("python", ["-m", "service"])
    options = parse(arguments[2:])
    assert (options.command, options.address) == ("archive", "auto")
    assert options.source.startswith("s3://")
    assert not f"{options.target}/".startswith(f"{options.source}/")


def test_image_and_ray_are_those_that_the_archive_is_built_with() -> None:
    assert {pod["spec"]["containers"][0]["image"] for pod in PODS.values()} == {"article-enrichment:archive"}
    assert f"--build-arg LOCK={LOCK}" in (ROOT / "deploy/kuberay/rayjob.yaml").read_text(encoding="utf-8")
    assert f"!{LOCK}\n" in (ROOT / ".dockerignore").read_text(encoding="utf-8")
    locked = re.findall(r"^ray(?:\[[a-z,]+\])?==(\S+) ", (ROOT / LOCK).read_text(encoding="utf-8"), re.MULTILINE)
    assert locked == [CLUSTER["rayVersion"]]


def test_readers_run_on_workers_that_scale_and_not_on_the_head() -> None:
    assert HEAD["rayStartParams"]["num-cpus"] == "0"
    assert JOB["spec"]["entrypointNumCpus"] == 0
    assert CLUSTER["enableInTreeAutoscaling"] is True
    assert WORKERS["minReplicas"] <= WORKERS["replicas"] <= WORKERS["maxReplicas"]
    assert CLUSTER["authOptions"] == {"mode": "token"}
    (container,) = WORKERS["template"]["spec"]["containers"]
    gigabytes = int(container["resources"]["limits"]["memory"].removesuffix("Gi"))
    assert gigabytes * 1024 >= int(container["resources"]["limits"]["cpu"]) * 640 + 1024, "640 MB a reader, 1 GB shared"


def test_the_images_of_the_service_do_not_grow() -> None:
    for name in ("requirements.lock", "requirements-otel.lock"):
        locked = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"^(ray|pyarrow|pandas)\b", locked, re.MULTILINE)
    assert "ARG LOCK=requirements.lock\n" in DOCKERFILE
    assert Path(ROOT / LOCK).exists()
