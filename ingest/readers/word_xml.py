"""The text of WordprocessingML (ECMA-376 part 1, 17): paragraphs, tables, text boxes, in document order.

python-docx's ``row.cells`` gives a merged cell once for each column it spans; the XML holds it once, so we walk that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

Element = Any  # lxml.etree._Element, which has no public name

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED: Final = frozenset(("instrText", "delText", "delInstrText", "pPr", "rPr", "tblPr", "tcPr", "sectPr", "del"))
_MARKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "", "ptab": "\t"}


def block_text(element: Element) -> str:
    """All text below ``element``: paragraphs on lines of their own, the cells of a row joined by a tab."""
    return "\n".join(_blocks(element))


def note_texts(root: Element) -> Iterator[str]:
    """Each footnote or endnote, the separators that Word keeps among them left out."""
    for note in root:
        if _name(note) in ("footnote", "endnote") and not _is_separator(note):
            yield block_text(note)


def _is_separator(note: Element) -> bool:
    return any(str(value) in ("separator", "continuationSeparator") for key, value in note.attrib.items()
               if key.endswith("}type"))  # fmt: skip


def _name(element: Element) -> str:
    tag = element.tag
    if not isinstance(tag, str):  # a comment or processing instruction
        return ""
    for space in (_W, _W_STRICT):
        if tag.startswith(space):
            return tag[len(space) :]
    return "AlternateContent" if tag == f"{_MC}AlternateContent" else "?"


def _blocks(element: Element) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield from _table(child)
        elif name not in _SKIPPED and name:
            yield from _blocks(child)


def _paragraph(element: Element) -> Iterator[str]:
    """The paragraph's own text, then that of the text boxes anchored in it."""
    boxes: list[Element] = []
    yield "".join(_runs(element, boxes)).rstrip()
    for box in boxes:
        yield from _blocks(box)


def _runs(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _MARKS:
            yield _MARKS[name]
        elif name == "sym":
            yield _symbol(child)
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":  # the same drawing twice, for new and old versions of Word: take one
            yield from _runs(child[:1] if len(child) else (), boxes)
        elif name and name not in _SKIPPED:
            yield from _runs(child, boxes)


def _symbol(element: Element) -> str:
    code = next((str(value) for key, value in element.attrib.items() if key.endswith("}char")), "")
    try:
        return chr(int(code, 16)) if code else ""
    except (ValueError, OverflowError):
        return ""


def _table(element: Element) -> Iterator[str]:
    for row in element.iter():
        if _name(row) == "tr" and _owner(row) is element:
            cells = [_cell(cell) for cell in row.iter() if _name(cell) == "tc" and _owner(cell) is element]
            line = "\t".join(cell for cell in cells if cell)
            if line:
                yield line


def _cell(element: Element) -> str:
    return "\n".join(line for line in _blocks(element) if line).strip()


def _owner(element: Element) -> Element | None:
    """The table that a row or cell belongs to: nested tables have rows of their own."""
    for ancestor in element.iterancestors():
        if _name(ancestor) == "tbl":
            return ancestor
    return None
