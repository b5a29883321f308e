"""A scan that holds many documents: proposed for cutting, cut, put together again; nothing read twice, nothing lost."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from ingest import splitting
from ingest.readers.cutting import CUTTERS
from ingest.reading import open_reading
from ingest.run import IngestRun, RunOptions
from ingest.split_proposal import proposed_parts
from models.access import Purpose
from models.document import Page, PageMethod
from models.errors import AccessDeniedError, InvalidPartsError
from models.mention import Label
from models.settings import Settings
from models.source import Source
from models.split import Part, SplitState
from models.store.store import Store
from nlp import judging, judging_entities
from search.backends import open_index
from tests.conftest import viewer_of
from tests.papers import pdf

VIEWER, WHY = viewer_of("Nämnden"), Purpose("prov", "")


def page(number: int, text: str) -> Page:
    return Page(number, PageMethod.OCR, "no_text", text, 0.9)


def cuts(*texts: str) -> list[tuple[int, int, str]]:
    parts = proposed_parts([page(number, text) for number, text in enumerate(texts, start=1)])
    return [(part.first, part.last, part.reason) for part in parts]


BODY = "Nämnden har tagit emot en anmälan om sanitär olägenhet i lokalen och besökt den. " * 4
LETTER = "Nämnden\nDnr MBN 2024-0011\n2024-05-19\n" + BODY


def test_separator_sheets_part_documents_and_belong_to_none() -> None:
    found = cuts("SKILJEBLAD 1", BODY, BODY, "Skiljeblad 2", BODY, "Skiljeblad 3", BODY)
    assert found == [(2, 3, "separator_sheet"), (5, 5, "separator_sheet"), (7, 7, "separator_sheet")]


def test_page_numbers_that_begin_again() -> None:
    found = cuts("Sida 1 (2)\n" + BODY, "Sida 2 (2)\n" + BODY, BODY + "\n1(1)", "1/2\n" + BODY, BODY + "\nSid 2 av 2")
    assert [(first, last) for first, last, _ in found] == [(1, 2), (3, 3), (4, 5)]


def test_a_letterhead_cuts_only_where_other_cues_cut_too() -> None:
    assert cuts(LETTER, BODY, LETTER, BODY) == []
    found = cuts("Skiljeblad 1", LETTER, BODY, LETTER, "Skiljeblad 2", LETTER)
    assert found == [(2, 3, "separator_sheet"), (4, 4, "letterhead"), (6, 6, "separator_sheet")]


def test_a_letterhead_on_every_page_of_a_numbered_document_does_not_cut_it() -> None:
    one = [f"Sida {number} (3)\n{LETTER}" for number in (1, 2, 3)]
    assert [(first, last) for first, last, _ in cuts(*one, *one)] == [(1, 3), (4, 6)]


def test_a_document_with_one_annex_or_of_one_page_is_left_whole() -> None:
    assert cuts("1 (2)\n" + BODY, "2 (2)\n" + BODY, "Bilaga\n" + BODY) == []
    assert cuts("1 (1)\n" + BODY) == []
    assert cuts(*[f"{number} (4)\n{BODY}" for number in (1, 2, 3, 4)]) == []


@pytest.fixture
def whole(store: Store, tmp_path: Path) -> str:
    """A PDF of five pages, taken in: two documents behind separator sheets."""
    store.sources.add(Source("arkiv", "Nämnden"))
    texts = ["Skiljeblad 1", "Tillsyn av källare hos Åkes Krog", "Andra sidan om madrasser", "Skiljeblad 2", "Bygglov"]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kartong.pdf").write_bytes(pdf(texts))
    run(store, tmp_path)
    (document,) = store.documents.ids(VIEWER, "Nämnden")
    return document


def run(store: Store, tmp_path: Path) -> dict[str, object]:
    return IngestRun(store, open_index(store.settings), "arkiv", RunOptions(1), lambda _: None).go([tmp_path / "in"])


def texts_of(store: Store, document: str) -> list[str]:
    return [found.text for found in store.documents.pages(VIEWER, document)]


def test_accepting_makes_documents_with_the_pages_as_read_and_undo_brings_the_whole_back(
    store: Store, whole: str
) -> None:
    split = store.splits.get(VIEWER, whole)
    assert (split.state, [(part.first, part.last) for part in split.parts]) == (SplitState.PROPOSED, [(2, 3), (5, 5)])
    splitting.accept(VIEWER, WHY, store, whole)
    parts = list(store.documents.ids(VIEWER, "Nämnden"))
    assert whole not in parts
    by_pages = {store.documents.get(VIEWER, id).pages: id for id in parts}
    assert texts_of(store, by_pages[2]) == texts_of(store, whole)[1:3]
    assert texts_of(store, by_pages[1]) == texts_of(store, whole)[4:]
    assert store.documents.page(VIEWER, by_pages[1], 1).words
    with pikepdf.open(io.BytesIO(store.vault.get(store.documents.get(VIEWER, by_pages[2]).sha256))) as cut:
        assert len(cut.pages) == 2
    assert {found.id for found in store.documents.family(VIEWER, whole)} == set(parts)

    splitting.undo(VIEWER, WHY, store, whole)
    assert list(store.documents.ids(VIEWER, "Nämnden")) == [whole]
    splitting.accept(VIEWER, WHY, store, whole)
    assert set(store.documents.ids(VIEWER, "Nämnden")) == set(parts)


def test_other_cuts_than_proposed(store: Store, whole: str) -> None:
    splitting.accept(VIEWER, WHY, store, whole, [Part(1, 2, "", "chosen"), Part(3, 5, "", "chosen")])
    assert sorted(store.documents.get(VIEWER, id).pages for id in store.documents.ids(VIEWER, "Nämnden")) == [2, 3]
    for parts in ([Part(3, 2, "", "x")], [Part(1, 3, "", "x"), Part(3, 4, "", "x")], [Part(1, 6, "", "x")]):
        with pytest.raises(InvalidPartsError):
            splitting.accept(VIEWER, WHY, store, whole, parts)


def test_a_rejected_proposal_stays_rejected_when_it_is_read_again(store: Store, whole: str, tmp_path: Path) -> None:
    splitting.reject(VIEWER, WHY, store, whole)
    IngestRun(store, open_index(store.settings), "arkiv", RunOptions(1, force_ocr=False), lambda _: None).go(
        [tmp_path / "in"]
    )
    assert store.splits.get(VIEWER, whole).state is SplitState.REJECTED
    assert list(store.documents.ids(VIEWER, "Nämnden")) == [whole]


def test_anothers_scan_is_not_there(store: Store, whole: str) -> None:
    with pytest.raises(AccessDeniedError):
        splitting.accept(viewer_of("Polisen"), WHY, store, whole)


def test_pages_of_a_tiff_are_cut_out(tmp_path: Path, settings: Settings) -> None:
    frames = [Image.new("1", (50 + 10 * number, 50), number % 2) for number in range(4)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], compression="group4", dpi=(300, 300))
    path = tmp_path / "a.tif"
    with open_reading(path, settings, ranges=[(2, 3)], readers=CUTTERS) as cut:
        (piece,) = cut.reading.attachments
        with Image.open(piece.path) as picture:
            assert (picture.n_frames, picture.width, picture.mode) == (2, 60, "1")
            assert picture.info["dpi"] == (300, 300)


def test_the_same_pages_give_the_same_bytes(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(["Ett", "Två", "Tre"]))
    pieces = []
    for kind in ("auto", "limits"):
        set_ = replace(settings, sandbox=kind)
        with open_reading(tmp_path / "a.pdf", set_, ranges=[(1, 2)], readers=CUTTERS) as cut:
            pieces.append(cut.reading.attachments[0].path.read_bytes())
    assert pieces[0] == pieces[1]


def test_what_was_judged_of_the_whole_is_judged_of_its_parts(store: Store, whole: str) -> None:
    two = "Viggo Provsköld", "V Provsköld"
    judging.mark(VIEWER, WHY, store, whole, "2:0-6", Label.LOC, "prov")
    for page, name in ((3, two[0]), (5, two[1])):
        text = store.documents.page(VIEWER, whole, page).text
        judging.mark(VIEWER, WHY, store, whole, f"{page}:0-{len(text.split()[0])}", Label.PERSON, "prov", value=name)
    ids = [store.entities.find(VIEWER, "PERSON", name)[0] for name in two]
    merged, _ = judging_entities.merge(VIEWER, WHY, store, ids[0], ids[1], "prov")
    splitting.accept(VIEWER, WHY, store, whole)
    parts = {store.documents.get(VIEWER, id).pages: id for id in store.documents.ids(VIEWER, "Nämnden")}

    def named(document: str) -> dict[tuple[int, str], str]:
        found = store.documents.mentions(VIEWER, document)
        return {(each.page, each.label.value): id for each, id in found if each.method.startswith("judged:")}

    assert set(named(parts[2])) == {(1, "LOC"), (2, "PERSON")}
    assert named(parts[2])[2, "PERSON"] == named(parts[1])[1, "PERSON"]
    marked = next(each for each in store.judgements.of_mentions(VIEWER, whole) if each.said["label"] == "LOC")
    judging_entities.undo(VIEWER, WHY, store, marked.id, "fel")
    assert set(named(parts[2])) == {(2, "PERSON")}
    judging_entities.undo(VIEWER, WHY, store, merged[0].id, "fel")
    assert named(parts[2])[2, "PERSON"] != named(parts[1])[1, "PERSON"]
