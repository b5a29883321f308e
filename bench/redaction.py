"""Measures masked copies: whether anything that was masked can be got back out of the file, and what its boxes tell.

    python -m bench.redaction exports [--exports 100] [--size 130] [--seed 11] [--no-ocr]
    python -m bench.redaction lengths [--forms pdf txt tif] [--reach line]

``exports`` makes and reads in a sample archive of all formats, masks what its gold calls secret as a person would
(``bench/redaction_material.py``), makes the files, and looks for each secret with pdfplumber, with pypdfium2, in the
bytes of every stream unpacked, and by OCR of the pages. ``lengths``: papers that differ only in a name of 3 to 40
letters; what the sizes of boxes, of the file, and all of its bytes tell of the length, as mutual information in bits
(lengths are alike likely: 5.2 bits is all of it). Each prints one JSON object. There is no peer.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.redaction_material import WHY, Case, archive, cases_of, letters_in, masked, officer
from ingest.redaction.making import Redacted, redacted
from models.redaction import Reach, Redaction, Verdict
from models.settings import Settings
from models.store.store import Store
from search.redacting.boxing import covering
from search.redacting.deciding import begin, decide, occurrences, standing
from tests.redaction_recovery import beside, by_ocr, recovered, texts


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="what", required=True)
    made = commands.add_parser("exports")
    made.add_argument("--exports", type=int, default=100)
    made.add_argument("--size", type=int, default=130)
    made.add_argument("--seed", type=int, default=11)
    made.add_argument("--no-ocr", action="store_true")
    made.add_argument("--home", type=Path, help="a copy of a demo's home, instead of an archive made for this")
    told = commands.add_parser("lengths")
    told.add_argument("--forms", nargs="+", default=["pdf", "txt", "tif"])
    told.add_argument("--reach", choices=[*Reach], default=Reach.LINE)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.home if arguments.what == "exports" else None
        store = Store.open(Settings(home=home or Path(folder) / "home"), create=home is None)
        try:
            if arguments.what == "exports":
                asked = {"size": arguments.size, "seed": arguments.seed}
                gold = home / "demo-archive" / "gold" if home else None
                cases = cases_of(store, gold) if gold else archive(store, Path(folder) / "archive", **asked)
                report = exports(store, cases, arguments.exports, ocr=not arguments.no_ocr)
            else:
                report = {form: lengths(store, Path(folder), form, Reach(arguments.reach)) for form in arguments.forms}
        finally:
            store.close()
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 0


def exports(store: Store, cases: Sequence[Case], most: int, *, ocr: bool) -> dict[str, Any]:
    """The figures of so many copies, each document with boxes to the end of the line, then each in steps; ``recovered``
    by way, and of what format."""
    counts, found = Counter[str](), defaultdict[str, list[str]](list)
    carriers, seconds = Counter[str](), 0.0
    for case, reach in [(case, reach) for reach in Reach for case in cases][:most]:
        copy, had, drawn = masked(store, case, reach)
        started = time.process_time()
        file = redacted(officer(store), WHY, store, copy)
        seconds += time.process_time() - started
        carriers[case.carrier] += 1
        counts.update(exports=1, secrets=len(case.secrets), suggested=had, drawn=drawn, pages=file.pages)
        counts["boxes"] += file.boxes
        counts["other page count"] += file.pages != store.documents.get(officer(store), case.document).pages
        for way, what in looked_for(case, file, ocr=ocr).items():
            found[way] += [f"{case.carrier}: {each}" for each in sorted(what)]
    return {**counts, "formats": carriers, "recovered": found, "milliseconds a page": _each(seconds, counts["pages"])}


def looked_for(case: Case, file: Redacted, *, ocr: bool) -> Mapping[str, set[str]]:
    """By way, the secrets that it gave back; ``beside`` what the file holds that is no page."""
    secrets = {secret.text for secret in case.secrets}
    told = texts(file.pdf) | ({"ocr": by_ocr(file.pdf)} if ocr else {})
    ways = {way: recovered(secrets, text) for way, text in told.items()}
    paper = {f"paper, {way}": recovered(secrets, text) for way, text in texts(file.paper).items()}
    return ways | paper | {"beside": set(beside(file.pdf))}


def _each(seconds: float, pages: int) -> float:
    return round(1000 * seconds / max(1, pages), 1)


def lengths(store: Store, folder: Path, form: str, reach: Reach, of: Sequence[int] = range(3, 41)) -> dict[str, Any]:
    """What can be told of a name's length from its masked copy."""
    some = letters_in(store, folder / form, of, form)
    boxes, sizes, contents = list[Hashable](), list[Hashable](), list[Hashable]()
    for document, name in some.values():
        copy = _of_name(store, document, name, reach)
        file = redacted(officer(store), WHY, store, copy)
        page = store.documents.page(officer(store), document, 1)
        widths = [(round(box.x1 - box.x0), round(box.y1 - box.y0)) for box in covering(page, copy.masks, reach).boxes]
        boxes.append(tuple(widths) if page.image else file.boxes)
        sizes.append(len(file.pdf))
        contents.append(file.pdf)
    told = {"boxes": boxes, "file size": sizes, "every byte": contents}
    return {
        "papers": len(some),
        "distinct": {name: len(set(each)) for name, each in told.items()},
        "bits": {name: round(information(each), 2) for name, each in told.items()},
        "box sizes": sorted({str(each) for each in boxes})[:12],
    }


def _of_name(store: Store, document: str, name: str, reach: Reach) -> Redaction:
    """With the name masked, and whatever else is suggested left."""
    who = officer(store)
    copy = begin(who, WHY, store, document)
    after = replace(copy, reach=reach)
    store.redactions.change(who, copy, after)
    places = [place for word in {name, *name.split()} for place in occurrences(who, store, after, word)]
    after = decide(who, store, after, Verdict.MASK, places, "OSL 21:1")
    left = [each.place for each in standing(who, store, after).undecided]
    return decide(who, store, after, Verdict.LEAVE, left)


def information(told: Sequence[Hashable]) -> float:
    """What is told of which it was, in bits: each gives one answer, so it is the entropy of the answers."""
    counts = Counter(told)
    return -sum(count / len(told) * math.log2(count / len(told)) for count in counts.values())


if __name__ == "__main__":
    raise SystemExit(main())
