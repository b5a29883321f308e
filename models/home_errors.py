"""Errors of a home that lies in an encrypted folder: a part of the tree of :mod:`models.errors`."""

from __future__ import annotations

from models.error_root import RefusedError


class HomeLockedError(RefusedError):
    """The home lies in an encrypted folder that is not open: what is seen in its place is no archive."""

    code = "home_locked"
    next = "Öppna det: samsyn home open, eller som tjänst systemctl start samsyn-home (docs/storage.md)."


class EncryptionMissingError(RefusedError):
    """The program that keeps the encrypted folder is not installed, or may mount nothing here."""

    code = "encryption_missing"
    next = "Installera gocryptfs och fuse3: apt-get install gocryptfs fuse3. I en container: kryptera värdens disk."


class WrongPassphraseError(RefusedError):
    code = "wrong_passphrase"
    next = "Försök igen; är lösenfrasen borta öppnar återställningsnyckeln (docs/storage.md, ”An encrypted home”)."


class EncryptionFailedError(RefusedError):
    """A step on the way into the encrypted folder, or of opening or closing it, did not go; nothing is lost."""

    code = "encryption_failed"
    next = "Inget är borta. Kör samma kommando igen: det fortsätter där det var."
