"""OCR is measured on pictures whose text is known; the rates of given readings are counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.evaluate import Errors, ReadPicture, compare, pictures, score
from models.errors import MissingPathError
from models.gold import open_gold
from models.settings import Settings
from tests.gold import paper, picture, write
from tests.papers import mail_with_attachment, pdf, scan

TEXT = "Sovplatser i källaren"


def test_rates_by_hand() -> None:
    written = "Köket, 2 sidor:\n»Ja«\tnej"  # 24 characters, words: Köket 2 sidor Ja nej
    errors = compare(ReadPicture("scan", written, "Ko\u0308ket 2 sidar\n\nnej Ja"))
    assert (errors.pages, errors.unread, errors.characters, errors.words) == (1, 0, 24, 5)
    assert errors.word_errors == 3  # sidor, and two words that changed places
    assert errors.words_found == 4  # all but sidor
    assert compare(ReadPicture("scan", "åäö", "a\u030aaö")).character_errors == 1


def test_an_unread_page_is_wholly_wrong() -> None:
    errors = compare(ReadPicture("scan", "en sida", None))
    assert errors.rates() == {
        "pages": 1, "unread": 1, "character_error_rate": 1.0, "word_error_rate": 1.0, "word_recall": 0.0,
    }  # fmt: skip
    both = Errors()
    both.add(errors)
    both.add(compare(ReadPicture("fax", "en sida", "en sidor")))
    assert both.rates() == {
        "pages": 2, "unread": 1, "character_error_rate": 0.6429, "word_error_rate": 0.75, "word_recall": 0.25,
    }  # fmt: skip
    assert Errors().rates()["word_recall"] == 0.0


def test_pictures_are_read_as_an_ingest_reads_them(tmp_path: Path, settings: Settings) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.pdf").write_bytes(scan(TEXT))
    (tmp_path / "in/b.eml").write_bytes(mail_with_attachment("Se bilagan.", "b.pdf", scan(TEXT)))
    (tmp_path / "in/c.pdf").write_bytes(b"%PDF-1.7\nslut")
    (tmp_path / "in/d.pdf").write_bytes(pdf([TEXT]))
    write(
        tmp_path,
        [
            picture("in/a.pdf", f"{TEXT} hög", "scan"),  # one word more than what stands there
            picture("in/b.eml/b.pdf", TEXT, "fax", parent="in/b.eml"),
            picture("in/b.eml/saknas.pdf", TEXT, "photo", parent="in/b.eml"),
            picture("in/c.pdf", TEXT, "photo"),
            paper("in/d.pdf", TEXT),  # no picture
        ],
    )
    read: list[None] = []
    report = score(list(pictures([open_gold(tmp_path)])), settings, 2, lambda: read.append(None))
    assert len(read) == 4
    assert list(report["carriers"]) == ["fax", "photo", "scan"]
    assert report["carriers"]["scan"] == {
        "pages": 1, "unread": 0, "character_error_rate": 0.16, "word_error_rate": 0.25, "word_recall": 0.75,
    }  # fmt: skip
    assert report["carriers"]["fax"]["word_recall"] == 1.0
    assert (report["carriers"]["photo"]["pages"], report["carriers"]["photo"]["unread"]) == (2, 2)
    assert (report["micro"]["pages"], report["micro"]["word_recall"]) == (4, 0.4615)


def test_only_so_many_pages_of_a_carrier_are_taken(tmp_path: Path) -> None:
    records = [
        picture(f"{name}.pdf", TEXT, carrier)
        for name, carrier in zip("abcd", ("scan", "scan", "fax", "scan"), strict=True)
    ]
    archive = open_gold(write(tmp_path, records))
    assert [one.document.path for one in pictures([archive], 2)] == ["a.pdf", "b.pdf", "c.pdf"]
    assert len(list(pictures([archive]))) == 4


def test_a_file_that_is_not_there(tmp_path: Path, settings: Settings) -> None:
    archive = open_gold(write(tmp_path, [picture("in/a.pdf", TEXT, "scan")]))
    with pytest.raises(MissingPathError):
        score(list(pictures([archive])), settings, 1)
