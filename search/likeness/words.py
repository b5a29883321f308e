"""A document's words as likeness sees them: what OCR confuses folded together, numbers as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from models.document import Page
from models.layout import joined
from search.folding import skeleton

_WORD: Final = re.compile(r"[^\W_]+")
_HASH_BYTES: Final = 8


class Word(NamedTuple):
    """``key`` is what two readings of the word share. ``is_fact``: it has a digit or begins with a capital, as what
    tells one matter from another does. ``hash`` is of the key, 64 bits, the same on every machine."""

    key: str
    is_fact: bool
    hash: int


def words(pages: Iterable[Page]) -> list[Word]:
    """The words of the pages in reading order, those broken at a line's end joined."""
    return [_word(found) for page in pages for found in _WORD.findall(joined(page.text, page.layout.joins).text)]


def content(some: Iterable[Word]) -> int:
    """A number (63 bits, above 0) that documents with the very same words in the same order share."""
    digest = blake2b(digest_size=_HASH_BYTES)
    for word in some:
        digest.update(word.hash.to_bytes(_HASH_BYTES, "big"))
    return int.from_bytes(digest.digest(), "big") >> 1 or 1


@lru_cache(maxsize=65_536)
def _word(raw: str) -> Word:
    """A number is never folded: 8 and 6 are alike to an eye and not to a sum."""
    key = raw if raw.isdecimal() else skeleton(raw.lower())
    hash = int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=_HASH_BYTES).digest(), "big")
    return Word(key, raw[0].isupper() or any(sign.isdigit() for sign in raw), hash)
