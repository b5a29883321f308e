"""A draft as DOCX (python-docx), with every time in it fixed so that the same draft gives the same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from random import Random
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from sample.carriers.plain import Written, bullet, lines
from sample.draft import MARK, Block, Draft, Heading, Items, Pairs, Para, Table, Title
from sample.gold import GoldPage
from sample.owners import KNOWN
from sample.spans import join, read

_FONTS = (("Calibri", 11), ("Times New Roman", 12), ("Arial", 10))


def word_file(draft: Draft, rng: Random) -> Written:
    """The letterhead is ordinary text, because not every reader opens a header. One page, in the order written."""
    from docx import Document
    from docx.shared import Pt

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name, size = rng.choice(_FONTS)
    normal.font.size = Pt(size)
    head: tuple[Block, ...] = (Para(f"{draft.owner.name}\n{draft.owner.unit}\n{draft.owner.address}"),)
    foot = Para(f"Telefon {draft.owner.phone}, e-post {draft.owner.email}", small=True)
    blocks = (Para(MARK, small=True), *head, Pairs(draft.references), *draft.blocks, foot)
    for block in blocks:
        _add(document, block)
    written = join([("\n", read(line, KNOWN)) for block in blocks for line in lines(block)])
    return Written(_fixed(document, draft), ".docx", (GoldPage(written, "docx", "text"),))


def _add(document: Any, block: Block) -> None:
    from docx.shared import Pt

    match block:
        case Title(text):
            document.add_heading(read(text).text, level=1)
        case Heading(text):
            document.add_heading(read(text).text, level=2)
        case Para(text, small):
            run = document.add_paragraph().add_run(read(text).text)
            run.font.size = Pt(8) if small else None
        case Items(items):
            for index, item in enumerate(items):
                document.add_paragraph(read(bullet(block, index) + item).text).paragraph_format.left_indent = Pt(18)
        case Pairs(rows):
            _table(document, [(f"{key}:", value) for key, value in rows], "Normal Table")
        case Table(head, rows):
            _table(document, [head, *rows], "Table Grid")
        case _:
            document.add_paragraph()
            for line in lines(block):
                document.add_paragraph(read(line).text).paragraph_format.space_after = Pt(0)


def _table(document: Any, rows: list[tuple[str, ...]], style: str) -> None:
    if not rows:
        return
    table = document.add_table(rows=0, cols=len(rows[0]), style=style)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = read(text).text


def _fixed(document: Any, draft: Draft) -> bytes:
    """The bytes, with the document's own date in its properties and the earliest time that ZIP knows on each part."""
    moment = datetime(draft.date.year, draft.date.month, draft.date.day, 9, 30)
    properties = document.core_properties
    properties.author, properties.title, properties.comments = draft.owner.unit, read(draft.title).text, MARK
    properties.created = properties.modified = moment
    properties.last_modified_by = draft.owner.unit
    loose, fixed = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for part in source.infolist():
            target.writestr(ZipInfo(part.filename, (1980, 1, 1, 0, 0, 0)), source.read(part), ZIP_DEFLATED)
    return fixed.getvalue()
