"""Office files under a password: opened with one of those at hand (msoffcrypto: [MS-OFFCRYPTO])."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from models.errors import CorruptFileError, EncryptedFileError

_DEFAULT: Final = "VelvetSweatshop"  # what Excel itself locks read-only workbooks with, [MS-OFFCRYPTO] 2.4.2.3


def is_locked(path: Path) -> bool:
    """Whether a password is needed. A file that msoffcrypto cannot make out is none that it could open."""
    import msoffcrypto

    try:
        with path.open("rb") as file:
            return bool(msoffcrypto.OfficeFile(file).is_encrypted())
    except Exception:  # it raises whatever struct, olefile and its own checks raise
        return False


def unlock(path: Path, passwords: Sequence[str], out: Path) -> Path:
    """The file in the clear, written to ``out``. Raises EncryptedFileError where no password opens it."""
    import msoffcrypto

    with path.open("rb") as file:
        try:
            office = msoffcrypto.OfficeFile(file)
        except Exception as error:  # as above
            raise CorruptFileError("Filen är skadad") from error
        for password in (*passwords, _DEFAULT):
            if _opens(office, password, out):
                return out
    raise EncryptedFileError("Filen är krypterad")


def _opens(office: Any, password: str, out: Path) -> bool:
    try:
        office.load_key(password=password)
        with out.open("wb") as clear:
            office.decrypt(clear)
    except Exception:  # a wrong password, in one of many ways
        return False
    return out.stat().st_size > 0
