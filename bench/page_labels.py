"""Real pages and how each is to be read, labelled by looking at the page beside its text layer.

A label has the first letters of the ways that are right: text, ocr, mixed, blank. More than one stands where a page
loses nothing either way: a photograph or a pictogram beside text, a drawing with no words, a font without a map.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.page_made import Page

MATERIAL = Path(__file__).parents[2] / "shared/data/documents"
_WAYS = {"t": "text", "o": "ocr", "m": "mixed", "b": "blank"}

# File → (pages looked at, what is right for those not named, page → what is right for it).
_Labels = dict[str, tuple[int, str, dict[int, str]]]
_SWEDISH: _Labels = {
    "AFFS-2008_8.pdf": (5, "t", {}),
    "AFS-2011-19.pdf": (34, "t", {9: "tm", 27: "tm"}),
    "AMSFS-2007_2.pdf": (1, "t", {}),
    "ARN-2013-07406.pdf": (2, "t", {}),
    "BFS-1987-4tob6.pdf": (6, "t", {}),
    "BFS-1988-13tob8.pdf": (2, "t", {}),
    "BFS-1991-36ovr61.pdf": (1, "t", {}),
    "BFS-1992-15ovr64.pdf": (2, "t", {}),
    "BFS-1993-19oma1.pdf": (2, "t", {}),
    "Ds-1998_10.pdf": (24, "t", {}),  # pages 2, 6 and 10 have a header only
    "EMFS-2011_39.pdf": (19, "t", {19: "tom"}),  # formulas, sign by sign
    "FFFS-2011-1.pdf": (7, "t", {}),
    "FFFS-2011-3.pdf": (4, "t", {}),
    "FFFS-2011-4.pdf": (39, "t", {}),  # forms with heavy ruling on 2–6 and 18–27
    "FI-beslutspm_ny_frl_2011.pdf": (25, "t", {}),
    "FST_info_verksamhetsansvarig.pdf": (6, "t", {}),
    "LIVSFS-2006_22.pdf": (4, "t", {}),
    "RA-FS-2004_2.pdf": (3, "o", {}),
    "SFS-1999_175.pdf": (6, "t", {}),
    "SJVFS-2009_26.pdf": (22, "m", dict.fromkeys(range(1, 7), "t")),  # forms put in as pictures from page 7
    "VervaFS-2007_1.pdf": (1, "t", {}),
    "VervaFS-2007_1AR.pdf": (2, "t", {}),
    "dir-2009_78.pdf": (2, "t", {}),
    "dir-2014-158.pdf": (4, "t", {}),
    "dir-2016-15.pdf": (28, "t", {}),
    "hd-dom-T-170-08.pdf": (18, "t", {}),
    "prop-2008-09-5-bilaga1.PDF": (1, "o", {}),
    "prop-2008-09-5.pdf": (2, "tm", {}),  # one font without a map in a good text layer
    "prop-2012-13-182.pdf": (1, "tm", {}),
    "simrishamn-budgetskrivelse-2027-2031.pdf": (26, "t", {1: "tm"}),
}
_ROBUST: _Labels = {
    "formatcorpus__033689.pdf": (3, "t", {3: "ob"}),  # a chart, a pie, a map
    "formatcorpus__498264.pdf": (1, "t", {}),  # what is left of it: the other pages are lost
    "formatcorpus__T03_001_no-cross-reference-table.pdf": (1, "t", {}),
    "formatcorpus__corruptionOneByteMissing.pdf": (1, "t", {}),
    "formatcorpus__encryption_notextaccess.pdf": (1, "t", {}),
    "formatcorpus__fileAttachment.pdf": (1, "t", {}),
    "formatcorpus__javascript.pdf": (1, "t", {}),
    "ocrmypdf__ccitt.pdf": (1, "o", {}),
    "ocrmypdf__enormous.pdf": (1, "o", {}),
    "ocrmypdf__francais.pdf": (1, "o", {}),
    "ocrmypdf__jbig2.pdf": (1, "o", {}),
    "ocrmypdf__no_contents.pdf": (1, "b", {}),
    "ocrmypdf__skew.pdf": (1, "o", {}),
    "ocrmypdf__truetype_font_nomapping.pdf": (1, "om", {}),
    "pdfbox__rotation.pdf": (2, "t", {}),
    "pdfjs__helloworld-bad.pdf": (1, "t", {}),
    "pdfjs__issue6069.pdf": (1, "t", {}),
    "pdfjs__pdfjs-empty-page.pdf": (1, "b", {}),
    "pdfjs__poppler-67295-0.pdf": (1, "to", {}),
    "pdfminer__issue-791-non-unicode-cmap.pdf": (1, "to", {}),
    "pdfplumber__2023-06-20-PV.pdf": (2, "t", {}),
    "pdfplumber__nics-background-checks-2015-11.pdf": (1, "t", {}),
    "pdfplumber__san-jose-pd-firearm-sample.pdf": (1, "t", {}),
    "pypdf-samples__with-attachment.pdf": (1, "t", {}),
    "pypdf__FormTestFromOo.pdf": (1, "t", {}),
    "pypdf__libreoffice-form.pdf": (1, "t", {}),
    "pypdf__r6-empty-password.pdf": (1, "t", {}),
    "tika__testAnnotations.pdf": (1, "t", {}),
    "tika__testOCR.pdf": (1, "o", {}),
    "tika__testPDFPackage.pdf": (1, "t", {}),
    "tika__testPDFTwoTextBoxes.pdf": (1, "t", {}),
    "tika__testPDF_XFA_govdocs1_258578.pdf": (1, "t", {}),
    "tika__testPDF_incrementalUpdates.pdf": (1, "tm", {}),  # a black picture
    "tika__testPDF_no_extract_yes_accessibility_owner_empty.pdf": (1, "t", {}),
    "unstructured__fake-memo-with-duplicate-page.pdf": (2, "t", {}),
    "unstructured__loremipsum-flat.pdf": (1, "o", {}),
}
_DEGRADED = tuple(
    f"{name}.{wear}.pdf"
    for name in ("bfs-1991-36", "dir-2014-158", "fi-beslutspm-2011", "hd-t170-08-s2", "livsfs-2006-22",
                 "simrishamn-budget-s3")
    for wear in ("kopia", "skanner")
)  # fmt: skip


def real() -> Iterator[tuple[bytes, Sequence[Page]]]:
    """Each file with the labels of its pages that were looked at; none where the material is absent."""
    folders: tuple[tuple[str, str, _Labels], ...] = (
        ("swedish/files", "real Swedish", _SWEDISH),
        ("robust/files", "real robust", _ROBUST),
        ("swedish/degraded", "real degraded", {name: (1, "o", {}) for name in _DEGRADED}),
    )
    for folder, group, labels in folders:
        for name, (count, usual, others) in labels.items():
            path = MATERIAL / folder / name
            if path.is_file():
                ways = [others.get(number, usual) for number in range(1, count + 1)]
                yield path.read_bytes(), [_page(f"{group}: {_sort(way)}", way) for way in ways]


def _page(group: str, ways: str) -> Page:
    return Page(group, b"", frozenset(_WAYS[letter] for letter in ways))


def _sort(ways: str) -> str:
    return _WAYS[ways[0]] if len(ways) == 1 else "either"
