"""``samsyn embed`` and ``search --meaning``: killed at any moment nothing is lost, and words are found before."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from search.meaning import embedder as embedders
from tests.cli import schemas
from tests.cli.command import ROOT, Answer, environment, samsyn_here
from tests.search.meaning import tiny_embedder

PAPERS = 40
# The command with the tiny embedder let in, which never comes to its end: there is always something left to kill.
_SLOW = """
import sys, time
from search.meaning import embedder, embedding
embedder.ALLOWED = ["tests.search.meaning.*"]
embedding._AT_ONCE = 1
whole = embedder.Embedder.passages
asked = []
def endless(self, texts):
    asked.append(len(texts))
    time.sleep(0.1 if len(asked) < 30 else 600)
    return whole(self, texts)
embedder.Embedder.passages = endless
from samsyn import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home that has read some papers, and an embedder beside it."""
    folder = tmp_path_factory.mktemp("innebörd")
    tiny_embedder.write(folder / "embedder.yaml")
    papers, home = folder / "papper", folder / "hem"
    papers.mkdir()
    for at in range(PAPERS):
        (papers / f"{at:02}.txt").write_text(f"Ett värdshus med nummer {at} besöktes vid vägen.")
    (papers / "krog.txt").write_text("En krog vid torget besöktes.")
    assert call(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    assert call(home, "ingest", papers, "--source", "tillsyn", "--workers", "1", nlp_pipeline="rules").status == 0
    return folder


@pytest.fixture
def home(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it for each test."""
    monkeypatch.setattr(embedders, "ALLOWED", ["tests.search.meaning.*"])
    return Path(shutil.copytree(made, tmp_path / "gjort")) / "hem"


def call(home: Path, *words: str | Path, **settings: str) -> Answer:
    chosen = {"meaning_embedder": str(home.parent / "embedder.yaml"), **settings}
    return samsyn_here(home, *words, **chosen)


def test_killed_it_goes_on_where_it_was(home: Path) -> None:
    told = environment(home, {"meaning_embedder": str(home.parent / "embedder.yaml")})
    running = subprocess.Popen([sys.executable, "-c", _SLOW, "embed"], env=told, cwd=ROOT, stderr=subprocess.DEVNULL)
    for _ in range(600):
        if running.poll() is not None or 3 <= _done(home) < PAPERS:
            break
        time.sleep(0.1)
    running.send_signal(signal.SIGKILL)
    running.wait()
    killed_at = _done(home)
    assert 3 <= killed_at < PAPERS
    rest = call(home, "embed", "--json").value
    Draft202012Validator(schemas.EMBED).validate(rest)
    assert rest["documents"] == PAPERS + 1 - killed_at
    assert rest["passages"] <= rest["documents"]
    assert _done(home) == PAPERS + 1
    assert call(home, "verify", "--json").value["differences"] == []


def test_search_by_meaning_is_for_those_who_have_vectors(home: Path) -> None:
    before = call(home, "search", "krog", "--meaning", "--json").value
    assert [hit["name"] for hit in before["hits"]] == ["krog.txt"]
    assert any("samsyn embed" in hint for hint in before["hints"])
    assert call(home, "search", "krog", "--json").value["hints"] == []
    assert call(home, "embed").status == 0
    after = call(home, "search", "krog", "--json", "--limit", "100").value
    Draft202012Validator(schemas.SEARCH).validate(after)
    assert (after["total"], after["by_meaning"], len(after["hits"])) == (1, PAPERS, PAPERS + 1)
    assert after["hits"][0]["tier"] == "exact"
    assert {hit["tier"] for hit in after["hits"][1:]} == {"meaning"}
    words = call(home, "search", "krog", "--no-meaning", "--json").value
    assert (len(words["hits"]), words["by_meaning"], words["facets"]) == (1, 0, after["facets"])
    worded = call(home, "search", "krog").out
    assert "[liknande innebörd]" in worded
    assert f"Dessutom {PAPERS} med liknande innebörd" in worded


def test_without_an_embedder_it_says_what_to_do(home: Path) -> None:
    answer = call(home, "embed", "--json", meaning_embedder="none")
    assert answer.status == 1
    assert answer.error["code"] == "invalid_setting"
    assert "make setup" in answer.error["next"]
    assert call(home, "status", "--json", meaning_embedder="none").value["meaning"]["embedder"] == ""
    assert call(home, "embed", "--owner", "Ingen").status != 0


def _done(home: Path) -> int:
    value = call(home, "status", "--json").value
    Draft202012Validator(schemas.STATUS).validate(value)
    return int(value["meaning"]["documents"])
