"""Raw text beside itself in disguise: in capitals, in lower case, misread, atom for atom.

What a model says of a text as it was written is what it should say of the same text in disguise; nobody has to
annotate either. Two packs with the same windows: the plain ones are what a teacher reads, the others what a pupil
reads (consistency training: Xie and others 2020, *Unsupervised Data Augmentation*).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from nlp.names.atoms import atoms, windows
from nlp.names.casing import settled
from nlp.names.vocabulary import Vocabulary
from training.names import augment, raw
from training.names.encode import ROOM, Window, pack, window
from training.names.example import Example
from training.names.misreading import misread

PLAIN: Final = "disguised-plain.npz"
DISGUISED: Final = "disguised.npz"
SHARE: Final = 0.2
"""Of the paragraphs of raw text, how many are drawn."""
_DISGUISES: Final = ((0.35, augment.capitals), (0.35, augment.lower), (0.3, misread))
_TRIES: Final = 4
"""A misreading that joins or parts words is drawn again: the atoms must stay one for one."""
Pair = tuple[Window, Window]


def write(vocabulary: Vocabulary, folder: Path, pieces: int, seed: int = 3) -> int:
    """Write both packs, at most about ``pieces`` in each. How many windows."""
    found, size = list[Pair](), 0
    for pair in pairs(raw.paragraphs(), vocabulary, random.Random(seed)):
        found.append(pair)
        size += len(pair[0].pieces)
        if size > pieces:
            break
    pack(folder / DISGUISED, (disguised for _, disguised in found))
    return pack(folder / PLAIN, (plain for plain, _ in found))


def pairs(paragraphs: Iterable[str], vocabulary: Vocabulary, chance: random.Random) -> Iterator[Pair]:
    """A plain window and its disguised one, each of the same atoms; all tags are unsure."""
    for paragraph in paragraphs:
        if chance.random() < SHARE and (disguised := _disguised(paragraph, chance)) is not None:
            yield from _aligned(paragraph, disguised, vocabulary)


def _disguised(text: str, chance: random.Random) -> str | None:
    shares, changes = zip(*_DISGUISES, strict=True)
    change, size = chance.choices(changes, shares)[0], len(atoms(text))
    for _ in range(_TRIES):
        other = change(Example(text, ()), chance).text
        if other != text and len(atoms(other)) == size:
            return other
    return None


def _aligned(plain: str, disguised: str, vocabulary: Vocabulary) -> Iterator[Pair]:
    read = [settled(atoms(text), vocabulary) for text in (plain, disguised)]
    pieces = [[vocabulary.pieces(atom)[:ROOM] for atom in found] for found in read]
    sizes = [max(len(one), len(other)) for one, other in zip(*pieces, strict=True)]
    for first, last in windows(read[0], sizes, ROOM):
        part = slice(first, last)
        one, other = (
            window(found[part], told[part], [-1] * (last - first)) for found, told in zip(read, pieces, strict=True)
        )
        yield one, other
