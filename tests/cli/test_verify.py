"""``verify``: each difference between folder, manifest, vault, register and index has a name, and is mended or told."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from ingest.run import IngestRun
from models import swedish
from models.access import Viewer
from models.document import DocumentState
from models.identity import bytes_id
from models.marking import MarkingScope
from models.protected import Identity
from models.settings import Settings
from models.source import Source
from models.store.holdings import Holding
from models.store.runs import FileState, RunFile
from models.store.schema import run_files, unnamed_files
from models.store.service import service
from models.store.store import Store
from models.store.vault_folder import FolderVault
from tests.cli.command import Answer, samsyn_here
from tests.papers import scan

RULES = {"nlp_pipeline": "rules"}


def call(home: Path, *words: str | Path) -> Answer:
    return samsyn_here(home, *words, "--json", **RULES)


def verify(home: Path, *words: str | Path) -> list[tuple[str, str, bool]]:
    """What, the file's name, whether it was mended."""
    answer = call(home, "verify", *words)
    told = [
        (each["what"], Path(each["path"] or each["document"]).name, each["mended"])
        for each in answer.value["differences"]
    ]
    assert answer.status == (0 if all(mended for _, _, mended in told) else 3), answer.err
    return sorted(told)


@contextmanager
def opened(home: Path) -> Iterator[Store]:
    with closing(Store.open(Settings(home=home))) as store:
        yield store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("jämförelse")
    papers = folder / "papper"
    (papers / "under").mkdir(parents=True)
    for name in ("a", "b", "c", "under/d"):
        (papers / f"{name}.txt").write_text(f"Tillsyn {name} hos Provkrog AB den 3 maj 2024.", "utf-8")
    (papers / "sida.pdf").write_bytes(scan("Tillsyn av källaren"))
    (papers / "tom.txt").touch()
    os.symlink("a.txt", papers / "länk.txt")
    assert call(folder / "home", "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    assert call(folder / "home", "ingest", papers, "--source", "tillsyn", "--workers", "1").status == 0
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path) -> Path:
    """A folder with a copy of both, at a path of its own: the home believes that its papers lay there."""
    shutil.copytree(made, tmp_path / "allt", symlinks=True)
    with opened(tmp_path / "allt" / "home") as store, store.database.write() as connection:
        for table in ("occurrences", "run_files"):
            connection.exec_driver_sql(
                f"UPDATE {table} SET path = replace(path, ?, ?)", (str(made), str(tmp_path / "allt"))
            )
    return tmp_path / "allt"


def test_a_folder_whose_every_file_is_accounted_for(place: Path) -> None:
    assert verify(place / "home", "--folder", place / "papper", "--source", "tillsyn") == []


def test_a_folder_that_has_changed(place: Path) -> None:
    papers = place / "papper"
    (papers / "ny.txt").write_text("Ny")
    (papers / "a.txt").write_text("Ändrad")
    (papers / "b.txt").rename(papers / "under" / "b.txt")
    with opened(place / "home") as store, store.database.write() as connection:
        connection.execute(delete(run_files).where(run_files.c.path.endswith("c.txt")))
    assert verify(place / "home", "--folder", papers, "--source", "tillsyn") == [
        ("file_changed", "a.txt", False),
        ("file_gone", "b.txt", False),
        ("file_not_in_manifest", "c.txt", False),
        ("file_not_taken_in", "ny.txt", False),
        ("path_not_taken_in", "b.txt", False),
    ]
    assert call(place / "home", "verify", "--folder", papers).status == 2
    wrong = call(place / "home", "verify", "--folder", papers, "--source", "annan")
    assert wrong.error["code"] == "not_found"
    assert call(place / "home", "ingest", papers, "--source", "tillsyn", "--workers", "1").status == 0
    assert verify(place / "home", "--folder", papers, "--source", "tillsyn") == [("file_gone", "b.txt", False)]


def path_of(store: Store, name: str) -> Path:
    viewer = service(store, "prov")
    (found,) = (each for each in store.documents.of_owner(viewer, "Nämnden") if each.name == name)
    assert isinstance(store.vault, FolderVault)
    return store.vault.path(found.sha256)


def test_an_original_is_fetched_from_where_it_came(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        path_of(store, "a.txt").unlink()
        path_of(store, "b.txt").write_text("skadad")
        path_of(store, "c.txt").unlink()
    (place / "papper" / "c.txt").write_text("en annan text")
    lost = [("original_damaged", "b.txt", False), ("original_missing", "a.txt", False)]
    lost.append(("original_missing", "c.txt", False))
    assert verify(home) == sorted(lost)
    assert verify(home, "--quick") == [("original_missing", "a.txt", False), ("original_missing", "c.txt", False)]
    assert verify(home, "--repair") == [
        ("original_damaged", "b.txt", True),
        ("original_missing", "a.txt", True),
        ("original_missing", "c.txt", False),
    ]
    assert verify(home) == [("original_missing", "c.txt", False)]
    assert call(home, "search", "Tillsyn c").value["total"] >= 1  # what was read is still found


def test_a_folder_elsewhere_has_what_the_vault_lost(place: Path) -> None:
    home, elsewhere = place / "home", place / "flyttad"
    (place / "papper").rename(elsewhere)
    with opened(home) as store:
        path_of(store, "a.txt").unlink()
    assert verify(home, "--repair")[0] == ("original_missing", "a.txt", False)
    told = verify(home, "--repair", "--folder", elsewhere, "--source", "tillsyn")
    assert ("original_missing", "a.txt", True) in told
    assert verify(home) == []


def test_what_was_never_read_and_is_lost_is_set_aside(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        source = store.sources.get("tillsyn")
        store.arrivals.arrive(source, "0" * 64, 1, path="/borta/x.txt", name="x\x1b.txt")
    assert verify(home) == [("document_unfinished", "x\\x1b.txt", False), ("original_missing", "x\\x1b.txt", False)]
    verify(home, "--repair")
    assert verify(home) == [("original_missing", "x\\x1b.txt", False)]
    assert call(home, "status").value["reasons"]["original_lost"] == 1


def test_what_was_lost_and_comes_again_is_read(place: Path) -> None:
    home, text = place / "home", "Tillsyn e hos Provkrog AB den 3 maj 2024."
    with opened(home) as store:
        sha256 = bytes_id(text.encode())
        store.arrivals.arrive(store.sources.get("tillsyn"), sha256, len(text), path="/borta/e.txt", name="e.txt")
        verify(home, "--repair")
        (place / "papper" / "e.txt").write_text(text)
        assert call(home, "ingest", place / "papper", "--source", "tillsyn", "--workers", "1").value["documents"] == 1
        assert "original_lost" not in call(home, "status").value["reasons"]
        assert verify(home) == []


def test_what_was_lost_and_is_fetched_waits_to_be_read(place: Path) -> None:
    home, text = place / "home", "Tillsyn f hos Provkrog AB den 3 maj 2024."
    with opened(home) as store:
        sha256 = bytes_id(text.encode())
        store.arrivals.arrive(store.sources.get("tillsyn"), sha256, len(text), path="/borta/f.txt", name="f.txt")
    verify(home, "--repair")
    (place / "flyttad").mkdir()
    (place / "flyttad" / "f.txt").write_text(text)
    told = verify(home, "--repair", "--folder", place / "flyttad", "--source", "tillsyn")
    assert ("original_missing", "f.txt", True) in told
    assert ("document_unfinished", "f.txt", False) in verify(home)


def test_pages(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        viewer = service(store, "prov")
        (found,) = (each for each in store.documents.of_owner(viewer, "Nämnden") if each.name == "sida.pdf")
        image = store.documents.pages(viewer, found.id)[0].image
        assert image is not None
        assert isinstance(store.vault, FolderVault)
        store.vault.path(image).write_bytes(b"skadad")
        assert verify(home) == [("page_image_damaged", "sida.pdf#1", False)]
        store.vault.path(image).unlink()
        assert verify(home) == [("page_image_missing", "sida.pdf#1", False)]
        with store.database.write() as connection:
            connection.exec_driver_sql("DELETE FROM pages WHERE document = ?", (found.id,))
    assert ("pages_missing", "sida.pdf", False) in verify(home)


def test_what_nothing_names_goes_when_it_has_been_so_for_a_day(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        stray, wanted = store.vault.put(b"ingens"), store.vault.put(b"snart en handling")
        assert verify(home, "--repair") == []  # it may be on its way in

        def a_day_on() -> None:
            with store.database.write() as connection:
                connection.execute(update(unnamed_files).values(noticed=swedish.now() - timedelta(hours=25)))

        a_day_on()
        assert verify(home) == sorted(("unnamed_in_vault", each, False) for each in (stray, wanted))
        store.arrivals.arrive(store.sources.get("tillsyn"), wanted, 17, path="/s", name="s.txt")
        assert ("unnamed_in_vault", stray, True) in verify(home, "--repair")
        assert (store.vault.exists(stray), store.vault.exists(wanted)) == (False, True)
        with store.database.read() as connection:
            assert connection.execute(select(unnamed_files)).all() == []


def test_nothing_goes_from_the_vault_while_somebody_may_be_about_to_name_it(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        stray, run = store.vault.put(b"en sidbild som en avbruten l\xe4sning lade hit"), store.runs.begin("tillsyn")
        assert verify(home) == []
        with store.database.write() as connection:
            connection.execute(update(unnamed_files).values(noticed=swedish.now() - timedelta(hours=25)))
        store.runs.beat(run, 60)
        assert verify(home, "--repair") == [("unnamed_in_vault", stray, False)]
        assert store.vault.exists(stray)
        store.runs.beat(run, -60)
        assert verify(home, "--repair") == [("unnamed_in_vault", stray, True)]
        assert not store.vault.exists(stray)


def test_manifests(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        run = store.runs.begin("tillsyn", total=3)
        store.expected.expect(run, ["/x/1", "/x/2", "/x/3"])
        store.runs.note(run, RunFile("/x/1", FileState.QUARANTINED, None, "read_fault"))
        assert verify(home) == [("path_not_seen", "2", False), ("path_not_seen", "3", False)]
        later = store.runs.begin("tillsyn")
        store.runs.note(later, RunFile("/x/2", FileState.QUARANTINED, None, "read_fault"))
        store.runs.finish(later)
        store.runs.beat(run, 60)
        assert verify(home) == []  # it goes on
        store.runs.beat(run, -60)
        with store.database.write() as connection:
            connection.execute(insert(run_files).values(run=later, path="/x/9", state="new", reason=""))
    assert verify(home) == [("manifest_without_document", "9", False), ("path_not_seen", "3", False)]


def test_a_run_tells_what_it_has_not_seen(place: Path) -> None:
    home = place / "home"
    (first,) = call(home, "runs", "list").value
    assert (first["files"], first["state"]) == (7, "done")
    with opened(home) as store:
        run = store.runs.begin("tillsyn", total=2)
        store.expected.expect(run, ["/x/1", "/x/850412-2391.txt"])
        store.runs.note(run, RunFile("/x/1", FileState.QUARANTINED, None, "read_fault"))
    shown = call(home, "runs", "show", run).value
    assert (shown["state"], shown["unseen"]) == ("stopped", 1)
    listed = samsyn_here(home, "runs", "export", run).out.splitlines()
    assert listed[1:] == ["/x/1;i karantän;read_fault;;;;", "/x/850412-XXXX.txt;inte sedd;;;;;"]
    told = call(home, "runs", "export", first["run"], "--csv", place / "ut.csv").value
    assert told["files"] == 7
    rows = [line.split(";") for line in (place / "ut.csv").read_text("utf-8-sig").splitlines()]
    assert rows[0] == ["fil", "läge", "skäl", "handling", "sha256", "läsning", "skäl till läsningen"]
    with opened(home) as store:
        viewer = service(store, "prov")
        hashes = {each.id: each.sha256 for each in store.documents.of_owner(viewer, "Nämnden")}
    assert {row[3]: row[4] for row in rows[1:] if row[3]} == hashes
    assert call(home, "runs", "show", "0" * 32).error["code"] == "not_found"


def test_a_file_that_vanishes_meanwhile_is_accounted_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    papers, taking = place / "papper", IngestRun._take

    def vanishing(run: IngestRun, paths: Any) -> Any:
        (papers / "c.txt").unlink()
        return taking(run, paths)

    monkeypatch.setattr(IngestRun, "_take", vanishing)
    answer = call(place / "home", "ingest", papers, "--source", "tillsyn", "--workers", "1").value
    assert answer["files"] == 7
    vanished = [each for each in answer["problems"] if each["reason"] == "missing_path"]
    assert [Path(each["path"]).name for each in vanished] == ["c.txt"]


def test_who_may_not_know_of_a_file_is_not_told(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        store.sources.add(Source("pm", "Polisen"))
        store.users.add("eva", "Eva Ek", "ett långt lösenord 1", ["Nämnden"])
        officer = service(store, "prov")
        (kept,) = (each for each in store.documents.of_owner(officer, "Nämnden") if each.name == "a.txt")
        store.markings.set(officer, MarkingScope.DOCUMENT, kept.id, group="barn", ground="OSL 26:1", reason="prov")
        path_of(store, "a.txt").unlink()
        run = store.runs.begin("tillsyn")
        store.expected.expect(run, [str(place / "papper" / "a.txt"), "/x/annan.txt"])
        theirs = store.runs.begin("pm")
        store.expected.expect(theirs, ["/polisen/hemlig.txt"])
        stray = store.vault.put(b"ingens")
        verify(home)
        with store.database.write() as connection:
            connection.execute(update(unnamed_files).values(noticed=swedish.now() - timedelta(hours=25)))
    everything = verify(home)
    assert ("unnamed_in_vault", stray, False) in everything, "whosever it was: told to who reads all, and nobody else"
    assert ("original_missing", "a.txt", False) in everything
    assert ("path_not_seen", "hemlig.txt", False) in everything
    assert verify(home, "--as", "eva") == [("path_not_seen", "annan.txt", False)]
    told = verify(home, "--as", "eva", "--folder", place / "papper", "--source", "tillsyn")
    assert told == [("file_not_taken_in", "a.txt", False), ("path_not_seen", "annan.txt", False)]  # as if it never was
    shown = call(home, "runs", "export", run, "--csv", place / "ut.csv", "--as", "eva")
    assert shown.error["code"] == "not_found"  # a run of which she may know nothing
    assert call(home, "runs", "show", theirs, "--as", "eva").error["code"] == "not_found"


def test_a_path_without_a_document_tells_of_nobody_protected(place: Path) -> None:
    home = place / "home"
    with opened(home) as store:
        store.users.add("eva", "Eva Ek", "ett långt lösenord 1", ["Nämnden"])
        officer = Viewer("prov", frozenset({"Nämnden"}), officer_of=frozenset({"Nämnden"}))
        who = Identity(given=("Anna",), surnames=("Berg",))
        store.protected.add(officer, "Nämnden", who, "rad 1", "beslut")
        run = store.runs.begin("tillsyn")
        with store.database.write() as connection:
            connection.execute(insert(run_files).values(run=run, path="/x/Anna Berg.txt", state="new", reason=""))
    assert verify(home) == [("manifest_without_document", "Anna Berg.txt", False)]
    ((what, name, _mended),) = verify(home, "--as", "eva")
    assert what == "manifest_without_document"
    assert "Berg" not in name


def test_holdings_of_a_document_in_part_lack_no_pages() -> None:
    whole = Holding("d", "s", "0" * 64, 1, DocumentState.READ, 3, ((1, None), (3, None)), False, False)
    assert whole.lacks_pages
    assert not Holding("d", "s", "0" * 64, 1, DocumentState.READ, 3, ((1, None), (3, None)), False, True).lacks_pages
