"""Which of the 250,037 pieces a Swedish name model needs: those of raw text, training examples and gazetteers.

Writes ``pieces.model``, which a finished model carries too, and ``kept.npy``, the rows of the packed embedding. No test
text is counted. The last pieces are our own: a line break and one for each guide.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import numpy as np

from nlp.names.atoms import atoms
from nlp.names.vocabulary import LINE, UNKNOWN, Vocabulary
from training.names import annotated, corpora, raw, texts, written
from training.names.example import FIRST, GUIDES
from training.names.weights import Packed

SPECIAL: Final = 4
OWN: Final = (LINE, *(f"<{guide}>" for guide in GUIDES))
FROM_RAW: Final = 25
"""How often a piece must stand in raw text to be kept; those of examples and gazetteers are kept always."""
_GAZETTEERS: Final = {
    "nlp/gaz-svensktext/namn/tilltalsnamn-kvinnor.csv": 60,
    "nlp/gaz-svensktext/namn/tilltalsnamn-man.csv": 60,
    "nlp/gaz-svensktext/platser/ortsnamn.csv": 0,
}
"""Column-headed lists of names, and how many bearers a name must have."""
Written = Counter[tuple[str, bool]]


def make(packed: Packed, folder: Path) -> int:
    """Choose the pieces and write them to ``folder``; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.model"
    write(whole, packed.pieces, packed.scores.tolist())
    everything = Vocabulary(whole)
    common = {piece for piece, count in _pieces(everything, _raw()).items() if count >= FROM_RAW}
    needed = set(_pieces(everything, _needed()))
    letters = {number for number, piece in enumerate(packed.pieces) if _is_letter(piece)}
    kept = sorted((set(range(SPECIAL)) | common | needed | letters) - {packed.pieces.index("<mask>")})
    if len(kept) + len(OWN) > FIRST:
        raise ValueError(f"packs number {FIRST} pieces, {len(kept) + len(OWN)} were chosen: raise FROM_RAW")
    write(folder / "pieces.model", [packed.pieces[one] for one in kept], [float(packed.scores[one]) for one in kept])
    np.save(folder / "kept.npy", np.array(kept))
    return len(kept) + len(OWN)


def write(path: Path, pieces: list[str], scores: list[float]) -> None:
    """A SentencePiece model of ``pieces`` and our own; text reaches it as it is, spaces already written as ▁."""
    from sentencepiece import sentencepiece_model_pb2 as standard

    model = standard.ModelProto()
    spec = model.trainer_spec
    spec.model_type = standard.TrainerSpec.UNIGRAM
    spec.bos_id, spec.pad_id, spec.eos_id, spec.unk_id = range(SPECIAL)
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = False
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = False
    for number, (piece, score) in enumerate(zip([*pieces, *OWN], [*scores, *[0.0] * len(OWN)], strict=True)):
        kind = "UNKNOWN" if number == UNKNOWN else "CONTROL" if number < SPECIAL or number >= len(pieces) else "NORMAL"
        model.pieces.add(piece=piece, score=score, type=getattr(model.SentencePiece, kind))
    path.write_bytes(model.SerializeToString())


def _pieces(vocabulary: Vocabulary, written: Written) -> Counter[int]:
    counted: Counter[int] = Counter()
    for (text, joined), count in written.items():
        for piece in vocabulary.find(text, joined):
            counted[piece] += count
    return counted


def _raw() -> Written:
    counted: Written = Counter()
    for paragraph in raw.paragraphs():
        counted.update((atom.text, atom.gap == 0) for atom in atoms(paragraph))
    return counted


def _needed() -> Written:
    counted: Written = Counter()
    for text in _names():
        counted.update((atom.text, atom.gap == 0) for atom in atoms(text))
    for example in (*corpora.training(), *annotated.examples(), *written.examples()):
        counted.update((atom.text, atom.gap == 0) for atom in atoms(example.text))
    return counted


def _names() -> Iterator[str]:
    for name, bearers in _GAZETTEERS.items():
        with (texts.SHARED / name).open(encoding="utf-8") as lines:
            for row in csv.reader(lines):
                if not bearers or (row[-1].isdigit() and int(row[-1]) >= bearers):
                    yield row[0]
    surnames = (texts.SHARED / "nlp/gaz-derived/surnames.tsv").read_text("utf-8")
    yield from (line.split("\t")[0] for line in surnames.splitlines())


def _is_letter(piece: str) -> bool:
    """One letter, digit or mark that European text is written with, alone or opening a word."""
    text = piece.removeprefix("▁")
    return len(text) <= 1 and (not text or ord(text) < 0x250 or 0x2000 <= ord(text) < 0x2200)
