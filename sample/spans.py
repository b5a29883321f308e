"""Text that knows what it names: a mention is marked where the sentence is written, and its offsets follow from there.

A phrase is an ordinary string in which :func:`mark` has put private-use characters around each mention, and
:func:`note` around words that say something about the paper (a tie, an outcome, a denial). So phrases are joined with
f-strings, and nobody counts characters. :func:`read` takes the marks out again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from models.mention import Label

OPEN, MIDDLE, CLOSE, BAR = "\ue000", "\ue001", "\ue002", "\ue003"
NOTE_OPEN, NOTE_MIDDLE, NOTE_CLOSE = "\ue004", "\ue005", "\ue006"
SIGNS = re.compile(f"([{OPEN}{MIDDLE}{CLOSE}{NOTE_OPEN}{NOTE_MIDDLE}{NOTE_CLOSE}])")


@dataclass(frozen=True, slots=True)
class Span:
    """A mention within some text.

    ``entity`` is the id of who or what it truly names; ``role`` a person's part; ``field`` the field of the paper that
    it fills (docs/evaluate.md), or empty.
    """

    start: int
    end: int
    label: Label
    value: str
    entity: str = ""
    role: str = ""
    field: str = ""

    def moved(self, by: int) -> Span:
        """The same span in a text that begins ``by`` characters earlier."""
        return Span(self.start + by, self.end + by, self.label, self.value, self.entity, self.role, self.field)


@dataclass(frozen=True, slots=True)
class Note:
    """Words that say something: ``kind`` is ``tie``, ``outcome``, ``neg``, ``decoy``, ``topic`` or ``field``.

    ``value`` is ``owns;person-4;company-trade-7`` of a tie, ``granted`` of an outcome, what it looks like of a decoy.
    """

    start: int
    end: int
    kind: str
    value: str

    def moved(self, by: int) -> Note:
        """The same note in a text that begins ``by`` characters earlier."""
        return Note(self.start + by, self.end + by, self.kind, self.value)


class Known:
    """Fixed names (an authority, a town, a switchboard) that are marked wherever they stand.

    ``names`` maps the text to label, value and entity. The longest name wins; a genitive s belongs to the mention.
    """

    def __init__(self, names: Mapping[str, tuple[Label, str, str]]) -> None:
        self.names = dict(names)
        longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        firsts = re.escape("".join(sorted({name[0] for name in names})))
        self._pattern = re.compile(rf"(?=[{firsts}])(?<![\w@.])({longest_first})s?(?![\w@])")

    def spans(self, piece: str, offset: int) -> Iterator[Span]:
        """The known names in ``piece``, which begins ``offset`` characters into a text."""
        for match in self._pattern.finditer(piece):
            label, value, entity = self.names[match.group(1)]
            yield Span(offset + match.start(), offset + match.end(), label, value, entity)

    def marked(self, piece: str) -> str:
        """Plain ``piece`` with the known names in it marked."""

        def marked_one(match: re.Match[str]) -> str:
            label, value, entity = self.names[match.group(1)]
            return mark(label, match.group(0), value, entity)

        return self._pattern.sub(marked_one, piece)


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain text, its spans, ordered and not overlapping, and its notes, which may lie around spans."""

    text: str
    spans: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()


def mark(label: Label, text: str, value: str, entity: str = "", role: str = "", field: str = "") -> str:
    """``text`` as part of a phrase, marked as a mention."""
    return f"{OPEN}{label}{BAR}{value}{BAR}{entity}{BAR}{role}{BAR}{field}{MIDDLE}{text}{CLOSE}"


def note(kind: str, value: str, phrase: str) -> str:
    """``phrase`` as part of a longer one, noted to say something."""
    return f"{NOTE_OPEN}{kind}{BAR}{value}{NOTE_MIDDLE}{phrase}{NOTE_CLOSE}"


def read(phrase: str, known: Known | None = None) -> Marked:
    """The plain text of a phrase with the spans of its marks, and of ``known`` names outside them."""
    if OPEN not in phrase and NOTE_OPEN not in phrase:
        return Marked(phrase, tuple(known.spans(phrase, 0)) if known else ())
    text, length, head = list[str](), 0, ""
    spans, notes = list[Span](), list[Note]()
    inside, opened = False, list[tuple[int, str]]()
    pieces = SIGNS.split(phrase)
    for sign, piece in zip(("", *pieces[1::2]), pieces[::2], strict=True):
        if sign in (OPEN, NOTE_OPEN):
            head = piece
            continue
        if sign == MIDDLE:
            label, value, entity, role, field = head.split(BAR)
            spans.append(Span(length, length + len(piece), Label(label), value, entity, role, field))
            inside = True
        elif sign == NOTE_MIDDLE:
            opened.append((length, head))
            inside = False
        elif sign == NOTE_CLOSE:
            start, what = opened.pop()
            notes.append(Note(start, length, *what.split(BAR)))
            inside = False
        else:
            inside = False
        if known and not inside:
            spans += known.spans(piece, length)
        text.append(piece)
        length += len(piece)
    return Marked("".join(text), tuple(spans), tuple(notes))


def plain(phrase: str) -> str:
    """The text of a phrase without its marks."""
    return read(phrase).text


def join(parts: list[tuple[str, Marked]]) -> Marked:
    """Pieces put together; each comes with the glue that stands before it (not before the first)."""
    text, length = list[str](), 0
    spans, notes = list[Span](), list[Note]()
    for index, (glue, piece) in enumerate(parts):
        if index:
            text.append(glue)
            length += len(glue)
        spans += [span.moved(length) for span in piece.spans]
        notes += [one.moved(length) for one in piece.notes]
        text.append(piece.text)
        length += len(piece.text)
    return Marked("".join(text), tuple(spans), tuple(notes))


def cut(marked: Marked, start: int, end: int) -> Marked:
    """The part of a text from ``start`` to ``end``: a span or note that is torn there is left out."""
    return Marked(
        marked.text[start:end],
        tuple(one.moved(-start) for one in marked.spans if start <= one.start and one.end <= end),
        tuple(one.moved(-start) for one in marked.notes if start <= one.start and one.end <= end),
    )


def recased(phrase: str, change: Callable[[str], str]) -> str:
    """The phrase with ``change`` (``str.upper``, ``str.lower``) made to its words and not to its marks."""
    made, head = list[str](), False
    for piece in SIGNS.split(phrase):
        made.append(piece if head else change(piece))
        head = piece in (OPEN, NOTE_OPEN)
    return "".join(made)


def upper(marked: Marked) -> Marked:
    """The same in capitals, sign by sign where that moves no offset (``ß`` would)."""
    text = "".join(sign.upper() if len(sign.upper()) == 1 else sign for sign in marked.text)
    return Marked(text, marked.spans, marked.notes)
