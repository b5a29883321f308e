"""The TrueType faces that ship with reportlab (Bitstream Vera), made ready to embed once for the whole run.

Each holds the signs of CP1252 in that order, so a text's bytes in CP1252 are its bytes in the PDF. Most papers need but
the commonest of them (:func:`common`), which makes a face a quarter smaller.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sample.carriers.hints import unhinted

EMBEDDED = {"Vera": "Vera.ttf", "Vera-Bold": "VeraBd.ttf", "Vera-Italic": "VeraIt.ttf"}
"""The faces by the name that :class:`sample.carriers.sheet.Ink` uses."""


_COMMON = frozenset(map(chr, range(32, 127))) | frozenset("\nåäöÅÄÖéÉüÜèáøæ§–”’°½·…€\u00a0")


def common(texts: Iterable[str]) -> bool:
    """Whether these texts need no other signs than the commonest."""
    return _COMMON.issuperset("".join(texts))


def _signs() -> list[int]:
    decoded = (bytes([code]).decode("cp1252", "replace") for code in range(256))
    return [0 if code < 32 or sign == "\ufffd" else ord(sign) for code, sign in enumerate(decoded)]


@dataclass(frozen=True, slots=True)
class Face:
    """A face as PDF needs it: ``widths`` in thousandths of an em by CP1252 code; the streams are compressed."""

    name: str
    widths: list[float]
    descriptor: str
    file: bytes
    file_length: int
    unicode: bytes

    def objects(self, file: int, unicode: int, descriptor: int) -> list[bytes]:
        """The four objects file, map to Unicode, descriptor and font, given the numbers of the first three."""
        widths = " ".join(f"{wide:.0f}" for wide in self.widths)
        return [
            b"<< /Length %d /Length1 %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
            % (len(self.file), self.file_length, self.file),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(self.unicode), self.unicode),
            f"<< {self.descriptor} /FontFile2 {file} 0 R >>".encode(),
            f"<< /Type /Font /Subtype /TrueType /BaseFont /{self.name} /FirstChar 0 /LastChar 255 "
            f"/Widths [{widths}] /FontDescriptor {descriptor} 0 R /ToUnicode {unicode} 0 R >>".encode(),
        ]


@lru_cache(maxsize=8)
def face(font: str, lean: bool = False) -> Face:
    """The face of this name (see :data:`EMBEDDED`); a ``lean`` one has the commonest signs only."""
    from reportlab.pdfbase.ttfonts import TTFontFace, makeToUnicodeCMap

    it: Any = TTFontFace(EMBEDDED[font])
    signs = [0 if lean and chr(sign) not in _COMMON else sign for sign in _signs()]
    tag = "QVJKLE+" if lean else "QVJKXA+"
    name = tag + (it.name.decode() if isinstance(it.name, bytes) else it.name)
    cut = unhinted(it.makeSubset(signs))
    box = " ".join(f"{edge:.0f}" for edge in it.bbox)
    descriptor = (
        f"/Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{box}] /ItalicAngle {it.italicAngle:.0f} "
        f"/Ascent {it.ascent:.0f} /Descent {it.descent:.0f} /CapHeight {it.capHeight:.0f} /StemV {it.stemV:.0f}"
    )
    to_unicode = makeToUnicodeCMap(name, signs)
    told = to_unicode if isinstance(to_unicode, bytes) else to_unicode.encode("latin-1")
    widths = [float(it.getCharWidth(sign)) for sign in signs]
    return Face(name, widths, descriptor, zlib.compress(cut, 9), len(cut), zlib.compress(told, 9))
