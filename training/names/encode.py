"""Examples and raw text as numbers, once: packs that the training stages read (numpy only, no text).

A pack is an ``.npz``: ``pieces`` (uint16, a window after another; FIRST is set where an atom's own pieces begin),
``tags`` (int8 of the same length: the index in :data:`nlp.names.decoding.TAGS` on those first pieces, -1 on others and
where unsure), ``ends`` (int32, where each window ends), ``guides`` (uint8 by window) and ``weights`` (float16 by
window). A pack of raw text has the first and third only.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from nlp.names.atoms import Atom, atoms, windows
from nlp.names.casing import settled
from nlp.names.decoding import TAGS
from nlp.names.vocabulary import Vocabulary
from training.names import annotated, augment, corpora, raw, written
from training.names.example import FIRST, GUIDES, UNSURE, Example, Span

ROOM: Final = 160
"""Pieces of a window in training, the guide and the end aside; the product reads windows of nlp.names.tagger.ROOM."""
COPIES: Final = 3
"""Varied copies of each example beside the plain one."""
_JOINED: Final = 0.4
"""How often a sentence is read together with the one after it."""
_WEIGHTS: Final = {"hipe": 0.5}


class Window(NamedTuple):
    pieces: list[int]
    tags: list[int]
    guide: int
    weight: float


def pack(path: Path, found: Iterable[Window]) -> int:
    """Write windows; how many."""
    pieces: list[int] = []
    tags: list[int] = []
    ends, guides, weights = [], [], []
    for window in found:
        pieces += window.pieces
        tags += window.tags
        ends.append(len(pieces))
        guides.append(window.guide)
        weights.append(window.weight)
    np.savez_compressed(
        path,
        pieces=np.array(pieces, np.uint16),
        tags=np.array(tags, np.int8),
        ends=np.array(ends, np.int32),
        guides=np.array(guides, np.uint8),
        weights=np.array(weights, np.float16),
    )
    return len(ends)


def encode(example: Example, vocabulary: Vocabulary) -> Iterator[Window]:
    """The windows of an example."""
    found = settled(atoms(example.text), vocabulary)
    pieces = [vocabulary.pieces(atom) for atom in found]
    tags = _tags(found, example.spans)
    guide = GUIDES.index(example.guide)
    weight = example.weight * _WEIGHTS.get(example.guide, 1.0)
    for first, last in windows(found, [len(one) for one in pieces], ROOM):
        part = slice(first, last)
        yield window(found[part], pieces[part], tags[part], guide, weight)


def window(
    found: Sequence[Atom], pieces: Sequence[Sequence[int]], tags: Sequence[int], guide: int = 0, weight: float = 1.0
) -> Window:
    """One window of atoms, the pieces and the tag of each."""
    flat, marked = [], []
    for atom, one, tag in zip(found, pieces, tags, strict=True):
        lead = int(atom.gap == 2)
        flat += [*one[:lead], one[lead] | FIRST, *one[lead + 1 :]]
        marked += [-1] * lead + [tag] + [-1] * (len(one) - lead - 1)
    return Window(flat[:ROOM], marked[:ROOM], guide, weight)


def _tags(found: Sequence[Atom], spans: Sequence[Span]) -> list[int]:
    tags, waiting = [0] * len(found), list(spans)
    for span in waiting:
        covered = [place for place, atom in enumerate(found) if atom.start < span.end and atom.end > span.start]
        for order, place in enumerate(covered):
            if span.label == UNSURE:
                tags[place] = -1
            else:
                tags[place] = TAGS.index(f"{'I' if order else 'B'}-{span.label}")
    return tags


def sources(papers: Iterable[Example]) -> dict[str, list[Example]]:
    """Every training example by where it comes from. UNSURE stands for ADDRESS from here on."""
    found = {name: _together(list(corpora.corpus(name)), name) for name in corpora.FILES}
    found |= {"annotated": list(annotated.examples()), "papers": list(papers), "written": list(written.examples())}
    return {name: [_without_addresses(example) for example in examples] for name, examples in found.items()}


def _without_addresses(example: Example) -> Example:
    return example.relabelled(s._replace(label=UNSURE) if s.label == "ADDRESS" else s for s in example.spans)


def _together(examples: list[Example], name: str) -> list[Example]:
    """Some neighbouring sentences as one text: a name model sees more than a sentence at a time."""
    chance, found = random.Random(name), list[Example]()
    for example in examples:
        if found and chance.random() < _JOINED and len(found[-1].text) < 400:
            before = found.pop()
            start = len(before.text) + 1
            moved = [s._replace(start=s.start + start, end=s.end + start) for s in example.spans]
            example = Example(f"{before.text} {example.text}", (*before.spans, *moved), example.guide)
        found.append(example)
    return found


def write_sources(found: dict[str, list[Example]], vocabulary: Vocabulary, folder: Path) -> dict[str, int]:
    """A plain pack and ``COPIES`` varied ones of each source; how many windows the plain ones have."""
    counts = {}
    for name, examples in found.items():
        counts[name] = pack(folder / f"{name}.0.npz", _all(examples, vocabulary))
        for copy in range(1, COPIES + 1):
            chance = random.Random(f"{name} {copy}")
            pack(folder / f"{name}.{copy}.npz", _all((augment.vary(one, chance) for one in examples), vocabulary))
    return counts


def write_development(vocabulary: Vocabulary, folder: Path) -> None:
    """The development sentences, each by itself, as a test file is read; and by capitals and lower case."""
    chance = random.Random(0)
    held_out = corpora.development() | {
        "annotated": list(annotated.examples(annotated.DEVELOPMENT)),
        "written": list(written.examples(development=True)),
    }
    for name, examples in held_out.items():
        examples = [_without_addresses(one) for one in examples]
        pack(folder / f"dev-{name}.npz", _all(examples, vocabulary))
        for change in (augment.capitals, augment.lower, augment.misread):
            varied = [change(one, chance) for one in examples]
            pack(folder / f"dev-{name}-{change.__name__}.npz", _all(varied, vocabulary))


def write_raw(vocabulary: Vocabulary, path: Path, pieces: int, seed: int = 1) -> int:
    """Windows of raw text, drawn until ``pieces`` are there. How many windows."""
    chance, rest, found, ends = random.Random(seed), pieces, list[int](), list[int]()
    for paragraph in raw.paragraphs():
        if chance.random() > SHARE:
            continue
        for window in encode(Example(paragraph, ()), vocabulary):
            found += window.pieces
            ends.append(len(found))
        if len(found) >= rest:
            break
    np.savez_compressed(path, pieces=np.array(found, np.uint16), ends=np.array(ends, np.int32))
    return len(ends)


SHARE: Final = 0.55
"""Of the paragraphs of raw text, how many are drawn."""


def _all(examples: Iterable[Example], vocabulary: Vocabulary) -> Iterator[Window]:
    for example in examples:
        yield from encode(example, vocabulary)
