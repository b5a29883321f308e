"""Sums in tables, where the heading of the column or the first cell of the row says what a number is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from nlp import columns
from nlp.columns import Cell
from nlp.rules.amount_number import decimal, scale_of

_CELL: Final = re.compile(
    r"(?:^|(?<=\t)|(?<=\| )|(?<=   ))[-−–]?(?:[<>≤≥][ ]?)?"
    r"(?P<sum>(?:\d{1,3}(?:[ \u00a0\u202f\n]\d{3}){1,4}|\d{1,3}(?:\.\d{3}){2,4}|\d{1,12})(?:[,.]\d{1,2})?)"
    r"(?:[ ]?[-–][ ]?(?P<second>\d{1,3}(?:[ \u00a0]\d{3}){0,4}(?:,\d{1,2})?))?(?=[ ]*(?:\t|\n|\Z|\|| {3}))",
    re.MULTILINE,
)
_MONEY: Final = re.compile(
    r"belopp|(?<!efter)pris|summa|värde|kostnad(?!ss)|avgift|krono|(?<!\w)kr(?!\w)|sek(?!\w)|[tmk]n?kr|utbetal|inbetal|betalt"
    r"|debet|kredit|netto|brutto|moms|fordran|skuld|arvode|ersättning|hyra|vite|rest(?!\w)|(?<!\w)[àá](?!\w)|godtaget"
    r"|budget|intäkt|utgift|anslag|bidrag|omsättning|köpeskilling|inkomst|att betala|tillsammans|total|lön(?!\w)"
)
_COUNT: Final = re.compile(
    r"tim|antal|styck(?!e)|volym|kvm|m2|m²|vikt|kilo|(?<!\w)kg|procent|%|datum|(?<!\w)(?:nr|h|st|dag|km|tid|id)(?!\w)"
    r"|nummer|dagar|dygn|poäng|mätar|promille|utandning|°|grader|längd|bredd|höjd|yta(?!\w)|areal|gräns|resultat|parameter"
    r"|enhet|märkning|konto|artikel|faktura(?!t|d)|ver(?!\w)|km/h|liter|halt|värde vid|decibel|dba|period|(?<!\w)år"
)
_ANY: Final = frozenset({"summa", "total", "tillsammans", "värde", "rest", "netto", "brutto", "utfall"})
"""Words of money that may be of hours too."""
_ROUNDING: Final = re.compile(r"öresutjämning|avrundning|öresavrundning")
_HAS_ORE: Final = re.compile(r",\d{2}\Z")
_MAYBE: Final = re.compile(r"avdrag|rabatt|utfall|differens|avvikelse|utlägg|post(?!\w)|transaktion")
_IN_BRACKETS: Final = re.compile(r"\((?:i )?(?:tkr|mnkr|mkr|tusental|kkr)")
_IS_GROUPED: Final = re.compile(r"\d[ \u00a0\u202f.]\d{3}\Z")
_LETTER: Final = re.compile(r"[^\W\d_]")
_SMALL: Final = re.compile("0,")
_VALUE: Final = "värde"
_KRONOR, _SUM = 0.9, 0.6


class Sum(NamedTuple):
    """An amount that a cell holds."""

    start: int
    end: int
    amount: Decimal
    confidence: float


def sums(text: str) -> Iterator[Sum]:
    """The cells of tables that hold a sum and nothing else."""
    for match in _CELL.finditer(text):
        cell = columns.columns(text).at(match.start("sum"))
        if cell is None:
            continue
        confidence = _confidence(match, cell)
        if confidence and (match["second"] is None or confidence == _KRONOR):
            scale = _scale(cell)
            if match["second"] is not None:
                yield Sum(*match.span("second"), decimal(match["second"], scale=scale), confidence)
            yield Sum(*match.span("sum"), decimal(match["sum"], scale=scale), confidence)


def _scale(cell: Cell) -> int:
    """The unit of the column, or the one that stands in another heading: ``Investeringar (tkr) … Budget 2027``."""
    if _MONEY.search(cell.heading) is None:
        return 1
    own = scale_of(cell.heading)
    return own if own > 1 else max(map(_unit, cell.headings))


def _unit(heading: str) -> int:
    return scale_of(heading) if _IN_BRACKETS.search(heading) else 1


def _confidence(match: re.Match[str], cell: Cell) -> float:
    """The heading decides; in rows of two cells, or without a heading, the label before and öre do."""
    if _ROUNDING.search(cell.label):
        return 0.0
    count = _COUNT.search(cell.heading)
    if money := _MONEY.search(cell.heading):
        is_counted = count is not None and (money.group() in _ANY or count.start() < money.start())
        return 0.0 if is_counted or _may_be_measured(match, cell) else _KRONOR
    is_label_of_money = _MONEY.search(cell.label) is not None
    if count or (_COUNT.search(cell.label) and not is_label_of_money):
        return 0.0
    if not _HAS_ORE.search(match["sum"]):
        is_pair = cell.width == len(("label", "value"))
        return _SUM if is_pair and is_label_of_money and _IS_GROUPED.search(match["sum"]) else 0.0
    is_grouped = len(match["sum"]) > len("999,00")
    return _SUM if is_grouped or is_label_of_money or _is_last(match, cell) or _MAYBE.search(cell.heading) else 0.0


def _is_last(match: re.Match[str], cell: Cell) -> bool:
    """Whether it ends a row of words that no heading speaks of: ``barnomsorg … 954,00``, not ``1960 … 6,54``."""
    ends = cell.number == cell.width - 1 and not cell.heading
    return ends and _LETTER.search(cell.label) is not None and not _SMALL.match(match["sum"])


def _may_be_measured(match: re.Match[str], cell: Cell) -> bool:
    """A *värde* is a sum where another column is one, or where it has öre; else it may be of bacteria."""
    others = sum(_MONEY.search(heading) is not None for heading in cell.headings)
    return cell.heading == _VALUE and others < len((_VALUE, "pris")) and not _HAS_ORE.search(match["sum"])
