"""Masked copies of real files of several formats, read as in earnest: nothing of what is masked comes out again, by
two readers, in any byte, or by OCR; and nothing else is in the file."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pdfplumber
import pikepdf
import pytest

from bench.redaction import exports, lengths
from bench.redaction_material import WHY, archive, letters_in, officer
from ingest.redaction.making import redacted
from models.access import Viewer
from models.audit import Action
from models.errors import AccessDeniedError, RedactionChangedError, RedactionUnfinishedError
from models.redaction import Reach, Redaction, Verdict
from models.settings import Settings
from models.store.store import Store
from search.redacting.deciding import begin, decide, occurrences, standing, undo
from tests.redaction_recovery import beside, texts

FULL: Final = bool(os.environ.get("SAMSYN_TEST_FULL"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store.open(Settings(home=tmp_path_factory.mktemp("redaction") / "home"), create=True)
    yield store
    store.close()


@pytest.fixture(scope="module")
def letters(site: Store, tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[str, str]]:
    return letters_in(site, tmp_path_factory.mktemp("brev") / "pdf", [12], "pdf")


def copy_of(store: Store, document: str, name: str, *, leave: bool = True) -> Redaction:
    who = officer(store)
    copy = begin(who, WHY, store, document)
    copy = decide(who, store, copy, Verdict.MASK, occurrences(who, store, copy, name), "OSL 21:1")
    left = [each.place for each in standing(who, store, copy).undecided]
    return decide(who, store, copy, Verdict.LEAVE, left) if leave else copy


@pytest.mark.timeout(3600)
def test_nothing_that_was_masked_is_recovered(site: Store, tmp_path: Path) -> None:
    cases = archive(site, tmp_path / "archive", size=130 if FULL else 24, seed=11, most=None if FULL else 7)
    told = exports(site, cases, 100 if FULL else 7, ocr=True)
    assert told["exports"] == (100 if FULL else 7)
    assert told["secrets"] > told["exports"]
    assert {way: found for way, found in told["recovered"].items() if found} == {}
    assert told["other page count"] == 0


@pytest.mark.parametrize("form", ["pdf", "txt"])
def test_no_byte_tells_how_long_the_name_is(tmp_path: Path, form: str) -> None:
    store = Store.open(Settings(home=tmp_path / "home"), create=True)
    try:
        told = lengths(store, tmp_path, form, Reach.LINE, range(3, 41, 1 if FULL else 9))
    finally:
        store.close()
    assert told["distinct"] == {"boxes": 1, "file size": 1, "every byte": 1}


def test_the_file_has_its_pages_and_nothing_else(site: Store, letters: dict[int, tuple[str, str]]) -> None:
    ((document, name),) = letters.values()
    made = redacted(officer(site), WHY, site, copy_of(site, document, name))
    assert beside(made.pdf) == []
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {"/Title": "Maskad kopia"}
        assert len(pdf.pages) == made.pages == 1
    assert "temperatur" in texts(made.pdf)["pypdfium2"]
    assert all(part not in text for part in name.split() for text in texts(made.pdf).values())


def test_the_paper_says_what_was_masked_and_by_what(site: Store, letters: dict[int, tuple[str, str]]) -> None:
    ((document, name),) = letters.values()
    who = officer(site)
    copy = copy_of(site, document, name)
    made = redacted(who, WHY, site, copy)
    with pdfplumber.open(io.BytesIO(made.paper)) as pdf:
        said = "\n".join(page.extract_text() for page in pdf.pages)
    for told in ("OSL 21:1", "21 kap. 1 §", "prov", "Lämnas av: Prov"):
        assert told in said
    assert name not in said
    actions = [record.event.action for record in site.ledger.last(1)]
    assert actions == [Action.EXPORT]


def test_nothing_is_made_of_what_is_undecided_stale_or_anothers(
    site: Store, letters: dict[int, tuple[str, str]]
) -> None:
    ((document, _name),) = letters.values()
    who = officer(site)
    copy = begin(who, WHY, site, document)
    with pytest.raises(AccessDeniedError):
        redacted(Viewer("annan", who.owners), WHY, site, copy)
    while copy.acts:
        undo(who, site, copy)
        copy = site.redactions.get(who, copy.id)
    if standing(who, site, copy).undecided:
        with pytest.raises(RedactionUnfinishedError):
            redacted(who, WHY, site, copy)
    with site.database.write() as connection:
        connection.exec_driver_sql("UPDATE pages SET text = text || ' ' WHERE document = ?", (document,))
    with pytest.raises(RedactionChangedError):
        redacted(who, WHY, site, copy)
