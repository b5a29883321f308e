"""The words of a page kept small: numbers in arrays, and a :class:`Word` made when somebody asks for it.

As objects, the words of 3,000 dense pages take half a gigabyte; so they take a tenth of that.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from models.document import Word

Box = tuple[float, float, float, float]


class Words(Sequence[Word]):
    """The words of the page with this ``text``, from rows ``(start, end, box or None, confidence)`` in order.

    Equal to any sequence of the same words.
    """

    __slots__ = ("_boxes", "_confidences", "_spans", "_text")

    def __init__(self, text: str, rows: Iterable[tuple[int, int, Box | None, float]]) -> None:
        self._text = text
        self._spans, self._boxes, self._confidences = array("L"), array("d"), array("d")
        for start, end, box, confidence in rows:
            self._spans.extend((start, end))
            self._confidences.append(confidence)
            if box is not None:
                self._boxes.extend(box)
        if len(self._boxes) not in (0, 4 * len(self._confidences)):
            raise ValueError("a page has boxes for all of its words or for none")

    def __len__(self) -> int:
        return len(self._confidences)

    @overload
    def __getitem__(self, index: int) -> Word: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Word, ...]: ...

    def __getitem__(self, index: int | slice) -> Word | tuple[Word, ...]:
        if isinstance(index, slice):
            return tuple(self._word(number) for number in range(*index.indices(len(self))))
        number = range(len(self))[index]
        return self._word(number)

    def __iter__(self) -> Iterator[Word]:
        return map(self._word, range(len(self)))

    def _word(self, number: int) -> Word:
        start, end = self._spans[2 * number : 2 * number + 2]
        text, confidence = self._text[start:end], self._confidences[number]
        if not self._boxes:
            return Word(text, start, end, confidence=confidence)
        x0, y0, x1, y1 = self._boxes[4 * number : 4 * number + 4]
        return Word(text, start, end, x0, y0, x1, y1, confidence)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Words({tuple(self)!r})"
