"""Born-digital PDF: pages a second and words found, beside pdfplumber and Apache Tika on the same files.

    python -m bench.pdf [--tika JAR] [--pages N] [FOLDER…]

Reads each PDF of ``../shared/data/documents`` (or of the folders given; skips with a word where they are absent). Speed
is pages for each second of processor time of one core, of files whose pages all come from their text layer: within the
reader with and without page pictures, and through the whole child, which starts, checks and hands over. pdfplumber
reads at most N pages (default 40). Words are compared as multisets of NFC words without punctuation, words cut at a
line's end joined on both sides; Tika reads without OCR and bookmarks (a configuration written for the run says so).

Tika says an address again for each link and a form's values again below it, we say each once: ``nowhere`` counts the
words of Tika's that are not in our text at all, and ``letters`` compares how much text there is, whatever its words
(Tika reads lines that are torn in the file as pieces of words).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import subprocess
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
from pdfplumber.utils.exceptions import PdfminerException

from bench.child_cost import child_cost
from ingest.ocr.engine import PageOcr, open_engine
from ingest.readers.pdf import open_pdf
from ingest.reading import read_file
from ingest.request import ReadRequest
from models.document import PageMethod, Reading
from models.settings import Settings

MATERIAL = Path(__file__).parents[2] / "shared/data/documents"
WORD = re.compile(r"\w+")
CUT = re.compile(r"(?<=\w)[-\u00ad\u2010]\n\s*(?=\w)")
TIKA_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<properties><parsers><parser class="org.apache.tika.parser.DefaultParser">
<parser-exclude class="org.apache.tika.parser.ocr.TesseractOCRParser"/>
<parser-exclude class="org.apache.tika.parser.pdf.PDFParser"/></parser>
<parser class="org.apache.tika.parser.pdf.PDFParser"><params>
<param name="ocrStrategy" type="string">no_ocr</param>
<param name="extractBookmarksText" type="bool">false</param></params></parser></parsers></properties>
"""


@dataclass(frozen=True, slots=True)
class File:
    """A PDF and how samsyn read it."""

    path: Path
    reading: Reading

    @property
    def is_born_digital(self) -> bool:
        return bool(self.reading.pages) and all(page.method is PageMethod.TEXT for page in self.reading.pages)

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.reading.pages)


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[MATERIAL])
    parser.add_argument("--tika", type=Path, help="tika-app-3.2.2.jar")
    parser.add_argument("--pages", type=int, default=40, help="pages that pdfplumber reads")
    arguments = parser.parse_args()
    paths = sorted(path for folder in arguments.folders for path in _pdfs(folder) if _has_text(path))
    if not paths:
        print("skipped: ../shared/data/documents is not here")
        return 0
    files = [File(path, read_file(path, Settings())) for path in paths]
    digital = [file for file in files if file.is_born_digital]
    report: dict[str, Any] = {"files": len(files), "born_digital": len(digital), "speed": _speed(digital, arguments)}
    if arguments.tika:
        report["words"] = _words_beside_tika(files, arguments.tika)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def _pdfs(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.stat().st_size)


def _has_text(path: Path) -> bool:
    """Whether a page has a text layer: scans are measured elsewhere."""
    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return any(page.get_textpage().count_chars() for page in pdf)
    except pypdfium2.PdfiumError:
        return False


def _speed(files: Sequence[File], arguments: argparse.Namespace) -> dict[str, Any]:
    """Pages a second of one core's time."""
    pages = sum(len(file.reading.pages) for file in files)
    plain = sum(_reader_seconds(file.path, images=False) for file in files)
    pictured = sum(_reader_seconds(file.path, images=True) for file in files)
    child = sum(child_cost(file.path, images=False).seconds for file in files)
    child_pictured = sum(child_cost(file.path, images=True).seconds for file in files)
    peer_pages, peer_seconds = _by_pdfplumber([file.path for file in files], arguments.pages)
    return {
        "pages": pages,
        "reader": round(pages / plain, 1),
        "reader_with_page_images": round(pages / pictured, 1),
        "whole_child": round(pages / child, 1),
        "whole_child_with_page_images": round(pages / child_pictured, 1),
        "whole_child_longest_file": _longest(files),
        "pdfplumber_pages": peer_pages,
        "pdfplumber": round(peer_pages / peer_seconds, 1),
    }


def _longest(files: Sequence[File]) -> dict[str, Any]:
    """The file with most pages: there the child's start, a quarter of a second, weighs little."""
    file = max(files, key=lambda each: len(each.reading.pages))
    pages = len(file.reading.pages)
    seconds = child_cost(file.path, images=False).seconds
    return {"file": file.path.name, "pages": pages, "pages_a_second": round(pages / seconds, 1)}


def _reader_seconds(path: Path, *, images: bool) -> float:
    request = ReadRequest(str(path), {}, images=images)
    started = time.process_time()
    opened = open_pdf(path, request, PageOcr(partial(open_engine, request), 60.0))
    for _ in opened.pages(1):
        pass
    return time.process_time() - started


def _by_pdfplumber(paths: Sequence[Path], most: int) -> tuple[int, float]:
    """(pages, seconds): words with boxes, as samsyn gives them; files in turn until ``most`` pages are read."""
    read, started = 0, time.process_time()
    for path in paths:
        with contextlib.suppress(PdfminerException), pdfplumber.open(path) as pdf:
            for page in pdf.pages[: max(0, min(5, most - read))]:
                page.extract_words(x_tolerance=1.5)
                page.close()
                read += 1
    return read, time.process_time() - started


def _words_beside_tika(files: Sequence[File], jar: Path) -> dict[str, Any]:
    """For each file, and in all: Tika's words, those of them that we have, and our own count."""
    rows: list[dict[str, Any]] = []
    for file in files:
        theirs, ours = _words(_tika(file.path, jar)), _words(file.text)
        found = (theirs & ours).total()
        if theirs:
            rows.append(
                {
                    "file": file.path.name,
                    "tika": theirs.total(),
                    "found": found,
                    "ours": ours.total(),
                    "share": round(found / theirs.total(), 4),
                    "nowhere": sum(count for word, count in theirs.items() if word not in ours),
                    "letters": round(_letters(ours) / _letters(theirs), 4),
                    "missing": [word for word, _ in (theirs - ours).most_common(12)],
                }
            )
    total = sum(row["tika"] for row in rows)
    return {
        "tika": total,
        "found_share": round(sum(row["found"] for row in rows) / total, 4) if total else None,
        "ours": sum(row["ours"] for row in rows),
        "nowhere_share": round(sum(row["nowhere"] for row in rows) / total, 4) if total else None,
        "below_99_percent": [row for row in rows if row["share"] < 0.99],
        "files": [
            {key: row[key] for key in ("file", "tika", "found", "ours", "share", "nowhere", "letters")} for row in rows
        ],
    }


def _letters(words: Counter[str]) -> int:
    return sum(len(word) * count for word, count in words.items())


def _tika(path: Path, jar: Path) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".xml", encoding="utf-8") as settings:
        settings.write(TIKA_SETTINGS)
        settings.flush()
        command = ["java", "-jar", str(jar), f"--config={settings.name}", "-eUTF-8", "-t", str(path)]
        return subprocess.run(command, capture_output=True, check=False, timeout=300).stdout.decode("utf-8", "replace")


def _words(text: str) -> Counter[str]:
    joined = CUT.sub("", unicodedata.normalize("NFC", text).replace("\r\n", "\n"))
    return Counter(WORD.findall(joined.casefold()))


if __name__ == "__main__":
    raise SystemExit(main())
