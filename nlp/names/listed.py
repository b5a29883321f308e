"""Persons with their surname first, in lists (*namnlistor*): an entry a line, a cell, or one after another.

``Andersson, Britt-Marie`` beside ``Haddad, Omar`` and ``von Essen, Carl`` (ordförande). What a lone entry leaves open,
whether an unknown word is a surname or a greeting (``Hej, Anna``), its neighbours in the list tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from nlp.names.blocked import blocked
from nlp.names.lexicon import INITIAL, PARTICLES, cased, is_first_name, is_place, is_surname, sounds_like_surname
from nlp.names.tokens import Token

_MOST: Final = 3
"""First names of an entry; surnames are two at most."""
_REMARK: Final = 40
"""Tokens at most of what may stand behind an entry on its line."""
_OPENING: Final = frozenset(";:•-–*")
_CLOSING: Final = frozenset(";(:–-")
_JOINING: Final = frozenset([",", "och", "samt", "&"])
_AFTER_NUMBER: Final = frozenset(".)")
_APART: Final = frozenset(["\n", "\n\n", "  ", "."])


class Entry(NamedTuple):
    """First and last token, the normal form, and which of the two halves the tables know."""

    first: int
    last: int
    value: str
    surname: bool
    given: bool


def find(words: Sequence[Token]) -> Iterator[Entry]:
    """The entries of the lists of a page, in order; on a page without capitals only names that the tables know."""
    if not any(word.capital for word in words):
        words = [_capitalised(word) for word in words]
    place = 0
    while place < len(words):
        run = _run(words, place) if _opens(words, place) else []
        sure = [entry for entry in run if entry.surname and entry.given]
        if sure and (len(run) > 1 or _closes(words, sure[0].last + 1)):
            yield from run
        place = run[-1].last + 1 if run else place + 1


def _capitalised(word: Token) -> Token:
    """A word in small letters as a name, if it is known as one."""
    named = "-".join(part.capitalize() for part in word.text.split("-"))
    known = is_first_name(named) or is_surname(named) or sounds_like_surname(named)
    return replace(word, text=named, capital=True) if known else word


def _run(words: Sequence[Token], place: int) -> list[Entry]:
    """Entries that follow each other from ``place`` on; those on one line must all be known, to its end."""
    run: list[Entry] = []
    while (entry := _entry(words, place)) is not None:
        run.append(entry)
        after = entry.last + 1
        if _closes(words, after):
            place = _next(words, after)
            continue
        if not (entry.surname and entry.given and words[after].text in _JOINING):
            return run[:-1]
        if _entry(words, after + 1) is None:  # a role, in small letters, or another name
            names_follow = after + 1 < len(words) and words[after + 1].capital
            return run[:-1] if names_follow or words[after].text != "," else run
        place = after + 1
    return run


def _next(words: Sequence[Token], after: int) -> int:
    """Where the next entry may begin: past a remark to the line's end, and past a bullet or number."""
    most = min(len(words), after + _REMARK)
    while after < most and words[after].gap not in ("\n", "\n\n") and words[after].text != ";":
        after += 1
    while after < len(words) and (words[after].text in _OPENING or _numbers(words, after)):
        after += 1
    return after


def _numbers(words: Sequence[Token], place: int) -> bool:
    """Whether a token is an entry's number, or the mark behind it (``2.``, ``2)``)."""
    marks = words[place].text in _AFTER_NUMBER and place > 0 and words[place - 1].text.isdigit()
    return marks or words[place].text.isdigit()


def _entry(words: Sequence[Token], place: int) -> Entry | None:
    comma = _comma(words, place)
    if comma is None:
        return None
    last = comma
    while last - comma < _MOST and last + 1 < len(words) and _is_name(words[last + 1], (" ",)):
        last += 1
    firsts = [cased(word.text) for word in words[comma + 1 : last + 1]]
    surnames = [cased(word.text) for word in words[place:comma]]
    known = [is_first_name(first) or INITIAL.fullmatch(first) is not None for first in firsts]
    surname = all(map(_is_surname, (name for name in surnames if name not in PARTICLES)))
    if not firsts or not (surname or known[0]) or is_place(surnames[-1]) > surname:
        return None
    if INITIAL.fullmatch(firsts[0]) and not surname:
        return None
    return Entry(place, last, " ".join([*firsts, *surnames]), surname, all(known))


def _comma(words: Sequence[Token], place: int) -> int | None:
    """The token of the comma after particles and at most two surnames that begin at ``place``."""
    at = place
    while at < len(words) and at - place < _MOST and words[at].text.lower() in PARTICLES:
        at += 1
    begun = at
    while at < len(words) and at - begun < 2 and _is_name(words[at], (" ",) if at > place else ("", *_APART, " ")):
        at += 1
    return at if begun < at < len(words) and words[at].text == "," and not words[at].gap else None


def _is_name(token: Token, gaps: tuple[str, ...]) -> bool:
    plain = token.text.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    free = not blocked(token.text) or is_surname(cased(token.text))
    return token.capital and token.gap in gaps and plain.isalpha() and free


def _is_surname(name: str) -> bool:
    return (is_surname(name) or sounds_like_surname(name)) and not is_first_name(name)


def _opens(words: Sequence[Token], place: int) -> bool:
    """Whether an entry may begin there: at a line or cell, or after a colon, a semicolon, a bullet or a number."""
    before = words[place - 1] if place else None
    if before is None or words[place].gap in _APART or before.text in _OPENING:
        return True
    return _numbers(words, place - 1)


def _closes(words: Sequence[Token], after: int) -> bool:
    return after >= len(words) or words[after].gap in _APART or words[after].text in _CLOSING
