"""The label (*ledtext*) that a place on a page stands under: "Datum: …", "Datum⇥…", "Datum" above it, a table's head.

Works on the text alone, so that it holds for every format: a reader puts a label right before its value, on its line
or on the line above, and the cells of a row apart by tabs.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from nlp.fields.paper import Paper
from nlp.fields.vocabulary import is_label

_KEY: Final = r"[^\W\d_][\w./&()\- åäöÅÄÖéü]{0,44}?"
_COLON: Final = re.compile(
    r"(?:^|[\t;|]|\s{2,}|(?<=[.,])\s|^[-–•*☒☑xX\[\]() ]{1,6})"
    rf"({_KEY})(?:\s?:|\s?\.{{4,}}|\s?_{{3,}})\s*(?=\S|$)"
)
_CELL: Final = re.compile(r"\t|\s{2,}|\s?\.{4,}\s?")
_ALONE: Final = re.compile(rf"^\W*({_KEY})\s?:?\s*$")
_LONGEST: Final = 46
_ABBREVIATED: Final = 8  # "Tel.", "Org.nr.": a longer word before a full stop ends a sentence
_MOST_ROWS_UP: Final = 60
_NUMBERING: Final = re.compile(r"^[\W\d_]+")


class Key(NamedTuple):
    """A label in lower case, how it stands to the place (``beside``, ``above``, ``head``), and the text between."""

    text: str
    how: str
    between: str


NONE: Final = Key("", "", "")


def key_of(paper: Paper, page: int, start: int) -> Key:
    """The label of what stands at ``start``; :data:`NONE` where it stands in running text."""
    text = paper.texts[page]
    begin, end = paper.line(page, start)
    left = text[begin:start]
    head = _head(text, begin, left.count("\t")) if "\t" in text[begin:end] else None
    if head and left.count("\t") > 1 and ":" not in left and is_label(head.text):
        return head
    if key := _beside(left):
        return key
    if head:
        return head
    if len(left.strip()) <= _LONGEST and not left.strip(" \t-–•*"):
        return _above(text, begin)
    return NONE


def _beside(left: str) -> Key | None:
    """The last label with a colon on the line; or the cell before, where there are two."""
    found = list(_COLON.finditer(left))
    if found:
        last = found[-1]
        between = left[last.end() :]
        return None if _ends_sentence(between) else Key(plain(last[1]), "beside", between)
    cells = _CELL.split(left)
    if len(cells) == 2 and cells[0].strip() and len(cells[0]) <= _LONGEST and cells[0].strip()[0].isalpha():
        return None if _ends_sentence(cells[1]) else Key(plain(cells[0]), "beside", cells[1])
    if len(cells) > 2 and len(cells) % 2 == 0 and cells[-2].strip()[:1].isalpha() and len(cells[-2]) <= _LONGEST:
        return Key(plain(cells[-2]), "cell", cells[-1])
    return None


def _ends_sentence(text: str) -> bool:
    return re.search(r"[.!?]\s+[A-ZÅÄÖ]", text) is not None


def _head(text: str, begin: int, column: int) -> Key | None:
    """The cell above all others of this column, where the lines above have as many cells."""
    at, head = begin, ""
    cells = text[begin : _line_end(text, begin)].count("\t")
    for _ in range(_MOST_ROWS_UP):
        if at == 0:
            break
        above = text.rfind("\n", 0, at - 1) + 1
        line = text[above : at - 1]
        if line.count("\t") != cells:
            break
        head, at = line, above
    names = head.split("\t")
    if cells and head and column < len(names) and not any(map(str.isdigit, head)):
        return Key(plain(names[column]), "head", "")
    return None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _above(text: str, begin: int) -> Key:
    """The line above, if it is nothing but a label."""
    if begin == 0:
        return NONE
    start = text.rfind("\n", 0, begin - 1) + 1
    line = text[start : begin - 1]
    match = _ALONE.match(line)
    if match is None or (line.rstrip().endswith(".") and len(match[1]) > _ABBREVIATED) or not match[1][0].isupper():
        return NONE
    return Key(plain(match[1]), "above", "")


def plain(key: str) -> str:
    """A label as the vocabulary has it: lower case, single spaces, without numbering."""
    return _NUMBERING.sub("", " ".join(key.lower().split())).rstrip(" .:")
