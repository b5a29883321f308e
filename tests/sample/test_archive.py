"""The archive as a whole: its shape, its determinism, its size."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from sample.archive import make_archive
from sample.owners import OWNERS, SOURCES
from sample.varieties import VARIETIES
from tests.sample.conftest import Made


def _hashes(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _papers(folder: Path) -> dict[str, str]:
    return {path: digest for path, digest in _hashes(folder).items() if not path.startswith("gold/")}


def test_the_same_seed_gives_the_same_bytes_whoever_shares_the_work(made: Made, tmp_path: Path) -> None:
    small = make_archive(tmp_path / "alone", size=60, scans=False)
    again = make_archive(tmp_path / "again", size=60, scans=False)
    assert _hashes(again.folder) == _hashes(small.folder)
    one = make_archive(tmp_path / "one", size=300, scans=False)
    two = make_archive(tmp_path / "two", size=300, scans=False, workers=2)
    assert _hashes(one.folder) == _hashes(two.folder)


def test_another_seed_gives_other_people(made: Made, tmp_path: Path) -> None:
    other = make_archive(tmp_path / "other", size=8, seed=2)
    assert other.searches[1] != made.archive.searches[1]


def test_a_small_archive_lies_within_a_large_one(made: Made, tmp_path: Path) -> None:
    small = _papers(make_archive(tmp_path / "small", size=70).folder)
    assert small.items() <= _papers(made.archive.folder).items()


def test_twelve_sources_of_four_owners(made: Made) -> None:
    assert [home.source for home in made.archive.sources] == list(SOURCES)
    assert {home.source.owner for home in made.archive.sources} == {owner.name for owner in OWNERS}
    assert len(made.archive.owners) == 4
    assert all(any(home.folder.rglob("*.*")) for home in made.archive.sources)


def _outermost(path: str, parents: dict[str, str | None]) -> str:
    """The file in which a document lies, in whatever depth."""
    while parent := parents.get(path):
        path = parent
    return path


def test_gold_lists_exactly_the_files(made: Made) -> None:
    parents = {document["path"]: document["parent"] for document in made.documents}
    listed = {_outermost(path, parents) for path in parents}
    there = {
        path.relative_to(made.archive.folder).as_posix() for home in made.archive.sources
        for path in home.folder.rglob("*") if path.is_file()
    }  # fmt: skip
    assert listed == there
    assert len(listed) == made.archive.size == 150


def test_every_variety_kind_and_carrier_turns_up(large: Made, made: Made) -> None:
    assert {document["variety"] for document in large.documents} >= {*VARIETIES}
    carriers = {document["carrier"] for document in large.documents}
    assert carriers >= {
        "pdf", "pdf-truetype", "pdf-packed", "pdf-tagged", "pdf-form", "pdf-attached", "docx", "odt", "rtf", "html",
        "txt", "xlsx", "csv",
        "eml",
    }  # fmt: skip
    assert any(document["path"].endswith(".eml") and ".mbox/" in document["path"] for document in large.documents)
    scanned = {
        document["carrier"] for document in made.documents if any(p["method"] == "ocr" for p in document["pages"])
    }
    assert len(scanned) >= 6


def test_most_templates_of_the_bank_are_used(large: Made) -> None:
    layouts = {document["layout"] for document in large.documents if document["layout"].startswith("first/")}
    banked = [name for name in VARIETIES if name != "payment_rows"]
    of_variety = {name: sum(one.startswith(f"first/{name}/") for one in layouts) for name in banked}
    assert all(number >= 8 for number in of_variety.values()), of_variety


def test_papers_lie_in_eight_years(large: Made) -> None:
    years = {document["date"][:4] for document in large.documents}
    assert years >= {str(year) for year in range(2018, 2026)}


def test_relations_hold(large: Made) -> None:
    by_path = {document["path"]: document for document in large.documents}
    kinds = {document["relation"]["kind"] for document in large.documents if document["relation"]}
    assert kinds == {"duplicate", "version", "rescan"}
    for document in large.documents:
        if not document["relation"] or document["parent"]:
            continue
        first = by_path[document["relation"]["of"]]
        bytes_alike = (large.archive.folder / document["path"]).read_bytes() == (
            large.archive.folder / first["path"]
        ).read_bytes()
        assert bytes_alike == (document["relation"]["kind"] == "duplicate")
        assert first["variety"] == document["variety"]


def test_threads_hang_together(large: Made) -> None:
    heads = {document["headers"]["message_id"]: document for document in large.documents if document["headers"]}
    answers = [one for one in heads.values() if one["headers"]["in_reply_to"]]
    assert len(answers) >= 20
    for one in answers:
        before = heads[one["headers"]["in_reply_to"]]
        assert before["date"] <= one["date"]
        assert one["headers"]["subject"] == "SV: " + before["headers"]["subject"].removeprefix("SV: ")


def test_events_reach_several_sources(large: Made) -> None:
    sources = [len(one["sources"]) for one in large.gold["links"]]
    assert sum(number >= 3 for number in sources) >= 10


def test_entities_are_the_same_everywhere(large: Made) -> None:
    entities = {one["id"]: one for one in large.gold["entities"]}
    assert len(entities) == len(large.gold["entities"])
    named = {mention["entity"] for mention in large.mentions()}
    assert not [one for one in named if one and not one.startswith(("org:", "loc:", "case:")) and one not in entities]
    number_of = {"PERSONNUMMER": "number", "ORGNR": "number", "VEHICLE": "name"}
    seen = 0
    for mention in large.mentions():
        entity = entities.get(mention["entity"])
        if entity and mention["label"] in number_of and "X" not in mention["value"][-4:]:
            assert mention["value"] == entity[number_of[mention["label"]]], mention
            seen += 1
        if entity and mention["label"] == "PERSON" and entity["label"] == "PERSON":
            assert (
                set(mention["value"].replace(".", "").split()) & set(entity["name"].split()) or "." in mention["value"]
            )
    assert seen > 200


def test_an_unknown_bank_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no phrasing bank"):
        make_archive(tmp_path / "none", size=60, bank="third")
