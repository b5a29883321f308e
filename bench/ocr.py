"""OCR against its peers on the same pictures: speed, and errors by kind of degradation.

    python -m bench.ocr quality [--pages 2] [--ocrmypdf COMMAND] [--only NAME …]
    python -m bench.ocr speed [--pages 8] [--dpi 300] [--ocrmypdf COMMAND]
    python -m bench.ocr scans [--groups gt skanner kopia fax]
    python -m bench.ocr heldout [--pages 8] [--seed 1] [--only NAME …]

``quality`` renders Swedish statutes of ``../shared/data/nlp`` in several fonts, degrades each page in each way
(``bench/degradations.py``), and measures character and word error rates of samsyn, of Tesseract on the untouched
picture (tesserocr, the same engine and language), and of OCRmyPDF ``--deskew --clean --rotate-pages``. ``speed`` reads
the same clean scans with both, on two cores, by processor seconds as well as by the clock. ``scans`` measures the word
recall on the pages of ``../shared/data/documents/swedish`` that have a transcription; ``heldout`` the same on worn
scans of other texts (``bench/ocr_heldout.py``), on which no threshold was chosen, with plain Tesseract beside it. What
is absent is said.
"""

from __future__ import annotations

import argparse
import json
from typing import Any

from bench import ocr_heldout, ocr_material, ocr_peers
from bench.degradations import DEGRADATIONS
from ingest.evaluate import Errors, ReadPicture, compare


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=("quality", "speed", "scans", "heldout"))
    parser.add_argument("--pages", type=int, default=2, help="pages of text for each kind, or to read in all")
    parser.add_argument("--dpi", type=int, default=300, help="of the scans of the speed measure")
    parser.add_argument("--ocrmypdf", default="", help="the peer's command; without it the peer is left out")
    parser.add_argument("--only", nargs="*", default=[], help="kinds of degradation or wear, by name")
    parser.add_argument("--seed", type=int, default=1, help="of the wear of the pages held out")
    parser.add_argument("--groups", nargs="*", default=["gt", "skanner", "kopia", "fax"])
    arguments = parser.parse_args()
    measures = {"quality": quality, "speed": speed, "scans": scans, "heldout": heldout}
    report = measures[arguments.measure](arguments)
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def quality(arguments: argparse.Namespace) -> dict[str, Any]:
    texts = ocr_material.texts(arguments.pages)
    if not texts:
        return {"skipped": "../shared/data/nlp is not here"}
    readers = ocr_peers.readers(arguments.ocrmypdf)
    report: dict[str, Any] = {} if arguments.ocrmypdf else {"ocrmypdf": "absent: give its command with --ocrmypdf"}
    sums: dict[str, list[float]] = {}
    for name, degrade in DEGRADATIONS.items():
        if arguments.only and name not in arguments.only:
            continue
        pages = [(text, *degrade(ocr_material.rendered(text, number), number)) for number, text in enumerate(texts)]
        report[name] = {reader: _errors(read, pages) for reader, read in readers.items()}
        for reader, rates in report[name].items():
            sums.setdefault(reader, []).append(rates["character_error_rate"])
    means = {reader: round(sum(each) / len(each), 4) for reader, each in sums.items()}
    return report | {"mean_character_error_rate": means}


def _errors(read: ocr_peers.Read, pages: list[tuple[str, ocr_material.Picture, float]]) -> dict[str, Any]:
    total = Errors()
    for text, picture, dpi in pages:
        total.add(compare(ReadPicture("", text, read(picture, dpi))))
    return total.rates()


def speed(arguments: argparse.Namespace) -> dict[str, Any]:
    texts = ocr_material.texts(arguments.pages)
    if not texts:
        return {"skipped": "../shared/data/nlp is not here"}
    pages = [(text, ocr_material.rendered(text, number, arguments.dpi)) for number, text in enumerate(texts)]
    report = {"samsyn": ocr_peers.timed_samsyn(pages, arguments.dpi)}
    if not arguments.ocrmypdf:
        return report | {"ocrmypdf": "absent: give its command with --ocrmypdf"}
    for name, options in (("ocrmypdf", ()), ("ocrmypdf_cleaned", ocr_peers.CLEANED)):
        report[name] = ocr_peers.timed_ocrmypdf(pages, arguments.dpi, arguments.ocrmypdf, options)
        for unit in ("pages_per_second", "pages_per_cpu_second"):
            report["samsyn"][f"{unit}_by_{name}"] = round(report["samsyn"][unit] / report[name][unit], 2)
    return report


def scans(arguments: argparse.Namespace) -> dict[str, Any]:
    """Mean word recall of each group's pages: words without punctuation, divided ones joined."""
    report: dict[str, Any] = {}
    for group in arguments.groups:
        rates = {
            name: ocr_material.recall(ocr_peers.samsyn(picture, dpi), truth)
            for name, picture, dpi, truth in ocr_material.scans(group)
        }
        if not rates:
            return {"skipped": "../shared/data/documents/swedish is not here"}
        report[group] = {"word_recall": round(sum(rates.values()) / len(rates), 4), "pages": rates}
    return report


def heldout(arguments: argparse.Namespace) -> dict[str, Any]:
    """Mean word recall of samsyn and of Tesseract on the untouched picture, by wear."""
    report: dict[str, Any] = {}
    readers = ocr_peers.readers("")
    for name in arguments.only or ocr_heldout.WEARS:
        pages = list(ocr_heldout.heldout(name, arguments.pages, arguments.seed))
        if not pages:
            return {"skipped": "../shared/data/nlp is not here"}
        report[name] = {"pages": len(pages)}
        for reader, read in readers.items():
            rates = [ocr_material.recall(read(picture, dpi), text) for text, picture, dpi in pages]
            report[name][reader] = {"word_recall": round(sum(rates) / len(rates), 4), "lowest": min(rates)}
    return report


if __name__ == "__main__":
    raise SystemExit(main())
