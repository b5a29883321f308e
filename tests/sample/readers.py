"""How other programs read what the sample archive is made of."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
import pikepdf
import pypdfium2


def pdf_pages(content: bytes) -> list[str]:
    """The text of each page as pdfium finds it; form fields are not in it."""
    pdf = pypdfium2.PdfDocument(content)
    # pdfium gives a hyphen that ends a line as U+0002 and swallows the end of the line.
    pages = [page.get_textpage().get_text_bounded().replace("\x02", "- ") for page in pdf]
    pdf.close()
    return pages


def pdf_fields(content: bytes) -> list[str]:
    """The values of text fields, in the order of the form."""
    with pikepdf.open(BytesIO(content)) as pdf:
        form: Any = pdf.Root.get("/AcroForm", {"/Fields": []})
        return [str(one["/V"]) for one in form["/Fields"] if one["/FT"] == "/Tx"]


def docx_sides(content: bytes) -> tuple[str, str, str]:
    """Header, body and footer as python-docx finds them."""
    file = docx.Document(BytesIO(content))
    section = file.sections[0]
    header, footer = ("" if side.is_linked_to_previous else _told(side) for side in (section.header, section.footer))
    return header, _told(file), footer


def _told(part: Any) -> str:
    """The text of a body, header or footer in order, tables in their places."""
    told = list[str]()
    for item in part.iter_inner_content():
        if hasattr(item, "rows"):
            told += [cell.text for row in item.rows for cell in row.cells]
        else:
            told.append(item.text)
    return "\n".join(told)


def text(content: bytes) -> str:
    """A text file in UTF-8, with or without a byte order mark, or in Windows-1252; lines end in ``\\n``."""
    try:
        told = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        told = content.decode("cp1252")
    return told.replace("\r\n", "\n")
