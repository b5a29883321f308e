"""Whom a row is about: what the pages name in its cells, and whom the paper is about where the row does not say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Final

from models.document import Field
from models.layout import Block, BlockKind
from models.masking import mask, mask_with
from models.mention import SENSITIVE_LABELS, Label, Mention

_NAMES: Final = (Label.ORG, Label.PERSON, Label.ORGNR, Label.PERSONNUMMER)
"""What a provider is named by, the best first: a sole trader is a person, and has a personnummer for a number."""
_FIELD: Final = "provider"
_PERIOD: Final = "period"


class Named:
    """The mentions of a document by page, in order."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._by_page = defaultdict[int, list[Mention]](list)
        for each in sorted(mentions, key=lambda one: (one.page, one.start)):
            self._by_page[each.page].append(each)
        self._starts = {page: [each.start for each in some] for page, some in self._by_page.items()}

    def within(self, page: int, block: Block | None, labels: Collection[Label]) -> list[Mention]:
        """Those of the labels that begin in the block."""
        if block is None or page not in self._starts:
            return []
        starts = self._starts[page]
        some = self._by_page[page][bisect_left(starts, block.start) : bisect_right(starts, block.end - 1)]
        return [each for each in some if each.label in labels]

    def masked(self, page: int, block: Block, text: str) -> str:
        """What the block says on one line, with what is named as a personnummer there masked where nothing but the name
        tells: what has the shape of one is masked where it is shown."""
        said = text[block.start : block.end]
        spans = [(one.start - block.start, one.end - block.start) for one in self.within(page, block, SENSITIVE_LABELS)]
        shown = mask(said)
        seen = [(start, end) for start, end in spans if shown[start:end] == said[start:end]]
        return " ".join((mask_with(said, seen) if seen else said).split())

    def provider(self, page: int, cells: Sequence[Block | None]) -> Mention | None:
        """Who is named in these cells as a provider may be."""
        found = [each for cell in cells for each in self.within(page, cell, _NAMES)]
        return min(found, key=lambda each: _NAMES.index(each.label), default=None)


def of_paper(named: Named, fields: Sequence[Field]) -> Mention | None:
    """Whom a payment audit says that it is about, by its field, as the paper names them there."""
    for field in fields:
        if field.name == _FIELD and field.page is not None and field.start is not None and field.end is not None:
            found = named.provider(field.page, [Block(field.start, field.end, BlockKind.VALUE)])
            if found is not None:
                return found
    return None


def period_of_page(fields: Sequence[Field], page: int) -> str:
    """The period that a payment audit says on this page that it is of, as its field has it; empty where it says none
    there."""
    return next((field.value for field in fields if field.name == _PERIOD and field.page == page), "")
