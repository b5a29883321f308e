"""A draft's tables as XLSX, the parts written as text.

The gold has a page for each worksheet, cells by tabs and rows by newlines. A figure that is stored as a number stands
in the gold as it is stored (``15000`` or ``468.5``), whatever its format would show.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from sample.carriers.package import XML, escaped, package
from sample.carriers.plain import Written
from sample.carriers.rows import Leaf, flat, leaves, written
from sample.carriers.workbook_parts import MAIN, frame
from sample.draft import Draft
from sample.gold import GoldPage
from sample.spans import Marked, plain

_FIGURE = re.compile(r"-?\d{1,3}(?:[ \u00a0]?\d{3})*(?:,\d+)?")


def xlsx_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """A workbook of one or more sheets; strings shared or in their cells, figures as numbers or as text."""
    held = leaves(draft, rng)
    shared: dict[str, int] | None = {} if rng.random() < 0.6 else None
    numeric = rng.random() < 0.6
    parts, pages = list[tuple[str, str]](), list[GoldPage]()
    for number, one in enumerate(held, 1):
        xml, rows = _sheet(one, numeric, shared)
        parts.append((f"xl/worksheets/sheet{number}.xml", xml))
        pages.append(GoldPage(written(rows), "xlsx", "text"))
    if shared is not None:
        told = "".join([f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in shared])
        parts.append(("xl/sharedStrings.xml", f'{XML}<sst {MAIN} uniqueCount="{len(shared)}">{told}</sst>'))
    names, author = [one.name for one in held], plain(draft.owner.unit)
    around = frame(names, shared is not None, plain(draft.title), author, draft.date)
    return Written(package([*around, *parts]), ".xlsx", tuple(pages))


def _sheet(one: Leaf, numeric: bool, shared: dict[str, int] | None) -> tuple[str, list[list[Marked]]]:
    rows, told = list[list[Marked]](), list[str]()
    for index, cells in enumerate(one.rows):
        row = [flat(cell) for cell in cells]
        data = one.head >= 0 and index > one.head
        xml = list[str]()
        for column, cell in enumerate(row):
            place = f"{chr(65 + column % 26)}{index + 1}"
            figure = _number(cell) if numeric and data and column in one.right else None
            if figure:
                row[column] = figure
                xml.append(f'<c r="{place}" s="2"><v>{figure.text}</v></c>')
            elif cell.text:
                xml.append(_string(place, cell.text, 1 if index == one.head else 0, shared))
        rows.append(row)
        told.append(f'<row r="{index + 1}">{"".join(xml)}</row>')
    width = max(map(len, one.rows))
    return (
        f'{XML}<worksheet {MAIN}><cols><col min="1" max="{width}" width="22" customWidth="1"/></cols>'
        f"<sheetData>{''.join(told)}</sheetData></worksheet>"
    ), rows


def _string(place: str, text: str, style: int, shared: dict[str, int] | None) -> str:
    if shared is None:
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escaped(text)}</t></is></c>'
    return f'<c r="{place}" s="{style}" t="s"><v>{shared.setdefault(text, len(shared))}</v></c>'


def _number(cell: Marked) -> Marked | None:
    """``15 000,00`` as ``15000``, its mention (if any) with it; nothing if it is no figure."""
    whole = all(one.end - one.start == len(cell.text) for one in cell.spans)
    if not whole or cell.notes or not _FIGURE.fullmatch(cell.text):
        return None
    text = cell.text.replace(" ", "").replace("\u00a0", "").replace(",", ".")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Marked(text, tuple(replace(span, start=0, end=len(text)) for span in cell.spans))
