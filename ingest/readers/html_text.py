"""The text of an HTML body, as a reader of it would see it: no scripts, no styles, block elements on lines."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from ingest.readers.flow_text import FlowText
from models.table_places import TablePlaces

_HIDDEN: Final = frozenset(("script", "style", "template", "noscript", "svg", "iframe"))
_OF_THE_HEAD: Final = frozenset(("title", "meta", "link", "base", "html", "head", *_HIDDEN))  # another tag ends it
_BLOCKS: Final = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr",
     "pre", "section", "article", "header", "footer", "main", "nav", "aside", "form", "fieldset", "figure",
     "figcaption", "address", "details", "summary", "option", "caption", "tr", "table", "thead", "tbody", "tfoot")
)  # fmt: skip
_APART: Final = frozenset(("p", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "dl"))
_CELLS: Final = frozenset(("td", "th"))
_SHOWN_ATTRIBUTES: Final = {"img": "alt", "input": "value", "textarea": "value"}
_UNSEEN_INPUTS: Final = frozenset(("hidden", "password", "checkbox", "radio", "image"))


def text_of(html: str) -> str:
    """The visible text; runs of spaces folded, at most one empty line in a row."""
    return parsed(html)[0].text()


def parsed(html: str) -> tuple[FlowText, str]:
    """The visible text as paragraphs and as rows of tables, and the title that stands in the head."""
    parser = _TextParser()
    parser.feed(html)
    parser.close()
    parser.end()
    return parser.flow, " ".join("".join(parser.title).split())


class _TextParser(HTMLParser):
    """Writes what it meets into ``flow``, line by line; within a row of a table, cell by cell."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.flow = FlowText()
        self.title: list[str] = []
        self._line: list[str] = []
        self._hidden: list[str] = []
        self._in_head = self._in_title = False
        self._verbatim = 0
        self._paragraphs = 0
        self._tables: list[_Table] = []
        self._table_count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._hidden = []
        if tag not in _OF_THE_HEAD:
            self._in_head = self._in_title = False
        if tag in _HIDDEN:
            self._hidden.append(tag)
        elif tag == "head":
            self._in_head = True
        elif tag == "title":
            self._in_title = self._in_head or not self.title
        elif not self._hidden:
            self._start_visible(tag, dict(attrs))

    def _start_visible(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _BLOCKS or tag in _CELLS:
            self.end_line()
        if tag in _APART and not self._tables:
            self.flow.gap()
        if tag == "pre":
            self._verbatim += 1
        elif tag in _SHOWN_ATTRIBUTES and (attributes.get("type") or "").lower() not in _UNSEEN_INPUTS:
            self._line.append(f" {attributes.get(_SHOWN_ATTRIBUTES[tag]) or ''} ")
        else:
            self._start_table_part(tag)

    def _start_table_part(self, tag: str) -> None:
        if tag == "table":
            self._table_count += 1
            self._tables.append(_Table(self._table_count))
        elif self._tables and tag == "tr":
            self._end_row()
            self._tables[-1].row += 1
        elif self._tables and tag in _CELLS:
            self._tables[-1].column += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._hidden:
            del self._hidden[self._hidden.index(tag) :]
        elif tag == "head":
            self._in_head = False
        elif tag == "title":
            self._in_title = False
        elif not self._hidden:
            self._end_visible(tag)

    def _end_visible(self, tag: str) -> None:
        if tag in _BLOCKS or tag in _CELLS:
            self.end_line()
        if tag == "pre":
            self._verbatim = max(0, self._verbatim - 1)
        elif tag == "tr" and self._tables:
            self._end_row()
        elif tag == "table" and self._tables:
            self._end_row()
            self._tables.pop()
        if tag in _APART and not self._tables:
            self.flow.gap()

    def handle_data(self, data: str) -> None:
        if self._in_title and not self._hidden:
            self.title.append(data)
        elif not self._hidden and not self._in_head:
            self._line.append(data if self._verbatim else re.sub(r"\s+", " ", data))

    def end(self) -> None:
        """The text is over, whatever is still open."""
        self.end_line()
        while self._tables:
            self._end_row()
            self._tables.pop()

    def end_line(self) -> None:
        """What was written so far is a line of its own, or a line of the cell that we are in."""
        text, self._line = "".join(self._line), []
        lines = text.split("\n") if self._verbatim else [" ".join(text.split())]
        for line in filter(str.strip, lines):
            if self._tables and self._tables[-1].column:
                self._tables[-1].add(line.strip())
            else:
                self._paragraphs += 1
                self.flow.add(line, place=f"stycke {self._paragraphs}")

    def _end_row(self) -> None:
        table = self._tables[-1]
        cells, table.cells, table.column = table.cells, {}, 0
        outer = next((each for each in self._tables[-2::-1] if each.column), None)
        if outer is not None:  # a table within a cell: its rows are lines of the cell
            outer.add("\t".join(filter(None, cells.values())))
        else:
            self.flow.add_row(cells, TablePlaces(table.number, max(1, table.row)))


class _Table:
    """A table that is being read: where we are in it, and the cells of its row so far."""

    def __init__(self, number: int) -> None:
        self.number, self.row, self.column = number, 0, 0
        self.cells: dict[int, str] = {}

    def add(self, line: str) -> None:
        before = self.cells.get(self.column, "")
        if line:
            self.cells[self.column] = f"{before}\n{line}" if before else line
