"""Files of word processors, web pages, tables and plain text: what other readers find in them is the gold, in order."""

from __future__ import annotations

import csv
import re
from html.parser import HTMLParser
from io import BytesIO, StringIO
from random import Random
from xml.etree import ElementTree
from zipfile import ZipFile

import docx
import openpyxl
import pytest

from sample.carriers import CARRIERS
from sample.carriers.plain import Written
from sample.draft import MARK
from tests.sample.drafts import DAY, draft, long_draft
from tests.sample.readers import docx_sides, text

SEEDS = range(24)
KINDS = ("docx", "odt", "rtf", "html", "txt", "xlsx", "csv")


def _written(made: Written) -> str:
    return "\n".join(page.written.text for page in made.pages)


def _in_order(text: str, made: Written) -> bool:
    return text.split() == _written(made).split()


@pytest.mark.parametrize("kind", KINDS)
def test_gold_of_every_carrier(kind: str) -> None:
    for seed in SEEDS:
        made, again = (CARRIERS[kind](draft(annex=True), Random(seed), "") for _ in range(2))
        assert made == again
        for page in made.pages:
            assert MARK in page.written.text
            assert not re.search("[\ue000-\ue0ff]", page.written.text)
            ends = 0
            for span in page.written.spans:
                assert ends <= span.start
                ends = span.end
                if span.entity == "person-1":
                    assert page.written.text[span.start : span.end].replace("\n", " ") == span.value
                if span.label == "AMOUNT":
                    told = page.written.text[span.start : span.end].replace(" ", "").replace(",", ".")
                    assert float(told) == float(span.value)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("xlsx", "csv")])
def test_the_whole_paper_is_there(kind: str) -> None:
    made = CARRIERS[kind](draft(annex=True), Random(1), "")
    for words in ("Bakgrund", "INKOM", "Eva Gran", "Fyra", "Det som hör till.", "C:\\temp {mall}", "Vara 5 & <annat>"):
        assert words in " ".join(_written(made).split("\n")), words


def test_docx_is_what_python_docx_reads() -> None:
    apart = 0
    for seed in SEEDS:
        made = CARRIERS["docx"](draft(annex=True), Random(seed), "")
        file = docx.Document(BytesIO(made.content))
        sides = docx_sides(made.content)
        apart += bool(sides[0])
        assert bool(sides[0]) == bool(sides[2])
        assert _in_order("\n".join(sides), made)
        assert {"Heading 1", "Heading 2"} <= {one.style.name for one in file.paragraphs}
        assert file.core_properties.created.date() == DAY
        assert file.core_properties.comments == MARK
    assert 6 <= apart <= 18


def test_docx_lists_are_numbered_by_the_program_or_by_hand() -> None:
    numbered = [b"<w:numPr>" in ZipFile(BytesIO(CARRIERS["docx"](draft(), Random(seed), "").content)).read(
        "word/document.xml") for seed in SEEDS]  # fmt: skip
    assert any(numbered)
    assert not all(numbered)


_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def _odf(element: ElementTree.Element | None) -> str:
    """The text of an OpenDocument element; paragraphs, breaks and tabs are white space."""
    if element is None:
        return ""
    space = {_TEXT + "line-break": "\n", _TEXT + "tab": "\t", _TEXT + "s": " "}.get(element.tag, "")
    told = space + (element.text or "") + "".join(_odf(kid) + (kid.tail or "") for kid in element)
    return told + ("\n" if element.tag in (_TEXT + "p", _TEXT + "h") else "")


def test_odt_holds_header_body_and_footer() -> None:
    for seed in SEEDS:
        made = CARRIERS["odt"](draft(annex=True), Random(seed), "")
        with ZipFile(BytesIO(made.content)) as package:
            first = package.infolist()[0]
            assert (first.filename, first.compress_type) == ("mimetype", 0)
            assert package.read("mimetype") == b"application/vnd.oasis.opendocument.text"
            trees = {
                name: ElementTree.fromstring(package.read(f"{name}.xml")) for name in ("content", "styles", "meta")
            }
            listed = ElementTree.fromstring(package.read("META-INF/manifest.xml"))
        assert len(listed) == 4
        styles, content = trees["styles"], trees["content"]
        header, footer = (styles.find(f".//{_STYLE}{side}") for side in ("header", "footer"))
        told = _odf(header) + _odf(content.find(f".//{_OFFICE}text")) + _odf(footer)
        assert _in_order(told, made)
        named = {
            one.get(f"{_STYLE}name") for tree in (styles, content) for one in tree.iter() if one.get(f"{_STYLE}name")
        }
        used = {one.get(f"{_TEXT}style-name") for one in content.iter() if one.get(f"{_TEXT}style-name")}
        assert used <= named


_RTF = re.compile(r"\\u(-?\d+) ?\?|\\'([0-9a-f]{2})|\\([a-z]+)(-?\d+)? ?|\\([\\{}])|([{}])|([^\\{}]+)")
_SKIPPED = {"fonttbl", "colortbl", "info"}


def _rtf(content: str) -> tuple[str, str, str]:
    """Header, body and footer as an RTF reader finds them."""
    told = {"header": "", "": "", "footer": ""}
    stack, skip, at = list[tuple[bool, str]](), False, ""
    for match in _RTF.finditer(content.replace("\n", "")):
        unicode, byte, word, _, escaped, brace, text = match.groups()
        if brace == "{":
            stack.append((skip, at))
        elif brace == "}":
            skip, at = stack.pop()
        elif word in _SKIPPED:
            skip = True
        elif word in ("header", "footer"):
            at = word
        elif not skip:
            space = {"par": "\n", "line": "\n", "tab": "\t", "cell": "\t", "row": "\n"}.get(word or "", "")
            sign = chr(int(unicode) % 65536) if unicode else bytes.fromhex(byte).decode("cp1252") if byte else ""
            told[at] += sign or escaped or text or space
    assert not stack
    return told["header"], told[""], told["footer"]


def test_rtf_is_seven_bit_and_read_back() -> None:
    ways = set()
    for seed in SEEDS:
        made = CARRIERS["rtf"](draft(annex=True), Random(seed), "")
        told = made.content.decode("ascii")
        ways.add("\\'e5" in told)
        assert _in_order("\n".join(_rtf(told)), made)
    assert ways == {True, False}


class _Body(HTMLParser):
    """The text of a page's body."""

    def __init__(self) -> None:
        super().__init__()
        self.text, self.inside, self.open = "", False, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = self.inside or tag == "body"
        if tag not in ("br", "meta", "hr"):
            self.open.append(tag)
        self.text += "\n"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data if self.inside else ""


def test_html_is_well_formed_and_read_back() -> None:
    charsets, old = set(), set()
    for seed in SEEDS:
        made = CARRIERS["html"](draft(annex=True), Random(seed), "")
        found = re.search(rb"(?i)charset=\"?([a-z0-9-]+)", made.content)
        assert found
        charsets.add(found.group(1))
        old.add(b"BGCOLOR" in made.content)
        page = _Body()
        page.feed(made.content.decode(found.group(1).decode()))
        page.close()
        assert page.open == []
        assert _in_order(page.text, made)
    assert len(charsets) == 3
    assert old == {True, False}


def test_text_files_are_utf8_or_windows_1252() -> None:
    kinds = set()
    for seed in SEEDS:
        made = CARRIERS["txt"](draft(annex=True), Random(seed), "")
        kind = "bom" if made.content.startswith(b"\xef\xbb\xbf") else "cp1252" if b"\r\n" in made.content else "utf-8"
        kinds.add(kind)
        assert text(made.content) == made.pages[0].written.text + "\n"
    assert kinds == {"bom", "cp1252", "utf-8"}


def test_broken_lines_are_short() -> None:
    broken = [
        max(map(len, CARRIERS["txt"](long_draft(), Random(seed), "").pages[0].written.text.split("\n")))
        for seed in SEEDS
    ]
    assert min(broken) <= 400  # but for the one word that is longer
    assert max(broken) > 1000


def _cells(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(cell for cell in row) for row in rows)


def test_workbooks_are_what_openpyxl_reads() -> None:
    sheets, figures = set(), 0
    for seed in SEEDS:
        made = CARRIERS["xlsx"](draft(), Random(seed), "")
        book = openpyxl.load_workbook(BytesIO(made.content))
        assert len(book.worksheets) == len(made.pages)
        sheets.add(len(made.pages))
        for sheet, page in zip(book.worksheets, made.pages, strict=True):
            values = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
            figures += sum(isinstance(cell, int | float) for row in values for cell in row)
            assert _cells([[str(cell) for cell in row] for row in values]).split() == page.written.text.split()
        book.close()
    assert sheets == {1, 2}
    assert figures > 50


def test_csv_files_are_what_csv_reads() -> None:
    charsets, first = set(), set()
    for seed in SEEDS:
        made = CARRIERS["csv"](draft(), Random(seed), "")
        charsets.add("utf-8-sig" if made.content.startswith(b"\xef\xbb\xbf") else "other")
        told = text(made.content)
        separator = "\t" if "\t" in told else ";"
        rows = [[cell for cell in row if cell] for row in csv.reader(StringIO(told), delimiter=separator)]
        first.add(rows[0] == [MARK])
        assert rows[0] == [MARK] or rows[-1] == [MARK]
        assert _cells(rows).split() == made.pages[0].written.text.split()
        assert "1 500,00" in told
    assert charsets == {"utf-8-sig", "other"}
    assert first == {True, False}


def test_packages_say_nothing_of_the_machine_or_the_hour() -> None:
    for kind in ("docx", "odt", "xlsx"):
        with ZipFile(BytesIO(CARRIERS[kind](draft(), Random(1), "").content)) as package:
            assert {(one.date_time, one.create_system) for one in package.infolist()} == {((1980, 1, 1, 0, 0, 0), 3)}
