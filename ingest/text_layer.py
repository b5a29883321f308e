"""Pages of a PDF that are pictures with their text under them.

The text is drawn in rendering mode 3 (ISO 32000-2, 9.3.6: neither filled nor stroked), each word over its box, in
Type 3 fonts of empty glyphs whose ToUnicode maps say what is written: no font file is needed for any script. Nothing is
in the file of what is not among the words: the fonts have their letters, in the order in which they come.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream
from pikepdf import Page as PdfPage

from models.document import Page, Word

_WIDTH: Final = 500  # of every glyph, in thousandths of the letter size
_ASCENT, _DESCENT = 800, -200
_CODES: Final = 256  # in a font of one-byte codes
_EMPTY_GLYPH: Final = f"{_WIDTH} 0 0 {_DESCENT} {_WIDTH} {_ASCENT} d1".encode()


class _Fonts:
    """The characters of the whole document, 255 to a font; code 0 is never used."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[int, int]] = {}
        self._objects: list[Dictionary] = []

    def place(self, character: str) -> tuple[int, int]:
        """The font's number and the code of the character in it."""
        if character not in self._places:
            number, code = divmod(len(self._places), _CODES - 1)
            self._places[character] = (number, code + 1)
        return self._places[character]

    def resources(self, pdf: Pdf, number: int) -> Object:
        while number >= len(self._objects):
            self._objects.append(pdf.make_indirect(Dictionary(Type=Name.Font)))
        return self._objects[number]

    def write(self, pdf: Pdf) -> None:
        """Fill in the fonts, once all characters are known."""
        glyph = pdf.make_stream(_EMPTY_GLYPH)
        for number, font in enumerate(self._objects):
            mine = {code: text for text, (font_number, code) in self._places.items() if font_number == number}
            font.Subtype = Name.Type3
            font.FontBBox = Array([0, _DESCENT, _WIDTH, _ASCENT])
            font.FontMatrix = Array([0.001, 0, 0, 0.001, 0, 0])
            font.CharProcs = Dictionary(g=glyph)
            font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array([0, *[Name.g] * _CODES]))
            font.FirstChar, font.LastChar = 0, _CODES - 1
            font.Widths = Array([_WIDTH] * _CODES)
            font.Resources = Dictionary()
            font.ToUnicode = pdf.make_stream(_unicode_map(mine))


def _unicode_map(codes: dict[int, str]) -> bytes:
    """A ToUnicode CMap (ISO 32000-2, 9.10.3) of one-byte codes."""
    rows = [f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(codes.items())]
    groups = [rows[start : start + 100] for start in range(0, len(rows), 100)]
    lists = [f"{len(group)} beginbfchar\n" + "\n".join(group) + "\nendbfchar" for group in groups]
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /samsyn def /CMapType 2 def"
    space = "1 begincodespacerange <00> <FF> endcodespacerange"
    return "\n".join([head, space, *lists, "endcmap CMapName currentdict /CMap defineresource pop end end"]).encode()


def layered(pages: Iterable[tuple[Page, bytes]]) -> Pdf:
    """A PDF of these pages, each with its picture, and its words unseen over their boxes."""
    pdf, fonts = Pdf.new(), _Fonts()
    for page, jpeg in pages:
        _add(pdf, page, jpeg, fonts)
    fonts.write(pdf)
    return pdf


def _add(pdf: Pdf, page: Page, jpeg: bytes, fonts: _Fonts) -> None:
    width, height = page.width or 595.0, page.height or 842.0
    contents = [b"q %.2f 0 0 %.2f 0 0 cm /Im Do Q" % (width, height), b"BT 3 Tr"]
    used: set[int] = set()
    for word in page.words:
        contents.extend(_drawn(word, height, fonts, used))
    contents.append(b"ET")
    resources = Dictionary(
        XObject=Dictionary(Im=_image(pdf, jpeg)),
        Font=Dictionary({f"/F{number}": fonts.resources(pdf, number) for number in sorted(used)}),
    )
    made = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, width, height]),
        Resources=resources,
        Contents=pdf.make_stream(b"\n".join(contents)),
    )
    pdf.pages.append(PdfPage(pdf.make_indirect(made)))


def _drawn(word: Word, height: float, fonts: _Fonts, used: set[int]) -> Iterator[bytes]:
    """The word and a space after it, as wide and high as its box."""
    if word.x0 is None or word.y0 is None or word.x1 is None or word.y1 is None:
        return
    size = max(1.0, word.y1 - word.y0)
    count = len(word.text)
    scale = 100.0 * (word.x1 - word.x0) / (count * size * _WIDTH / 1000.0) if count else 100.0
    x, y = word.x0, height - word.y1 - size * _DESCENT / 1000.0
    yield b"%.1f Tz 1 0 0 1 %.2f %.2f Tm" % (max(1.0, scale), x, y)
    for number, codes in _runs([fonts.place(character) for character in f"{word.text} "]):
        used.add(number)
        yield b"/F%d %.2f Tf <%s> Tj" % (number, size, bytes(codes).hex().encode())


def _runs(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, list[int]]]:
    """Codes of one font together."""
    run: list[int] = []
    for at, (number, code) in enumerate(places):
        run.append(code)
        if at + 1 == len(places) or places[at + 1][0] != number:
            yield number, run
            run = []


def _image(pdf: Pdf, jpeg: bytes) -> Stream:
    from PIL import Image

    with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as picture:
        width, height, grey = picture.width, picture.height, picture.mode == "L"
    return Stream(
        pdf, jpeg, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if grey else Name.DeviceRGB, Filter=Name.DCTDecode,
    )  # fmt: skip
