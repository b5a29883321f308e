"""Persons (*personer*): first name and surname, ``Surname, First name``, initials, capitals, and names after a cue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import legal_forms, listed
from nlp.names.blocked import blocked
from nlp.names.lexicon import (
    INITIAL,
    PARTICLES,
    TITLES,
    WEAK_FIRST,
    cased,
    is_first_name,
    is_place,
    is_surname,
    sounds_like_surname,
    without_genitive,
)
from nlp.names.tokens import Token

MOST_FIRST_NAMES = 4
_TITLE = re.compile(f"(?:{TITLES})", re.IGNORECASE)
_COLON_ONLY = frozenset(
    {"från", "till", "att", "cc", "kopia", "namn", "mvh", "hälsningar", "underskrift", "namnförtydligande"}
)
_LISTED = 0.95
KNOWN, SOUNDING, UNKNOWN, NO_NAME = 0.97, 0.92, 0.72, 0.0


def find(words: Sequence[Token]) -> Iterator[Candidate]:
    """Persons from left to right; they do not overlap. What a list of persons says stands before all else."""
    place, entries = 0, {entry.first: entry for entry in listed.find(words)}
    while place < len(words):
        found, entry = None, entries.get(place)
        if entry is not None:
            yield Candidate(
                Label.PERSON, words[place].start, words[entry.last].end, entry.value, _LISTED, "rule:person-list"
            )
            place = entry.last + 1
            continue
        if words[place].capital:
            found = _full(words, place) or _reversed(words, place) or _cued(words, place)
        if found is None:
            place += 1
            continue
        last, value, confidence = found
        yield Candidate(Label.PERSON, words[place].start, words[last].end, value, confidence, "rule:person")
        place = last + 1


def _full(words: Sequence[Token], place: int) -> tuple[int, str, float] | None:
    """``Anna Maria von Essen``, ``A. Svensson``, ``ANDERS ANDERSSON``: last token, value, confidence."""
    firsts = _first_names(words, place)
    if not firsts:
        return None
    after = place + len(firsts)
    surnames, confidence = _surnames(words, after, firsts)
    if not surnames and len(firsts) > 1 and (is_surname(firsts[-1]) or is_surname(without_genitive(firsts[-1]))):
        surnames, confidence, after = [firsts.pop()], 0.85, after - 1
    if not surnames and len(firsts) == 2 and not INITIAL.fullmatch(firsts[0]) and not INITIAL.fullmatch(firsts[1]):
        surnames, confidence, after = [firsts.pop()], UNKNOWN, after - 1  # Håkan Ahmed: a first name as surname
    if not surnames:
        return None
    last = after + len(surnames) - 1
    if last + 1 < len(words) and words[last + 1].text in legal_forms.WORDS:
        return None
    surnames[-1] = without_genitive(surnames[-1])
    return last, " ".join([*firsts, *surnames]), confidence


def _first_names(words: Sequence[Token], place: int) -> list[str]:
    names: list[str] = []
    for token in words[place : place + MOST_FIRST_NAMES]:
        if names and token.gap not in (" ", "\n"):
            break
        name = cased(token.text)
        if not (token.capital and (is_first_name(name) or INITIAL.fullmatch(name))):
            break
        names.append(name)
    return names


def _surnames(words: Sequence[Token], place: int, firsts: list[str]) -> tuple[list[str], float]:
    """The particles and surnames from ``place`` on, as written in names, and how sure the first of them makes us."""
    names: list[str] = []
    while len(names) < 3 and _follows(words, place) and words[place].text.lower() in PARTICLES:
        names.append(words[place].text.lower())
        place += 1
    if not (_follows(words, place) and words[place].capital):
        return [], NO_NAME
    confidence = _quality(words[place], firsts, bool(names))
    if not confidence:
        return [], NO_NAME
    names.append(cased(words[place].text))
    place += 1
    if (
        _follows(words, place)
        and words[place].gap == " "
        and words[place].capital
        and names[-1] == without_genitive(names[-1])
    ):
        second = cased(without_genitive(cased(words[place].text)))
        if is_surname(second) or (sounds_like_surname(second) and not blocked(second)):
            names.append(cased(words[place].text))
    return names, confidence


def _follows(words: Sequence[Token], place: int) -> bool:
    return place < len(words) and words[place].gap in (" ", "\n")


def _quality(token: Token, firsts: list[str], particle: bool) -> float:
    """How sure a word is the surname of somebody whose first names stand before it."""
    name = cased(token.text)
    plain = without_genitive(name)
    initials_only = all(INITIAL.fullmatch(first) for first in firsts)
    weak = len(firsts) == 1 and firsts[0] in WEAK_FIRST
    if is_surname(plain):
        return 0.88 if initials_only else KNOWN
    if sounds_like_surname(plain) and not blocked(plain):
        return 0.75 if initials_only else SOUNDING
    if particle and not blocked(plain) and len(plain) > 2:
        return 0.85
    if initials_only or weak or token.gap == "\n" or token.opens or token.text.isupper():
        return NO_NAME
    if len(plain) < 3 or not name.replace("-", "").isalpha() or blocked(plain) or is_place(plain):
        return NO_NAME
    return UNKNOWN


def _reversed(words: Sequence[Token], place: int) -> tuple[int, str, float] | None:
    """``Andersson, Britt-Marie``: one surname, a comma, first names, and no surname after them."""
    surname = cased(words[place].text)
    if not (is_surname(surname) or (sounds_like_surname(surname) and not blocked(surname))):
        return None
    if place + 2 >= len(words) or words[place + 1].text != "," or words[place + 1].gap or words[place + 2].gap != " ":
        return None
    if place and words[place].gap == " " and words[place - 1].capital and not words[place - 1].opens:
        return None
    firsts = _first_names(words, place + 2)
    if not firsts or INITIAL.fullmatch(firsts[0]):
        return None
    after = place + 2 + len(firsts)
    if _surnames(words, after, firsts)[0] or (is_surname(firsts[-1]) and len(firsts) > 1):
        return None
    in_list = after < len(words) and words[after].text in (",", "och")
    confidence = 0.6 if in_list else 0.93
    return after - 1, " ".join([*firsts, surname]), confidence


def _cued(words: Sequence[Token], place: int) -> tuple[int, str, float] | None:
    """A name after a title or a form's heading: ``inspektör Lindgren``, ``Sökande: Nomvula Dlaminidotter``."""
    colon = place > 0 and words[place - 1].text == ":"
    cue = words[place - 2 if colon else place - 1].text if place >= 1 + colon else ""
    if not _TITLE.fullmatch(cue) or (not colon and (cue.lower() in _COLON_ONLY or words[place].gap != " ")):
        return None
    last = place
    while last + 1 < len(words) and last < place + 2 and words[last + 1].gap == " " and _nameable(words[last + 1]):
        last += 1
    if not _nameable(words[place]) or (
        last + 1 < len(words) and words[last + 1].text in (*legal_forms.WORDS, "kommun", "kommuns", "&")
    ):
        return None
    names = [cased(word.text) for word in words[place : last + 1]]
    names[-1] = without_genitive(names[-1])
    if len(names) == 1:
        sure = is_surname(names[0]) or sounds_like_surname(names[0])
        return (last, names[0], 0.8) if sure and not blocked(names[0]) else None
    return (last, " ".join(names), 0.75 if colon else 0.65) if not any(map(is_place, names)) else None


def _nameable(token: Token) -> bool:
    plain = token.text.replace("-", "").replace("'", "")
    return (
        token.capital
        and plain.isalpha()
        and len(plain) > 1
        and not blocked(token.text)
        and not (token.text.isupper() and len(token.text) < 4)
    )
