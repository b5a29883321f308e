"""A poison set among good files: each is named by what is wrong with it, and the good ones are read as without it."""

from __future__ import annotations

import zipfile
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from ingest import shared_out
from ingest.readers import READERS
from ingest.reading import FileReading, open_reading
from models.settings import Settings
from tests.cli.command import Answer, samsyn_here
from tests.faults.seeds import FULL, SEEDS
from tests.faults.test_run_faults import contents
from tests.papers import pdf

GOOD: Final = 4
POISON: Final = {  # what the reader of the file does on its second page, and how that page is told of
    "crash": "crashed",
    "hang": "timeout",
    "grow": "memory",
    "fill_scratch": "crashed",
    "stumble": "crashed",
    "lie_boxes": "invalid_answer",
}
HANGS_SECONDS: Final = 5.0
_READERS: Final = {**READERS, "text/plain": "tests.faults.readers.bad_readers:as_it_says"}
_LIMITS: Final = """
[limits]
reader_memory_bytes = 400000000
file_bytes = 3000000
"""


@pytest.fixture
def homes(tmp_path: Path) -> tuple[Path, Path]:
    made = (tmp_path / "hem", tmp_path / "lugnt")
    for home in made:
        assert samsyn_here(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
        (home / "samsyn.toml").write_text(_LIMITS)
    return made


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", SEEDS)
def test_each_is_named_and_the_others_are_read(
    homes: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: str
) -> None:
    home, calm = homes
    monkeypatch.setattr(shared_out, "open_reading", _open_reading)
    papers, chance = tmp_path / "papper", Random(seed)
    papers.mkdir()
    for number in range(GOOD):
        (papers / f"{number} god.txt").write_text(f"Tillsyn {number} hos Provkrog {number} AB den 3 maj 2024.")
    (papers / "5 god.pdf").write_bytes(pdf(["Hyra för lokal"]))
    assert ingest(calm, papers).value["problems"] == []
    wanted = {act: chance.randrange(9) for act in (POISON if FULL else chance.sample(sorted(POISON), 3))}
    for act, place in wanted.items():  # before, between and after them
        (papers / f"{place} {act}.txt").write_text(f"GIFT {act}")
    bomb = papers / f"{chance.randrange(9)} bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("nollor.bin", bytes(40_000_000))

    value = ingest(home, papers).value
    told = {Path(each["path"]).name: each["state"] for each in value["problems"]}
    assert told.pop(bomb.name) in ("partial", "quarantined")
    assert told == {f"{place} {act}.txt": "partial" for act, place in wanted.items()}
    found, expected = contents(home), contents(calm)
    assert {id: each for id, each in found.items() if id in expected} == expected
    pages = {each[0]: [method for method, _ in each[2]] for each in found.values()}
    for act, place in wanted.items():
        assert pages[f"{place} {act}.txt"] == ["text", "unread", "text"]
    assert samsyn_here(home, "verify", "--json").value["differences"] == []
    again = ingest(home, papers).value
    assert again["documents"] == 0
    assert contents(home) == found


def _open_reading(path: Path, settings: Settings, **more: Any) -> AbstractContextManager[FileReading]:
    """The one that hangs gets some seconds, and the others as much as ever, however busy the machine is."""
    limits = settings.limits
    if path.read_bytes() == b"GIFT hang":
        limits = replace(limits, ocr_seconds_per_page=HANGS_SECONDS)
    return open_reading(path, replace(settings, limits=limits), readers=_READERS, **more)


def ingest(home: Path, papers: Path) -> Answer:
    words = ("ingest", papers, "--source", "tillsyn", "--workers", "1", "--json")
    return samsyn_here(home, *words, nlp_pipeline="rules", config=str(home / "samsyn.toml"))
