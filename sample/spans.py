"""Text that knows what it names: a mention is marked where the sentence is written, and its offsets follow from there.

A phrase is an ordinary string in which :func:`mark` has put private-use characters around each mention. So phrases are
joined with f-strings, and nobody counts characters. :func:`read` takes the marks out again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from models.mention import Label

_OPEN, _MIDDLE, _CLOSE, _BAR = "\ue000", "\ue001", "\ue002", "\ue003"
_MARK = re.compile(f"{_OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}]*){_CLOSE}")


@dataclass(frozen=True, slots=True)
class Span:
    """A mention within some text. ``entity`` is the id of who or what it truly names; ``role`` a person's part."""

    start: int
    end: int
    label: Label
    value: str
    entity: str = ""
    role: str = ""

    def moved(self, by: int) -> Span:
        """The same span in a text that begins ``by`` characters earlier."""
        return replace(self, start=self.start + by, end=self.end + by)


class Known:
    """Fixed names (an authority, a town, a switchboard) that are marked wherever they stand.

    ``names`` maps the text to label, value and entity. The longest name wins; a genitive s belongs to the mention.
    """

    def __init__(self, names: Mapping[str, tuple[Label, str, str]]) -> None:
        self.names = dict(names)
        longest_first = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        self._pattern = re.compile(rf"(?<![\w@.])({longest_first})s?(?![\w@])")

    def spans(self, piece: str, offset: int) -> Iterator[Span]:
        """The known names in ``piece``, which begins ``offset`` characters into a text."""
        for match in self._pattern.finditer(piece):
            label, value, entity = self.names[match.group(1)]
            yield Span(offset + match.start(), offset + match.end(), label, value, entity)


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain text and its spans, ordered and not overlapping."""

    text: str
    spans: tuple[Span, ...] = ()


def mark(label: Label, text: str, value: str, entity: str = "", role: str = "") -> str:
    """``text`` as part of a phrase, marked as a mention."""
    return f"{_OPEN}{label}{_BAR}{value}{_BAR}{entity}{_BAR}{role}{_MIDDLE}{text}{_CLOSE}"


def read(phrase: str, known: Known | None = None) -> Marked:
    """The plain text of a phrase with the spans of its marks, and of ``known`` names outside them."""
    text, spans, position = "", list[Span](), 0
    for match in _MARK.finditer(phrase):
        plain = phrase[position : match.start()]
        spans += known.spans(plain, len(text)) if known else ()
        text += plain
        label, value, entity, role = match.group(1).split(_BAR)
        spans.append(Span(len(text), len(text) + len(match.group(2)), Label(label), value, entity, role))
        text += match.group(2)
        position = match.end()
    spans += known.spans(phrase[position:], len(text)) if known else ()
    return Marked(text + phrase[position:], tuple(spans))


def join(parts: list[tuple[str, Marked]]) -> Marked:
    """Pieces put together; each comes with the glue that stands before it (not before the first)."""
    text, spans = "", list[Span]()
    for index, (glue, piece) in enumerate(parts):
        text += glue if index else ""
        spans += [span.moved(len(text)) for span in piece.spans]
        text += piece.text
    return Marked(text, tuple(spans))
