"""What a stranger gets out of a masked copy: its text by two readers, the bytes of every stream unpacked, and what OCR
reads on its pages; and whatever a PDF may hold beside its pages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final

import pdfplumber
import pikepdf
import pypdfium2
from tesserocr import PSM, PyTessBaseAPI

from ingest.ocr.tessdata import find_tessdata

_OCR_SCALE: Final = 2.2  # pixels a point: about 160 dpi, what the picture holds
_KEYS: Final = frozenset({"/Annots", "/AF", "/PieceInfo", "/Metadata", "/Thumb", "/StructParents", "/AA", "/B"})
_CATALOGUE: Final = frozenset({"/Type", "/Pages", "/Lang", "/ViewerPreferences"})


def texts(pdf: bytes) -> dict[str, str]:
    """By way, everything that it gives."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        plumbed = "\n".join((page.extract_text() or "") + "\n" + _words(page) for page in opened.pages)
    with pypdfium2.PdfDocument(pdf) as opened:
        read = "\n".join(page.get_textpage().get_text_range() for page in opened)
    return {"pdfplumber": plumbed, "pypdfium2": read, "bytes": "\n".join(_unpacked(pdf))}


def by_ocr(pdf: bytes) -> str:
    engine, found = _engine(), []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            engine.SetImage(page.render(scale=_OCR_SCALE).to_pil().convert("L"))
            engine.SetSourceResolution(round(_OCR_SCALE * 72))
            found.append(engine.GetUTF8Text())
    return "\n".join(found)


def recovered(secrets: Iterable[str], text: str) -> set[str]:
    """Those of the secrets that stand in the text, whatever white space and dashes part them."""
    flat = _flat(text)
    return {secret for secret in secrets if _flat(secret) in flat}


def beside(pdf: bytes) -> list[str]:
    """What the file holds that is no page of ours: each would be a way for something to come along."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found += [f"catalogue {key}" for key in opened.Root if key not in _CATALOGUE]
        found += [f"info {key}" for key in opened.docinfo if key != "/Title"]
        found += [f"page {key}" for page in opened.pages for key in page.obj if key in _KEYS]
        found += ["attachments"] if len(opened.attachments) else []
    found += ["an earlier revision"] if pdf.count(b"%%EOF") != 1 or b"/Prev" in pdf else []
    found += ["EXIF"] if b"Exif\x00" in pdf or b"photoshop" in pdf.lower() else []
    return found


def _words(page: Any) -> str:
    return "\n".join(word["text"] for word in page.extract_words())


def _unpacked(pdf: bytes) -> Iterator[str]:
    """The file, and each stream unpacked, in each way that text may be written."""
    blobs = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for each in opened.objects:
            if isinstance(each, pikepdf.Stream):
                blobs.append(each.read_raw_bytes())
                if each.get("/Subtype") != "/Image":
                    blobs.append(each.read_bytes())
            elif isinstance(each, pikepdf.Dictionary):
                blobs.append(each.unparse(resolved=True))
    for blob in blobs:
        yield blob.decode("latin-1")
        yield blob.decode("utf-8", "replace")
        yield blob.decode("utf-16-be", "replace")
        yield from (bytes.fromhex(each).decode("utf-16-be", "replace") for each in _HEX.findall(blob.decode("latin-1")))


_HEX: Final = re.compile(r"<((?:[0-9A-Fa-f]{4}){2,})>")


def _flat(text: str) -> str:
    return re.sub(r"[\s\-\u2010-\u2015\u00ad.]", "", text).casefold()


@cache
def _engine() -> PyTessBaseAPI:
    return PyTessBaseAPI(path=str(find_tessdata("swe")), lang="swe", psm=PSM.AUTO)
