"""The text of RTF: what each group is for decides where its text goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final

from ingest.readers.flow_text import FlowText
from ingest.readers.rtf_tokens import Token, tokens
from ingest.readers.rtf_words import CHARSETS, ENCODINGS, HEADERS, NOTES, SYMBOLS, destination, known_encoding, paired
from models.layout import BlockKind
from models.table_places import TablePlaces

_DEEPEST: Final = 1_000  # groups within groups


@dataclass(frozen=True, slots=True)
class _Group:
    """What holds within a group. ``goes`` says where its text goes: text, none, or the name of a collection."""

    goes: str = "text"
    encoding: str = "cp1252"
    skipped: int = 1  # characters that stand after a \\u for readers without Unicode
    hidden: bool = False
    fresh: bool = True  # nothing came yet: the next control word says what the group is
    starred: bool = False


@dataclass(slots=True)
class RtfText:
    """What a file holds. ``pictures`` and ``objects`` are the bytes found in it, ``title`` its own."""

    flow: FlowText = field(default_factory=FlowText)
    title: str = ""
    pictures: list[bytes] = field(default_factory=list)
    objects: list[bytes] = field(default_factory=list)


class RtfParser:
    """Takes tokens, and writes paragraphs, rows and notes."""

    def __init__(self) -> None:
        self.found = RtfText()
        self._group = _Group()
        self._above: list[_Group] = []
        self._default = "cp1252"
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._line: list[str] = []
        self._cells: list[str] = []
        self._collected: dict[str, list[str]] = {}
        self._hex = bytearray()
        self._counts: dict[str, int] = {}
        self._to_skip = self._rows = 0
        self._in_table = False
        self._pending: list[Callable[[], None]] = []  # notes, which follow on the paragraph that they hang in
        self._last: list[Callable[[], None]] = []  # footers, which follow on the text

    def parse(self, content: bytes) -> RtfText:
        for token in tokens(content):
            self._take(token)
        self._end_paragraph()
        self._end_row()
        for write in self._last:
            write()
        return self.found

    def _take(self, token: Token) -> None:
        if token.word == "{":
            self._open()
        elif token.word == "}":
            self._close()
        elif self._to_skip and (token.text or len(token.word) > 1 or token.word in "~_-"):
            self._skip(token)
        elif token.text:
            self._write_bytes(token.text)
        else:
            self._control(token.word, token.number)

    def _skip(self, token: Token) -> None:
        """What stands after a Unicode character for readers that know none."""
        if token.escaped or token.word:
            self._to_skip -= 1
            return
        rest = token.text[self._to_skip :]
        self._to_skip = max(0, self._to_skip - len(token.text))
        self._write_bytes(rest)

    def _open(self) -> None:
        self._flush()
        self._to_skip = 0
        if len(self._above) < _DEEPEST:
            self._above.append(self._group)
            self._group = replace(self._group, fresh=True, starred=False)

    def _close(self) -> None:
        self._flush()
        self._to_skip = 0
        ended = self._group
        if self._above:
            self._group = self._above.pop()
        if ended.goes != self._group.goes:
            self._end_destination(ended.goes)

    def _control(self, word: str, number: int | None) -> None:
        if word == "*":
            self._group = replace(self._group, starred=True)
            return
        if self._group.fresh:
            starred = self._group.starred
            self._group = replace(self._group, fresh=False, starred=False)
            if self._begin_destination(word, starred):
                return
        self._format(word, number)

    def _begin_destination(self, word: str, starred: bool) -> bool:
        """Whether the word says what its group is for."""
        goes = destination(word, starred)
        if goes is None or (self._group.goes == "none" and goes not in ("pict", "text")):
            return False
        self._flush()
        if goes not in ("none", "text"):
            self._collected[goes], self._hex = [], bytearray()
        self._group = replace(self._group, goes=goes)
        return True

    def _end_destination(self, goes: str) -> None:
        text = "".join(self._collected.pop(goes, ()))
        if goes == "title":
            self.found.title = " ".join(text.split())
        elif goes == "pict":
            self.found.pictures.append(bytes(self._hex))
        elif goes == "objdata":
            self.found.objects.append(bytes(self._hex))
        elif goes in HEADERS:
            kind, place = HEADERS[goes]
            write = partial(self.found.flow.add, text.strip(), kind, place)
            if kind is BlockKind.FOOTER:
                self._last.append(write)
            else:
                write()
        elif goes in NOTES:
            place = f"{NOTES[goes]} {self._count(goes)}"
            self._pending.append(partial(self.found.flow.add, text.strip(), BlockKind.NOTE, place))

    def _format(self, word: str, number: int | None) -> None:
        if word in SYMBOLS:
            self._write(SYMBOLS[word])
        elif word == "u" and number is not None:
            self._write(chr(number % 0x10000))
            self._to_skip = self._group.skipped
        elif word in ("par", "sect", "page", "column", "cell", "row"):
            self._flush()
            self._end(word)
        elif word == "uc":
            self._group = replace(self._group, skipped=max(0, min(number or 0, 8)))
        elif word in ("v", "deleted", "htmlrtf"):
            self._flush()
            self._group = replace(self._group, hidden=number != 0)
        elif word in ("pard", "intbl"):
            self._in_table = word == "intbl"
        elif word == "plain":
            self._flush()
            self._group = replace(self._group, hidden=False, encoding=self._default)
        else:
            self._encode(word, number)

    def _encode(self, word: str, number: int | None) -> None:
        """Control words on which the encoding of bytes hangs."""
        if word in ENCODINGS:
            self._set_default(ENCODINGS[word])
        elif word == "ansicpg" and number:
            self._set_default(known_encoding(f"cp{number}"))
        elif word == "f" and number is not None:
            self._flush()
            self._font = number
            if self._group.goes != "fonttbl":
                self._group = replace(self._group, encoding=self._fonts.get(number, self._default))
        elif word == "fcharset" and number is not None and self._group.goes == "fonttbl":
            self._fonts[self._font] = CHARSETS.get(number, self._default) if number != 1 else self._default

    def _set_default(self, encoding: str) -> None:
        self._default = encoding
        self._group = replace(self._group, encoding=encoding)
        self._above = [replace(group, encoding=encoding) for group in self._above]

    def _end(self, word: str) -> None:
        if self._group.goes in self._collected:
            self._collected[self._group.goes].append("\t" if word == "cell" else "\n")
        elif word == "cell":
            self._cells.append("".join(self._line).strip())
            self._line = []
        elif word == "row":
            self._end_row()
        elif self._in_table:
            self._line.append("\n")
        else:
            self._end_paragraph()

    def _end_row(self) -> None:
        if self._cells:
            if not self._rows:
                self._count("table")
            self._rows += 1
            cells = dict(enumerate(map(paired, self._cells), start=1))
            self.found.flow.add_row(cells, TablePlaces(self._counts["table"], self._rows))
            self._cells = []
        self._run_pending()

    def _count(self, name: str) -> int:
        self._counts[name] = self._counts.get(name, 0) + 1
        return self._counts[name]

    def _end_paragraph(self) -> None:
        text, self._line = paired("".join(self._line)), []
        if text.strip():
            self._rows = 0
        self.found.flow.add(text, place=f"stycke {self._count('paragraph')}")
        self._run_pending()

    def _run_pending(self) -> None:
        for write in self._pending:
            write()
        self._pending.clear()

    def _write_bytes(self, content: bytes) -> None:
        goes = self._group.goes
        if self._group.fresh:
            self._group = replace(self._group, fresh=False)
        if goes in ("pict", "objdata"):
            self._hex += content
        elif goes not in ("none", "fonttbl", "info") and not self._group.hidden:
            self._bytes += content

    def _flush(self) -> None:
        if self._bytes:
            text = self._bytes.decode(self._group.encoding, "replace")
            self._bytes.clear()
            self._write(text)

    def _write(self, text: str) -> None:
        if self._bytes:
            self._flush()
        goes = self._group.goes
        if self._group.hidden or goes in ("none", "fonttbl", "info", "pict", "objdata"):
            return
        self._collected.get(goes, self._line).append(text)
