"""What of a picture is covered: the pixels under each masked word, and no picture where one cannot be covered."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageDraw

from models.access import Purpose
from models.audit import Action
from models.document import Page, PageMethod
from models.errors import AccessDeniedError, CoveredPictureError, OriginalReasonError
from models.layout import Layout, Region
from models.store.store import Store
from search import reading
from search.covered_picture import covered_picture, covering, masked_places, small_picture
from tests.contracts.protected_contract import CLEARED, OFFICER, PAPER, READER, listed
from tests.web.archive import MILJO, POLIS, put

WITH_PICTURE = replace(PAPER, pictures=True)


@pytest.fixture
def id(store: Store) -> str:
    for source in (MILJO, POLIS):
        store.sources.add(source)
    listed(store)
    return put(store, WITH_PICTURE)


def darkness(jpeg: bytes, page: Page, start: int, end: int) -> float:
    """The share of black pixels in the middle of the boxes of these words."""
    picture = Image.open(io.BytesIO(jpeg)).convert("L")
    scale, dark, all_ = picture.width / (page.width or 1), 0, 0
    for word in page.words:
        if word.start < end and word.end > start and word.x0 is not None:
            box = [round(side * scale) for side in (word.x0, word.y0 or 0.0, word.x1 or 0.0, word.y1 or 0.0)]
            pixels = picture.crop((box[0], box[1], box[2], box[3])).tobytes()
            dark, all_ = dark + sum(pixel < 40 for pixel in pixels), all_ + len(pixels)
    return dark / all_


def place(text: str, what: str) -> tuple[int, int]:
    return text.index(what), text.index(what) + len(what)


def test_what_is_covered_for_whom(store: Store, id: str, purpose: Purpose) -> None:
    page = store.documents.page(OFFICER, id, 1)
    name, number, other = (place(page.text, each) for each in ("Vilma Hemligsson", "850412-2391", "ringde"))
    for viewer, unmask, covered in (
        (READER, "", (True, True, False)),
        (READER, "därför", (True, True, False)),
        (CLEARED, "", (False, True, False)),
        (OFFICER, "därför", (False, False, False)),
    ):
        jpeg = reading.page_image(viewer, purpose, store, id, 1, unmask=unmask)
        assert tuple(darkness(jpeg, page, *span) > 0.95 for span in (name, number, other)) == covered, viewer


def test_a_picture_shown_with_numbers_is_logged_with_the_reason(store: Store, id: str, purpose: Purpose) -> None:
    reading.page_image(OFFICER, purpose, store, id, 1, unmask="polisens begäran")
    told = [(event.event.action, (event.event.details or {}).get("reason")) for event in store.ledger.last(2)]
    assert sorted(told, key=str) == [(Action.READ_PAGE_IMAGE, None), (Action.UNMASK, "polisens begäran")]


def test_a_word_without_a_box_costs_the_picture(store: Store, id: str) -> None:
    page = store.documents.page(OFFICER, id, 1)
    bare = replace(page, words=[word for word in page.words if "Hemligsson," not in word.text])
    with pytest.raises(CoveredPictureError):
        covering(bare, [place(page.text, "Vilma Hemligsson")], protected=True)
    boxless = replace(page, words=[replace(word, x0=None) for word in page.words])
    with pytest.raises(CoveredPictureError):
        covering(boxless, [place(page.text, "850412-2391")], protected=False)


def test_what_nobody_has_read_is_covered_with_a_protected_identity(store: Store, id: str) -> None:
    page = replace(store.documents.page(OFFICER, id, 1), layout=Layout(regions=(Region(1, 2, 3, 4, "handwriting"),)))
    assert (1, 2, 3, 4) in covering(page, [], protected=True)
    assert covering(page, [], protected=False) == []
    with pytest.raises(CoveredPictureError):
        covering(replace(page, method=PageMethod.UNREAD), [], protected=True)


def test_a_picture_without_anything_to_hide_is_given_as_it_is(store: Store, id: str) -> None:
    page = store.documents.page(OFFICER, id, 2)
    assert page.image is not None
    kept = store.vault.get(page.image)
    assert covered_picture(kept, page, []) is kept


def test_masked_places_are_those_of_the_mask() -> None:
    text = "Nr 850412-2391 och 8504 12-23 91."
    assert [text[start:end] for start, end in masked_places(text, [])] == ["2391", "23", "91"]


def test_originals(store: Store, id: str, purpose: Purpose) -> None:
    with pytest.raises(AccessDeniedError):
        reading.original(READER, purpose, store, id, reason="därför")
    assert store.ledger.last(1)[0].event.action is Action.REFUSED
    for viewer in (OFFICER, CLEARED):
        with pytest.raises(OriginalReasonError):
            reading.original(viewer, purpose, store, id)
        assert reading.original(viewer, purpose, store, id, reason="därför")
    clean = put(store, replace(PAPER, name="ren.pdf", pages=("Inget här.",), names=()))
    assert reading.original(READER, purpose, store, clean)


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_a_small_picture_tells_nothing_of_what_is_covered(mode: str) -> None:
    """It is the same whatever lies beneath, which is black in the one and white in the other."""
    page = Page(1, PageMethod.OCR, "", "x", 1.0, width=595.0, height=842.0)
    noise = Image.effect_noise((910, 1287), 90).convert(mode)
    scale = 910 / 595
    for box in (
        (0, 0, 3, 3),
        (50, 50, 120, 60),
        (101.3, 203.7, 180.9, 212.1),
        (580, 830, 595, 842),
        (300, 400, 301, 401),
    ):
        small = []
        for colour in ("black", "white"):
            picture, content = noise.copy(), io.BytesIO()
            ImageDraw.Draw(picture).rectangle([side * scale for side in box], fill=colour)
            picture.save(content, "JPEG", quality=80)
            small.append(Image.open(io.BytesIO(small_picture(content.getvalue(), page, [box], 84, 118))).convert("L"))
        assert ImageChops.difference(*small).getextrema() == (0, 0)
        middle = ((box[0] + box[2]) / 2 * small[0].width / 595, (box[1] + box[3]) / 2 * small[0].height / 842)
        assert small[0].getpixel((int(middle[0]), int(middle[1]))) < 60


def test_a_small_picture_without_a_size_is_not_covered_by_guess() -> None:
    page = Page(1, PageMethod.OCR, "", "x", 1.0)
    content = io.BytesIO()
    Image.new("L", (100, 100)).save(content, "JPEG")
    assert small_picture(content.getvalue(), page, [], 84, 118)
    with pytest.raises(CoveredPictureError):
        small_picture(content.getvalue(), page, [(1, 1, 2, 2)], 84, 118)
