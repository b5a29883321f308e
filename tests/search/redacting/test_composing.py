"""Pages as they are given out: pixels gone, words gone, and nothing that follows the length of what is masked."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from models.document import Page, PageMethod, Word
from models.redaction import Mask, Place, Reach
from search.redacting.burning import face
from search.redacting.composing import composed, marks_of

NAMES = ["Bo", "Anna", "Anna Svensson", "Maximiliana-Alexandra von Wachtmeister-Lagercrantz"]


def text_page(name: str) -> tuple[Page, list[Mask]]:
    text = f"Hej!\n\nBesök hos {name}, den 5 maj.\nNamn:        {name}     tfn 070\n{name}s granne var där.\nHälsningar"
    places, at = [], text.find(name)
    while at >= 0:
        places.append(Place(1, (at, at + len(name))))
        at = text.find(name, at + 1)
    return Page(1, PageMethod.TEXT, "", text, 1.0), [Mask(place, "OSL 21:1") for place in places]


def test_a_page_set_from_text_is_the_same_whatever_the_name() -> None:
    made = set()
    for name in NAMES:
        page, masks = text_page(name)
        (sheet,) = composed(page, None, masks, Reach.LINE, marks_of(masks))
        made.add((sheet.jpeg, tuple(word.text for word in sheet.page.words), sheet.boxes))
        assert not any(part in word.text for part in name.split() for word in sheet.page.words)
    assert len(made) == 1


def test_all_other_words_of_the_text_stay() -> None:
    page, masks = text_page("Anna Svensson")
    (sheet,) = composed(page, None, masks, Reach.LINE, {})
    said = [word.text for word in sheet.page.words]
    assert said[:6] == ["Hej!", "Besök", "hos", ",", "den", "5"]
    assert said[-4:-3] == ["Hälsningar"]


def test_a_text_longer_than_a_page_may_be_goes_on() -> None:
    page = Page(1, PageMethod.TEXT, "", "rad\n" * 2_500, 1.0)
    sheets = composed(page, None, [], Reach.LINE, {})
    assert len(sheets) == 3
    assert max(sheet.page.height or 0 for sheet in sheets) <= 14_400


def test_a_word_wider_than_the_page_is_broken() -> None:
    page = Page(1, PageMethod.TEXT, "", "a" * 400, 1.0)
    (sheet,) = composed(page, None, [], Reach.LINE, {})
    assert "".join(word.text for word in sheet.page.words) == "a" * 400
    assert all((word.x1 or 0) <= 595 for word in sheet.page.words)


def pictured(name: str, *, colour: bool = False) -> tuple[Page, bytes, list[Mask]]:
    """A page of 300 × 100 points with a name in it, at two pixels a point."""
    said, words, at, x = f"Besök hos {name}", list[Word](), 0, 20.0
    picture = Image.new("RGB" if colour else "L", (600, 200), (250, 246, 230) if colour else 248)
    draw, font = ImageDraw.Draw(picture), face(22.0)
    for piece in said.split(" "):
        draw.text((x * 2, 80), piece, fill=(20, 20, 60) if colour else 20, font=font, anchor="ls")
        width = font.getlength(piece) / 2
        words.append(Word(piece, at, at + len(piece), x, 30.0, x + width, 43.0))
        at, x = at + len(piece) + 1, x + width + 4
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=70)
    page = Page(1, PageMethod.OCR, "", said, 1.0, 300.0, 100.0, words, "0" * 64)
    return page, out.getvalue(), [Mask(Place(1, (10, len(said))), "OSL 21:1")]


@pytest.mark.parametrize("colour", [False, True])
def test_the_pixels_under_a_box_and_around_it_tell_nothing(colour: bool) -> None:
    made = set()
    for name in ("Bo", "Anna", "Åsa Ög"):
        page, jpeg, masks = pictured(name, colour=colour)
        (sheet,) = composed(page, jpeg, masks, Reach.LINE, {})
        made.add(sheet.jpeg)
        picture = Image.open(io.BytesIO(sheet.jpeg)).convert("L")
        (box,) = sheet.boxes
        inside = picture.crop(
            (round(box.x0 * 2) + 3, round(box.y0 * 2) + 3, round(box.x1 * 2) - 3, round(box.y1 * 2) - 3)
        )
        darkest, lightest = inside.getextrema()
        assert darkest == 0
        assert isinstance(lightest, int)
        assert [word.text for word in sheet.page.words][:2] == ["Besök", "hos"]
    assert len(made) == 1


def test_a_provision_stands_on_its_box_or_its_mark_does() -> None:
    page, jpeg, masks = pictured("Anna")
    (sheet,) = composed(page, jpeg, masks, Reach.LINE, marks_of(masks))
    assert [word.text for word in sheet.page.words][-1] == "OSL 21:1"
    small = [Mask(Place(1, area=(20.0, 30.0, 40.0, 44.0)), "OSL 21:1")]
    (sheet,) = composed(page, jpeg, small, Reach.LINE, marks_of(small))
    assert [word.text for word in sheet.page.words][-1] == "a"


def test_a_page_without_masks_is_as_it_was() -> None:
    page, jpeg, _ = pictured("Anna")
    (sheet,) = composed(page, jpeg, [], Reach.LINE, {})
    assert [word.text for word in sheet.page.words] == ["Besök", "hos", "Anna"]
    assert sheet.boxes == ()
