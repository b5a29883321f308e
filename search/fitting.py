"""Makes a token fit for both engines, in the same way when indexing and when asking."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

LONGEST: Final = 200  # Lucene's white space tokenizer cuts at 255 characters, in two; FTS5 at 32,768 bytes


def fit(token: str) -> str:
    """The token; where it is longer than any word, its beginning and a hash, so that it still equals only itself."""
    if len(token) <= LONGEST:
        return token
    digest = hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
    return token[: LONGEST - len(digest)] + digest


def fitted(tokens: Iterable[str]) -> str:
    """The tokens joined by spaces, each of them fit, and nothing in them that UTF-8 cannot carry."""
    words = list(tokens)
    if max(map(len, words), default=0) > LONGEST:
        words = list(map(fit, words))
    return " ".join(words).encode("utf-8", "replace").decode()
