"""Which fields a paper states: a slot fills its field only where words near it say so (``tables/field_words.txt``).

A phrasing bank may write the day on which a matter came in, or the name of whom it is about, where nothing tells a
reader what it is ("7 oktober skannades sidan"). Such a mention is gold as a mention and no field: nobody could tell.
The words are wide, in any order, on either side, so that it is the paper's silence that counts and not how it is put.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Final

from models.mention import Label
from sample.spans import Note, Span

_BEFORE: Final = 110  # code points of its sentence that are looked at before a slot
_AFTER: Final = 60
_LABEL: Final = 48  # code points that a label on the line above has at most
_MOST_ROWS: Final = 60  # of a table above a cell
_FOOT: Final = 300  # code points below a signature
_STOP: Final = re.compile(r"(?<!\b[A-ZÅÄÖ])[.!?](?=\s+[A-ZÅÄÖ])|\n\s*\n|\n(?=[ \t]*(?:[-–•*]|\d+[.)])\s)")
_CONDITIONS: Final = re.compile(
    r"^(?:\d+\.? |[A-Z]\. )?(?:särskilda |följande )?villkor(?: för \w+)?:?$", re.IGNORECASE | re.MULTILINE
)
_BY: Final = re.compile(r"(?<!gånger, )\bsenast(?: den)?[ \n]$")
_COLUMN: Final = re.compile(r"när|klart?|senast|klart senast|åtgärdas senast", re.IGNORECASE)
"""The head of a column of days by which something is to be done."""
_NEAR: Final = 24
_CONTACT: Final = re.compile(r"\b(?:telefon|tel|e-post|postadress|växel|www)\b|@", re.IGNORECASE)
_SPEAKS: Final = re.compile(r"\b(?:jag|bor|boende|anmälare|från)\b", re.IGNORECASE)
_SIGNS: Final = "handled_by"
_TITLE: Final = re.compile(
    r"\w*(?:handlägg|inspektör|utred|sekreter|kommissarie|assistent|polis|chef|controller|jurist|upphandl|granskare"
    r"|kurator|rektor|ingenjör|arkitekt|strateg|registrator|antikvarie|samordnare|ekonom|inköpare|delegat|föredra)",
    re.IGNORECASE,
)
_HANDLED: Final = re.compile(
    r"(?:\b(?:handl(?:agd|agt|äggs|ades)|upprätta|utför|genomför|skriv(?:en|et|its)|besluta|granska|inspektera|kontrollera"
    r"|fatta|föredra|besvara|sammanställ|antecknat|protokoll)\w*(?! (?:ut|in|ned)\b)(?: \w+){0,3} av"
    r"|\b(?:handl\.?|undertecknade?|vid protokollet|vid pennan|kontakta|kontaktperson|delegation(?: av| till)?)"
    r"|\w*(?:handläggar|inspektör|utredar|sekreterar|kommissari|polisassistent|granskar|jurist|upphandlar|föredragand"
    r"|controller|protokollförar|antecknar)\w*)[\s:,/(–-]*$",
    re.IGNORECASE,
)
_BEFORE_NAME: Final = 60


@cache
def _words() -> dict[str, re.Pattern[str]]:
    lines = (Path(__file__).parent / "tables" / "field_words.txt").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {field: re.compile(rf"\b(?:{'|'.join(words.split(' '))})", re.IGNORECASE) for field, words in rows}


def is_stated(text: str, span: Span, notes: Iterable[Note] = ()) -> bool:
    """Whether the page ``text`` tells a reader that ``span`` is the field whose slot it fills.

    ``notes`` are the page's: whom a paper speaks of in a denial is not whom it is about.
    """
    if span.field == "subject" and any(one.kind == "neg" and _meet(one, span) for one in notes):
        return False
    if span.field == "address" and _is_footer(text, span):
        return False
    if span.field == _SIGNS:
        return _is_signature(text, span) or _is_called_so(text, span)
    words = _words().get(span.field)
    if span.field == "deadline" and _BY.search(text[max(0, span.start - _NEAR) : span.start]):
        return True
    return words is None or words.search(surroundings(text, span)) is not None


def field_of(text: str, span: Span) -> str:
    """The field that ``span`` fills; a day right behind "senast den" is a deadline whatever its slot is for."""
    if span.label is Label.DATE and any(_COLUMN.fullmatch(head) for head in _above(text, span.start)[-1:]):
        return "deadline"
    if not span.field and span.label is Label.DATE and _BY.search(text[max(0, span.start - _NEAR) : span.start]):
        return "deadline"
    if not span.field and span.label is Label.PERSON and _signs_with_title(text, span):
        return _SIGNS
    return span.field


def _is_footer(text: str, span: Span) -> bool:
    """Whether an address stands in the writer's own head or foot: its line has telephone and mail, and little else."""
    line = text[text.rfind("\n", 0, span.start) + 1 : _line_end(text, span.end)]
    before = line[: line.find(text[span.start : span.end].partition("\n")[0])]
    return len(before.strip()) <= _LABEL // 2 and _CONTACT.search(line) is not None and not _SPEAKS.search(line)


def has_conditions(text: str) -> bool:
    """Whether a page has a section of conditions, so that what it grants is granted with them."""
    return _CONDITIONS.search(text) is not None


def _meet(one: Note, span: Span) -> bool:
    return one.start < span.end and one.end > span.start


def surroundings(text: str, span: Span) -> str:
    """Its sentence on both sides, what stands on its line, the label above it, and the head of its column."""
    begin = max((stop.end() for stop in _STOP.finditer(text, 0, span.start)), default=0)
    stop = _STOP.search(text, span.end)
    end = stop.start() if stop else len(text)
    before = text[max(begin, span.start - _BEFORE) : span.start]
    after = text[span.end : min(end, span.end + _AFTER)]
    return " ".join((*_above(text, span.start), before, "·", after)).replace("\n", " ")


def _above(text: str, at: int) -> list[str]:
    """The line above, if it is short enough for a label or a heading, and the head of the column of a table."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start:at]
    upper = text[text.rfind("\n", 0, max(start - 1, 0)) + 1 : max(start - 1, 0)]
    found = [upper] if 0 < len(upper) <= _LABEL and "\t" not in upper else []
    whole = text[start : _line_end(text, start)]
    column, cells, top = line.count("\t"), whole.count("\t"), ""
    for _ in range(_MOST_ROWS if cells and start else 0):
        begin = text.rfind("\n", 0, max(start - 1, 0)) + 1
        row = text[begin : start - 1]
        if row.count("\t") != cells or not start:
            break
        top, start = row, begin
    return [*found, *top.split("\t")[column : column + 1]]


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_called_so(text: str, span: Span) -> bool:
    """Whether what stands right before the name, or the label above it, is an official's part; or right after it a
    title."""
    label = _above(text, span.start)[:1] if not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip() else []
    before = text[max(0, span.start - _BEFORE_NAME) : span.start]
    after = text[span.end : span.end + _BEFORE_NAME].lstrip(" ,(\t")
    return any(_HANDLED.search(words) for words in (before, *label)) or _TITLE.match(after) is not None


def _signs_with_title(text: str, span: Span) -> bool:
    """Whether the name begins a line and an official's title ends it, or makes up the next."""
    start, end = text.rfind("\n", 0, span.start) + 1, _line_end(text, span.end)
    beside, below = text[span.end : end].lstrip(" ,"), text[end + 1 : _line_end(text, end + 1)]
    title = beside or below
    return not text[start : span.start].strip() and len(title) <= _LABEL and _TITLE.match(title) is not None


def _is_signature(text: str, span: Span) -> bool:
    """Whether the name has a line to itself near the end, or a title beside or below it."""
    start = text.rfind("\n", 0, span.start) + 1
    end = _line_end(text, span.end)
    alone = not (text[start : span.start] + text[span.end : end]).strip(" ,/.–-\t")
    return alone and (len(text) - end <= _FOOT or _TITLE.match(text[end + 1 : end + 60]) is not None)
