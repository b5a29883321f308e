"""Text that stands on a scan is kept as it is; OCR adds what is beside it."""

from __future__ import annotations

from PIL import Image

from ingest.page_choice import Choice, joined
from ingest.raw_page import Line, PlacedWord
from ingest.readers.pdf_together import painted_over, together
from models.document import PageMethod


def line(*texts: str, x: float = 10.0, y: float = 10.0) -> Line:
    return tuple(PlacedWord(text, x + 50 * at, y, x + 50 * at + 40, y + 10) for at, text in enumerate(texts))


def test_words_and_the_spaces_between_them_take_the_colour_of_the_paper() -> None:
    picture = Image.new("L", (144, 144), 230)
    picture.paste(10, (20, 20, 130, 60))  # a dark bar where the words are
    words = (PlacedWord("Ines", 11, 11, 35, 28), PlacedWord("Provberg", 40, 11, 64, 28))
    copy = painted_over(picture, [words], 144.0)
    assert copy.getpixel((40, 40)) == 230
    assert copy.getpixel((75, 40)) == 230  # between the words
    assert picture.getpixel((40, 40)) == 10


def test_lines_stand_from_the_top_down() -> None:
    header, footer = line("Dnr 417", y=10), line("Sida 2", y=800)
    found = (line("Beslut", y=100), (), line("Skäl", y=200))
    assert together([header, footer], found) == (header, line("Beslut", y=100), (), line("Skäl", y=200), footer)


def test_a_value_stands_after_its_label_and_replaces_what_was_made_of_its_place() -> None:
    label, value = line("Namn:", x=10), line("Ines", "Provberg", x=150)
    noise = (PlacedWord("mo", 195, 12, 205, 20), PlacedWord("rrs", 300, 12, 330, 20))
    (row,) = together([value], [(*label, *noise)])
    assert [word.text for word in row] == ["Namn:", "Ines", "Provberg", "rrs"]


def test_much_text_makes_the_page_a_mixed_one() -> None:
    choice = Choice(PageMethod.OCR, "little_text_over_image")
    assert joined(choice, 40, 1400) == choice
    assert joined(choice, 60, 90) == Choice(PageMethod.MIXED, "little_text_over_image")
