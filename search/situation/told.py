"""A situation picture as one JSON value, and in words for a terminal: the numbers of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from models.masking import mask
from search.saved import SavedSearch
from search.situation.naming import row_name
from search.situation.period import Period
from search.situation.picture import Narrowing, Number, Picture, Row, Table
from search.words.situation import COLUMNS, CUTS, SECTIONS, TABLES
from search.words.titles import TYPES

Opened = Callable[[Narrowing], SavedSearch]


def as_json(picture: Picture, opened: Opened) -> dict[str, Any]:
    """``opened`` tells the search of a number."""

    def number(each: Number | None) -> dict[str, Any] | None:
        if each is None:
            return None
        kept = opened(each.to).kept()
        return {"count": each.count, "search": {**kept, "query": mask(kept["query"])}}

    def row(each: Row, columns: list[str]) -> dict[str, Any]:
        numbers = dict(zip(columns, map(number, each.numbers), strict=True))
        sources = {name: number(part) for name, part in each.parts}
        about = {"label": each.label, "type": each.type, "id": each.id, "note": each.note, "level": each.level}
        return {**about, "numbers": numbers, **({"sources": sources} if sources else {})}

    def table(each: Table) -> dict[str, Any]:
        columns = [code if isinstance(code, str) else f"{code.since}/{code.until}" for code in each.columns]
        told = {"name": each.name, "left": each.left, "cut": each.cut}
        return {**told, "rows": [row(one, columns) for one in each.rows]}

    scope = {name: value for name, value in picture.scope.kept().items() if name not in ("saved", "asked")}
    scope |= {name: mask(scope[name]) for name in ("place", "theme")}
    sections = {
        each.name: {"withheld": each.withheld, "tables": [table(one) for one in each.tables]}
        for each in picture.sections
    }
    newest = picture.newest.isoformat() if picture.newest else None
    totals = {name: number(getattr(picture, name)) for name in ("total", "before", "undated")}
    return {"scope": scope, **totals, "newest": newest, "sections": sections}


def worded(picture: Picture) -> str:
    """Line by line; what is zero is left out."""
    period = picture.scope.period
    lines = [f"{period.since} – {period.until}: {picture.total.count} handlingar"]
    if period.before and picture.before:
        lines.append(f"{period.before.since} – {period.before.until}: {picture.before.count} handlingar")
    if picture.newest:
        lines.append(f"Den nyaste är från {picture.newest}.")
    for section in picture.sections:
        lines += ["", SECTIONS[section.name], *([CUTS["withheld"]] if section.withheld else [])]
        for table in section.tables:
            lines += _table(table)
    return "\n".join(lines)


def _table(table: Table) -> Iterator[str]:
    if table.rows:
        yield f"  {TABLES.get(table.name) or TYPES[table.name]}"
    for row in table.rows:
        told = [_said(code, each.count) for code, each in zip(table.columns, row.numbers, strict=True)
                if each and each.count and isinstance(code, str)]  # fmt: skip
        told += [f"{name} {part.count}" for name, part in row.parts]
        yield f"    {'  ' * row.level}{row_name(row)}: {', '.join(told)}"
    if table.left:
        yield f"    … och {table.left} till"
    if table.cut:
        yield f"    {CUTS[table.cut]}"


def _said(code: str | Period, count: int) -> str:
    return f"{COLUMNS[code].lower()} {count}" if isinstance(code, str) else str(count)
