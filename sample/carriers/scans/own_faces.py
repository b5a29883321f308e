"""Pictures without the machine's own fonts: the same sheet must give the same picture wherever it is drawn.

pdfium draws the standard faces, which a PDF need not hold, with what fonts the machine has, and with its own where the
machine has none. We tell it that there are none (fpdf_sysfontinfo.h: a font information whose every answer is no).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import pypdfium2.raw as pdfium


@cache
def without_system_fonts() -> Any:
    """Call it before pages are drawn; what is returned is kept for as long as pdfium may ask it."""
    kinds = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    no_fonts = pdfium.FPDF_SYSFONTINFO(
        version=1,
        Release=kinds["Release"](lambda _: None),
        EnumFonts=kinds["EnumFonts"](lambda *_: None),
        MapFont=kinds["MapFont"](lambda *_: None),
        GetFont=kinds["GetFont"](lambda *_: None),
        GetFontData=kinds["GetFontData"](lambda *_: 0),
        GetFaceName=kinds["GetFaceName"](lambda *_: 0),
        GetFontCharset=kinds["GetFontCharset"](lambda *_: 0),
        DeleteFont=kinds["DeleteFont"](lambda *_: None),
    )
    pdfium.FPDF_SetSystemFontInfo(no_fonts)
    return no_fonts
