"""Whether each page of a PDF is read the right way: from its text layer, by OCR, or both.

    python -m bench.page_decision [--only made|real] [--group WORD] [--peers-only]

A labelled set of made pages (``bench/page_made.py``, ``bench/page_scanned.py``) and, where ``../shared/data/documents``
is there, of real ones labelled by looking at them (``bench/page_labels.py``). A page is right where the way it was
read is one that its label allows. Where what stands on a page is known, the share of its words read is shown too.

Beside it the rules of the peers: a page that has characters is text (OCRmyPDF ``--skip-text``, Tika ``auto``), and a
document that has more than fifty is (paperless-ngx 3). They decide text or OCR: OCR counts as right for a mixed page,
and either for a blank one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

from bench import page_labels, page_made, page_scanned
from bench.page_drawing import bind
from bench.page_made import Page
from ingest.reading import read_file
from models.document import Reading
from models.settings import Settings

_DOCUMENT_HAS_TEXT = 50  # characters, paperless-ngx: ``PDF_TEXT_MIN_LENGTH``
_WORD = re.compile(r"\w{4,}")


@dataclass(slots=True)
class Tally:
    """What came out for a group of pages."""

    pages: int = 0
    right: int = 0
    by_page: int = 0
    by_document: int = 0
    words: list[float] = field(default_factory=list)

    def record(self) -> dict[str, Any]:
        read = {"words_read": round(sum(self.words) / len(self.words), 3)} if self.words else {}
        shares = {"right": self.right, "peer_by_page": self.by_page, "peer_by_document": self.by_document}
        return {"pages": self.pages} | {name: round(value / self.pages, 3) for name, value in shares.items()} | read


def main() -> int:
    """Print the figures as JSON; the exit status is 0 where 99 % of the pages and each listed failure are right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", choices=("made", "real"))
    parser.add_argument("--group", default="", help="only groups with this word in their name")
    parser.add_argument("--peers-only", action="store_true", help="the peers' rules alone, without OCR")
    arguments = parser.parse_args()
    report = measure(list(documents(arguments.only, arguments.group)), arguments.peers_only)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0 if report["all"]["right"] >= 0.99 and report["listed_failures"]["right"] == 1.0 else 1


def documents(only: str | None, group: str) -> Iterator[tuple[bytes, Sequence[Page]]]:
    """The files with their pages' labels; made pages of a group are bound in one file."""
    found = [*(_made() if only != "real" else ()), *(page_labels.real() if only != "made" else ())]
    for content, pages in found:
        if any(group in page.group for page in pages):
            yield content, pages


def _made() -> Iterator[tuple[bytes, Sequence[Page]]]:
    groups = defaultdict[str, list[Page]](list)
    born = (page_made.born_digital, page_made.odd_text, page_made.languages, page_made.grounds, page_made.spaced)
    worse = (page_scanned.scans, page_scanned.layers, page_scanned.garbled, page_scanned.drawn, page_scanned.mixed)
    for make in (*born, *worse):
        for page in make():
            groups[page.group].append(page)
    for pages in [*groups.values(), *(list(pages) for pages in page_scanned.merged())]:
        yield bind([page.content for page in pages], tagged=pages[0].group == "tagged without text"), pages


def measure(files: Sequence[tuple[bytes, Sequence[Page]]], peers_only: bool = False) -> dict[str, Any]:
    """The shares of pages read the right way, by group and in all, and the wrong ones."""
    tallies, wrong = defaultdict[str, Tally](Tally), list[Any]()
    with tempfile.TemporaryDirectory() as folder:
        for content, pages in files:
            path = Path(folder) / "sida.pdf"
            path.write_bytes(content)
            characters = _characters(content)
            print(pages[0].group, len(pages), file=sys.stderr, flush=True)
            reading = None if peers_only else read_file(path, Settings(home=Path(folder)))
            for number, page in enumerate(pages):
                if not page.right:
                    continue
                names = ["all", page.group, *(["listed_failures", page.failure] if page.failure else [])]
                outcome = _outcome(page, reading, number, characters)
                for name in names:
                    _count(tallies[name], outcome)
                if not outcome["right"]:
                    wrong.append([page.group, number + 1, outcome["way"], sorted(page.right)])
    groups = {name: tally.record() for name, tally in tallies.items()}
    return {"all": groups.pop("all"), "listed_failures": groups.pop("listed_failures", {"right": 1.0}),
            "groups": groups, "wrong": wrong}  # fmt: skip


def _characters(content: bytes) -> list[int]:
    """How many characters, spaces left out, each page has."""
    with pypdfium2.PdfDocument(content) as book:
        return [len("".join(page.get_textpage().get_text_range().split())) for page in book]


def _outcome(page: Page, reading: Reading | None, number: int, characters: list[int]) -> dict[str, Any]:
    peers = {
        "by_page": _peer_right(page, characters[number] > 0),
        "by_document": _peer_right(page, sum(characters) > _DOCUMENT_HAS_TEXT),
    }
    if reading is None:
        return peers | {"right": False, "way": ""}
    if number >= len(reading.pages):
        return peers | {"right": False, "way": f"{reading.state.value} {reading.reason}"}
    read = reading.pages[number]
    words = set(_WORD.findall(page.truth.lower()))
    outcome = peers | {"right": read.method.value in page.right, "way": f"{read.method.value} {read.reason}"}
    if words:
        outcome["words"] = len(words & set(_WORD.findall(read.text.lower()))) / len(words)
    return outcome


def _peer_right(page: Page, text: bool) -> bool:
    if "blank" in page.right:
        return True
    return "text" in page.right and not page.spoiled if text else bool(page.right & {"ocr", "mixed"})


def _count(tally: Tally, outcome: dict[str, Any]) -> None:
    tally.pages += 1
    tally.right += outcome["right"]
    tally.by_page += outcome["by_page"]
    tally.by_document += outcome["by_document"]
    if "words" in outcome:
        tally.words.append(outcome["words"])


if __name__ == "__main__":
    raise SystemExit(main())
