"""What the control words of RTF 1.9.1 mean: encodings, signs, and what groups are for."""

from __future__ import annotations

import codecs
from typing import Final

from models.layout import BlockKind

CHARSETS: Final = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "cp950", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOLS: Final = {
    "tab": "\t", "line": "\n", "softline": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "bullet": "•", "~": "\u00a0", "_": "-", "emspace": " ", "enspace": " ",
    "qmspace": " ", "nestcell": "\t", "nestrow": "\n",
}  # fmt: skip
ENCODINGS: Final = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
NOTES: Final = {"footnote": "fotnot", "annotation": "kommentar"}
HEADERS: Final = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), (BlockKind.HEADER, "sidhuvud")),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), (BlockKind.FOOTER, "sidfot")),
}
_SKIPPED: Final = frozenset(
    ("colortbl", "stylesheet", "fldinst", "nonshppict", "sp", "listtable", "pnseclvl", "xe", "tc", "filetbl",
     "revtbl", "themedata", "datafield", "do", "objclass", "objname", "fontemb", "template", "rxe", "txe")
)  # fmt: skip
_ENTERED: Final = frozenset(("shpinst", "shppict", "shptxt", "objdata", "annotation", "footnote", "pict", "fldrslt"))
"""Groups that a reader may skip if it does not know them (``\\*``), and that we know."""


def destination(word: str, starred: bool) -> str | None:
    """Where the text of a group goes that begins with ``word``; None where the word says nothing of it."""
    if word in ("pict", "objdata", "fonttbl", "info", "title") or word in HEADERS or word in NOTES:
        return word
    if word in ("shpinst", "shprslt"):
        return "none"
    if word == "shptxt":
        return "text"
    if word in _SKIPPED or (starred and word not in _ENTERED):
        return "none"
    return None


def known_encoding(encoding: str) -> str:
    try:
        return codecs.lookup("utf-8" if encoding == "cp65001" else encoding).name
    except LookupError:
        return "cp1252"


def paired(text: str) -> str:
    """Characters beyond the first 65,536, which RTF writes in two halves, put together."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
