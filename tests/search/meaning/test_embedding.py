"""What gets vectors, what loses them, and what is told of it; stopped at any moment nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from models.access import Viewer
from models.document import DocumentState, Page, PageMethod, Reading
from models.errors import InvalidSettingError
from models.marking import MarkingScope
from models.store.store import Store
from models.withdrawal import Scope
from search.indexing import drain
from search.meaning.checking import MISSING, STALE, SURPLUS, mended, vector_faults
from search.meaning.embedder import Embedder, open_embedder
from search.meaning.embedding import lacking
from search.meaning.opening import open_vectors
from search.meaning.readiness import NO_EMBEDDER, OUTDATED, Ready, readiness
from search.meaning.state import meaning_said, meaning_state
from search.meaning.vectors import Matrix
from search.rebuilding import reindex
from tests.conftest import viewer_of
from tests.search.archive import HEALTH, POLICE
from tests.search.meaning import tiny_embedder
from tests.search.meaning.conftest import Archive, paper

LONG = paper("lång.txt", "", pages=[f"Sidan {at} handlar om ett värdshus och dess gäster." for at in range(1, 41)])
INN = paper("värdshus.txt", "Ett värdshus vid vägen besöktes. Lokalen hade en trasig dörr.")
BLANK = paper("tom.txt", "")


def test_what_lacks_vectors_gets_them_once(archive: Archive) -> None:
    archive.put(INN, BLANK, paper("bil.txt", "Fordonet stod parkerat utanför lokalen.", "promemorior"))
    first, second = archive.embed(), archive.embed()
    assert (first.documents, first.passages) == (3, 2)
    assert (second.documents, second.passages) == (0, 0)
    archive.put(paper("ny.txt", "En restaurang till öppnade."))
    assert (archive.embed().documents, archive.embed().documents) == (1, 0)


def test_stopped_in_a_document_it_goes_on_in_it(embedded: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    embedded.put(LONG)
    asked: list[int] = []
    whole = Embedder.passages

    def stopping(self: Embedder, texts: Sequence[str]) -> Matrix:
        asked.append(len(texts))
        if len(asked) == 3:
            raise KeyboardInterrupt
        return whole(self, texts)

    monkeypatch.setattr(Embedder, "passages", stopping)
    with pytest.raises(KeyboardInterrupt):
        embedded.embed()
    assert "lång.txt" in embedded.found("krog"), "what is there already is found"
    done = embedded.embed()
    assert (done.documents, done.passages) == (1, 40 - 32)
    assert sum(asked) == 40 + 8


def test_status_tells_how_far_it_has_come(embedded: Archive) -> None:
    embedded.put(INN, LONG)
    owners = [HEALTH]
    before = meaning_state(embedded.store, owners)
    assert (before["documents"], before["lacking"], before["outdated"]) == (0, 2, [])
    embedded.embed()
    after = meaning_state(embedded.store, owners)
    assert (after["documents"], after["lacking"]) == (2, 0)
    assert meaning_said(after) == "2 handlingar"
    assert "samsyn embed" in meaning_said(before)


def test_status_counts_what_whoever_asks_may_read(embedded: Archive) -> None:
    embedded.put(INN)
    (long,) = embedded.put(LONG)
    embedded.embed()
    officer = Viewer("sekretess", frozenset({HEALTH}), officer_of=frozenset({HEALTH}))
    embedded.store.markings.set(officer, MarkingScope.DOCUMENT, long, group="barn", ground="OSL 26:1")
    told = [meaning_state(embedded.store, [HEALTH], each)["documents"] for each in (viewer_of(HEALTH), officer)]
    assert told == [1, 2]


def test_another_embedder_makes_all_of_it_anew(embedded: Archive, tmp_path: Path) -> None:
    embedded.put(INN)
    embedded.embed()
    other = tiny_embedder.write(tmp_path / "other.yaml", "another")
    embedded.settings = replace(embedded.settings, meaning_embedder=str(other))
    embedded.store.close()
    embedded.store = Store.open(embedded.settings)
    told = readiness(embedded.settings, [HEALTH])
    assert not isinstance(told, Ready)
    assert told.code == OUTDATED
    assert meaning_state(embedded.store, [HEALTH])["outdated"] == [HEALTH]
    result = embedded.search("krog")
    assert (result.hits, [hint.code for hint in result.hints]) == ((), [OUTDATED])
    assert embedded.embed().documents == 1
    assert embedded.found("krog") == {"värdshus.txt": "meaning"}


def test_a_document_that_is_read_anew_is_found_by_what_it_says_now(archive: Archive) -> None:
    (id,) = archive.put(INN)
    archive.embed()
    assert "värdshus.txt" in archive.found("krog")
    _read_again(archive.store, id, "Fordonet stod parkerat utanför hela natten.")
    assert archive.found("krog") == {}, "the vectors of the earlier reading tell nothing of this one"
    drain(archive.store, archive.index)
    vectors = open_vectors(archive.settings)
    assert (vectors.finished(HEALTH), vectors.held(HEALTH, id)) == ({}, frozenset())
    archive.embed()
    (hit,) = archive.search("bilen").hits
    assert hit.pages[0].fragments[0].text.startswith("Fordonet")


def test_what_is_withdrawn_leaves_no_vector(archive: Archive) -> None:
    inn, long = archive.put(INN, LONG)
    archive.embed()
    archive.store.withdrawals.take(viewer_of(HEALTH), Scope.DOCUMENT, long, "prov")
    drain(archive.store, archive.index)
    vectors = open_vectors(archive.settings)
    assert set(vectors.finished(HEALTH)) == {inn}
    assert vectors.held(HEALTH, long) == frozenset()


def test_an_index_that_is_built_anew_keeps_its_vectors(archive: Archive) -> None:
    archive.put(INN)
    archive.embed()
    reindex(archive.store, archive.index)
    assert archive.found("krog") == {"värdshus.txt": "meaning"}
    assert archive.embed().documents == 0


def test_owners_are_told_apart(archive: Archive) -> None:
    archive.put(INN, paper("bil.txt", "Fordonet stod parkerat utanför lokalen.", "promemorior"))
    found = open_embedder(archive.settings)
    assert found is not None
    wanted = lacking(archive.store, open_vectors(archive.settings), found, [POLICE])
    assert list(wanted.documents) == [POLICE]


@pytest.mark.parametrize("text", ["components: {}", "nonsense: [", "", "components:\n  query:\n    type: os.system\n"])
def test_a_file_that_is_no_embedder_is_refused(embedded: Archive, tmp_path: Path, text: str) -> None:
    (tmp_path / "wrong.yaml").write_text(text)
    found = open_embedder(replace(embedded.settings, meaning_embedder=str(tmp_path / "wrong.yaml")))
    assert found is not None
    with pytest.raises(InvalidSettingError, match="embedder"):
        found.query("krog")
    gone = replace(embedded.settings, meaning_embedder=str(tmp_path / "gone.yaml"))
    with pytest.raises(InvalidSettingError, match="kan inte läsas"):
        _ = Embedder(gone.meaning_embedder).identity
    told = readiness(gone, [HEALTH])
    assert not isinstance(told, Ready)
    assert told.code == NO_EMBEDDER


def _read_again(store: Store, id: str, text: str) -> None:
    store.registration.claim(id, "prov")
    page = Page(1, PageMethod.TEXT, "", text, 1.0, 595.0, 842.0, ())
    store.registration.keep_reading(id, Reading("text/plain", DocumentState.READ, "", (page,)))
    store.registration.finish(id, "prov", DocumentState.READ)


def test_vectors_that_disagree_with_the_register_are_told_and_struck(embedded: Archive) -> None:
    inn, _ = embedded.put(INN, LONG)
    assert vector_faults(embedded.store, [HEALTH]) == [], "none were made: none are missing"
    embedded.embed()
    assert vector_faults(embedded.store, [HEALTH]) == []
    vectors = open_vectors(embedded.settings)
    vectors.finish(HEALTH, inn, "another text")
    vectors.finish(HEALTH, "0" * 32, "a document that is gone")
    (new,) = embedded.put(paper("ny.txt", "En restaurang till öppnade."))
    assert [each.what for each in vector_faults(embedded.store, [HEALTH])] == [SURPLUS], "the others wait to be put in"
    waiting = [row.sequence for row in embedded.store.outbox.all()]
    embedded.store.outbox.done(waiting)
    faults = vector_faults(embedded.store, [HEALTH])
    told = {(SURPLUS, "0" * 32), (STALE, inn), (MISSING, new)}
    assert {(each.what, each.document) for each in faults} == told
    mended(embedded.store, faults)
    after = {(each.what, each.document) for each in vector_faults(embedded.store, [HEALTH])}
    assert after == {(MISSING, inn), (MISSING, new)}
    assert embedded.embed().documents == 2
    assert vector_faults(embedded.store, [HEALTH]) == []
