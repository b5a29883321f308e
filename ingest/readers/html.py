"""HTML: what a person sees of it, in the encoding that the file says or its bytes show."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from ingest.ocr.engine import PageOcr
from ingest.readers.flow import OpenFlow
from ingest.readers.html_text import parsed
from ingest.request import ReadRequest
from ingest.text.decoding import decode
from models.errors import CorruptFileError
from models.layout import BlockKind

_DECLARED: Final = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_HEAD: Final = 4096  # bytes in which the HTML standard's own prescan looks for a charset, four times over
_WIDE: Final = ("utf-16", "utf-32", "utf-7")  # cannot be: we could not have read the declaration
_AS_WINDOWS: Final = ("iso8859-1", "ascii", "latin_1")  # WHATWG Encoding: browsers take all of these for windows-1252


def open_html(path: Path, request: ReadRequest, engine: PageOcr) -> OpenFlow:
    """One page of paragraphs and rows; no scripts, no styles, nothing fetched."""
    text = decode_html(path.read_bytes())
    if text is None:
        raise CorruptFileError("Texten har ingen känd teckenkodning")
    flow, title = parsed(text)
    flow.put_first(title, BlockKind.HEADER, "title")
    return OpenFlow(flow, request.limits, title=title)


def decode_html(content: bytes) -> str | None:
    """The text: a byte order mark or the lack of one in UTF-16 first, then what the file declares, then a guess."""
    declared = _declared(content)
    if declared and not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return content.decode(declared).replace("\r\n", "\n")
        except UnicodeDecodeError:  # a page saved again in another encoding than its head says
            pass
    return decode(content)


def _declared(content: bytes) -> str:
    found = _DECLARED.search(content[:_HEAD])
    if found is None:
        return ""
    try:
        name = codecs.lookup(found.group(1).decode("ascii")).name
    except LookupError:
        return ""
    if name.startswith(_WIDE) or name not in _TEXT_ENCODINGS:
        return ""
    return "cp1252" if name in _AS_WINDOWS else name


_TEXT_ENCODINGS: Final = frozenset(
    codecs.lookup(name).name
    for name in (
        *("utf-8", "ascii", "latin-1", "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "mac-roman"),
        *(f"iso8859-{part}" for part in (2, 4, 5, 7, 9, 10, 13, 14, 15)),
        *("koi8-r", "shift_jis", "euc-jp", "iso2022_jp", "gb18030", "gbk", "big5", "euc-kr", "cp850", "cp437"),
    )
)
