"""Reads one line of a template's body: what sort of line it is, and its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sample.grammar.nodes import Draw, Node
from sample.grammar.phrase import phrase

_PREFIXES = (
    ("===", "annex"), ("---", "break"), ("# ", "heading"), ("> ", "quote"), ("- ", "-"), ("a) ", "a"),
    ("[ ] ", "[ ]"), ("[x] ", "[x]"), ("! ", "small"), ("^ ", "stamp"), ("~ ", "signature"),
)  # fmt: skip
_NUMBERED = re.compile(r"\d+\. ")
LIST_MARKS = ("-", "1", "a", "[ ]", "[x]")


@dataclass(frozen=True, slots=True)
class Line:
    """``kind`` is heading, para, quote, small, stamp, signature, pair, row, annex, break or a list's mark.

    ``cells`` are two of a pair and as many as there are of a row; else one. ``many`` is set where the line is a single
    draw of several entries, each of which becomes a line of its own.
    """

    kind: str
    cells: tuple[Node, ...]
    many: Draw | None = None


def line(text: str) -> Line:
    """The line that this text is.

    Raises:
        BankError: something in it cannot be read.
    """
    if text.startswith("|"):
        return _row(text.strip().strip("|").strip(), text)
    for prefix, kind in _PREFIXES:
        if text.startswith(prefix):
            return _line(kind, text[len(prefix) :].strip())
    if numbered := _NUMBERED.match(text):
        return _line("1", text[numbered.end() :].strip())
    name, found, what = _split_pair(text)
    if found:
        return Line("pair", (phrase(name), phrase(what)))
    return _line("para", text.strip())


def _line(kind: str, text: str) -> Line:
    node = phrase(text)
    return Line(kind, (node,), node if isinstance(node, Draw) and node.most > 1 else None)


def _row(inner: str, text: str) -> Line:
    node = phrase(inner) if "|" not in inner else None
    if isinstance(node, Draw):
        return Line("row", (node,), node)
    return Line("row", tuple(phrase(cell.strip()) for cell in split_cells(text.strip())))


def split_cells(text: str) -> list[str]:
    """The cells of ``| a | b |``: bars within brackets are no borders."""
    cells, depth, cell = list[str](), 0, ""
    for sign in text.strip().removeprefix("|").removesuffix("|"):
        depth += (sign in "<«{[") - (sign in ">»}]")
        if sign == "|" and depth == 0:
            cells.append(cell)
            cell = ""
        else:
            cell += sign
    return [*cells, cell]


def _split_pair(text: str) -> tuple[str, bool, str]:
    depth = 0
    for at, sign in enumerate(text):
        depth += (sign in "<«{[") - (sign in ">»}]")
        if depth == 0 and text.startswith("::", at):
            return text[:at].strip(), True, text[at + 2 :].strip()
    return text, False, ""
