"""The archive as a whole: its shape, its determinism, its size."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sample.archive import make_archive
from sample.owners import OWNERS, SOURCES
from tests.sample.conftest import Made

SCANNED_PAGES = 22  # more would make the first reading of the demo slow


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_same_seed_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    again = make_archive(tmp_path / "again")
    assert _hashes(again.folder) == _hashes(made.archive.folder)


def test_another_seed_gives_other_people(made: Made, tmp_path: Path) -> None:
    other = make_archive(tmp_path / "other", size=8, seed=2)
    assert other.searches[1] != made.archive.searches[1]


def test_a_small_archive_lies_within_a_large_one(made: Made, tmp_path: Path) -> None:
    small = _hashes(make_archive(tmp_path / "small", size=25).folder)
    small.pop("gold.json")
    assert small.items() <= _hashes(made.archive.folder).items()


def test_five_sources_of_four_owners(made: Made) -> None:
    assert [home.source for home in made.archive.sources] == list(SOURCES)
    assert len(SOURCES) == 5
    assert {home.source.owner for home in made.archive.sources} == {owner.name for owner in OWNERS}
    assert len(made.archive.owners) == 4
    assert all(len(list(home.folder.iterdir())) >= 8 for home in made.archive.sources)


def test_gold_lists_exactly_the_files(made: Made) -> None:
    listed = [document["path"] for document in made.documents if document["parent"] is None]
    there = [path.relative_to(made.archive.folder).as_posix() for home in made.archive.sources
             for path in home.folder.iterdir()]  # fmt: skip
    assert sorted(listed) == sorted(there)
    assert len(listed) == made.archive.size == 60


def test_the_kinds_and_carriers_are_there(made: Made) -> None:
    assert {document["kind"] for document in made.documents} == {
        "inspection_report", "permit_decision", "building_supervision", "police_memo", "payment_audit", "tip",
        "other", "email",
    }  # fmt: skip
    endings = {Path(document["path"]).suffix for document in made.documents}
    assert endings == {".pdf", ".docx", ".eml", ".txt", ".tif", ".png", ".jpg"}


def test_about_a_quarter_of_the_pages_is_scanned(made: Made) -> None:
    methods = [page["method"] for document in made.documents for page in document["pages"]]
    scanned = methods.count("ocr")
    assert scanned <= SCANNED_PAGES
    assert 0.15 < scanned / len(methods) < 0.35
    assert any({page["method"] for page in document["pages"]} == {"text", "ocr"} for document in made.documents)


def test_scanned_pages_are_short_enough_for_a_quick_reading(made: Made) -> None:
    words = [
        len(page["text"].split())
        for document in made.documents
        for page in document["pages"]
        if page["method"] == "ocr"
    ]
    assert max(words) <= 400
