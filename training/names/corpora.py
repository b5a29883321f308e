"""The public Nordic name corpora of ``../shared/data/nlp/unified``, as texts with spans by our guide.

Tokens are put together as they would be written; the sentences of a file stand in their order, so that neighbours can
be read together. ``TEST-*`` is never read here; ``dev-sv.tsv`` has 400 sentences of SUC with another guide, which are
left out, and is for choosing only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from nlp.names.decoding import names
from nlp.token_files import written
from training.names import harmonise, texts
from training.names.example import Example, Span

_LABELS: Final = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
FILES: Final = {
    "train-sv-talbanken": "samsyn",
    "train-sv-klintan": "samsyn",
    "aux-da-ddt-train": "samsyn",
    "aux-nob-norne": "norne",
    "aux-nno-norne": "norne",
    "aux-sv-hist-ocr-hipe-train": "hipe",
}
"""Files, and whose guide they follow once :mod:`training.names.harmonise` has been over them."""
Row = tuple[str, str]


def training() -> Iterator[Example]:
    """Every training sentence, harmonised."""
    for name in FILES:
        yield from corpus(name)


def corpus(name: str) -> Iterator[Example]:
    """One training file, harmonised."""
    for rows in sentences(name):
        yield harmonise.harmonise(name, example(rows, FILES[name]))


def development() -> dict[str, list[Example]]:
    """The development sentences, by the corpus that they come from."""
    talbanken, suc = _talbanken(), _suc()
    found: dict[str, list[Example]] = {"talbanken": [], "klintan": []}
    for rows in sentences("dev-sv"):
        words = tuple(token for token, _ in rows)
        if words in suc:
            continue
        found["talbanken" if words in talbanken else "klintan"].append(example(rows, "samsyn"))
    found["hipe"] = [example(rows, "samsyn") for rows in _old_newspapers()]
    return found


def _old_newspapers() -> Iterator[list[Row]]:
    """HIPE's own development file: a token a line with its columns, and notes on where a sentence ends."""
    rows: list[Row] = []
    path = texts.SHARED / "nlp/ner-hipe2022-newseye-sv/HIPE-2022-v2.1-newseye-dev-sv.tsv"
    for line in path.read_text("utf-8").splitlines()[1:]:
        columns = line.split("\t")
        if len(columns) > 2:
            rows.append((columns[0], columns[1]))
        if rows and ("EndOfSentence" in line or not line.strip()):
            yield rows
            rows = []


def example(rows: Sequence[Row], guide: str) -> Example:
    """Tokens and IOB2 tags as a text with its spans; MISC is no name."""
    text, places = written([token for token, _ in rows])
    spans = (
        Span(places[start][0], places[stop - 1][1], _LABELS[type])
        for start, stop, type in names(tag for _, tag in rows)
        if type in _LABELS
    )
    return Example(text, tuple(spans), guide)


def sentences(name: str) -> Iterator[list[Row]]:
    """The sentences of a unified file, as (token, IOB2 tag)."""
    rows: list[Row] = []
    lines = (texts.SHARED / f"nlp/unified/{name}.tsv").read_text("utf-8").split("\n")
    for line in [*lines, ""]:
        if line:
            token, _, tag = line.rpartition("\t")
            rows.append((token, tag))
        elif rows:
            yield rows
            rows = []


@cache
def _talbanken() -> frozenset[tuple[str, ...]]:
    return frozenset(_words("nlp/ner-uner-swedish-talbanken/sv_talbanken-ud-dev.iob2"))


def _words(name: str) -> Iterator[tuple[str, ...]]:
    """The sentences of a UNER file, as words."""
    words: list[str] = []
    for line in [*(texts.SHARED / name).read_text("utf-8").split("\n"), ""]:
        if line.startswith("#"):
            continue
        if line:
            words.append(line.split("\t")[1])
        elif words:
            yield tuple(words)
            words = []


@cache
def _suc() -> frozenset[tuple[str, ...]]:
    """The sentences of SUC that training and development files hold: a line of an id, then token and two tags."""
    path = texts.SHARED / "nlp/ner-sucx3-disagreement-sentences/removed_sents_from_original_to_simple.txt"
    blocks = path.read_text("utf-8").split("\n\n")
    return frozenset(tuple(line.split()[0] for line in block.splitlines() if len(line.split()) > 2) for block in blocks)
