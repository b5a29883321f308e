"""Where on a page the words of a query stand: spans for the text, boxes for the picture, from one reckoning."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from models.document import Page
from models.layout import joined
from models.mention import Label, Mention
from search.found_as import Mark, apart
from search.key_counts import Key, KeyCounts
from search.named import label_of
from search.query import Node, TokenField
from search.wanted import QUERIES_KEPT, wanted_by

Span = tuple[int, int]
Box = tuple[float, float, float, float]


def marks(page_text: str, tree: Node, joins: tuple[Span, ...] = (), mentions: Sequence[Mention] = ()) -> list[Span]:
    """The spans of every form on the page that the tree asked for, in order and apart; words under a Not left out.

    Code points of ``page_text``. A phrase is one span; a word broken over two lines is one span with the break in it.
    ``joins`` are the page's (:class:`models.layout.Layout`): words are looked for without them, as they were indexed.
    ``mentions`` are what the page names; those that a field of the query finds are marked whole.
    """
    return [mark.span for mark in formed_marks(page_text, tree, joins, mentions)]


def formed_marks(
    page_text: str,
    tree: Node,
    joins: tuple[Span, ...] = (),
    mentions: Sequence[Mention] = (),
    counts: KeyCounts | None = None,
) -> list[Mark]:
    """The same spans, each with the surest form by which it was found. ``counts`` of the keys sought on the page, where
    they are known, spare most of its words; the marks are the same."""
    whole, wanted = joined(page_text, joins), wanted_by(tree)
    words = [Mark(whole.start(start), whole.end(end), form) for start, end, form in wanted.marks(whole.text, counts)]
    named = [Mark(each.start, each.end, form) for each in mentions if (form := wanted.named_as(each)) is not None]
    return apart([*words, *named])


def keys_sought(tree: Node) -> frozenset[Key]:
    """What :func:`formed_marks` would have counted on a page."""
    return wanted_by(tree).sought


@lru_cache(maxsize=QUERIES_KEPT)
def labels_sought(tree: Node) -> frozenset[Label]:
    """The labels whose mentions the tree looks for: of these, :func:`marks` needs the page's mentions."""
    wanted = wanted_by(tree)
    keys = [way.keys[0] for way in wanted.named] + [leaf.prefix for leaf in wanted.named_prefixes]
    keys += [leaf.word for leaf in wanted.fuzzy if leaf.field is TokenField.NAMED]
    names = {label_of(key).upper() for key in keys}
    return frozenset(label for label in Label if label.value in names)


def boxes(page: Page, spans: Sequence[Span]) -> list[Box]:
    """The boxes (points, top left) of the page's words that the spans touch; words without a box have none."""
    found: list[Box] = []
    for word in page.words:
        touched = any(start < word.end and word.start < end for start, end in spans)
        if touched and word.x0 is not None and word.y0 is not None and word.x1 is not None and word.y1 is not None:
            found.append((word.x0, word.y0, word.x1, word.y1))
    return found
