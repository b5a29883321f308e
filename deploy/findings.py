"""``python -m deploy.findings``: bandit over the product's code; each finding is mended or has its reason in pyproject.

``[tool.samsyn.findings]`` names a file and a rule, with how many there are and why that is right. One more of them, one
without a reason, and a reason without a finding all fail.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
CODE: Final = ("samsyn.py", "demo.py", "demo_people.py", "models", "ingest", "nlp", "search", "web", "sample", "deploy")
Reasons = Mapping[str, Mapping[str, Any]]


def main() -> int:
    found = counted(_asked()["results"])
    wrong = compared(found, reasons())
    for line in wrong:
        sys.stderr.write(f"bandit: {line}\n")
    sys.stdout.write(f"bandit: {sum(found.values())} findings with their reasons, {len(wrong)} to mend\n")
    return 1 if wrong else 0


def reasons() -> Reasons:
    """By "file rule": ``count`` and ``why``."""
    table: Reasons = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["samsyn"]["findings"]
    return table


def counted(results: list[dict[str, Any]]) -> Counter[str]:
    """How many there are by "file rule"."""
    return Counter(f"{each['filename'].removeprefix('./')} {each['test_id']}" for each in results)


def compared(found: Mapping[str, int], known: Reasons) -> list[str]:
    """What has to be done, in words."""
    told = []
    for name in sorted(found.keys() | known.keys()):
        count, expected = found.get(name, 0), known.get(name, {}).get("count", 0)
        if count > expected:
            told.append(f"{name}: {count} findings, {expected} with a reason in pyproject.toml (tool.samsyn.findings)")
        elif count < expected:
            told.append(f"{name}: {expected} in pyproject.toml, but {count} found: take the reason away")
    return told


def _asked() -> dict[str, Any]:
    tool = Path(sys.executable).with_name("bandit")
    command = [str(tool), "--quiet", "--configfile", "pyproject.toml", "--format", "json", "--recursive", *CODE]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603
    answer: dict[str, Any] = json.loads(done.stdout)
    if answer["errors"]:
        raise SystemExit(f"bandit could not read everything: {answer['errors']}")
    return answer


if __name__ == "__main__":
    sys.exit(main())
