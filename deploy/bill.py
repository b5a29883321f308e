"""``python -m deploy.bill [FILE]``: writes what the product consists of (SBOM, CycloneDX in JSON), ``build/sbom.json``.

Of what is installed only what runs is told: what ``dependencies`` in pyproject.toml leads to, and the extras; tools of
tests and style are left out. Beside the packages stand Debian's programs that are called, the trained name models, and
the libraries that pages run in a browser.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from web.library_list import libraries

ROOT: Final = Path(__file__).parents[1]
FILE: Final = ROOT / "build" / "sbom.json"
Bill = dict[str, Any]


def main(file: Path = FILE) -> None:
    bill = narrowed(_of_environment(), needed(_asked_for(), _asks))
    bill["components"] += [*_programs(), *_models(), *_in_browser()]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(bill, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")
    sys.stdout.write(f"SBOM: {len(bill['components'])} components in {file}\n")


def _of_environment() -> Bill:
    """Everything that is installed beside this Python, as cyclonedx-bom reads it, checked against its schema."""
    tool = Path(sys.executable).with_name("cyclonedx-py")
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "all.json"
        words = ["environment", sys.executable, "--pyproject", str(ROOT / "pyproject.toml"), "--of", "JSON"]
        command = [str(tool), *words, "--output-reproducible", "--validate", "-o", str(file)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 (our own words only)
        bill: Bill = json.loads(file.read_text("utf-8"))
    return bill


def narrowed(bill: Bill, names: Collection[str]) -> Bill:
    """Only the components of these names, in their normal form, and what is between them."""
    kept = [each for each in bill["components"] if canonicalize_name(each["name"]) in names]
    refs = {each["bom-ref"] for each in kept} | {bill["metadata"]["component"]["bom-ref"]}
    between = [
        {**each, "dependsOn": [ref for ref in each.get("dependsOn", []) if ref in refs]}
        for each in bill["dependencies"]
        if each["ref"] in refs
    ]
    return {**bill, "components": kept, "dependencies": between}


def needed(wanted: Iterable[str], asks: Callable[[str], Iterable[str]]) -> set[str]:
    """The names of all packages that these requirements lead to. ``asks`` gives a package's own, which count where
    their markers hold: those of an extra only where the extra was asked for. (cyclonedx-bom takes all of them.)"""
    found, open_ones = set[tuple[str, str]](), [(Requirement(each), "") for each in wanted]
    while open_ones:
        requirement, extra = open_ones.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = canonicalize_name(requirement.name)
        for each in ("", *requirement.extras):
            if (name, each) not in found:
                found.add((name, each))
                open_ones += [(Requirement(text), each) for text in asks(name)]
    return {name for name, _extra in found}


def _asked_for() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]


def _asks(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:  # of another system
        return []


def _programs() -> Iterator[Mapping[str, Any]]:
    """Debian's packages that ``deploy/setup.sh demo`` asks for, in the version that is here."""
    found = re.search(r"^packages=\((.*?)\)", (ROOT / "deploy" / "setup.sh").read_text("utf-8"), re.MULTILINE)
    for name in found[1].split() if found else ():
        command = ["dpkg-query", "-W", "-f", "${Version}", name]
        try:
            version = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603
        except (OSError, subprocess.CalledProcessError):  # another system, or it is not installed
            version = ""
        purl = f"pkg:deb/debian/{name}" + (f"@{version}" if version else "")
        yield {"bom-ref": f"deb:{name}", "name": name, "version": version, "purl": purl, "type": "application"}


def _models() -> Iterator[Mapping[str, Any]]:
    for card in sorted((ROOT / "models" / "pipelines").glob("*/meta.json")):
        meta = json.loads(card.read_text("utf-8"))
        hashes = [{"alg": "SHA-256", "content": digest} for _file, digest in sorted(meta.get("sha256", {}).items())]
        version, type = str(meta.get("version", "")), "machine-learning-model"
        yield {
            "bom-ref": f"model:{card.parent.name}",
            "name": card.parent.name,
            "version": version,
            "type": type,
            "hashes": hashes,
        }


def _in_browser() -> Iterator[Mapping[str, Any]]:
    """What pages run in a browser, as ``deploy/browser.py`` fetches it."""
    for library in filter(lambda each: each.served, libraries()):
        digest = base64.b64decode(library.integrity.removeprefix("sha512-")).hex()
        yield {
            "bom-ref": f"npm:{library.name}",
            "name": library.name,
            "version": library.version,
            "purl": f"pkg:npm/{library.name.replace('@', '%40')}@{library.version}",
            "type": "library",
            "licenses": [{"license": {"id": library.licence}}],
            "hashes": [{"alg": "SHA-512", "content": digest}],
        }


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
