"""A PDF whose end is cut off: its table of objects is gone, often its catalogue too, and its pages may be packed.

What is left is written out again in the open: objects packed in streams one by one, and a catalogue with no pages where
none is found. Which objects are pages is for :mod:`ingest.readers.pdf_repair` to say.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

import pikepdf
from pikepdf import Name, Pdf, Stream

_OBJECT: Final = re.compile(rb"(?<!\d)(\d{1,9})\s+(\d{1,5})\s+obj")
_CATALOGUE: Final = re.compile(rb"/Type\s{0,9}/Catalog(?![A-Za-z])")
_MOST_BYTES: Final = 64 * 1024 * 1024  # of objects written out: those of 3,000 pages are a few megabytes


def completed(content: bytes) -> tuple[bytes, bool]:
    """A file that qpdf can open, and whether its catalogue is ours."""
    with _opened(_with_trailer(content, *_empty_catalogue(content))) as pdf:
        whole = content + b"\nendstream\nendobj\n" + b"".join(_unpacked(pdf))
    found = _catalogue(whole)
    if found is not None:
        return _with_trailer(whole, b"", found), False
    return _with_trailer(whole, *_empty_catalogue(whole)), True


def _opened(content: bytes) -> Pdf:
    return pikepdf.open(io.BytesIO(content), inherit_page_attributes=False)


def _with_trailer(content: bytes, objects: bytes, root: bytes) -> bytes:
    """With a table of all objects that stand in the open, the last of each number, as a reader would believe it.

    qpdf can make the table itself, and refuses to where it then finds no page.
    """
    whole = content + objects
    places = {int(match[1]): (match.start(), int(match[2])) for match in _OBJECT.finditer(whole)}
    rows = [b"%d 1\n%010d %05d n \n" % (number, *place) for number, place in sorted(places.items())]
    table = b"\nxref\n0 1\n0000000000 65535 f \n" + b"".join(rows)
    trailer = b"trailer\n<</Root %b R/Size %d>>\nstartxref\n%d\n%%%%EOF\n"
    return whole + table + trailer % (root, max(places, default=0) + 1, len(whole) + 1)


def _empty_catalogue(content: bytes) -> tuple[bytes, bytes]:
    free = _highest(content) + 1
    objects = b"\nendstream\nendobj\n%d 0 obj\n<</Type/Catalog/Pages %d 0 R>>\nendobj\n" % (free, free + 1)
    objects += b"%d 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n" % (free + 1)
    return objects, b"%d 0" % free


def _highest(content: bytes) -> int:
    return max((int(match[1]) for match in _OBJECT.finditer(content)), default=0)


def _catalogue(content: bytes) -> bytes | None:
    """Number and generation of the last catalogue in the file."""
    for match in reversed(list(_CATALOGUE.finditer(content))):
        start = content.rfind(b" obj", 0, match.start())
        numbers = _OBJECT.search(content, max(0, start - 20), start + 4)
        if numbers:
            return b"%b %b" % numbers.groups()
    return None


def _unpacked(pdf: Pdf) -> Iterator[bytes]:
    """The objects that lie packed in streams, each as it stands in a file."""
    left = _MOST_BYTES
    for item in pdf.objects:
        if not isinstance(item, Stream) or item.get("/Type") != Name.ObjStm:
            continue
        try:
            content, first, count = item.read_bytes(), int(item["/First"]), int(item["/N"])
        except (pikepdf.PdfError, KeyError, ValueError, TypeError):
            continue
        left -= len(content)
        if left < 0:
            return
        yield from _objects(content, first, count)


def _objects(content: bytes, first: int, count: int) -> Iterator[bytes]:
    """An object stream begins with pairs of number and place (ISO 32000-1, 7.5.7)."""
    numbers = [int(word) for word in content[:first].split()[: 2 * count] if word.isdigit()]
    places = [*numbers[1::2], len(content) - first]
    for number, start, end in zip(numbers[::2], places, places[1:], strict=False):
        yield b"%d 0 obj\n%b\nendobj\n" % (number, content[first + start : first + end])
