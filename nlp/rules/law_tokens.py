"""The words of which law references are made, as tokens in runs that nothing parts but white space."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from nlp.rules.law_names import Law


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    ORDINAL = auto()
    CHAPTER = auto()
    SECTION = auto()
    PARAGRAPH = auto()
    POINT = auto()
    SENTENCE = auto()
    SUBSECTION = auto()
    LETTER = auto()
    NOTES = auto()
    STOP = auto()
    AND = auto()
    TO = auto()
    LINK = auto()
    LAW = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """``value`` is the number of a NUMBER or ORDINAL (``8 a``), or what the text has; ``law`` that of a LAW."""

    kind: Kind
    start: int
    end: int
    value: str
    law: Law | None = None


ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        ["första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde"], 1
    )
}
_BEFORE = r"(?<![\w.:/])(?<!\d,)(?<!\d{4}-)(?<!\d\d-\d\d-)"
_IT = r"(?=\s{0,9}(?:§|[-–]\s?\d|,\s\d|och\s\d{1,3}[ ]?[a-z]?\s?§))"  # "26 i §", but "7 i lagen"
_LETTERED = rf"(?:\s?(?-i:[a-hj-oqrt-z])(?![\w.])|\si{_IT})"
_PATTERNS: Final[tuple[tuple[Kind, str], ...]] = (
    (Kind.TO, r"[-–‐]|(?<!\w)till(?!\w)"),
    (Kind.STOP, r"(?<=\d)[.)]|(?<=[a-z])\)"),
    (Kind.NUMBER, rf"{_BEFORE}[1-9]\d{{0,2}}{_LETTERED}?(?![\w:/%])(?![.,]\d)"),
    (Kind.CHAPTER, r"(?<!\w)kap(?:\.|itlet|itlen)?(?!\w)"),
    (Kind.SECTION, r"§{1,2}|\${1,2}|(?<!\w)paragraf(?:en|erna)?(?!\w)"),
    (Kind.PARAGRAPH, r"(?<!\w)(?:stycke(?:t|na)|st(?!\w)\.?)(?!\w)"),
    (Kind.SENTENCE, r"(?<!\w)(?:mening(?:en|arna)|men\.)(?!\w)"),
    (Kind.SUBSECTION, r"(?<!\w)mom(?:entet)?(?!\w)\.?"),
    (Kind.NOTES, r"(?<!\w)anvisningarna(?!\w)"),
    (Kind.POINT, r"(?<!\w)(?:punkt(?:en|erna)?|pkt\.?|p\.?)(?!\w)"),
    (Kind.ORDINAL, rf"(?<!\w)(?:{'|'.join(ORDINALS)})(?!\w)"),
    (Kind.LETTER, r"(?<=§\s)(?-i:[a-hj-z])(?![\w.])|(?<!\w)(?-i:[a-h])(?=\))"),
    (Kind.AND, r",(?=\s)|(?<!\w)(?:och|eller|samt|respektive|resp\.?|jämte)(?!\w)"),
    (Kind.LINK, r"(?<!\w)(?:i|enligt|av|den|nya|gamla)(?!\w)"),
)
_ANY = "|".join(f"(?P<{kind.name}>{pattern})" for kind, pattern in _PATTERNS)
_TOKEN = re.compile(rf"(?=[§$,–‐-]|(?<=[\da-z])[.)]|(?<![\w.:/])[\da-zåäö]|(?<=\d)[a-z])(?:{_ANY})", re.IGNORECASE)
_GAP = re.compile(r"\s{0,90}")


def runs(text: str, laws: Sequence[Law]) -> Iterator[list[Token]]:
    """The runs in which a chapter, a section or a paragraph stands."""
    run: list[Token] = []
    telling = False
    for token in _tokens(text, laws):
        if run and _GAP.fullmatch(text, run[-1].end, token.start) is None:
            if telling:
                yield run
            run, telling = [], False
        run.append(token)
        telling = telling or token.kind in (Kind.CHAPTER, Kind.SECTION, Kind.PARAGRAPH)
    if telling:
        yield run


def _tokens(text: str, laws: Sequence[Law]) -> Iterator[Token]:
    """All tokens in order; a law is one token."""
    position = 0
    for law in laws:
        yield from _between(text, position, law.start)
        yield Token(Kind.LAW, law.start, law.end, law.value, law)
        position = law.end
    yield from _between(text, position, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        kind = Kind[match.lastgroup or ""]
        yield Token(kind, *match.span(), _value(kind, match.group()))


def _value(kind: Kind, written: str) -> str:
    if kind is Kind.ORDINAL:
        return ORDINALS[written.lower()]
    if kind is Kind.NUMBER:
        return re.sub(r"(\d)\s*([a-z])", r"\1 \2", written.lower())
    return written
