"""What in a sentence is about others than the person who asks: names, numbers and addresses, each masked by one word
that does not tell how long it was.

By what the register knows of the page, or by the same that named it where the text is none of a page's; by shape; and
by the tables of names. It masks too much rather than too little:
whoever needs a masked word can ask for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from models.extract import Piece
from models.masking import numbers
from models.mention import Label, Mention
from models.person_finding import Person, Span
from models.person_naming import humps
from models.protected import normal
from nlp.names.legal_forms import has_form
from nlp.names.lexicon import WEAK_FIRST, is_first_name, is_place, is_surname, without_genitive
from nlp.pipeline import find_mentions

NAME: Final = "[namn]"
NUMBER: Final = "[nummer]"
ADDRESS: Final = "[adress]"
CONTACT: Final = "[kontaktuppgift]"
_INSTEAD: Final = {
    Label.PERSON: NAME,
    Label.PERSONNUMMER: NUMBER,
    Label.ACCOUNT: NUMBER,
    Label.VEHICLE: NUMBER,
    Label.ADDRESS: ADDRESS,
    Label.PROPERTY: ADDRESS,
    Label.PHONE: CONTACT,
    Label.EMAIL: CONTACT,
}
_MAIL: Final = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(
    r"(?<![\d-])(?:\+46|0046|0)[\s-]?(?:\(0\))?[1-9]\d{0,2}[\s/-]{0,2}\d{2,3}(?:[\s-]?\d{2,3}){1,3}(?![\d-])"
)
_PLATE: Final = re.compile(r"\b[A-HJ-PR-UW-Z]{3}\s?\d{2}[A-HJ-PR-UW-Z0-9]\b")
_ACCOUNT: Final = re.compile(
    r"\b(?:(?:bg|pg|iban|konto|bank-?giro|plus-?giro|post-?giro|clearing|swish)\w*[\s.:]{0,3}(?:nr[\s.:]{0,2})?"
    r"(?P<number>(?:[A-Z]{2}\d\d[ ]?)?\d[\d -]{3,28}\d)|(?P<iban>SE\d\d(?:[ ]?\d){20}))(?!\d)",
    re.IGNORECASE,
)
_MISREAD: Final = re.compile(r"\b(?=[\d-]*[OoIlSBZ|])(?=(?:\D{0,3}\d){6})[\dOoIlSBZ|]{6,8}[-+ ]?[\dOoIlSBZ|]{4}\b")
_INITIALS: Final = re.compile(r"\b[A-ZÅÄÖÉ]\.[ \u00a0]?(?:[A-ZÅÄÖÉ]\.[ \u00a0]?)?[A-ZÅÄÖÉ][a-zåäöé]+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BESIDE: Final = re.compile(r"[_/\\]|\.(?=[a-z]{2,4}\b)")
_JOINED: Final = re.compile(r"[ \u00a0\-'´_]{1,2}")
Masked = tuple[int, int, str]


class Others:
    """What is masked of one document's texts. ``named``: all that its pages name; what else is said of it is named by
    ``pipeline`` (the setting ``nlp.pipeline``), as its pages were."""

    def __init__(self, person: Person, named: Iterable[Mention], own: Collection[str], pipeline: str) -> None:
        self._person, self._pipeline = person, pipeline
        self._own = tuple(each.casefold() for each in own if each.strip())
        self._by_page: dict[int, list[Mention]] = {}
        for each in named:
            self._by_page.setdefault(each.page, []).append(each)
        people = (each.text for some in self._by_page.values() for each in some if each.label is Label.PERSON)
        self._names = {normal(word) for text in people for word in _WORD.findall(text) if len(word) > 2}

    def spans(self, text: str, page: int, *, small: bool = False) -> list[Masked]:
        """The spans of the text, the document's page of that number or (0) none of them, that are masked, apart and in
        order; ``small``: its names may have small letters."""
        mentions = self._by_page.get(page, ()) if page else self._named_in(text)
        found = [(each.start, each.end, _INSTEAD[each.label]) for each in mentions if each.label in _INSTEAD]
        found += [(each.start, each.end, NUMBER) for each in numbers(text)]
        found += [(*each.span(), NAME) for each in _INITIALS.finditer(text)]
        found += [(*each.span(), CONTACT) for form in (_MAIL, _PHONE) for each in form.finditer(text)]
        found += [(*each.span(each.lastgroup or 0), NUMBER) for each in _ACCOUNT.finditer(text)]
        found += [(*each.span(), NUMBER) for form in (_PLATE, _MISREAD) for each in form.finditer(text)]
        free = [(each.start, each.end) for each in mentions if _is_nobody(each)]
        found += [(*span, NAME) for span in self._named(text, free, small)]
        kept = self._theirs(text)
        return _apart(found, kept)

    def _named_in(self, text: str) -> list[Mention]:
        """What a name of a file is of is read as words: what stands between them there is no space."""
        return find_mentions([(0, _BESIDE.sub(" ", text))], pipeline=self._pipeline)

    def _theirs(self, text: str) -> list[Span]:
        """What the person gave as theirs and nobody is named by: addresses."""
        plain = text.casefold()
        found = []
        for each in self._own if len(plain) == len(text) else ():
            form = r"\s+".join(re.escape(word) for word in each.split())
            found += [place.span() for place in re.finditer(form, plain)]
        return found

    def _named(self, text: str, free: Sequence[Span], small: bool) -> Iterator[Span]:
        words = [span for each in _WORD.finditer(text) for span in humps(each)]
        taken = -1
        for at, (start, end) in enumerate(words):
            if start < taken or _within(start, end, free):
                continue
            word = text[start:end]
            if self._person.names.is_own(word) or not self._is_name(word, small):
                continue
            first = last = at
            while last + 1 < len(words) and self._goes_on(text, words[last], words[last + 1], free, small):
                last += 1
            if first and self._goes_on(text, words[first - 1], words[first], free, small, back=True):
                first -= 1
            taken = words[last][1]
            yield words[first][0], taken

    def _goes_on(
        self, text: str, before: Span, after: Span, free: Sequence[Span], small: bool, *, back: bool = False
    ) -> bool:
        """Whether the other word is of the same name: a capital letter after a name mostly is, and one before it where
        no sentence begins; in small letters a surname is."""
        start, end = before if back else after
        gap, initial = text[before[1] : after[0]], before[1] - before[0] == 1
        joined = _JOINED.fullmatch(gap) or (gap in (".", ". ") and (small or initial))
        if not joined or _within(start, end, free):
            return False
        if small and is_surname(text[start:end].capitalize()):
            return True
        return text[start].isupper() and not (back and _begins(text, start))

    def _is_name(self, word: str, small: bool) -> bool:
        if len(word) < 2 + small or not (small or word[0].isupper()):
            return False
        cased = without_genitive(word.capitalize())
        if normal(word) in self._names or normal(cased) in self._names:
            return True
        if cased in WEAK_FIRST or is_place(cased):
            return False
        return is_first_name(cased) or (is_surname(cased) and word[0].isupper())


def pieces(text: str, span: Span, masked: Sequence[Masked], own: Sequence[tuple[int, int, str, str]]) -> list[Piece]:
    """``text[span]`` in pieces: plain, masked, and the person's own as (start, end, find, what stands instead)."""
    found: list[Piece] = []
    at, end = span
    cuts = sorted([*((a, b, "", instead) for a, b, instead in _apart(masked, [each[:2] for each in own])),
                   *own])  # fmt: skip
    for start, stop, find, instead in cuts:
        if stop <= at or start >= end:
            continue
        if start > at:
            found.append(Piece(text[at:start]))
        shown = text[max(start, at) : min(stop, end)]
        if find or any(each.isalnum() for each in shown):
            found.append(Piece(shown, find, instead) if find else Piece("", "", instead))
        else:
            found.append(Piece(shown))
        at = min(stop, end)
    if at < end:
        found.append(Piece(text[at:end]))
    return found


def _begins(text: str, at: int) -> bool:
    """Whether a sentence or a line begins there."""
    before = text[max(0, at - 6) : at].rstrip(" \u00a0")
    return at == 0 or not before or before[-1] in ".!?:\n"


def _within(start: int, end: int, free: Sequence[Span]) -> bool:
    return any(first <= start and end <= last for first, last in free)


def _is_nobody(mention: Mention) -> bool:
    """Places and companies, whose names are not somebody's."""
    return mention.label is Label.LOC or (mention.label is Label.ORG and has_form(mention.text))


def _apart(found: Iterable[Masked], kept: Sequence[Span]) -> list[Masked]:
    """The spans without what is kept of them, those that meet as one."""
    whole: list[Masked] = []
    for start, end, instead in sorted(found):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]), whole[-1][2])
        else:
            whole.append((start, end, instead))
    return [(a, b, instead) for start, end, instead in whole for a, b in _without(start, end, kept)]


def _without(start: int, end: int, kept: Sequence[Span]) -> Iterator[Span]:
    at = start
    for first, last in sorted(kept):
        if last <= at or first >= end:
            continue
        if first > at:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end
