"""Writes a draft from a template: its lines, expanded, become blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from sample import wording as w
from sample.draft import Block, Draft, Heading, Items, PageBreak, Pairs, Para, Quote, Signature, Stamp, Table, Title
from sample.grammar.bank import Bank, of_theme
from sample.grammar.expand import Expander, capitals, finished
from sample.grammar.fitting import elects, matter, themes
from sample.grammar.lines import LIST_MARKS, Line, split_cells
from sample.grammar.matter import Matter
from sample.grammar.template import Template
from sample.owners import POLIS
from sample.scene.scene import Scene
from sample.senders import is_private, sender
from sample.spans import plain

_FIGURES = re.compile(r"\d+")
_ORDERED = re.compile(r"(?:[A-ZÅÄÖ]{1,3} )?\d+(?:[-./:]\d+)*").fullmatch
_SIMPLE = {"heading": Heading, "para": Para, "quote": Quote, "stamp": Stamp}


def compose(bank: Bank, template: Template, scene: Scene, kind: str, *, name: str = "first") -> Draft:
    """The draft of a template in a scene; ``name`` is the bank's, ``kind`` one of docs/kinds.md.

    Raises:
        BankError: a pool or a form of a slot is missing.
    """
    if template.sender == "police":
        scene.owner, scene.titles = POLIS, ()
    theme = scene.rng.choice(themes(bank, template, scene)) if template.themes else ""
    _assign(scene, matter(bank, template, theme))
    scene.elects = elects(template)
    scene.lines = of_theme(bank.lines, template.variety, theme, ())
    scene.suppliers = of_theme(bank.suppliers, template.variety, theme, ())
    expander = Expander(bank, template.variety, scene, template.loose, theme)
    title = expander.phrase(template.title) if template.title else ""
    main, annex = _written(expander, template)
    blocks: tuple[Block, ...] = (Title(title), *main) if title else tuple(main)
    return Draft(
        sender(scene, template.variety, template.sender), kind, scene.date("day"), title,
        _references(expander, template), blocks, tuple(annex),
        variety=template.variety, layout=f"{name}/{template.variety}/{template.number:02d}",
        topics=tuple(dict.fromkeys(expander.queries)), look=template.look,
    )  # fmt: skip


def _assign(scene: Scene, about: Matter) -> None:
    """Gives the paper to the board, unit and officials whose matter it is."""
    if not about.suits(scene.owner):
        scene.titles = ()
        scene.cast.numbers.pop("case", None)
    scene.owner, scene.titles = about.writer(scene.owner), about.titles or scene.titles
    scene.others = about.beside(scene.owner)


def _references(expander: Expander, template: Template) -> tuple[tuple[str, str], ...]:
    if template.references:
        return tuple((expander.phrase(name), expander.said(what)) for name, what in template.references)
    scene = expander.scene
    dated = ("Datum", w.dated(scene.date("day")))
    if is_private(template.variety, template.sender):
        return (dated,)
    number = scene.number("case")
    return (
        dated,
        ("Ärende" if scene.owner.code == "5900" else "Dnr", w.numbered(number)),
        ("Handläggare", w.name(scene.person("official"), "official", "handled_by")),
    )


@dataclass(slots=True)
class _Expanded:
    kind: str
    cells: list[str] = field(default_factory=list)


def _written(expander: Expander, template: Template) -> tuple[list[Block], list[Block]]:
    """The blocks of the paper, and those of its annex."""
    main, annex = list[Block](), list[Block]()
    into = main
    for kind, group in groupby(_expanded(expander, template.body), key=lambda one: one.kind):
        lines = list(group)
        if kind == "annex":
            into = annex
            into += [Title(one.cells[0]) for one in lines]
        else:
            into += _blocks(kind, lines)
    return main, annex


def _expanded(expander: Expander, body: list[Line]) -> Iterator[_Expanded]:
    for line in body:
        if line.many is not None:
            made = [_cells(expander, line.kind, [finished(entry)]) for entry in expander.entries(line.many)]
            yield from _in_order(made) if line.kind == "row" else made
        else:
            yield _cells(expander, line.kind, [expander.said(cell) for cell in line.cells])


def _in_order(rows: list[_Expanded]) -> list[_Expanded]:
    """The rows of a register by their first cell, where that is a number, a day or a time in each of them."""
    first = [plain(row.cells[0]) for row in rows]
    return [row for _, row in sorted(zip(first, rows, strict=True), key=_place)] if all(map(_ORDERED, first)) else rows


def _place(row: tuple[str, _Expanded]) -> tuple[int, ...]:
    figures = tuple(int(one) for one in _FIGURES.findall(row[0]))
    return figures[::-1] if "/" in row[0] and len(figures) == 2 else figures  # 14/3: the month counts first


def _cells(expander: Expander, kind: str, cells: list[str]) -> _Expanded:
    if kind == "row":
        return _Expanded(kind, [part.strip() for one in cells for part in split_cells(one)])
    if kind == "para" and " :: " in cells[0]:
        name, _, what = cells[0].partition(" :: ")
        return _cells(expander, "pair", [name, what])
    if kind != "pair" and kind != "a" and not expander.loose:
        cells = [capitals(one) for one in cells]
    if kind in ("para", "quote", "pair", "signature"):
        cells = [
            one.replace(" // ", "\n").replace("//", "\n") if "//" in one and "://" not in one else one for one in cells
        ]
    return _Expanded(kind, cells)


def _blocks(kind: str, lines: list[_Expanded]) -> list[Block]:
    """Lines of one kind that follow each other, as blocks; what turned out empty is left out."""
    if kind == "pair":
        return [Pairs(tuple((one.cells[0], one.cells[1]) for one in lines))]
    if kind == "row":
        return [_table([one.cells for one in lines])]
    if kind == "break":
        return [PageBreak()]
    texts = [one.cells[0].strip() for one in lines if one.cells[0].strip()]
    if kind == "signature":
        return [Signature(tuple(_signer(text) for text in texts))]
    if kind in LIST_MARKS:
        return [Items(tuple(texts), kind)] if texts else []
    if kind == "small":
        return [Para(text, small=True) for text in texts]
    return [_SIMPLE[kind](text) for text in texts]


def _signer(text: str) -> tuple[str, str]:
    """A name and what stands below it: the comma that parts them is the first outside a mention."""
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign == "\ue000") - (sign == "\ue002")
        if sign == "," and depth == 0:
            return text[:at], text[at + 1 :].strip()
    return text, ""


def _table(rows: list[list[str]]) -> Table:
    """A table whose columns are as wide as their words ask for; short rows are filled up."""
    columns = max(map(len, rows))
    full = [tuple(row + [""] * (columns - len(row))) for row in rows]
    texts = [[plain(cell) for cell in row] for row in full]
    asked = [
        min(60, max(6, *(len(row[i]) for row in texts), *(2 * len(word) for row in texts for word in row[i].split())))
        for i in range(columns)
    ]
    widths = tuple(one / sum(asked) for one in asked)
    body = texts[1:]
    right = tuple(i for i in range(columns) if body and all(_figure(row[i]) for row in body))
    return Table(full[0], tuple(full[1:]), widths, right)


def _figure(cell: str) -> bool:
    return not cell or (cell[0] in "-0123456789" and not any(sign.isalpha() for sign in cell) and "-" not in cell[1:])
