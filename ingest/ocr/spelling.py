"""A doubtful word that is none, put right where exactly one confusion of letters gives one; what was read is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.raw_page import Line, PlacedWord

RULE: Final = "confused_letters"
_SURE: Final = 0.94  # confidence above which a word that no dictionary has is a name or a term
_SHORTEST: Final = 4  # letters: among shorter words too many are one letter apart
_NOISE: Final = 0.6  # confidence below which three letters may be specks
_SMALL: Final = {"tör": "för", "lör": "för", "fran": "från", "pa": "på", "pä": "på"}  # small words that faxes spoil
_SHORTEST_CAPITALS: Final = 7  # shorter ones are abbreviations
_EDGES: Final = ".,;:!?()[]\"'”“»«-–…"
# What faxes and worn copies make of letters: rings and dots that fill or fall off, strokes that break or run together.
_CONFUSED: Final = (
    "å ä|ä å|a å|a ä|o ö|ö o|å a|ä a|t f|f t|l t|t l|i l|l i|c e|e c|v y|y v|o e|e o|ii ä|m in|in m|rn m|"
    "m rn|m nt|m tn|lm ltn|n ri|h b|b h|sm stn|fi f|vv w|cl d|j i|i j|g q|q g|l f|u ti|ti u|ui ul|n u|u n|"
    "r n|rm nn|1 l|l 1|I l|0 o|s g|g s|B R|E F|T F|I F|l F|U E|H F|t r|r t|t i|i t|x v|k h|h k|r g|g r|I T|l k|"
    "å ö|ö å|é e|z s"
)
_PAIRS: Final = tuple((wrong, right) for wrong, right in (pair.split(" ") for pair in _CONFUSED.split("|")))
_RINGS: Final = tuple(
    pair for pair in _PAIRS if set(pair[0] + pair[1]) & set("åäö")
)  # a word may have several of these


@dataclass(frozen=True, slots=True)
class Dictionary:
    """``known`` has compounds too, ``listed`` only what the dictionary itself has."""

    known: Callable[[str], bool]
    listed: Callable[[str], bool]


def corrected(lines: tuple[Line, ...], words: Dictionary) -> tuple[Line, ...]:
    """``lines`` with such words put right; ``original`` and ``rule`` say what was done. A divided word stays."""
    here = {_bare(word).lower() for line in lines for word in line if word.confidence >= _SURE and len(word.text) > 6}
    ours = Dictionary(words.known, lambda word: word.lower() in here or words.listed(word))
    return tuple(_line(line, lines[index - 1] if index else (), ours) for index, line in enumerate(lines))


def _line(line: Line, before: Line, words: Dictionary) -> Line:
    first = 1 if before and before[-1].text.endswith("-") else 0
    last = len(line) - 1 if line and line[-1].text.endswith("-") else len(line)
    return tuple(_word(word, words) if first <= index < last else word for index, word in enumerate(line))


def _word(word: PlacedWord, words: Dictionary) -> PlacedWord:
    bare = _bare(word)
    if word.confidence >= _SURE or word.original or not bare.isalnum() or _is_too_short(word, bare):
        return word
    if (
        sum(map(str.isdigit, bare)) > 1
        or (bare.isupper() and len(bare) < _SHORTEST_CAPITALS)
        or (bare not in _SMALL and words.listed(bare))
    ):
        return word
    found = _SMALL.get(bare) or _only(bare, words)
    return (
        word if found is None else replace(word, text=word.text.replace(bare, found, 1), original=word.text, rule=RULE)
    )


def _is_too_short(word: PlacedWord, bare: str) -> bool:
    """Of three letters only plain lower-case words are looked at: abbreviations and noise are as short."""
    if len(bare) >= _SHORTEST or bare in _SMALL:
        return False
    return len(bare) < _SHORTEST - 1 or not word.text.islower() or "." in word.text or word.confidence < _NOISE


def _bare(word: PlacedWord) -> str:
    return word.text.strip(_EDGES)


def _only(bare: str, words: Dictionary) -> str | None:
    """The one word that ``bare`` may be: one of the dictionary before a compound, one confusion before two."""
    once = set(_confusions(bare, _PAIRS))
    for fits in (words.listed, words.known):
        found = {word for word in once if fits(word)}
        if found or words.known(bare):
            return found.pop() if len(found) == 1 else None
    twice = {word for first in _confusions(bare, _RINGS) for word in _confusions(first, _PAIRS) if words.known(word)}
    return twice.pop() if len(twice) == 1 else None


def _confusions(word: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    for wrong, right in pairs:
        start = word.find(wrong)
        while start >= 0:
            yield word[:start] + right + word[start + len(wrong) :]
            start = word.find(wrong, start + 1)
