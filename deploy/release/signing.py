"""Signatures by OpenSSH (``ssh-keygen -Y``): it is on every machine that is kept, and takes keys on hardware as well.

Weighed against minisign, sigstore and GnuPG in docs/decisions/0085-proof.md.
"""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import BinaryIO, Final

from deploy.release.listing import ReleaseError

SIGNER: Final = "release@samsyn"
"""Who signs, as the file of signers calls them: ``release@samsyn namespaces="samsyn-release" ssh-ed25519 AAAA…``."""
NAMESPACE: Final = "samsyn-release"
"""What the key is believed about: a signature that it made of something else is not one of a release."""


def sign(file: Path, key: Path) -> None:
    """Write the file's signature beside it (``.sig``). ``key``: a private key, or the public one of an agent's."""
    if not key.is_file():
        raise ReleaseError(f"{key} is no key: ssh-keygen -t ed25519 -f KEY makes one, outside the repository")
    file.with_name(f"{file.name}.sig").unlink(missing_ok=True)  # else it would be asked about
    done = _ssh_keygen("-Y", "sign", "-f", str(key), "-n", NAMESPACE, str(file))
    if done.returncode != 0:
        raise ReleaseError(f"{file.name} could not be signed: {done.stderr.strip()}")


def check(file: Path, signature: Path, signers: Path) -> None:
    """Raises :class:`ReleaseError` unless one of the signers signed just this file as a release's."""
    if not signers.is_file():
        raise ReleaseError(
            f"{signers} is not there: it says whose releases are believed. Put the publisher's line there, had in "
            "another way than the release (docs/upgrading.md), or give --signers FILE"
        )
    words = ("-Y", "verify", "-f", str(signers), "-I", SIGNER, "-n", NAMESPACE, "-s", str(signature))
    with file.open("rb") as told:
        done = _ssh_keygen(*words, told=told)
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()[-1:] or ["no reason given"]
        raise ReleaseError(f"{file.name} is not signed by anyone in {signers} ({said[0]}): do not install this")


def _ssh_keygen(*words: str, told: BinaryIO | None = None) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(  # noqa: S603
            ["ssh-keygen", *words],  # noqa: S607
            stdin=told or subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise ReleaseError("ssh-keygen is not installed: apt-get install openssh-client") from error
