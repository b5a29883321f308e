"""The archive copy, read back by two PDF readers: the words where they stand on the picture, in order."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from ingest.archive_copy import archive_copy, bound
from models.access import Purpose
from models.audit import Action
from models.document import Document, DocumentState, Page, PageMethod, Reading, Word
from models.errors import AccessDeniedError, NoPageImagesError
from models.source import Source
from models.store.store import Store
from tests.conftest import viewer_of
from tests.contracts.withdrawals_contract import put

DOCUMENT = Document(
    "d", "Nämnden", "s", "0", 1, "a.pdf", "application/pdf", DocumentState.READ, "", "", 0, "", "Tillsyn i källaren",
    None, 1, datetime(2026, 1, 1),
)  # fmt: skip
WORDS = ["Åkes", "Krog,", "9 kap. 15 §".replace(" ", "\u2009"), "κρασί", "вино", "50 %".replace(" ", "\u2009")]


def jpeg() -> bytes:
    out = io.BytesIO()
    Image.new("L", (300, 400), 230).save(out, "JPEG")
    return out.getvalue()


def page(words: list[str]) -> Page:
    text, placed, at = " ".join(words), [], 0
    for number, word in enumerate(words):
        y = 20.0 + 30 * number
        placed.append(Word(word, at, at + len(word), 40.0, y, 40.0 + 9 * len(word), y + 12.0, 0.9))
        at += len(word) + 1
    return Page(1, PageMethod.OCR, "picture", text, 0.9, 300.0, 400.0, tuple(placed))


def copy(*pages: Page) -> bytes:
    def with_pictures() -> Iterator[tuple[Page, bytes]]:
        for each in pages:
            yield each, jpeg()

    return bound(with_pictures(), DOCUMENT)


def test_every_word_is_found_where_it_stands() -> None:
    with pypdfium2.PdfDocument(copy(page(WORDS))) as pdf:
        text = pdf[0].get_textpage()
        for number, word in enumerate(WORDS):
            found = text.search(word.split("\u2009")[0], match_case=True).get_next()
            assert found is not None, word
            left, bottom, _, top = text.get_charbox(found[0])
            assert abs(left - 40) < 1
            assert 400 - (20 + 30 * number + 12) - 3 <= bottom < top <= 400 - (20 + 30 * number) + 3


def test_another_reader_gives_the_words_in_order() -> None:
    with pdfplumber.open(io.BytesIO(copy(page(WORDS)))) as pdf:
        words = [word["text"] for word in pdf.pages[0].extract_words()]
    assert unicodedata.normalize("NFC", " ".join(words)).split()[:2] == ["Åkes", "Krog,"]
    assert "κρασί" in words
    assert "вино" in words


def test_nothing_of_the_text_is_drawn() -> None:
    with pypdfium2.PdfDocument(copy(page(WORDS))) as pdf:
        picture = pdf[0].render(scale=1).to_pil().convert("L")
    low, high = picture.getextrema()
    assert isinstance(low, int)
    assert isinstance(high, int)
    assert low >= 225
    assert high <= 235


def test_more_characters_than_one_font_holds() -> None:
    characters = [chr(0x4E00 + number) for number in range(600)]
    pages = [page(characters[start : start + 10]) for start in range(0, 600, 10)]
    with pypdfium2.PdfDocument(copy(*pages)) as pdf:
        text = "".join(pdf[number].get_textpage().get_text_range() for number in range(len(pdf)))
    assert set(characters) <= set(text)


def test_the_title_and_the_language_are_told() -> None:
    with pypdfium2.PdfDocument(copy(page(WORDS))) as pdf:
        assert len(pdf) == 1
    assert "Tillsyn i källaren".encode() in copy(page(WORDS))


def test_it_is_in_the_ledger_and_only_for_those_who_may_read(store: Store) -> None:
    store.sources.add(Source("tillsyn", "Nämnden"))
    document = put(store, b"hej", "a.txt")
    with pytest.raises(AccessDeniedError):
        archive_copy(viewer_of("Polisen"), Purpose("prov", ""), store, document)
    with pytest.raises(NoPageImagesError):
        archive_copy(viewer_of("Nämnden"), Purpose("prov", ""), store, document)
    pictured = replace(page(WORDS), image=store.vault.put(jpeg()))
    store.registration.claim(document, "prov")
    store.registration.keep_reading(document, Reading("image/png", DocumentState.READ, "", (pictured,)))
    store.registration.finish(document, "prov", DocumentState.READ)
    assert archive_copy(viewer_of("Nämnden"), Purpose("prov", ""), store, document).startswith(b"%PDF")
    (newest,) = store.ledger.last(1)
    assert (newest.event.action, newest.event.target) == (Action.EXPORT, document)
