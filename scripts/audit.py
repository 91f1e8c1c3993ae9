"""Ask for known vulnerabilities of everything in a lock file; exit 1 when one is found.

Where the advisory service cannot be reached (or answers for none of the packages, as behind a
mirror that serves files alone), the reason is printed and the exit status is 0: a closed network
is no fault of the code.

    python scripts/audit.py requirements-otel.lock
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def main(lock: str) -> int:
    """Audit one lock file and print what came of it; returns the exit status."""
    with tempfile.TemporaryDirectory() as directory:
        report = Path(directory, "audit.json")
        command = [sys.executable, "-m", "pip_audit", "-r", lock, "--require-hashes", "--disable-pip"]
        command += ["--progress-spinner", "off", "--timeout", "10", "--format", "json", "--output", str(report)]
        try:
            run = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
        except subprocess.TimeoutExpired:
            print("audit: NOT DONE, the advisory service did not answer within three minutes")
            return 0
        if not report.exists():
            reason = (run.stderr.strip().splitlines() or ["no reason given"])[-1]
            print(f"audit: NOT DONE, pip-audit could not finish: {reason}")
            return 0
        packages = json.loads(report.read_text(encoding="utf-8"))["dependencies"]
    return _judge(lock, packages)


def _judge(lock: str, packages: list[dict[str, Any]]) -> int:
    audited = [package for package in packages if "skip_reason" not in package]
    if not audited:
        print(f"audit: NOT DONE, the advisory service answered for none of the {len(packages)} packages of {lock}")
        return 0
    found = [package for package in audited if package.get("vulns")]
    for package in found:
        for vulnerability in package["vulns"]:
            fixed = ", ".join(vulnerability["fix_versions"]) or "no release"
            print(f"audit: {package['name']} {package['version']}: {vulnerability['id']}, fixed in {fixed}")
    print(f"audit: {len(audited)} of {len(packages)} packages of {lock} looked up, {len(found)} with known faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
