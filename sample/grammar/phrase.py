"""Reads a phrase of a bank into nodes: a recursive descent over ``<a|b>``, ``[pool]``, ``{slot}``, ``«note|words»``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sample.grammar.nodes import BankError, Choice, Draw, Node, Row, Said, Slot, Text
from sample.owners import KNOWN
from sample.scene import slots

_PLAIN = re.compile(r"[^<>|\[\]{}«»\\]+")
_DRAW = re.compile(r"\[([\w.+-]+)(?:#(\w+))?(?:\*(\d+)(?:-(\d+))?)?\]")
_SLOT = re.compile(r"\{([\w]+)((?::[^:{}]*)*)\}")
_BOXES = ("[ ]", "[x]")
_NOTE_BEGUN = re.compile(r"«(?:neg|tie|outcome|field)\b[=|]")
_NOTE = re.compile(r"«(?:(neg)|(tie|outcome|field)=([^|«»]*))\|")


def phrase(text: str) -> Node:
    """The nodes of a phrase.

    Raises:
        BankError: a bracket is not closed, or a slot or note is none.
    """
    reader = _Reader(text)
    node = reader.row(stop="")
    if reader.at < len(text):
        raise BankError(f"{text[reader.at]!r} is not opened: …{text[max(0, reader.at - 20) : reader.at + 10]}…")
    return node


@dataclass(slots=True)
class _Reader:
    text: str
    at: int = 0
    notes: int = 0

    def row(self, stop: str) -> Node:
        """Everything up to one of the signs of ``stop``."""
        parts = list[Node]()
        while self.at < len(self.text) and not self.stops(stop):
            parts.append(self.part(bool(stop)))
        return parts[0] if len(parts) == 1 else Row(tuple(parts))

    def stops(self, stop: str) -> bool:
        """Whether the row ends here. Outside a note, ``»`` is a Swedish quotation mark."""
        sign = self.text[self.at]
        return sign in (stop or ">") and not (sign == "»" and not self.notes)

    def part(self, inside: bool) -> Node:
        sign = self.text[self.at]
        if sign == "<":
            return self.choice()
        if sign == "[":
            return self.draw()
        if sign == "{":
            return self.slot()
        if sign == "«":
            return self.said()
        if plain := _PLAIN.match(self.text, self.at):
            self.at = plain.end()
            return Text(KNOWN.marked(plain.group()))
        if sign == "»" or (sign == "|" and not inside):
            self.at += 1
            return Text(sign)
        raise self.wrong(f"{sign!r} stands alone")

    def choice(self) -> Node:
        options, opened = list[Node](), self.at
        while self.at == opened or (self.at < len(self.text) and self.text[self.at] == "|"):
            self.at += 1
            options.append(self.row("|>»"))
        if self.at >= len(self.text) or self.text[self.at] != ">":
            self.at = opened
            raise self.wrong("'<' is not closed")
        self.at += 1
        return Choice(tuple(options))

    def draw(self) -> Node:
        if self.text.startswith(_BOXES, self.at):
            self.at += 3
            return Text(self.text[self.at - 3 : self.at])
        match = _DRAW.match(self.text, self.at)
        if not match:
            raise self.wrong("not a pool")
        self.at = match.end()
        least = int(match.group(3) or 1)
        return Draw(match.group(1), least, int(match.group(4) or least), match.group(2) or "")

    def slot(self) -> Node:
        match = _SLOT.match(self.text, self.at)
        if not match:
            raise self.wrong("not a slot")
        name, forms = match.group(1), tuple(match.group(2).split(":")[1:])
        if trouble := slots.check(name, forms):
            raise self.wrong(trouble)
        self.at = match.end()
        return Slot(name, forms)

    def said(self) -> Node:
        match = _NOTE.match(self.text, self.at)
        if not match and _NOTE_BEGUN.match(self.text, self.at):
            raise self.wrong("not a note")
        if not match:  # a quotation mark
            self.at += 1
            return Text("«")
        opened, self.at = self.at, match.end()
        self.notes += 1
        inner = self.row("»>|")
        self.notes -= 1
        if self.at >= len(self.text) or self.text[self.at] != "»":
            self.at = opened
            raise self.wrong("'«' is not closed")
        self.at += 1
        return Said(match.group(1) or match.group(2), match.group(3) or "", inner)

    def wrong(self, why: str) -> BankError:
        return BankError(f"{why}: …{self.text[max(0, self.at - 15) : self.at + 30]}…")
