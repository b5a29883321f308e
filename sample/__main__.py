"""Makes a sample archive: ``python -m sample FOLDER [--size N] [--seed S] [--bank NAME] [--no-scans]``."""

from __future__ import annotations

import argparse
import os
import sys
import time
from pathlib import Path

from sample.archive import make_archive
from sample.grammar.bank import BANKS
from sample.grammar.nodes import BankError

LEAST, MOST = 60, 100_000


def main() -> int:
    """Make the archive and say how long it took."""
    parser = argparse.ArgumentParser(prog="python -m sample", description=__doc__)
    parser.add_argument("folder", type=Path, help="where to put it; files that are there already are overwritten")
    parser.add_argument("--size", type=_size, default=LEAST, help=f"documents, {LEAST} to {MOST:,}")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same bytes")
    parser.add_argument("--bank", choices=sorted(one.name for one in BANKS.iterdir() if one.is_dir()), default="first")
    parser.add_argument("--no-scans", action="store_true", help="no pictures: made much faster")
    parser.add_argument("--workers", type=_workers, default=os.cpu_count() or 1, help="processes that share the work")
    arguments = parser.parse_args()
    started = time.monotonic()
    try:
        archive = make_archive(
            arguments.folder, size=arguments.size, seed=arguments.seed, bank=arguments.bank,
            scans=not arguments.no_scans, workers=arguments.workers,
        )  # fmt: skip
    except (OSError, BankError) as error:
        sys.stderr.write(f"{error}\nNothing is lost: mend that and run the same command again.\n")
        return 1
    seconds = time.monotonic() - started
    sys.stdout.write(
        f"{archive.size} files in {seconds:.1f} s ({archive.size / seconds:.0f} a second); gold in {archive.gold}\n"
    )
    return 0


def _size(text: str) -> int:
    size = int(text)
    if not LEAST <= size <= MOST:
        raise argparse.ArgumentTypeError(f"{LEAST} to {MOST} documents, not {text}")
    return size


def _workers(text: str) -> int:
    workers = int(text)
    if workers < 1:
        raise argparse.ArgumentTypeError(f"one process at least, not {text}")
    return workers


if __name__ == "__main__":
    raise SystemExit(main())
