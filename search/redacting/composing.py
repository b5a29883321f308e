"""A page as it is given out: its picture with what is masked burnt over, and the words that stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.document import Page, Word
from models.redaction import Mask, Reach
from search.redacting.boxing import Box, covering
from search.redacting.burning import burned, draw_boxes, jpeg_of, labelled
from search.redacting.typesetting import SCALE, sheets


@dataclass(frozen=True, slots=True)
class Composed:
    """``page`` has nothing but the words that stay (and what is printed on boxes), each with its place; no text of
    its own. ``jpeg`` is its picture."""

    page: Page
    jpeg: bytes
    boxes: tuple[Box, ...]


def composed(
    page: Page, jpeg: bytes | None, masks: Iterable[Mask], reach: Reach, marks: Mapping[str, str]
) -> list[Composed]:
    """The page's sheets: one, but for a page without a picture that is too long for a PDF's page.

    ``jpeg`` is the picture that the register has of it, None where it has none.
    """
    mine = list(masks)
    if jpeg is None or not page.width or not page.height:
        return list(_typeset(page, mine, marks))
    over = covering(page, mine, reach)
    picture = burned(jpeg, page, over.boxes, over.cut)
    told = labelled(picture, page, over.boxes, marks)
    kept = [word for at, word in enumerate(page.words) if at not in over.out]
    return [Composed(_bare(page, [*kept, *told]), jpeg_of(picture), over.boxes)]


def _typeset(page: Page, masks: Sequence[Mask], marks: Mapping[str, str]) -> Iterator[Composed]:
    for sheet in sheets(page, masks):
        draw_boxes(sheet.picture, sheet.boxes, (SCALE, SCALE))
        told = labelled(sheet.picture, sheet.page, sheet.boxes, marks)
        yield Composed(_bare(sheet.page, [*sheet.page.words, *told]), jpeg_of(sheet.picture), sheet.boxes)


def _bare(page: Page, words: Sequence[Word]) -> Page:
    """The page with these words and nothing else of what was read."""
    return Page(page.number, page.method, "", "", 0.0, page.width, page.height, words)


def marks_of(masks: Iterable[Mask]) -> dict[str, str]:
    """What stands for each provision on a box that is too small for it: a letter, in their order."""
    return {each: _letters(at) for at, each in enumerate(sorted({mask.provision for mask in masks}))}


def _letters(at: int) -> str:
    return (_letters(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)
