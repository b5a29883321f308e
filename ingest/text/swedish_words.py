"""Whether a word that was recognised is one: of the dictionary, or a compound of its words."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

COMPOUND: Final = 0.6  # garble is sometimes made of two short words too
_SHORTEST: Final = 3  # letters of a compound's part; shorter ones would let anything through
_EDGES: Final = ".,;:!?()[]\"'”“»«-–…"


def is_known(word: str) -> bool:
    """Whether ``word``, the punctuation around it aside, is in the dictionary or made of two or three words that are.

    Loads simplemma's dictionary (0.7 s once): asked only of pages that were read badly.
    """
    bare = word.strip(_EDGES).lower()
    if bare.isalpha():
        return _is_known(bare)
    return bool(bare) and bare.replace(":", "").replace("-", "").replace(",", "").isdigit()


def is_listed(word: str) -> bool:
    """Whether the dictionary itself has ``word``, the punctuation around it aside."""
    bare = word.strip(_EDGES).lower()
    return bare.isalpha() and _listed(bare)


def likeness(word: str) -> float:
    """1 for a word of the dictionary, :data:`COMPOUND` for a compound or a number, 0 for anything else."""
    return 1.0 if is_listed(word) else COMPOUND * is_known(word)


@lru_cache(maxsize=50_000)
def _is_known(word: str) -> bool:
    return _listed(word) or any(_is_compound(word, cut) for cut in range(_SHORTEST, len(word) - _SHORTEST))


def _is_compound(word: str, cut: int) -> bool:
    head, tail = word[:cut], word[cut:]
    if len(tail) <= _SHORTEST or not _listed(tail):
        return False
    return _listed(head) or (head.endswith("s") and len(head) > _SHORTEST + 1 and _is_known(head[:-1]))


def _listed(word: str) -> bool:
    return in_dictionary(word) if len(word) > 1 else word in "iåö"


@lru_cache(maxsize=65_536)
def in_dictionary(word: str, languages: tuple[str, ...] = ("sv",)) -> bool:
    """Whether simplemma's dictionary of one of the languages has ``word``, in this case or with a capital.

    The first question loads it (0.6 s), in its compact form: the other takes 100 MB, and each reader has its own.
    """
    import simplemma

    return bool(simplemma.is_known(word, lang=languages, low_memory=True))
