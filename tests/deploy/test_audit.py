"""The checks of `make audit` and `make sbom` fail where they should, and never claim what they did not do."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from deploy import advisories, alone, bill, findings

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
