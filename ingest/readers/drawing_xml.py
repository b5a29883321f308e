"""The text of DrawingML (ECMA-376 part 1, 21): shapes, tables and diagrams of slides and charts."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.readers.package import Element, local_name


def paragraphs(element: Element) -> Iterator[str]:
    """The paragraphs below ``element`` that hold words, each as one text; a chart's cached texts and numbers too."""
    for child in element.iter():
        name = local_name(child)
        if name == "p" and "drawingml" in child.tag:
            text = paragraph_text(child)
            if text.strip():
                yield text
        elif name == "v" and "chart" in child.tag and child.text and not _is_number(child.text):
            yield child.text


def paragraph_text(paragraph: Element) -> str:
    """A paragraph's text; a line break within it is one."""
    written = []
    for child in paragraph.iter():
        name = local_name(child)
        if name == "t":
            written.append(child.text or "")
        elif name == "br":
            written.append("\n")
    return "".join(written)


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
