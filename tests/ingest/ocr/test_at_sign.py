"""E-mail addresses whose "@" Tesseract cannot read are put right from the picture; what is none stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PIL import Image

from ingest.ocr.at_sign import with_at_signs
from ingest.ocr.engine import OcrEngine, OcrTimeoutError
from ingest.ocr.mail_address import joined, parted
from ingest.ocr.sign_network import AT_WEIGHTS
from ingest.raw_page import Line, PlacedWord
from sample.carriers.scans.wear import COPY, OFFICE, Wear
from tests.ingest.drawn import drawn, read_as

FACES = ("Times-Roman", "Times-Bold", "Helvetica", "Helvetica-Bold", "Courier")
DPI, SECONDS = 300.0, 60.0


def again(engine: OcrEngine) -> Callable[[Image.Image], tuple[Line, ...]]:
    return lambda strip: engine.recognise(strip, DPI, SECONDS, single_line=True).lines


def seen(engine: OcrEngine, words: tuple[str, ...], face: str, wear: Wear | None = None) -> Line:
    """The line as Tesseract reads it, looked at a second time."""
    _, picture = drawn(words, face=face, wear=wear)
    (line,) = [line for line in engine.recognise(picture, DPI, SECONDS).lines if line]
    return with_at_signs(line, picture, again(engine))


@pytest.mark.parametrize(
    ("face", "wear"),
    [*((face, None) for face in FACES), *((face, wear) for face in FACES[:4] for wear in (OFFICE, COPY))],
)
def test_an_address_is_read_as_it_is_printed(engine: OcrEngine, face: str, wear: Wear | None) -> None:
    found = seen(engine, ("Skriv", "till", "registrator@norreby.se", "eller", "ring."), face, wear)
    (word,) = [word for word in found if "@" in word.text]
    assert word.text == "registrator@norreby.se"
    assert word.rule == "at_sign"
    assert word.original
    assert "@" not in word.original
    assert [one.text for one in found][:2] == ["Skriv", "till"]
    assert len(found) == 5


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize(
    "words",
    [
        ("Se", "www.norreby.se", "för", "mer"),
        ("Hemsidan", "norreby.se", "är", "ny"),
        ("Bilaga", "Qvarn.pdf", "och", "Ostkusten.nu"),
        ("Caf\u00e9", "Q", "norreby.se"),
    ],
)
def test_what_is_no_address_stays(engine: OcrEngine, face: str, words: tuple[str, ...]) -> None:
    (line,), picture = drawn(words, face=face)
    assert with_at_signs(line, picture, again(engine)) == line


@pytest.mark.parametrize(
    "misread",
    [
        ("infoQnorreby.se", "ring"),
        ("info(dnorreby.se", "ring"),
        ("infonorreby.se", "ring"),
        ("info\u00d6norreby.se", "ring"),
    ],
)
def test_whatever_was_read_for_the_sign(engine: OcrEngine, misread: tuple[str, str]) -> None:
    (line,), picture = drawn(("info@norreby.se", "ring"))
    found = with_at_signs(read_as(line, *misread), picture, again(engine))
    assert [word.text for word in found] == ["info@norreby.se", "ring"]
    assert found[0].original == misread[0]
    assert (found[0].x0, found[0].x1) == (line[0].x0, line[0].x1)


def test_when_time_is_up_the_first_reading_stands() -> None:
    def late(_: Image.Image) -> tuple[Line, ...]:
        raise OcrTimeoutError

    (line,), picture = drawn(("info@norreby.se", "ring"))
    line = read_as(line, "infoQnorreby.se", "ring")
    assert with_at_signs(line, picture, late) == line


def test_a_box_outside_the_picture_is_no_error(engine: OcrEngine) -> None:
    (line,), picture = drawn(("info@norreby.se",))
    far = tuple(word.moved(9_000, 9_000) for word in read_as(line, "infoQnorreby.se"))
    assert with_at_signs(far, picture, again(engine)) == far


@pytest.mark.parametrize(
    ("whole", "left", "right", "address"),
    [
        ("infodkommun.se", "info", "kommun.se", "info@kommun.se"),
        ("kund990cafe8.se", "kund99", "cafe8.se", "kund99@cafe8.se"),
        ("(kund99Qcafe8.se).", "(rund99", "cafe8.se).", "(kund99@cafe8.se)."),
        ("k.berg(\u00d6mail.se", "k.berg", "mail.se", "k.berg@mail.se"),
        ("j.-sandhQnorreby.se", "j.sandh", "norreby.se", "j.sandh@norreby.se"),
        ("info", "info", "kommun.se", None),
        ("Storgatan.nu", "info", "kommun.se", None),
        ("", "info", "kommun.se", None),
    ],
)
def test_the_first_reading_is_parted_by_the_second(whole: str, left: str, right: str, address: str | None) -> None:
    assert parted(whole, left, right) == address


def test_an_underscore_is_told_by_its_stroke() -> None:
    words = (PlacedWord("malin.", 0, 0, 50, 20), PlacedWord("ek", 60, 0, 80, 20))
    assert joined(words, ((48.0, 62.0),)) == "malin_ek"
    assert joined(words, ()) == "malin.ek"


def test_the_weights_are_small() -> None:
    assert AT_WEIGHTS.stat().st_size < 100_000
