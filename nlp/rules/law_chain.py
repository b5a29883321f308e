"""Runs of tokens read as references: ``5 kap. 1 eller 7 § och 9 kap. 17 §`` names three places of one law.

Each section, paragraph or point of a list is a reference of its own, and so are both ends of a range. A law that
follows the list is that of all of it; one that stands before it (``PBL 11 kap. 20 §``) as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from nlp.rules import law_points
from nlp.rules.law_names import Law
from nlp.rules.law_place import Reference
from nlp.rules.law_points import JOINING
from nlp.rules.law_tokens import Kind, Token

_LEVELS: Final = {Kind.SUBSECTION: "mom.", Kind.PARAGRAPH: "st.", Kind.POINT: "p.", Kind.SENTENCE: "men."}
_RANK: Final = {"mom.": 0, "st.": 1, "p.": 2, "men.": 3}
_HEADED = re.compile(r"[ \t]{1,4}[A-ZÅÄÖ]")


def read(text: str, run: Sequence[Token]) -> Iterator[Reference]:
    """The references of a run, with their law where the run names it."""
    reader = _Reader(text, run)
    at = 0
    while at < len(run):
        at = reader.step(at)
    reader.close(None)
    yield from reader.done


def _begins_sentence(token: Token) -> bool:
    return token.kind is Kind.LINK and token.value[0].isupper()


class _Reader:
    """Goes through a run once. ``_open`` holds the references whose law is not yet known."""

    def __init__(self, text: str, run: Sequence[Token]) -> None:
        self.done: list[Reference] = []
        self._text, self._run = text, run
        self._open: list[Reference] = []
        self._chapter = ""
        self._chapter_at: tuple[int, int] | None = None
        self._law_before: Law | None = None
        self._notes = False  # in "41 § anvisningarna punkt 4 första stycket" the paragraph is one of the point

    def step(self, at: int) -> int:
        """Read what begins at this token; gives the token to go on with."""
        token = self._run[at]
        if token.kind in (Kind.NUMBER, Kind.ORDINAL):
            return self._group(at)
        if token.kind is Kind.SECTION:
            return self._turned(at)
        if token.kind in (Kind.POINT, Kind.PARAGRAPH) and self._kind(at + 1) is Kind.NUMBER:
            group = self._numbers(at + 1)
            self._refine(group, at + 2 * len(group) - 1, _LEVELS[token.kind])
            return at + 2 * len(group)
        if token.kind is Kind.CHAPTER:
            return self._turned_chapter(at)
        self._single(token, at)
        return at + 1

    def _single(self, token: Token, at: int) -> None:
        """A token that stands for itself."""
        if token.kind is Kind.LETTER and self._open:
            self._refine([token], at, "p.")
        elif token.kind is Kind.NOTES:
            self._notes = True
        elif token.kind is Kind.LAW and token.law is not None:
            self._meet(token.law, at)
        elif token.kind is Kind.AND and token.value != ",":
            self._end_chapter()
            self._law_before = None if not self._open else self._law_before
        elif token.kind is Kind.STOP:
            self._stop(token, at)
        elif (token.kind is Kind.TO and self._kind(at - 1) is Kind.AND) or _begins_sentence(token):
            self.close(None)  # "7 §, och" with a new item of a list below; "3 § Av 8 a § följer"

    def close(self, law: Law | None) -> None:
        """The open references are of ``law``, which follows them, else of one before them, else of none known."""
        self._end_chapter()
        found = self._open
        if found and law is not None:
            found = [replace(one, law=law) for one in found]
            found[-1] = replace(found[-1], end=law.end)
        elif found and self._law_before is not None and not self._is_below(self._law_before, found[0]):
            found = [replace(one, law=self._law_before) for one in found]
            found[0] = replace(found[0], start=self._law_before.start)
        self.done += found
        self._open, self._chapter, self._law_before, self._notes = [], "", None, False

    def _is_below(self, law: Law, first: Reference) -> bool:
        """Whether a reference opens a line below the law before it as the heading of a chapter or a section does."""
        between = self._text[law.end : first.start]
        return between.count("\n") > 1 or ("\n" in between and _HEADED.match(self._text, first.end) is not None)

    def _meet(self, law: Law, at: int) -> None:
        """A law: of what stands before it where nothing but ``i`` is between, else of what follows."""
        self._end_chapter()
        joined = self._kind(at - 1) in JOINING
        goes_on = self._law_before is not None and self._kind(at + 1) is Kind.NUMBER
        if self._open and not joined and not goes_on:
            self.close(law)
        else:
            self.close(None)
            self._law_before = law

    def _kind(self, at: int) -> Kind | None:
        return self._run[at].kind if 0 <= at < len(self._run) else None

    def _numbers(self, at: int) -> list[Token]:
        """The numbers (or ordinals) from here on that are joined by commas, words or dashes."""
        kind, group = self._run[at].kind, [self._run[at]]
        while self._kind(at + 1) in JOINING and self._kind(at + 2) is kind:
            at += 2
            group.append(self._run[at])
        return group

    def _only_commas(self, at: int, after: int) -> bool:
        return all(token.value == "," for token in self._run[at + 1 : after : 2])

    def _group(self, at: int) -> int:
        """Numbers and the unit that follows them, or points where none does."""
        group = self._numbers(at)
        after = at + 2 * len(group) - 1
        unit = self._kind(after)
        if unit is Kind.NUMBER and self._run[after].value == "8" and self._chapter_at and len(group) == 1:
            unit = Kind.SECTION  # "1 kap. 8 8 andra stycket": a section sign misread
        direct = self._kind(at - 1) in law_points.BEFORE_POINTS and bool(self._open)
        if unit is Kind.SECTION and direct and len(group) > 1 and self._run[after].value == "§":
            self._refine(group[:-1], after - 3, "p.")
            group = group[-1:]
        if unit in (Kind.CHAPTER, Kind.SECTION) and self._run[after].value != "§§" and self._only_commas(at, after):
            group = group[-1:]  # "Storgatan 14, 10 kap. 23 §"
        if unit is Kind.SECTION and self._is_heading(after):
            return after  # "omröstning 12–25" and below it "§ 8 Tränare"
        if unit is Kind.CHAPTER:
            self._chapters(group, self._run[after].end)
        elif unit is Kind.SECTION:
            self._sections(group, self._run[after].end)
        elif unit in _LEVELS and self._open:
            self._refine(group, after, _LEVELS[unit])
        elif (
            unit is Kind.PARAGRAPH
            and group[0].kind is Kind.ORDINAL
            and law_points.is_of_a_law(self._text, group[0].start)
        ):
            ends = [*(one.end for one in group[:-1]), self._run[after].end]
            parts = [((one.value, "st."),) for one in group]
            self._open += [
                Reference(one.start, end, parts=part) for one, end, part in zip(group, ends, parts, strict=True)
            ]
        elif (
            group[0].kind is Kind.NUMBER
            and self._open
            and law_points.are_points(self._text, self._run, at, after, self._open[-1])
        ):
            self._refine(group, after - 1, "p.")
            return after
        else:
            return after
        return after + 1

    def _is_heading(self, at: int) -> bool:
        """Whether a section sign opens a line and has its own number after it."""
        before, sign, after = self._run[at - 1], self._run[at], self._run[at + 1 : at + 2]
        opens = "\n" in self._text[before.end : sign.start]
        return (
            opens and bool(after) and after[0].kind is Kind.NUMBER and "\n" not in self._text[sign.end : after[0].start]
        )

    def _turned(self, at: int) -> int:
        """``§ 5``, ``§§ 5–7``."""
        if self._kind(at + 1) is not Kind.NUMBER:
            return at + 1
        group = self._numbers(at + 1)
        first = len(self._open)
        self._sections(group, group[-1].end)
        self._open[first] = replace(self._open[first], start=min(self._open[first].start, self._run[at].start))
        self._open[first:] = [replace(one, turned=True) for one in self._open[first:]]
        return at + 2 * len(group)

    def _turned_chapter(self, at: int) -> int:
        """``kap. 3 § 4``."""
        kinds = [self._kind(at + further) for further in (1, 2, 3)]
        if kinds != [Kind.NUMBER, Kind.SECTION, Kind.NUMBER]:
            return at + 1
        self._end_chapter()
        self._chapter = self._run[at + 1].value
        self._chapter_at = self._run[at].start, self._run[at + 1].end
        return at + 2

    def _chapters(self, group: Sequence[Token], end: int) -> None:
        self._end_chapter()
        self._open += [Reference(one.start, one.end, one.value) for one in group[:-1]]
        self._chapter, self._chapter_at = group[-1].value, (group[-1].start, end)

    def _end_chapter(self) -> None:
        """A chapter of which no section is named is a reference by itself."""
        if self._chapter_at is not None:
            self._open.append(Reference(*self._chapter_at, self._chapter))
            self._chapter_at = None

    def _sections(self, group: Sequence[Token], end: int) -> None:
        start = self._chapter_at[0] if self._chapter_at is not None else group[0].start
        self._chapter_at = None
        ends = [*(one.end for one in group[:-1]), end]
        starts = [start, *(one.start for one in group[1:])]
        for one, begin, stop in zip(group, starts, ends, strict=True):
            self._open.append(Reference(begin, stop, self._chapter, one.value))

    def _refine(self, group: Sequence[Token], last: int, unit: str) -> None:
        """What lies below a section: of the last reference, or, in a list, of the section that it has."""
        if not self._open or not (self._open[-1].section or self._open[-1].parts):
            return
        ends = [*(one.end for one in group[:-1]), self._run[last].end]
        for number, (one, end) in enumerate(zip(group, ends, strict=True)):
            before = self._open[-1]
            above = tuple(part for part in before.parts if self._notes or _RANK[part[1]] < _RANK[unit])
            parts = (*above, (one.value, unit))
            if number == 0 and len(above) == len(before.parts):
                self._open[-1] = replace(before, end=end, parts=parts)
            else:
                self._open.append(replace(before, start=one.start, end=end, parts=parts, turned=False))

    def _stop(self, token: Token, at: int) -> None:
        """``6)`` belongs to the point, ``7.`` does before the law's name; any other full stop ends the run."""
        if token.value == ")" and self._open and self._open[-1].end == token.start:
            since = self._text.rfind("(", max(0, token.start - 80), token.start)
            if since < 0 or ")" in self._text[since : token.start]:
                self._open[-1] = replace(self._open[-1], end=token.end)
        elif self._kind(at + 1) is not Kind.LAW:
            self.close(None)
