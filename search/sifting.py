"""Which words of a page need to be taken apart, where it is known how often what is looked for stands there.

To take a word apart that nobody met costs a tenth of a millisecond and more, and of the hundreds of a page a handful
have anything of the question. An index that counts (:mod:`search.key_counts`) tells how often each key stands there:
the likeliest words are taken apart first, and when they account for every time, none is left that has any. Where the
count never comes out even, since the page was read again and the index has not followed yet, all words have been taken
apart in the end, as without it. Where it comes out even all the same, a word that only the new reading has and that
does not begin as a key does is marked when the index has followed, seconds later.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import attrgetter
from typing import Final, NamedTuple, TypeAlias, TypeVar

from search.analysis import Lexeme, keys, lexemes
from search.forms import Forms
from search.key_counts import Key, KeyCounts
from search.query import TokenField

Word = TypeVar("Word")
Standing: TypeAlias = tuple[Sequence[Lexeme], int]
"""Words that stand side by side, and which of them is meant."""
_BEGINNING: Final = 3  # letters that a word mostly has in common with what it is found by: "möt" of "möte"
_FIRST: Final = r"(?<![^\W\d_])"  # before the first letter of a word
_APART: Final = re.compile(r"[^\W\d_][ \t\n](?=[^\W\d_])")
"""Between two letters that only this parts one word ends and another begins, whatever else stands around: what holds a
space has a digit after it, what a line end broke a hyphen before that (:mod:`search.shapes`)."""
_WINDOW: Final = 128  # characters
_DENSE: Final = 12
"""Every so many words a likely one: from there on to take the whole page apart costs less than what is around each."""


def of_field(forms: Forms, where: TokenField) -> tuple[str, ...]:
    """The keys of a word in one of its fields."""
    match where:
        case TokenField.EXACT:
            return (forms.exact,)
        case TokenField.LEMMA:
            return (forms.lemma,)
        case TokenField.SKELETON:
            return (forms.skeleton,)
        case TokenField.STEM:
            return forms.stem
        case TokenField.SOUND:
            return forms.sound
    return forms.parts


def times(forms: Forms, key: Key) -> int:
    """How often a word has the key."""
    own = of_field(forms, key.field)
    return sum(each.startswith(key.text) for each in own) if key.begins else own.count(key.text)


class Likely(NamedTuple):
    """What a word mostly begins with that has one of the keys, and what it has in it where it does not."""

    begun: re.Pattern[str]
    within: re.Pattern[str]


def likely(sought: Iterable[Key]) -> Likely:
    """It begins with two thirds of the key ("anmärk"), or has its first three letters somewhere ("anm": another form,
    a part of a compound). A key so short that nearly every word has it ("i", "ab") it is as a whole, and begins with
    where that was asked for ("i*")."""
    some = sorted(sought, key=attrgetter("text"))
    begun, within = {_begun(key) for key in some}, {_within(key) for key in some}
    return Likely(*(re.compile("|".join(sorted(each)), re.IGNORECASE) for each in (begun, within)))


def _begun(key: Key) -> str:
    most = max(_BEGINNING, 2 * len(key.text) // 3)
    return f"{_FIRST}{re.escape(key.text[:most])}" if len(key.text) >= _BEGINNING else _within(key)


def _within(key: Key) -> str:
    text = re.escape(key.text[:_BEGINNING])
    if len(key.text) >= _BEGINNING:
        return text
    return f"{_FIRST}{text}" if key.begins else rf"(?<!\w){text}(?!\w)"


def accounted(text: str, likely: Likely, counts: KeyCounts, after: int) -> list[Standing] | None:
    """Likely words of a page, each with ``after`` words that follow it at least, that have every key as often as it was
    counted; None where that does not come out even, or where they stand so close that the page is sooner taken apart
    as a whole."""
    return next((found for each in likely if (found := _accounted(text, each, counts, after)) is not None), None)


def _accounted(text: str, pattern: re.Pattern[str], counts: KeyCounts, after: int) -> list[Standing] | None:
    left, found = dict(counts.times), list[Standing]()
    if left and sum(1 for _ in pattern.finditer(text)) * _DENSE > counts.words:
        return None
    for some, at in around(text, pattern, after) if left else ():
        if pattern.search(some[at].raw):
            found.append((some, at))
            forms = keys(some[at])
            for key in left:
                left[key] -= times(forms, key)
    return None if any(left.values()) else found


def around(text: str, pattern: re.Pattern[str], after: int = 0) -> Iterator[Standing]:
    """Every word of the text that the pattern is found in, and some that stand around it, each as :func:`lexemes` has
    it of the whole text: a page of 8,000 words is not taken through for the name that stands there once."""
    done = 0
    for match in pattern.finditer(text):
        if match.start() >= done:
            before, begin = _before(text, match.start())
            begin, done, end = max(begin, done), *_after(text, match.end(), after)
            some = [_moved(lexeme, before) for lexeme in lexemes(text[before:end])]
            yield from ((some, at) for at, lexeme in enumerate(some) if begin <= lexeme.start < done)


def _moved(lexeme: Lexeme, by: int) -> Lexeme:
    return lexeme._replace(start=lexeme.start + by, end=lexeme.end + by)


def _before(text: str, at: int) -> tuple[int, int]:
    """Where the words around a place begin, and where one does that stands before these: what is written with a capital
    is a name by what stands before it."""
    window = _WINDOW
    while window < at:
        ends = [match.end() for match in _APART.finditer(text, at - window, at + 1)]
        if len(ends) > 1:
            return ends[-2], ends[-1]
        window *= 4
    return 0, 0


def _after(text: str, at: int, more: int) -> tuple[int, int]:
    """Where the words around a place end, and where so many more do."""
    ends = [match.end() for match in islice(_APART.finditer(text, at), more + 1)]
    return ends[0] if ends else len(text), ends[more] if len(ends) > more else len(text)


def sifted(words: Sequence[tuple[Word, Lexeme, int]], counts: KeyCounts, likely: Likely) -> Iterator[Word]:
    """The words that may have any of the keys counted, of all that are left of a page: each with how often it stands
    there. First those that begin as a key does, every one, since a page that was read again may have more of them than
    were counted; then, until all are found, those that have a beginning in them, and the short ones, which cost
    little."""
    if not counts.times:
        return
    left, others = dict(counts.times), list[tuple[Word, Lexeme, int]]()
    for each in words:
        word, lexeme, stands = each
        if likely.begun.search(lexeme.raw):
            _take_off(left, lexeme, stands)
            yield word
        else:
            others.append(each)
    if left:
        others.sort(key=lambda each: (likely.within.search(each[1].raw) is None, len(each[1].raw)))
    for word, lexeme, stands in others:
        if not left:
            return
        _take_off(left, lexeme, stands)
        yield word


def _take_off(left: dict[Key, int], lexeme: Lexeme, stands: int) -> None:
    """A key that stands more often than it was counted is left to the end."""
    forms = keys(lexeme)
    for key in list(left):
        left[key] -= times(forms, key) * stands
        if not left[key]:
            del left[key]
