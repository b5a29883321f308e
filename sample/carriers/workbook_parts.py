"""The parts of an XLSX package besides its sheets: types, relations, styles, properties."""

from __future__ import annotations

from datetime import date

from sample.carriers.package import XML, escaped
from sample.draft import MARK

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_TYPES = (
    f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET}.styles+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>@</Types>'
)
_ROOT = (
    f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)
_STYLES = (
    f'{XML}<styleSheet {MAIN}><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/>'
    '<name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill>'
    '<patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/>'
    '<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" '
    'fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="4" fontId="0" fillId="0" borderId="0" '
    'xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/>'
    "</cellStyles></styleSheet>"
)
"""Three formats: plain, bold, and figures with two decimals."""


def frame(names: list[str], shared: bool, title: str, author: str, day: date) -> list[tuple[str, str]]:
    """The parts around the sheets."""
    count = range(1, len(names) + 1)
    types = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_SHEET}.worksheet+xml"/>' for n in count
    )
    relations = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in count
    )
    relations += f'<Relationship Id="rIdS" Type="{_OFFICE}/styles" Target="styles.xml"/>'
    if shared:
        types += f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SHEET}.sharedStrings+xml"/>'
        relations += f'<Relationship Id="rIdT" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    sheets = "".join(
        f'<sheet name="{escaped(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in zip(count, names, strict=True)
    )
    return [
        ("[Content_Types].xml", _TYPES.replace("@", types)),
        ("_rels/.rels", _ROOT),
        ("docProps/core.xml", _core(title, author, day)),
        ("xl/workbook.xml", f'{XML}<workbook {MAIN} xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'),
        (
            "xl/_rels/workbook.xml.rels",
            f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
        ),
        ("xl/styles.xml", _STYLES),
    ]


def _core(title: str, author: str, day: date) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escaped(title)}</dc:title>'
        f"<dc:creator>{escaped(author)}</dc:creator><dc:description>{MARK}</dc:description>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{day.isoformat()}T09:30:00Z</dcterms:created></cp:coreProperties>'
    )
