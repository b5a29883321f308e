"""Small pictures of pages: for whoever opened the document, covered as the pages are, too small to be read."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from PIL import Image

from models.masking import mask
from tests.web.browsing import words
from tests.web.conftest import Site
from tests.web.readings import put_read, scanned

NAME = "inspektion-kebnekrogen.pdf"


def _addresses(page: str) -> list[str]:
    return [found.replace("&amp;", "&") for found in re.findall(r'<img class="small-page" src="([^"]+)"', page)]


def test_each_page_has_one_too_small_to_read_and_no_event_of_its_own(own_site: Site) -> None:
    alva = own_site.sign_in("alva")
    addresses = _addresses(alva.get(f"/d/{own_site.ids[NAME]}/1").text)
    assert len(addresses) == 3
    before = own_site.store.ledger.last(1)[0].sequence
    for address in addresses:
        answer = alva.get(address)
        assert answer.mimetype == "image/jpeg"
        with Image.open(io.BytesIO(answer.data)) as picture:
            assert picture.width <= 84
            assert picture.height <= 120
    assert own_site.store.ledger.last(1)[0].sequence == before


def test_print_on_a_card_is_as_small_as_on_a_sheet(own_site: Site) -> None:
    cards = [replace(scanned(own_site.store, "Kort", {}, number), width=240.0, height=150.0) for number in (1, 2)]
    alva, id = own_site.sign_in("alva"), put_read(own_site.store, "kort.tif", cards)
    answer = alva.get(_addresses(alva.get(f"/d/{id}/1").text)[0])
    with Image.open(io.BytesIO(answer.data)) as picture:
        assert picture.width <= 240 / 7
        assert picture.height <= 150 / 7


def test_what_is_covered_in_the_picture_is_covered_in_the_small_one(own_site: Site) -> None:
    """The number's box, black in the large picture, is dark in the small one, and is light in one not covered."""
    alva, id = own_site.sign_in("alva"), own_site.ids[NAME]
    page = own_site.store.documents.page(own_site.store.users.viewer("alva"), id, 1)
    number = next(word for word in page.words if mask(word.text) != word.text)
    small = alva.get(_addresses(alva.get(f"/d/{id}/1").text)[0]).data
    assert number.x0 is not None
    assert number.y0 is not None
    assert number.x1 is not None
    assert number.y1 is not None
    with Image.open(io.BytesIO(small)) as picture:
        scale = picture.width / 595
        shades = [
            picture.getpixel(
                (round((number.x0 * (1 - part) + number.x1 * part) * scale), round((number.y0 + number.y1) / 2 * scale))
            )
            for part in (0.35, 0.5, 0.65)
        ]
    assert max(shades) < 130  # type: ignore[type-var]


def test_an_address_opens_nothing_without_the_opening(own_site: Site) -> None:
    alva, ines, pal = (own_site.sign_in(name) for name in ("alva", "ines", "pal"))
    id = own_site.ids[NAME]
    address = _addresses(alva.get(f"/d/{id}/1").text)[0]
    bare = address.partition("?")[0]
    assert alva.get(bare).status_code == 404
    assert alva.get(address.replace(id, own_site.ids["pm-fordon.pdf"])).status_code == 404
    assert ines.get(address).status_code == 404  # she reads the document, and has not opened it
    told = [pal.get(each) for each in (address, f"/d/{'0' * 32}/1/miniatyr")]
    assert [each.status_code for each in told] == [404, 404]
    assert len({re.sub(r"[2-9A-Z]{4}-[2-9A-Z]{4}", "", words(each)) for each in told}) == 1


def test_it_ends_with_the_purpose_and_with_the_session(own_site: Site) -> None:
    alva, id = own_site.sign_in("alva"), own_site.ids[NAME]
    address = _addresses(alva.get(f"/d/{id}/1").text)[0]
    assert alva.get(address).status_code == 200
    alva.get("/andamal")
    alva.post("/andamal", text="ett annat ändamål", case="PROV-9")
    assert alva.get(address).status_code == 404
    again = own_site.sign_in("alva")
    assert again.get(address).status_code == 404


def test_a_page_that_cannot_be_covered_is_grey(own_site: Site) -> None:
    page = scanned(own_site.store, "Sökt 850412-2391\nför tillsyn", {})
    bare = [word for word in page.words if "850412" not in word.text]
    id = put_read(own_site.store, "två.tif", [replace(page, words=bare), scanned(own_site.store, "Två", {}, 2)])
    alva = own_site.sign_in("alva")
    shown = alva.get(_addresses(alva.get(f"/d/{id}/2").text)[0])
    with Image.open(io.BytesIO(shown.data)) as picture:
        assert picture.getextrema() == (214, 214)
