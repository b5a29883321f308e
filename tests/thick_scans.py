"""A thick scan: pictures of pages, small so that OCR has little to do with each, behind a page with text of its own."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pikepdf
from PIL import Image, ImageDraw, ImageFont

from models.store.service import service
from models.store.store import Store
from tests.papers import pdf

_SIZE: Final = (900, 500)
_AT: Final = datetime(2024, 5, 3, tzinfo=UTC)


def picture(number: int) -> Image.Image:
    """A page with a header that comes back, and its number in its text."""
    page = Image.new("L", _SIZE, 255)
    draw = ImageDraw.Draw(page)
    draw.text((60, 20), f"Provnämnden dnr 2024-17 sida {number}", 0, ImageFont.load_default(28))
    draw.text((60, 220), f"Tillsyn av lokal nummer {number}", 0, ImageFont.load_default(40))
    draw.text((60, 300), f"hos Provkrog {number} AB den 3 maj 2024.", 0, ImageFont.load_default(40))
    return page


def contents(store: Store) -> dict[str, Any]:
    """What the register holds of each document: its row, its pages with words and layout, what they name."""
    viewer, found = service(store, "prov"), {}
    for owner in store.sources.owners():
        for each in store.documents.of_owner(viewer, owner):
            names = [(m.label, m.page, m.start, m.end, m.value) for m, _ in store.documents.mentions(viewer, each.id)]
            pages = [replace(page, words=tuple(page.words)) for page in store.documents.pages(viewer, each.id)]
            found[each.id] = (replace(each, created=_AT), pages, sorted(names))
    return found


def thick_scan(pages: int, *, text: Sequence[str] = (), attached: bytes = b"") -> bytes:
    """A PDF of ``text``, a page for each, and so many scanned ones; with a file in it where one is given."""
    scanned = io.BytesIO()
    first, *others = (picture(number) for number in range(1, pages + 1))
    first.save(scanned, "PDF", resolution=200, save_all=True, append_images=others)
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(text or [""]))) as whole, pikepdf.open(scanned) as rest:
        if not text:
            del whole.pages[0]
        whole.pages.extend(rest.pages)
        if attached:
            whole.attachments["inre.txt"] = pikepdf.AttachedFileSpec(whole, attached)
        whole.save(out, deterministic_id=True)
    return out.getvalue()
