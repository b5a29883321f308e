"""Whether a tree is a release as it was signed: before anything of it is installed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from deploy.release.listing import LIST, SIGNATURE, ReleaseError, differences, read
from deploy.release.signing import check

SIGNERS: Final = Path("/etc/samsyn/release_signers")
_SHOWN: Final = 10


def verify(tree: Path, signers: Path = SIGNERS) -> int:
    """How many files were checked. Raises :class:`ReleaseError`: what is not as it was signed.

    The signature first: a list that anybody may have written says nothing of the files.
    """
    for name in (LIST, SIGNATURE):
        if not (tree / name).is_file():
            raise ReleaseError(
                f"{tree} has no {name}: it is no signed release. Unpack one, or say --unsigned for a tree of your own"
            )
    check(tree / LIST, tree / SIGNATURE, signers)
    hashes = read((tree / LIST).read_text("utf-8"))
    if found := differences(tree, hashes):
        more = [f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
        told = "\n  ".join([*found[:_SHOWN], *more])
        raise ReleaseError(
            f"{tree} is not the release that was signed:\n  {told}\nUnpack it anew, and do not install this"
        )
    return len(hashes)
