"""``python -m deploy.advisories [FOLDER]``: asks a service of advisories about the installed packages (pip-audit), or
a folder of advisories (:mod:`deploy.advisory_folder`) where no service is reached.

pip-audit says "no known vulnerabilities" where a mirror knows of no package at all. So a service is believed only when
it tells of an old package whose faults are known to all, and a folder besides only while it is new. Where nobody is
believed, nothing was checked, which is said; that is no failure, for many a machine reaches no service, and no success
either. Who names a folder wants an answer: there it is one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from deploy.advisory_folder import AdvisoryFolder

ROOT: Final = Path(__file__).parents[1]
SERVICES: Final = ("pypi", "osv")
_CANARY: Final = "jinja2==2.4.1\n"  # of 2010; CVE-2014-0012 and others
_SECONDS: Final = 120
Ask = Callable[[str, Sequence[str]], Mapping[str, Any] | None]
"""Asks the service with these words; pip-audit's answer, or None where there was none."""


def main() -> int:
    accepted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["samsyn"].get("advisories", {})
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    said, status = of_folder(folder, accepted, datetime.now(UTC)) if folder else audited(_asked, accepted)
    sys.stdout.write(f"{said}\n")
    return status


def of_folder(folder: Path, accepted: Mapping[str, str], now: datetime) -> tuple[str, int]:
    """As :func:`audited`, by the folder's advisories; status 1 as well where they say nothing of today."""
    if not folder.is_dir():
        return f"{folder}: NO ADVISORIES: there is no such folder; nothing was checked", 1
    known = AdvisoryFolder(folder)
    if known.is_old(now):
        newest = f"the newest is of {known.newest:%Y-%m-%d}" if known.newest else "there is none in it"
        return f"{folder}: OLD ADVISORIES: {newest}; nothing was checked", 1
    said, status = audited(known.ask, accepted, ("folder",))
    told = said.replace("pip-audit:", f"{folder}, advisories to {known.newest:%Y-%m-%d}:")
    return told, int("nothing was checked" in told or status)


def audited(ask: Ask, accepted: Mapping[str, str], services: Sequence[str] = SERVICES) -> tuple[str, int]:
    """What to say, and the exit status. ``accepted`` gives the reason why an advisory is none of ours, by its id."""
    service = next((each for each in services if _knows(ask, each)), None)
    answer = ask(service, ["--local", "--skip-editable"]) if service else None
    if answer is None:
        return "pip-audit: NOT REACHED: no service of advisories answers here; nothing was checked", 0
    packages = answer["dependencies"]
    faults = [(each, fault) for each in packages for fault in each.get("vulns", ()) if fault["id"] not in accepted]
    lines = [f"{each['name']} {each['version']}: {fault['id']}" for each, fault in faults]
    skipped = sorted(each["name"] for each in packages if "skip_reason" in each)
    lines += [f"not known to the service: {', '.join(skipped)}"] if skipped else []
    lines.append(f"pip-audit: {len(packages) - len(skipped)} packages asked about, {len(faults)} faults to mend")
    return "\n".join(lines), 1 if faults else 0


def _knows(ask: Ask, service: str) -> bool:
    """Whether the service tells of a package whose faults are old and known."""
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "canary.txt"
        file.write_text(_CANARY, encoding="utf-8")
        answer = ask(service, ["--disable-pip", "--no-deps", "--requirement", str(file)])
    return answer is not None and any(each.get("vulns") for each in answer["dependencies"])


def _asked(service: str, words: Sequence[str]) -> Mapping[str, Any] | None:
    tool = Path(sys.executable).with_name("pip-audit")
    command = [str(tool), "--vulnerability-service", service, "--format", "json", "--progress-spinner", "off", *words]
    try:
        done = subprocess.run(  # noqa: S603 (our own words only)
            command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=_SECONDS
        )
        answer: Mapping[str, Any] = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    return answer


if __name__ == "__main__":
    sys.exit(main())
