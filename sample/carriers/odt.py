"""A draft as ODT (OpenDocument text), its few parts written as text."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from random import Random
from typing import NamedTuple

from sample.carriers.flow import Grid, Listing, Manner, Part, Run, body, closing, flow, opening
from sample.carriers.package import XML, escaped, package
from sample.carriers.plain import Lines, Written
from sample.draft import MARK, Block, Draft
from sample.spans import plain

_NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("meta", "meta"),
        ("fo", "xsl-fo-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
_TYPE = "application/vnd.oasis.opendocument.text"


class _Look(NamedTuple):
    font: str
    size: float
    colour: str


_LOOKS = (
    _Look("Liberation Serif", 12, "#000000"),
    _Look("Liberation Sans", 10.5, "#1d4e5f"),
    _Look("Gentium", 11, "#3b2f2f"),
)
_STYLES = {"quote": "Citat", "small": "Liten", "under": "Liten", "sign": "Namn", "stamp": "Stampel"}


def odt_file(draft: Draft, rng: Random, style: str = "") -> Written:
    """The letterhead is ordinary text, or in the page style's header and footer; the gold: header, body, footer."""
    look, manner, lines = rng.choice(_LOOKS), Manner.drawn(rng), Lines()

    def written(blocks: tuple[Block, ...]) -> str:
        return "".join([_part(part) for part in flow(lines, blocks, manner)])

    head, foot = opening(draft, rng), closing(draft, rng)
    if rng.random() < 0.5:
        header, content, footer = written(head), written(body(draft)), written(foot)
    else:
        header, content, footer = "", written((*head, *body(draft), *foot)), ""
    parts = (
        ("mimetype", _TYPE),
        ("content.xml", f'{XML}<office:document-content {_NAMES} office:version="1.3">{_AUTOMATIC}<office:body>'
                        f"<office:text>{content}</office:text></office:body></office:document-content>"),
        ("styles.xml", _styles(look).replace("@HEADER@", header).replace("@FOOTER@", footer)),
        ("meta.xml", _meta(plain(draft.title), plain(draft.owner.unit), draft.date)),
        ("META-INF/manifest.xml", _MANIFEST),
    )  # fmt: skip
    return Written(package(parts), ".odt", (lines.page("odt"),))


def _part(part: Part) -> str:
    match part:
        case Run("page", _):
            return '<text:p text:style-name="Sida"/>'
        case Run("title" | "heading" as kind, text):
            level = 1 if kind == "title" else 2
            return f'<text:h text:style-name="Rubrik{level}" text:outline-level="{level}">{_t(text)}</text:h>'
        case Run(kind, text):
            return f'<text:p text:style-name="{_STYLES.get(kind, "Standard")}">{_t(text)}</text:p>'
        case Listing("", items):
            return "".join([f'<text:p text:style-name="Indrag">{_t(item)}</text:p>' for item in items])
        case Listing(marks, items):
            told = "".join([f"<text:list-item><text:p>{_t(item)}</text:p></text:list-item>" for item in items])
            return f'<text:list text:style-name="L{"1a-".find(marks) + 1}">{told}</text:list>'
        case Grid():
            return _table(part)


def _table(grid: Grid) -> str:
    cell = "Ruta" if grid.head else "Tom"
    rows = []
    for index, row in enumerate(grid.rows):
        told = "".join([
            f'<table:table-cell table:style-name="{cell}" office:value-type="string"><text:p text:style-name="'
            f'{"Siffra" if column in grid.right else "Cell"}">{_t(text)}</text:p></table:table-cell>'
            for column, text in enumerate(row)
        ])  # fmt: skip
        told = f"<table:table-row>{told}</table:table-row>"
        rows.append(f"<table:table-header-rows>{told}</table:table-header-rows>" if grid.head and not index else told)
    columns = f'<table:table-column table:number-columns-repeated="{len(grid.shares)}"/>'
    return f"<table:table>{columns}{''.join(rows)}</table:table>"


def _t(text: str) -> str:
    """Text with line breaks, tabs and repeated spaces as elements."""
    told = escaped(text)
    if "\n" in told or "\t" in told:
        told = told.replace("\n", "<text:line-break/>").replace("\t", "<text:tab/>")
    while "  " in told:
        told = told.replace("  ", " <text:s/>", 1)
    return told


_AUTOMATIC = (
    '<office:automatic-styles><style:style style:name="Ruta" style:family="table-cell"><style:table-cell-properties '
    'fo:border="0.5pt solid #000000" fo:padding="2pt"/></style:style><style:style style:name="Tom" '
    'style:family="table-cell"><style:table-cell-properties fo:border="none"/></style:style>'
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" '
    'style:num-suffix="."/></text:list-style><text:list-style style:name="L2"><text:list-level-style-number '
    'text:level="1" style:num-format="a" style:num-suffix=")"/></text:list-style><text:list-style style:name="L3">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style></office:automatic-styles>'
)
_MANIFEST = (
    f'{XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    f'manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}.xml" manifest:media-type="text/xml"/>'
        for name in ("content", "styles", "meta")
    )
    + "</manifest:manifest>"
)


@lru_cache(maxsize=8)
def _styles(look: _Look) -> str:
    def one(name: str, paragraph: str = "", text: str = "") -> str:
        return (f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Standard">'
                f"<style:paragraph-properties {paragraph}/><style:text-properties {text}/></style:style>")  # fmt: skip

    bold, colour, side = 'fo:font-weight="bold"', f'fo:color="{look.colour}"', "<style:%s>%s</style:%s>"
    return (
        f'{XML}<office:document-styles {_NAMES} office:version="1.3"><office:styles><style:style style:name="Standard" '
        'style:family="paragraph"><style:paragraph-properties fo:margin-bottom="4pt"/><style:text-properties '
        f'fo:font-family="{look.font}" fo:font-size="{look.size}pt" fo:language="sv" fo:country="SE"/></style:style>'
        + one("Rubrik1", 'fo:margin-top="12pt"', f'{bold} {colour} fo:font-size="{look.size + 5}pt"')
        + one("Rubrik2", 'fo:margin-top="8pt"', f'{bold} {colour} fo:font-size="{look.size + 1.5}pt"')
        + one("Citat", 'fo:margin-left="1cm" fo:margin-right="1cm"', 'fo:font-style="italic"')
        + one("Liten", "", 'fo:font-size="8pt"') + one("Namn", 'fo:margin-top="24pt"')
        + one("Stampel", 'fo:border="1.5pt solid #9c1c1c" fo:padding="4pt" fo:margin-left="9cm" '
              'fo:text-align="center"', f'{bold} fo:color="#9c1c1c"')
        + one("Indrag", 'fo:margin-left="0.6cm"') + one("Cell", 'fo:margin-bottom="0pt"')
        + one("Siffra", 'fo:text-align="end" fo:margin-bottom="0pt"') + one("Sida", 'fo:break-before="page"')
        + '</office:styles><office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.2cm"/><style:header-style/><style:footer-style/>'
        '</style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="A4">'
        + side % ("header", "@HEADER@", "header") + side % ("footer", "@FOOTER@", "footer")
        + "</style:master-page></office:master-styles></office:document-styles>"
    )  # fmt: skip


def _meta(title: str, author: str, day: date) -> str:
    moment = f"{day.isoformat()}T09:30:00"
    return (
        f'{XML}<office:document-meta {_NAMES} office:version="1.3"><office:meta><dc:title>{escaped(title)}</dc:title>'
        f"<dc:creator>{escaped(author)}</dc:creator><dc:description>{MARK}</dc:description><dc:date>{moment}</dc:date>"
        f"<meta:creation-date>{moment}</meta:creation-date></office:meta></office:document-meta>"
    )
