"""What the numbers of a report rest on: of each row the newest documents, each with its citation and a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from models.document import Document
from search.citing import Citation, cite
from search.situation.asking import Asking
from search.situation.picture import Number, Table

EACH: Final = 8
"""Documents told of one number, the newest."""


@dataclass(slots=True)
class Sources:
    """``numbers`` gives each cited document its number, in the order of citing; ``left`` rows of the picture rest on
    more than is told."""

    asking: Asking
    numbers: dict[str, int] = field(default_factory=dict)
    left: int = 0

    def of(self, counted: Iterable[Number | None]) -> tuple[int, ...]:
        """The numbers of the newest documents that these numbers of a row count, as far as there is room."""
        told, left = set[int](), False
        for each in counted:
            here = self._told(each) if each and each.count else []
            told.update(here)
            left = left or (each is not None and len(here) < each.count)
        self.left += left
        return tuple(sorted(told))

    def _told(self, number: Number) -> list[int]:
        found = list[int]()
        for id in self.asking.newest(number.to, EACH)[1]:
            if id in self.numbers or len(self.numbers) < self.asking.limits.situation_citations:
                found.append(self.numbers.setdefault(id, len(self.numbers) + 1))
        return found

    def known(self) -> Mapping[str, Document]:
        """The cited documents by id."""
        return self.asking.store.documents.many(self.asking.viewer, list(self.numbers))

    def citations(self, documents: Mapping[str, Document]) -> list[tuple[int, Citation]]:
        """By number. Each is as its reader may read the document now."""
        fields = self.asking.store.documents.fields_of(self.asking.viewer, list(documents))
        some = ((n, id) for id, n in self.numbers.items() if id in documents)
        return [(n, cite(documents[id], fields.get(id, []))) for n, id in sorted(some)]


def cited(table: Table, sources: Sources) -> list[tuple[int, ...]]:
    """By row the documents of what it counts in the period."""
    told = [at for at, code in enumerate(table.columns) if isinstance(code, str) and code != "before"]
    return [sources.of(row.numbers[at] for at in told) for row in table.rows]


def ranges(numbers: Iterable[int]) -> str:
    """``1–3, 7``."""
    runs = list[list[int]]()
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
