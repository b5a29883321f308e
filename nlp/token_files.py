"""Token files: ``token<TAB>IOB2 tag`` lines with a blank line between sentences, as public name corpora have them.

Scored are strict spans of PER, ORG and LOC, in tokens; every other type (MISC …) is left out. A sentence is put
together as it would be written and read by itself, and what is named there goes back to the tokens that it covers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from models.errors import InvalidGoldError, MissingPathError
from models.mention import Label
from models.settings import DEFAULT_NAME_PIPELINE
from nlp.intervals import with_intervals
from nlp.names.decoding import names
from nlp.pipeline import find_mentions
from nlp.scoring import Key, Tally

TYPES: Final = ("PER", "ORG", "LOC")
_OURS: Final = {Label.PERSON: "PER", Label.ORG: "ORG", Label.LOC: "LOC"}
_TAG: Final = re.compile(r"O|([BI])-(\S+)")
_NO_SPACE_BEFORE: Final = frozenset(",.;:!?)]”%")
_NO_SPACE_AFTER: Final = frozenset("([")


class Sentence(NamedTuple):
    tokens: tuple[str, ...]
    names: frozenset[Key]
    """(type, (first token, token after the last))."""


def read_sentences(path: Path) -> Iterator[Sentence]:
    """The sentences of a token file; lines that begin with ``#`` and have no tab are comments.

    Raises :class:`MissingPathError`, and :class:`InvalidGoldError` by line for one that is no token and tag.
    """
    rows: list[tuple[str, str]] = []
    for number, line in enumerate([*_lines(path), ""], 1):
        if line.startswith("#") and "\t" not in line:
            continue
        if line.strip():
            rows.append(_row(line, path, number))
        elif rows:
            yield Sentence(tuple(token for token, _ in rows), frozenset(_names(tag for _, tag in rows)))
            rows = []


def score_sentences(
    sentences: Iterable[Sentence],
    done: Callable[[], object] = lambda: None,
    *,
    pipeline: str = DEFAULT_NAME_PIPELINE,
) -> dict[str, Any]:
    """Micro and by type, each with the ``interval`` of its F1; ``done`` is called after each sentence.

    ``pipeline`` is the setting ``nlp.pipeline``.
    """
    whole, each = Tally(), list[Tally]()
    for sentence in sentences:
        found = frozenset(_found(sentence.tokens, pipeline))
        each.append(Tally())
        for tally in (whole, each[-1]):
            tally.add(sentence.names, found, sentence.names & found)
        done()
    return with_intervals(whole.scores(TYPES), each)


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise MissingPathError(f"Filen går inte att läsa: {path}") from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise InvalidGoldError(f"{path}, rad {row}: inte UTF-8") from error
    return [line.removesuffix("\r") for line in text.split("\n")]


def _row(line: str, path: Path, number: int) -> tuple[str, str]:
    token, tab, tag = line.partition("\t")
    if not token.strip() or not tab or "\t" in tag:
        raise InvalidGoldError(f"{path}, rad {number}: ska vara token, tabb och tagg")
    if not _TAG.fullmatch(tag):
        raise InvalidGoldError(f"{path}, rad {number}: taggen ska vara O, B-TYP eller I-TYP")
    return token, tag


def _names(tags: Iterable[str]) -> Iterator[Key]:
    return ((type, (start, stop)) for start, stop, type in names(tags) if type in TYPES)


def _found(tokens: Sequence[str], pipeline: str) -> Iterator[Key]:
    text, places = written(tokens)
    for mention in find_mentions([(1, text)], pipeline=pipeline):
        if mention.label in _OURS:
            covered = [at for at, (start, end) in enumerate(places) if start < mention.end and end > mention.start]
            yield _OURS[mention.label], (covered[0], covered[-1] + 1)


def written(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The tokens as text, and where in it each stands."""
    text, places, close = "", [], True
    for token in tokens:
        text += "" if close or token in _NO_SPACE_BEFORE else " "
        places.append((len(text), len(text) + len(token)))
        text += token
        close = token in _NO_SPACE_AFTER
    return text, places
