"""Make the name pipelines, a stage at a time.

    python -m training.names STAGE [--work FOLDER] [--device cpu|cuda] [--minutes 80]

Stages in order: fetch, vocabulary, examples, teach SEED (7, 17, 27, 37), distil accurate, distil fast, polish fast,
finish accurate, finish fast, card accurate, card fast. A stage that is done is not done again; one that stops after
``--minutes`` goes on when it is called again.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from training.names import stages, texts
from training.names.stages import Workshop


def main() -> int:
    """0 when the stage is done, 3 when the same command must be given again."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stage", choices=stages.STAGES)
    parser.add_argument("which", nargs="?", default="", help="a seed, or accurate or fast")
    parser.add_argument("--work", type=Path, default=Path("training-work"))
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--minutes", type=float, default=80)
    arguments = parser.parse_args()
    if not texts.SHARED.exists():
        print("skipped: ../shared/data is not there")
        return 0
    workshop = Workshop(arguments.work, arguments.device, arguments.minutes * 60)
    return 0 if stages.STAGES[arguments.stage](workshop, arguments.which) else 3


if __name__ == "__main__":
    sys.exit(main())
