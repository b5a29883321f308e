"""A name for an owner's index that any file system and OpenSearch accept."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

_READABLE: Final = 32
_HASH: Final = 10  # 40 bits: owners are hundreds, so two of the same readable part never meet by chance


@lru_cache(maxsize=1_000)
def owner_slug(owner: str) -> str:
    """Lower-case ASCII letters, digits and hyphens, unique to the owner: ``Umeå`` is ``umea-`` and ten hex digits."""
    plain = unicodedata.normalize("NFD", owner.lower()).encode("ascii", "ignore").decode()
    readable = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_READABLE].strip("-") or "owner"
    return f"{readable}-{hashlib.sha256(owner.encode()).hexdigest()[:_HASH]}"
