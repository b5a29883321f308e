"""Where else in a document what somebody means to mask stands: the same words however they are spaced or broken, a
person by either name alone, a number however its digits are parted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from models.document import Page
from models.layout import Joined, joined
from models.mention import Label

Span = tuple[int, int]
_SHORTEST: Final = 3  # letters of a name that is looked for alone
_FEWEST: Final = 6  # digits of a number that is looked for by its digits
_DIGITS: Final = frozenset({Label.PERSONNUMMER, Label.PHONE, Label.ACCOUNT, Label.ORGNR})
_BETWEEN: Final = r"[\s\-–./()]{0,3}"
_LAST: Final = 10  # digits of a personnummer that it has with and without its century
_PARTICLES: Final = frozenset({"von", "van", "der", "den", "och", "del"})


@dataclass(frozen=True, slots=True)
class Form:
    """How something may stand elsewhere, as a regular expression; ``begins`` (in small letters) is what any text that
    has it holds."""

    pattern: str
    begins: str


@dataclass(frozen=True, slots=True)
class Text:
    """A page's text to look in, with words that were broken at the ends of lines put together."""

    whole: Joined
    small: str

    @classmethod
    def of(cls, page: Page) -> Text:
        whole = joined(page.text, page.layout.joins)
        return cls(whole, whole.text.casefold())


def forms(label: Label, text: str) -> Iterator[Form]:
    """The whole of it, and of a person each name."""
    digits = re.sub(r"\D", "", text)
    if label in _DIGITS and len(digits) >= _FEWEST:
        yield Form(rf"(?<!\d){_numeral(label, digits)}(?!\d)", "")
        return
    words = text.split()
    if not words:
        return
    yield _worded(words)
    if label is Label.PERSON:
        parts = [part for word in words for part in (word, *word.split("-"))]
        names = {re.sub(r"\W+$|^\W+", "", part) for part in parts}
        alone = {name for name in names if len(name) >= _SHORTEST and name.casefold() not in _PARTICLES}
        yield from (_worded([name]) for name in sorted(alone) if name != text)


def found(text: Text, label: Label, wanted: Iterable[Form]) -> list[Span]:
    """The spans of the page's text, in order. A name begins with a capital wherever it is one."""
    spans = set[Span]()
    for form in wanted:
        if form.begins not in text.small:
            continue
        for match in re.finditer(form.pattern, text.whole.text, re.IGNORECASE):
            if label is not Label.PERSON or match[0][0].isupper():
                spans.add((text.whole.start(match.start()), text.whole.end(match.end())))
    return widest(spans)


def widest(spans: Iterable[Span]) -> list[Span]:
    """Without those that lie within another."""
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def _numeral(label: Label, digits: str) -> str:
    if label is Label.PERSONNUMMER and len(digits) > _LAST:
        century, rest = digits[:-_LAST], digits[-_LAST:]
        return rf"(?:{century}{_BETWEEN})?{_BETWEEN.join(rest)}"
    if label is Label.PERSONNUMMER:
        return rf"(?:(?:19|20){_BETWEEN})?{_BETWEEN.join(digits)}"
    if label is Label.PHONE and digits.startswith("0"):
        return rf"(?:\+?46{_BETWEEN}(?:\(0\)\s?)?|0{_BETWEEN}){_BETWEEN.join(digits[1:])}"
    return _BETWEEN.join(digits)


def _worded(words: Sequence[str]) -> Form:
    said = r"\s+".join(re.escape(word) for word in words)
    return Form(rf"(?<!\w){said}(?:s|:s)?(?!\w)", words[0].casefold())
