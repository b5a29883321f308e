"""The checks of `make audit` and `make sbom` fail where they should, and never claim what they did not do."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from deploy import advisories, alone, bill, findings
from deploy.advisory_folder import AdvisoryFolder

ROOT = Path(__file__).parents[2]
OLD = {"name": "jinja2", "version": "2.4.1", "vulns": [{"id": "PYSEC-2014-8"}]}
SKIPPED = {"name": "jinja2", "skip_reason": "Dependency not found on PyPI"}


def _answering(canary: Any, packages: Sequence[Any] = (), only: str = "osv") -> advisories.Ask:
    def ask(service: str, words: Sequence[str]) -> Mapping[str, Any] | None:
        if service != only:
            return None
        told = canary if "--requirement" in words else packages
        return None if told is None else {"dependencies": told}

    return ask


@pytest.mark.parametrize("canary", [None, [SKIPPED], [{"name": "jinja2", "version": "2.4.1", "vulns": []}], []])
def test_a_service_that_knows_nothing_is_not_believed(canary: Any) -> None:
    """pip-audit itself says "no known vulnerabilities" and ends well for the second of them."""
    said, status = advisories.audited(_answering(canary, [{"name": "flask", "version": "3", "vulns": []}]), {})
    assert "NOT REACHED" in said
    assert "nothing was checked" in said
    assert status == 0


def test_a_fault_fails_and_an_accepted_one_does_not() -> None:
    ask = _answering([OLD], [{"name": "a", "version": "1", "vulns": [{"id": "X-1"}, {"id": "X-2"}]}, SKIPPED])
    said, status = advisories.audited(ask, {"X-2": "vi kör inte den delen"})
    assert status == 1
    assert "a 1: X-1" in said
    assert "X-2" not in said
    assert "not known to the service: jinja2" in said
    assert advisories.audited(ask, {"X-1": "…", "X-2": "…"})[1] == 0


NOW = datetime(2026, 11, 28, tzinfo=UTC)
ADVISORY = {
    "id": "PYSEC-2014-8",
    "modified": "2026-11-20T10:00:00Z",
    "affected": [
        {
            "package": {"ecosystem": "PyPI", "name": "Jinja2"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.7.2"}]}],
        }
    ],
}


def _folder(folder: Path, *advisories: Mapping[str, Any]) -> Path:
    for number, each in enumerate(advisories):
        (folder / f"{number}.json").write_text(json.dumps(each), "utf-8")
    return folder


def _about(name: str, ecosystem: str = "PyPI", **told: Any) -> Mapping[str, Any]:
    affected = {"package": {"ecosystem": ecosystem, "name": name}, **told}
    return {"id": f"X-{name}", "modified": "2026-11-20T10:00:00Z", "affected": [affected]}


def test_a_folder_of_advisories_answers_where_no_service_does(tmp_path: Path) -> None:
    said, status = advisories.of_folder(_folder(tmp_path, ADVISORY), {}, NOW)
    assert status == 0
    assert "2026-11-20" in said
    assert "0 faults to mend" in said
    version = metadata.version("flask")
    hit = _about("Flask", versions=[version])
    said, status = advisories.of_folder(_folder(tmp_path, ADVISORY, hit), {}, NOW)
    assert (status, f"flask {version}: X-Flask" in said) == (1, True)
    assert advisories.of_folder(tmp_path, {"X-Flask": "…"}, NOW)[1] == 0
    _folder(tmp_path, ADVISORY, {**hit, "withdrawn": "2026-11-21T00:00:00Z"})
    assert advisories.of_folder(tmp_path, {}, NOW)[1] == 0


def test_libraries_of_pages_are_looked_up_as_well(tmp_path: Path) -> None:
    ranged = [{"type": "SEMVER", "events": [{"introduced": "0"}, {"last_affected": "99.0.0"}]}]
    said, status = advisories.of_folder(_folder(tmp_path, ADVISORY, _about("cytoscape", "npm", ranges=ranged)), {}, NOW)
    assert (status, "X-cytoscape" in said) == (1, True)


def test_a_folder_that_is_old_or_knows_nothing_is_not_believed(tmp_path: Path) -> None:
    for there, why in ((tmp_path / "ingen", "no such folder"), (tmp_path, "there is none in it")):
        said, status = advisories.of_folder(there, {}, NOW)
        assert (status, why in said, "nothing was checked" in said) == (1, True, True)
    said, status = advisories.of_folder(_folder(tmp_path, ADVISORY), {}, NOW + timedelta(days=60))
    assert (status, "OLD ADVISORIES" in said) == (1, True)
    said, status = advisories.of_folder(_folder(tmp_path, _about("flask", versions=["0.1"])), {}, NOW)
    assert (status, "nothing was checked" in said) == (1, True)  # it does not know the canary


@pytest.mark.parametrize(
    ("events", "version", "hit"),
    [
        ([{"introduced": "0"}, {"fixed": "2.0"}], "1.9", True),
        ([{"introduced": "0"}, {"fixed": "2.0"}], "2.0", False),
        ([{"introduced": "1.0"}, {"last_affected": "1.5"}], "1.5", True),
        ([{"introduced": "1.0"}, {"last_affected": "1.5"}], "1.6", False),
        ([{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2.0"}, {"fixed": "2.3"}], "2.1", True),
        ([{"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "2.0"}, {"fixed": "2.3"}], "1.4", False),
        ([{"introduced": "2.0"}], "3.1", True),
    ],
)
def test_ranges_of_versions(tmp_path: Path, events: Any, version: str, hit: bool) -> None:
    known = AdvisoryFolder(_folder(tmp_path, _about("a-b", ranges=[{"type": "ECOSYSTEM", "events": events}])))
    (tmp_path / "asked.txt").write_text(f"A_b=={version}\n", "utf-8")
    (told,) = known.ask("folder", ["--requirement", str(tmp_path / "asked.txt")])["dependencies"]
    assert bool(told["vulns"]) is hit


def test_findings_are_counted_against_their_reasons() -> None:
    known = {"a.py B1": {"count": 1, "why": "w"}, "b.py B2": {"count": 1, "why": "w"}}
    assert findings.compared({"a.py B1": 1, "b.py B2": 1}, known) == []
    assert [line.split(":")[0] for line in findings.compared({"a.py B1": 2, "c.py B3": 1}, known)] == [
        "a.py B1",
        "b.py B2",
        "c.py B3",
    ]


def test_every_reason_is_one() -> None:
    for name, reason in findings.reasons().items():
        file, rule = name.split(" ")
        assert (ROOT / file).is_file(), name
        assert rule.startswith("B"), name
        assert reason["count"] > 0, name
        assert len(reason["why"]) > 15, name


def test_no_rule_of_bandit_is_skipped_but_two() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["bandit"]
    assert table == {"skips": ["B101", "B404"]}


def test_the_bill_holds_what_runs_and_nothing_else() -> None:
    asked = {"a": ["B.b>1", "pytest; extra == 'test'"], "b-b": ["c[x]", "d; sys_platform == 'nowhere'"],
             "c": ["e; extra == 'x'"], "e": []}  # fmt: skip
    names = bill.needed(["A"], lambda name: asked.get(name, ()))
    assert names == {"a", "b-b", "c", "e"}
    graph = [("root", ["a"]), ("a", ["B_b", "pytest"]), ("B_b", []), ("pytest", ["B_b"])]
    told = {
        "metadata": {"component": {"bom-ref": "root"}},
        "dependencies": [{"ref": ref, "dependsOn": needs} for ref, needs in graph],
        "components": [{"bom-ref": ref, "name": ref} for ref, _needs in graph[1:]],
    }
    kept = bill.narrowed(told, names)
    assert [each["bom-ref"] for each in kept["components"]] == ["a", "B_b"]
    assert [(each["ref"], each["dependsOn"]) for each in kept["dependencies"]] == [
        ("root", ["a"]),
        ("a", ["B_b"]),
        ("B_b", []),
    ]


@pytest.mark.timeout(600)
def test_the_bill_of_this_installation(tmp_path: Path) -> None:
    bill.main(tmp_path / "sbom.json")
    told = json.loads((tmp_path / "sbom.json").read_text("utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    parts = {each["name"].lower(): each for each in told["components"]}
    assert {"flask", "limits", "opensearch-py", "bubblewrap", "sv_samsyn_accurate"} <= parts.keys()
    assert not {"pytest", "ruff", "bandit", "pip-audit"} & parts.keys()
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    for part in told["components"]:
        if part.get("purl", "").startswith("pkg:pypi/"):
            assert f"=={part['version']}" in lock, part["name"]
            assert "hashes" in part or part["purl"].endswith(f"@{part['version']}")
    assert parts["sv_samsyn_accurate"]["hashes"]


def test_what_the_tests_run_in_has_no_network() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "-m deploy.alone $(PYTHON_ENV)/python -m pytest" in makefile
    assert alone.reached() >= 0
