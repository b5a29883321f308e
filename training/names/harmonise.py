"""The corpora brought to one guide (docs/annotation-guide.md): what they mark otherwise is set by rule, or left unsure.

What a rule can decide is decided (known authorities and "… kommun" are ORG); what it cannot is marked UNSURE, so that
the model learns nothing from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Final

from nlp.tables import words
from training.names.example import UNSURE, Example, Span

Rule = Callable[[Example], Iterable[Span]]
_POLICE: Final = re.compile(r"\bPolisens?\b")
_ACRONYM: Final = re.compile(r"\b[A-ZÅÄÖ]{2,5}(?::s)?\b")


def harmonise(corpus: str, example: Example) -> Example:
    """An example of ``corpus`` by our guide."""
    for rule in _RULES.get(corpus, ()):
        example = example.relabelled(rule(example))
    return example


def municipalities(example: Example) -> Iterable[Span]:
    """ "Umeå kommun" and "Region Skåne" are one ORG, however the corpus cut them."""
    return _set(example, ((*match.span(), "ORG") for match in _municipality().finditer(example.text)))


def police(example: Example) -> Iterable[Span]:
    """ "Polisen" with a capital is ORG where the corpus has no larger name there."""
    free = (match.span() for match in _POLICE.finditer(example.text) if not _touched(example, *match.span()))
    return [*example.spans, *(Span(start, end, "ORG") for start, end in free)]


def acronyms(example: Example) -> Iterable[Span]:
    """Short words in capitals that the corpus does not mark may be names all the same."""
    if example.text.isupper():
        return example.spans
    free = (match.span() for match in _ACRONYM.finditer(example.text) if not _touched(example, *match.span()))
    return [*example.spans, *(Span(start, end, UNSURE) for start, end in free)]


def authorities(example: Example) -> Iterable[Span]:
    """Authorities of our table that the corpus leaves out are ORG."""
    found = (match.span() for match in _authorities().finditer(example.text))
    return [*example.spans, *(Span(*span, "ORG") for span in found if not _touched(example, *span))]


def _set(example: Example, wanted: Iterable[tuple[int, int, str]]) -> list[Span]:
    """The spans with those of ``wanted`` in place of what they touch, where nothing larger stands there."""
    spans = list(example.spans)
    for start, end, label in wanted:
        touched = [span for span in spans if span.start < end and span.end > start]
        if all(span.start >= start and span.end <= end for span in touched):
            spans = [span for span in spans if span not in touched] + [Span(start, end, label)]
    return spans


def _touched(example: Example, start: int, end: int) -> bool:
    return any(span.start < end and span.end > start for span in example.spans)


@cache
def _municipality() -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in words("municipalities"))
    return re.compile(rf"\b(?:{names})s? kommuns?\b|\bRegion [A-ZÅÄÖ][\w-]+")


@cache
def _authorities() -> re.Pattern[str]:
    names = sorted((name for name in words("authorities") if name[0].isupper()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})s?\b")


_SWEDISH: Final = (municipalities, police, authorities)
_RULES: Final[dict[str, tuple[Rule, ...]]] = {
    "train-sv-talbanken": _SWEDISH,
    "train-sv-klintan": (*_SWEDISH, acronyms),
}
