"""The parts of a DOCX package besides its text: types, relations, styles, numbering, properties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sample.carriers.package import XML, escaped
from sample.draft import MARK

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Look(NamedTuple):
    """Typeface and size (in half points), colour and size of headings, and whether tables have a grid."""

    font: str
    size: int
    colour: str
    heading: int
    grid: bool = True
    shade: str = "E7E6E6"


LOOKS = (
    Look("Calibri", 22, "2F5496", 32), Look("Times New Roman", 24, "000000", 28, False, "FFFFFF"),
    Look("Arial", 20, "000000", 26), Look("Garamond", 23, "4A1C1C", 34, False, "F2EDE4"),
    Look("Verdana", 18, "1D4E5F", 24, True, "DCE9EE"), Look("Georgia", 21, "333333", 30, True, "FFFFFF"),
)  # fmt: skip


def parts(look: Look, content: str, header: str, footer: str, title: str, author: str,
          day: date) -> Iterator[tuple[str, str]]:  # fmt: skip
    """The parts of the package in order. ``header`` and ``footer`` may be empty: then there are none."""
    sides = [(sort, text) for sort, text in (("header", header), ("footer", footer)) if text]
    yield "[Content_Types].xml", _types(tuple(sort for sort, _ in sides))
    yield "_rels/.rels", _ROOT
    yield "docProps/core.xml", _core(title, author, day)
    yield "word/_rels/document.xml.rels", _relations(tuple(sort for sort, _ in sides))
    references = "".join(f'<w:{sort}Reference w:type="default" r:id="{sort}"/>' for sort, _ in sides)
    yield (
        "word/document.xml",
        (
            f"{XML}<w:document {_W} {_R}><w:body>{content}<w:sectPr>{references}"
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
            'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>'
        ),
    )
    for sort, text in sides:
        root = {"header": "hdr", "footer": "ftr"}[sort]
        yield f"word/{sort}1.xml", f"{XML}<w:{root} {_W}>{text}</w:{root}>"
    yield "word/styles.xml", _styles(look)
    yield "word/numbering.xml", _NUMBERING


@lru_cache(maxsize=4)
def _types(sides: tuple[str, ...]) -> str:
    named = {"document": "main", "styles": "styles", "numbering": "numbering", "header1": "header", "footer1": "footer"}
    present = ("document", "styles", "numbering", *(f"{sort}1" for sort in sides))
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" '
        f'ContentType="{_TYPE}.{"document.main" if part == "document" else named[part]}+xml"/>'
        for part in present
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


@lru_cache(maxsize=4)
def _relations(sides: tuple[str, ...]) -> str:
    rows = [("styles", "styles", "styles.xml"), ("numbering", "numbering", "numbering.xml")]
    rows += [(sort, sort, f"{sort}1.xml") for sort in sides]
    told = "".join(f'<Relationship Id="{key}" Type="{_REL}/{sort}" Target="{to}"/>' for key, sort, to in rows)
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{told}</Relationships>'


_ROOT = (
    f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/'
    'core-properties" Target="docProps/core.xml"/></Relationships>'
)


def _core(title: str, author: str, day: date) -> str:
    moment = f"{day.isoformat()}T09:30:00Z"
    when = f'<dcterms:%s xsi:type="dcterms:W3CDTF">{moment}</dcterms:%s>'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escaped(title)}</dc:title>'
        f"<dc:creator>{escaped(author)}</dc:creator><dc:description>{MARK}</dc:description>"
        f"<cp:lastModifiedBy>{escaped(author)}</cp:lastModifiedBy>{when % ('created', 'created')}"
        f"{when % ('modified', 'modified')}</cp:coreProperties>"
    )


@lru_cache(maxsize=16)
def _styles(look: Look) -> str:
    font = f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>'

    def paragraph(key: str, name: str, properties: str = "", run: str = "") -> str:
        return (f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
                f"<w:pPr>{properties}</w:pPr><w:rPr>{run}</w:rPr></w:style>")  # fmt: skip

    colour = f'<w:color w:val="{look.colour}"/>'
    border = '<w:%s w:val="single" w:sz="12" w:space="4" w:color="9C1C1C"/>'
    frame = "".join(border % edge for edge in ("top", "left", "bottom", "right"))
    grid = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
                   for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))  # fmt: skip
    return (
        f'{XML}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val="{look.size}"/>'
        '<w:lang w:val="sv-SE"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr>'
        '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        '<w:name w:val="Normal"/></w:style>'
        + paragraph("Heading1", "heading 1", '<w:keepNext/><w:spacing w:before="240" w:after="120"/>'
                    '<w:outlineLvl w:val="0"/>', f'<w:b/>{colour}<w:sz w:val="{look.heading}"/>')
        + paragraph("Heading2", "heading 2", '<w:keepNext/><w:spacing w:before="160" w:after="60"/>'
                    '<w:outlineLvl w:val="1"/>', f'<w:b/>{colour}<w:sz w:val="{look.size + 3}"/>')
        + paragraph("Quote", "Quote", '<w:ind w:left="567" w:right="567"/>', "<w:i/>")
        + paragraph("Small", "Small", '<w:spacing w:after="40"/>', '<w:sz w:val="16"/>')
        + paragraph("Stamp", "Stamp", f'<w:pBdr>{frame}</w:pBdr><w:ind w:left="5600"/><w:jc w:val="center"/>',
                    '<w:b/><w:color w:val="9C1C1C"/>')
        + paragraph("ListParagraph", "List Paragraph", '<w:spacing w:after="60"/>')
        + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders></w:tblPr></w:style></w:styles>"
    )  # fmt: skip


LISTS = 12
"""So many lists of each kind begin to count anew; a paper with more goes on counting in the first."""


def _numbering() -> str:
    kinds = ((1, "decimal", "%1."), (2, "lowerLetter", "%1)"), (3, "bullet", "–"))
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{sort}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>'
        "</w:lvl></w:abstractNum>"
        for number, sort, text in kinds
    )
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    used = "".join(
        f'<w:num w:numId="{number + 3 * turn}"><w:abstractNumId w:val="{number}"/>{begin}</w:num>'
        for turn in range(LISTS)
        for number, _, _ in kinds
    )
    return f"{XML}<w:numbering {_W}>{lists}{used}</w:numbering>"


_NUMBERING = _numbering()
