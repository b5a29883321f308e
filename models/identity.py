"""Ids are content hashes, so that doing a thing twice has the effect of doing it once."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import BinaryIO, Final

_SEPARATOR: Final = b"\x00"
_ID_HEX_DIGITS: Final = 32  # 128 bits: a collision among 10**12 documents has odds of 10**-15

_SHORT_HEX_DIGITS: Final = 24
_SHA256: Final = re.compile("[0-9a-f]{64}")


def bytes_id(content: bytes) -> str:
    """SHA-256 of the bytes, in hex: the name of a file in the vault."""
    return hashlib.sha256(content).hexdigest()


def stream_id(stream: BinaryIO) -> str:
    """The same of all that the stream gives, which is never held whole."""
    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]  # only what it reads with is asked


def is_bytes_id(name: str) -> bool:
    """Whether it is such a name; whatever else lies in a vault is none of its files."""
    return _SHA256.fullmatch(name) is not None


def document_id(owner: str, source: str, sha256: str) -> str:
    """The id of the document with these bytes in this source of this owner: 32 hex digits."""
    joined = _SEPARATOR.join(part.encode() for part in (owner, source, sha256))
    return hashlib.sha256(joined).hexdigest()[:_ID_HEX_DIGITS]


def entity_id(key: bytes, label: str, value: str) -> str:
    """The id of the entity with this normal form: 32 hex digits of an HMAC under the installation's ``key``.

    Keyed, because a personnummer has so few possible values that a plain hash could be undone by trying them all; the
    same for every owner, so that a viewer of several owners sees one row, not one for each.
    """
    message = _SEPARATOR.join((label.encode(), value.encode()))
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:_ID_HEX_DIGITS]


def opaque_id(key: bytes, *parts: str) -> str:
    """An id that tells nothing of ``parts`` to one without the ``key``: 32 hex digits."""
    message = _SEPARATOR.join(part.encode() for part in parts)
    return hmac.new(key, message, hashlib.sha256).hexdigest()[:_ID_HEX_DIGITS]


def short_id(key: bytes, *parts: str) -> str:
    """The same where there are many and they stand in several tables: 24 hex digits, a collision among 10**9 of odds
    of 10**-11."""
    return opaque_id(key, *parts)[:_SHORT_HEX_DIGITS]
