"""A draft as DOCX. The few parts are written as text: a library takes ten times as long."""

from __future__ import annotations

from random import Random

from sample.carriers.docx_parts import LISTS, LOOKS, Look, parts
from sample.carriers.flow import Grid, Listing, Manner, Part, Run, body, closing, flow, opening
from sample.carriers.package import escaped, package
from sample.carriers.plain import Lines, Written
from sample.draft import Block, Draft
from sample.spans import plain

_STYLES = {"title": "Heading1", "heading": "Heading2", "quote": "Quote", "small": "Small", "under": "Small",
           "stamp": "Stamp"}  # fmt: skip
_LINE = 9000
"""A line's width in twentieths of a point."""


def word_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """The letterhead is ordinary text or stands in the header and footer parts. One page; header, body, footer."""
    look, manner, lines = rng.choice(LOOKS), Manner.drawn(rng), Lines()
    apart, broken = rng.random() < 0.5, rng.random() < 0.25
    head, foot = opening(draft, rng), closing(draft, rng)
    text = _Text(look, rng if broken else None)

    def written(blocks: tuple[Block, ...]) -> str:
        return "".join([text.part(part) for part in flow(lines, blocks, manner)])

    if apart:
        header, content, footer = written(head), written(body(draft)), written(foot)
    else:
        header, content, footer = "", written((*head, *body(draft), *foot)), ""
    made = parts(look, content, header, footer, plain(draft.title), plain(draft.owner.unit), draft.date)
    return Written(package(made), ".docx", (lines.page("docx"),))


class _Text:
    """Parts of a flow as WordprocessingML; with ``broken`` chance, paragraphs are in many runs, as after many edits."""

    def __init__(self, look: Look, broken: Random | None) -> None:
        self.look, self.broken, self.lists = look, broken, 0

    def part(self, part: Part) -> str:
        match part:
            case Run("page", _):
                return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
            case Run("sign", text):
                return f'<w:p/><w:p><w:pPr><w:spacing w:before="480" w:after="0"/></w:pPr>{self._runs(text)}</w:p>'
            case Run(kind, text):
                named = f'<w:pPr><w:pStyle w:val="{_STYLES[kind]}"/></w:pPr>' if kind in _STYLES else ""
                return f"<w:p>{named}{self._runs(text)}</w:p>"
            case Listing(marks, items):
                number = {"1": 1, "a": 2}.get(marks, 3) + 3 * (self.lists % LISTS)
                self.lists += 1
                return "".join([self._item(item, number if marks else 0) for item in items])
            case Grid():
                return self._table(part)

    def _item(self, item: str, number: int) -> str:
        if number:
            what = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
        else:
            what = '<w:ind w:left="360"/>'
        return f'<w:p><w:pPr><w:pStyle w:val="ListParagraph"/>{what}</w:pPr>{self._runs(item)}</w:p>'

    def _runs(self, text: str, bold: bool = False) -> str:
        properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
        pieces = [text]
        if self.broken and len(text) > 30:
            at = self.broken.randrange(5, len(text) - 5)
            pieces = [text[:at], text[at:]]
        return "".join([f"<w:r>{properties}{_t(piece)}</w:r>" for piece in pieces])

    def _table(self, grid: Grid) -> str:
        total = sum(grid.shares)
        widths = [round(share / total * _LINE) for share in grid.shares]
        named = "TableGrid" if grid.head and self.look.grid else "TableNormal"
        columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in widths])
        rows = "".join([self._row(row, grid, widths, index == 0 and grid.head) for index, row in enumerate(grid.rows)])
        return (f'<w:tbl><w:tblPr><w:tblStyle w:val="{named}"/><w:tblW w:w="{_LINE}" w:type="dxa"/></w:tblPr>'
                f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl><w:p/>")  # fmt: skip

    def _row(self, row: tuple[str, ...], grid: Grid, widths: list[int], head: bool) -> str:
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{self.look.shade}"/>' if head else ""
        cells = "".join([
            f'<w:tc><w:tcPr><w:tcW w:w="{widths[column]}" w:type="dxa"/>{shade}</w:tcPr><w:p>'
            f"{_RIGHT if column in grid.right else _LEFT}{self._runs(cell, head)}</w:p></w:tc>"
            for column, cell in enumerate(row)
        ])  # fmt: skip
        return f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if head else ''}{cells}</w:tr>"


_LEFT = '<w:pPr><w:spacing w:after="0"/></w:pPr>'
_RIGHT = '<w:pPr><w:spacing w:after="0"/><w:jc w:val="right"/></w:pPr>'


def _t(text: str) -> str:
    """The text of a run; line breaks and tabs are elements."""
    told = f'<w:t xml:space="preserve">{escaped(text)}</w:t>'
    if "\n" in told:
        told = told.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    return told.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">') if "\t" in told else told
