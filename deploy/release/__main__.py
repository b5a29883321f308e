"""``python -m deploy.release make | verify``: see docs/upgrading.md. Exit status 1 where it is nothing to install."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from deploy.release.checking import SIGNERS, verify
from deploy.release.listing import ReleaseError

ROOT = Path(__file__).parents[2]


def main() -> int:
    arguments = _arguments()
    try:
        if arguments.what == "verify":
            print(f"{verify(arguments.tree, arguments.signers)} files are as they were signed")
        else:
            _make(arguments.to, arguments.key)
    except ReleaseError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _make(to: Path, key: Path | None) -> None:
    from deploy import bill  # what it needs is installed where releases are made, not where they are checked
    from deploy.release.making import make

    if key is None:
        raise ReleaseError("no key: --key KEY or SAMSYN_RELEASE_KEY says with which the release is signed")
    packed = make(ROOT, to, key, bill.main)
    print(f"{packed}: hand it out with {packed.parent / 'SHA256SUMS'} and its .sig")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m deploy.release", description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=["make", "verify"])
    parser.add_argument("tree", type=Path, nargs="?", default=ROOT, help="verify: the unpacked release")
    parser.add_argument("--signers", type=Path, default=SIGNERS, help="verify: whose releases are believed")
    parser.add_argument("--to", type=Path, default=ROOT / "build" / "release", help="make: emptied first")
    key = os.environ.get("SAMSYN_RELEASE_KEY")
    parser.add_argument("--key", type=Path, default=Path(key) if key else None, help="make: a key of ssh-keygen's")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
