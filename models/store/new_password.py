"""Whether a password that somebody chooses may be taken: none that all try first, no word of the place, no leaked one.

ASVS 5.0, 6.2.4: what the commonest passwords are made of, in any mixture, is known to *zxcvbn* (D. L. Wheeler, USENIX
Security 2016), which counts the tries that a guesser needs. 6.2.11: words of the place are ``samsyn`` and the names of
its owners, beside the account's own. 6.2.12: leaked passwords are looked up in a file that the site fetches itself,
since nothing leaves the machine: a line for each, its SHA-1 in hexadecimal, sorted, with or without ``:count``, as
*Have I Been Pwned* gives it out (by hash).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import BinaryIO, Final

from models.account import Account
from models.errors import InvalidSettingError, WeakPasswordError
from models.passwords import check_password
from models.store.store import Store

_PRODUCT: Final = "samsyn"
_HASH: Final = 40  # hexadecimal digits
_TRIES: Final = 10**10
"""What zxcvbn calls very hard to guess. Of the 229 common passwords of twelve signs or more none is above it, and a few
plain words in a row are (docs/quality.md)."""
_LOOKED_AT: Final = 72
"""Characters, from the beginning: what it takes by itself. More can only be harder."""


def check_new_password(store: Store, account: Account, password: str) -> None:
    """Raises :class:`WeakPasswordError`, or :class:`InvalidSettingError` where the site's file cannot be read."""
    check_password(password, account.name, account.display, _PRODUCT, *store.sources.owners())
    if _tries(password, account) < _TRIES:
        raise WeakPasswordError("Lösenordet är lätt att gissa: välj några ord i rad som inte hör ihop")
    leaked = store.settings.breached_passwords
    if leaked and _is_among(Path(leaked), password):
        raise WeakPasswordError("Lösenordet finns bland dem som har läckt ut")


def _tries(password: str, account: Account) -> float:
    from zxcvbn import zxcvbn  # some megabytes of words, for the few who choose one

    return float(zxcvbn(password[:_LOOKED_AT], [account.name, account.display, _PRODUCT])["guesses"])


def _is_among(leaked: Path, password: str) -> bool:
    """By halving: the file has a thousand million lines and is never read through."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    try:
        with leaked.open("rb") as file:
            low, high = 0, file.seek(0, 2)
            while low < high:
                middle = (low + high) // 2
                found = _hash_at(file, middle)
                low, high = (middle + 1, high) if found and found < wanted else (low, middle)
            return _hash_at(file, low) == wanted
    except OSError as error:
        raise InvalidSettingError(f"breached_passwords: {leaked} går inte att läsa") from error


def _hash_at(file: BinaryIO, offset: int) -> bytes:
    """The hash of the first line that begins at the offset or after it; empty at the end."""
    file.seek(max(offset - 1, 0))
    if offset:
        file.readline()
    return file.readline()[:_HASH].upper()
