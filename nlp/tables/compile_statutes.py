"""Compiles ``statutes.txt`` and ``statute_names.txt``: ``python -m nlp.tables.compile_statutes DATA_FOLDER``.

The folder holds ``raw-sfs-legalize-se`` and ``raw-regeringen-g0vse``. Titles of statutes in force come from the list of
Svensk författningssamling. Those of repealed ones are the words that follow ``lagen (1997:238)`` wherever they are
cited, as far as the citations agree.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from models.swedish import sort_key

_FOLDER: Final = Path(__file__).parent
_SOURCE: Final = "# source: titles of Svensk författningssamling (nab-collab/legalize-se, CC BY 4.0; official texts)"
_TITLE: Final = re.compile(r"([A-ZÅÄÖ][\wåäö -]*?) \((\d{4}:\d{1,4})\)(?: (.+))?")
_LINE: Final = re.compile(r"^(?=N?\d{4}:[^\t\n]*\t)", re.MULTILINE)
_CITED: Final = re.compile(
    r"\b(lag|förordning)(?:en)? \((\d{4}:\d{1,4})\) ((?:om|med|mot|angående)(?: [\w-]+,?){1,16})"
)
_ENDINGS: Final = {"lag": "en", "balk": "en", "förordning": "en", "ordning": "en", "form": "en", "stadga": "n"}
_OPEN: Final = frozenset(
    [
        "om",
        "med",
        "mot",
        "för",
        "av",
        "i",
        "på",
        "till",
        "och",
        "eller",
        "att",
        "vid",
        "m",
        "vad",
        "som",
        "den",
        "det",
        "en",
        "ett",
        "ska",
        "skall",
    ]
)
_NEVER: Final = ("om ändring", "om upphävande", "om ikraftträdande", "om införande", "med anledning")
_LAW, _ORDINANCE = "lag", "förordning"
_MINIMUM, _AGREEMENT = 4, 0.8
_LEAST_CITED: Final = 3  # of an ordinance: what nobody cites is not looked for
Citations = defaultdict[tuple[str, str], Counter[tuple[str, ...]]]


def main(data: Path) -> None:
    """Writes both tables beside this module."""
    titles = dict(_in_force(data / "raw-sfs-legalize-se/sfs_lista.txt"))
    citations = _citations(data)
    repealed = {number: row for number, row in _repealed(citations) if number not in titles}
    rest = {
        number: f"{_sort(kind)}\t{words}"
        for number, (kind, words) in (titles | repealed).items()
        if words and not words.startswith(_NEVER) and (_sort(kind) == _LAW or _times(citations, number) >= _LEAST_CITED)
    }
    _write("statutes", f"{_SOURCE}; repealed ones as they are cited", rest)
    named = {name: number for number, (word, words) in titles.items() if not words and (name := _definite(word))}
    _write("statute_names", f"{_SOURCE}, in the definite form", named)


def _in_force(path: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    """Number → (kind or name, the words after the number), of statutes with a number of year and running number."""
    for entry in _LINE.split(path.read_text(encoding="utf-8")):
        match = _TITLE.match(" ".join(entry.partition("\t")[2].split()))
        if match is not None:
            yield _number(match[2]), (match[1], match[3] or "")


def _sort(kind: str) -> str:
    """A law of the Riksdag or something below it."""
    return _LAW if kind.lower().endswith((_LAW, "balk")) else _ORDINANCE


def _number(written: str) -> str:
    """``1990:0782`` → ``1990:782``."""
    year, _, running = written.partition(":")
    return f"{year}:{int(running)}"


def _citations(data: Path) -> Citations:
    """Number and kind → how often which words follow ``lagen (1997:238)``."""
    cited: Citations = defaultdict(Counter)
    for text in _texts(data):
        for match in _CITED.finditer(" ".join(text.split())):
            cited[_number(match[2]), match[1]][tuple(match[3].partition(",")[0].split())] += 1
    return cited


def _times(citations: Citations, number: str) -> int:
    return sum(citations[number, kind].total() for kind in (_LAW, _ORDINANCE) if (number, kind) in citations)


def _repealed(citations: Citations) -> Iterator[tuple[str, tuple[str, str]]]:
    for (number, kind), counts in sorted(citations.items(), key=lambda row: row[1].total()):
        words = _agreed(counts)
        if len(words) > 1:
            yield number, (kind, " ".join(words))


def _agreed(counts: Counter[tuple[str, ...]]) -> list[str]:
    """The words with which nearly all citations go on; those that cannot end a title are taken off."""
    words: list[str] = []
    going, total = dict(counts), counts.total()
    while going:
        following = Counter[str]()
        for cited, times in going.items():
            following[cited[len(words)] if len(cited) > len(words) else ""] += times
        word, times = following.most_common(1)[0]
        if not word or times < _MINIMUM or times < _AGREEMENT * sum(going.values()) or times < total / 2:
            break
        words.append(word)
        going = {cited: n for cited, n in going.items() if cited[: len(words)] == tuple(words)}
    while words and words[-1].lower() in _OPEN:
        words.pop()
    return words


def _texts(data: Path) -> Iterator[str]:
    with tarfile.open(data / "raw-sfs-legalize-se/sfs-md.tar.gz") as archive:
        for entry in archive:
            if entry.name.endswith(".md") and (content := archive.extractfile(entry)) is not None:
                yield content.read().decode()
    with gzip.open(data / "raw-regeringen-g0vse/regeringen.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def _definite(title: str) -> str | None:
    """``Alkohollag`` → ``alkohollagen``; None for a title that is more than a name."""
    name = title.lower()
    ending = next((end for word, end in _ENDINGS.items() if name.endswith(word)), None)
    return None if ending is None or (" " in name and "- och " not in name) else name + ending


def _write(name: str, source: str, table: dict[str, str]) -> None:
    rows = [f"{key}\t{value}" for key, value in sorted(table.items(), key=lambda row: sort_key(row[0]))]
    (_FOLDER / f"{name}.txt").write_text("\n".join([source, *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
