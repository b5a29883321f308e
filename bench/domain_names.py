"""How well names are found in real Swedish of authorities: police notices, government text, pages of documents.

    python -m bench.domain_names [--pipeline accurate|fast|rules] [--copy plain|capitals|lower]
                                 [--pages FILE] [--misses N]

300 notices, 200 paragraphs and 60 pages were annotated twice by docs/annotation-guide.md, and the differences settled
by a third reading. Only places are kept here (bench/domain_names/*.jsonl); the texts are those of ``../shared``.
``--pages`` keeps the pages' text in a file between runs, since reading them takes minutes. A page that is read
otherwise today is left out and counted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from nlp.evaluate import NAMES
from nlp.pipeline import find_mentions
from nlp.scoring import Key, Tally
from training.names import texts
from training.names.annotated import TEST, Annotation, read

_COPIES: Final[dict[str, Callable[[str], str]]] = {"plain": str, "capitals": str.upper, "lower": str.lower}
_GENRES: Final = {"polis": "police notices", "reg": "government text", "dok": "pages of documents"}


def main() -> int:
    """Print one JSON object: figures by genre and together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pipeline", default="accurate")
    parser.add_argument("--copy", choices=_COPIES, default="plain")
    parser.add_argument("--pages", type=Path, help="where the pages' text is kept between runs")
    parser.add_argument("--misses", type=int, default=0, help="how many misses of each genre to show")
    arguments = parser.parse_args()
    if not texts.SHARED.exists():
        print("skipped: ../shared is not there")
        return 0
    print(json.dumps(measure(arguments), ensure_ascii=False, indent=1))
    return 0


def measure(arguments: argparse.Namespace) -> dict[str, Any]:
    """Figures by genre, together, and what was left out."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    shown, left_out = defaultdict[str, list[str]](list), 0
    for annotation, text in _texts(arguments.pages):
        written = _COPIES[arguments.copy](text)
        if texts.digest(text) != annotation.digest or len(written) != len(text):
            left_out += 1
            continue
        genre = _GENRES[annotation.id.split(":")[0]]
        gold, found = _gold(annotation), _found(written, arguments.pipeline)
        for tally in (tallies[genre], tallies["all"]):
            tally.add(gold, found, gold & found)
        missed = sorted(gold ^ found, key=lambda key: key[1])
        shown[genre] += [_shown(written, key, key in gold) for key in missed[: arguments.misses - len(shown[genre])]]
    report: dict[str, Any] = {
        genre: tally.scores([label.value for label in NAMES], counts=True) for genre, tally in tallies.items()
    }
    return report | {"left out": left_out} | ({"misses": shown} if shown else {})


def _shown(text: str, key: Key, wanted: bool) -> str:
    """A name that was not found (-) or not wanted (+), with what stands around it."""
    label, (start, end) = key
    around = f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 20]}"
    return f"{'-' if wanted else '+'}{label} {around}"


def _gold(annotation: Annotation) -> set[Key]:
    return {(span.label, (span.start, span.end)) for span in annotation.spans if span.label in set(NAMES)}


def _found(text: str, pipeline: str) -> set[Key]:
    mentions = find_mentions([(1, text)], pipeline=pipeline)
    return {(one.label, (one.start, one.end)) for one in mentions if one.label in NAMES}


def _texts(cache: Path | None) -> Iterator[tuple[Annotation, str]]:
    kept: dict[str, str] = json.loads(cache.read_text("utf-8")) if cache and cache.exists() else {}
    for annotation in read(TEST):
        if not annotation.id.startswith("dok:"):
            yield annotation, texts.find(annotation.id)
            continue
        if annotation.id not in kept:
            kept[annotation.id] = _page(annotation.id)
        yield annotation, kept[annotation.id]
    if cache:
        cache.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def _page(id: str) -> str:
    _, name, number = id.split(":")
    path = texts.SHARED / "documents/swedish/files" / name
    command = [sys.executable, "-m", "samsyn", "read", str(path), "--json"]
    pages = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)["pages"]
    return str(pages[int(number) - 1]["text"])


if __name__ == "__main__":
    sys.exit(main())
