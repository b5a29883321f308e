"""Figures that Tesseract took for letters ("den I november", "20l0", "I kap. 8 §"), told from the words around."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ingest.raw_page import Line, PlacedWord

_FIGURES: Final = str.maketrans({"I": "1", "l": "1", "|": "1", "!": "1", "i": "1", "O": "0", "o": "0"})
_MONTHS: Final = frozenset(
    ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
     "december")
)  # fmt: skip
_UNITS: Final = _MONTHS | {"kap", "§", "§§", "kr", "kronor", "%", "procent", "tkr", "mkr"}
_DAY: Final = re.compile(r"[\dIl|!iOo]{1,2}")
_ONE: Final = re.compile(r"[(]?([Il|])")
_MIXED: Final = re.compile(r"[(]?[\dlIO|]+(?:[.,:][\dlIO|]+)*[.,;:)]*")
_MIXED_OR_ONE: Final = re.compile(rf"{_MIXED.pattern}|{_DAY.pattern}")
_WITHIN: Final = re.compile(r"\d[lIO|]+(?=[\d.,:]*\d)")  # "20l0", "1O5", "1999:l34" (not "10l", ten litres)
_AFTER_COLON: Final = re.compile(r"(?<=\d:)[lIO|]\d")
_ENDS_OPEN: Final = re.compile(r"\d[lIO|]+[.,;:)]*")


def with_figures(line: Line) -> Line:
    """``line`` with such words put right; boxes and confidences stay as they were."""
    return tuple(_word(line, place) for place in range(len(line)))


def _word(line: Line, place: int) -> PlacedWord:
    word = line[place]
    if not any(letter in word.text for letter in "Il|!iOo") or not _MIXED_OR_ONE.fullmatch(word.text):
        return word
    before = line[place - 1].text.lower() if place else ""
    after = [near.text.lower().rstrip(".,;:)") for near in line[place + 1 : place + 3]]
    rule = _rule(word.text, before, [*after, "", ""])
    text = word.text.translate(_FIGURES)
    return replace(word, text=text, original=word.original or word.text, rule=rule) if rule else word


def _rule(text: str, before: str, after: list[str]) -> str:
    """The name of the rule by which ``text`` is a number, "" where there is doubt."""
    if before == "den" and after[0] in _MONTHS and _DAY.fullmatch(text) and text != "i":  # "den i maj antagna planen"
        return "day_of_month" if 1 <= int(text.translate(_FIGURES)) <= 31 else ""
    if _ONE.fullmatch(text):
        return "figure_one" if _is_one(text, before, after) else ""
    if _MIXED.fullmatch(text) and any(map(str.isdigit, text)):
        within = _WITHIN.search(text) or _AFTER_COLON.search(text)
        return "figures" if within or (_ENDS_OPEN.search(text) and after[0] in _UNITS) else ""
    return ""


def _is_one(text: str, before: str, after: list[str]) -> bool:
    """Whether a lone I or l is the number 1: before "kap." or "§", where it cannot be the word "i"."""
    if after[0] in {"§", "§§"}:
        return not after[1][:1].isdigit()  # "I § 5 sägs"
    return (
        after[0] == "kap"
        and after[1][:1].isdigit()
        and (text.strip("(") != "I" or before in {"i", "enligt", "av", "och"})
    )
