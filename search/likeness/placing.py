"""Each document among those it is alike: a print is made of its text, others are found by it, and looked at closely."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from models.access import Viewer, as_anybody
from models.document import PageMethod
from models.errors import AccessDeniedError
from models.likeness import Likeness, Member, Print
from models.mention import Label
from models.store.store import Store
from search.likeness.bands import bands
from search.likeness.identity import likeness_identity
from search.likeness.shingles import jaccard, packed, shingles, unpacked
from search.likeness.verdict import LEAST, verdict
from search.likeness.versions import Paper, are_versions, paper
from search.likeness.words import Word, content, words

_FEWEST_ALIKE: Final = 20  # words; in a shorter text a name more is a third of all
_FEWEST_SAME: Final = 5  # words; shorter texts are equal by chance
_BY_EYE: Final = frozenset((PageMethod.OCR, PageMethod.MIXED))
_REMEMBERED: Final = 64  # documents whose words are kept at hand: of a long one some MB

Alike = tuple[Member, Likeness]


@dataclass(frozen=True, slots=True)
class _Text:
    document: str
    owner: str
    words: tuple[Word, ...]
    recognised: bool


def follow(viewer: Viewer, store: Store, put: Iterable[str], gone: Iterable[str] = ()) -> None:
    """Bring what is alike up to date with these documents: found by search now, or no more.

    Called by whoever drains the outbox, for what the index has by then. Done again it changes nothing.
    """
    placing, left = Placing(viewer, store), list[str]()
    for document in gone:
        left += store.likenesses.forget(document)
    for document in put:
        left += placing.put(document)
    for document in dict.fromkeys(left):
        placing.again(document)


class Placing:
    """Places documents one after the other; remembers the words of the last it looked at.

    They are read as by somebody in no group: that two are alike tells what stands in both, so that what is kept from
    anybody has no part in it.
    """

    def __init__(self, viewer: Viewer, store: Store) -> None:
        self._viewer, self._store = as_anybody(viewer), store
        self._text: Callable[[str], _Text] = lru_cache(maxsize=_REMEMBERED)(self._read)
        self._paper: Callable[[str], Paper] = lru_cache(maxsize=_REMEMBERED)(self._described)

    def put(self, document: str) -> list[str]:
        """Place the document, unless its text is as it was. Returns those that must be placed again because it has
        left them."""
        try:
            text = self._text(document)
        except AccessDeniedError:
            return self._store.likenesses.forget(document)
        likenesses, known = self._store.likenesses, self._store.likenesses.print_of(document)
        made_by, same = likeness_identity(), _content(text)
        if known is not None and (known.made_by, known.content, known.words) == (made_by, same, len(text.words)):
            return []
        left = likenesses.forget(document) if known is not None else []
        mine = Print(document, text.owner, made_by, same, len(text.words), packed(shingles(text.words)), ())
        twin = likenesses.twin(mine) if same else None
        if twin is None and len(text.words) >= _FEWEST_ALIKE:
            mine = replace(mine, bands=bands(text.owner, unpacked(mine.shingles)))
        likenesses.place(mine, self._alike(mine, text, twin))
        return [other for other in left if other != document]

    def again(self, document: str) -> None:
        """Place a document whose print is there and that stands alone."""
        known = self._store.likenesses.print_of(document)
        if known is not None and known.made_by == likeness_identity():
            try:
                text = self._text(document)
            except AccessDeniedError:  # kept from some, or taken out, since: the drain has that before it
                return
            twin = self._store.likenesses.twin(known) if known.content else None
            self._store.likenesses.place(known, self._alike(known, text, twin))

    def _alike(self, mine: Print, text: _Text, twin: Member | None) -> Sequence[Alike]:
        """Those it is alike, the likest first: the newest with the very same words, and where it is not found by that
        alone, those that share bands, shingles and the judgement of :mod:`search.likeness.verdict`."""
        found: list[Alike] = [(twin, Likeness.SAME)] if twin is not None else []
        hashes, near = unpacked(mine.shingles), list[tuple[float, Member]]()
        for member, packed_hashes in self._store.likenesses.candidates(mine):
            if (share := jaccard(hashes, unpacked(packed_hashes))) >= LEAST:
                near.append((share, member))
        for _, member in sorted(near, key=lambda pair: (-pair[0], pair[1].number)):
            if (likeness := self._judged(text, member.document)) is not None:
                found.append((member, likeness))
        return found

    def _judged(self, text: _Text, document: str) -> Likeness | None:
        try:
            other = self._text(document)
        except AccessDeniedError:
            return None
        likeness = verdict(text.words, other.words, recognised=text.recognised or other.recognised)
        if likeness is None or (likeness is Likeness.SAME and text.words == other.words):
            return likeness
        mine, theirs = self._paper(text.document), self._paper(other.document)
        marked = mine.stem == theirs.stem != "" and (mine.stage, mine.number) != (theirs.stage, theirs.number)
        if likeness is Likeness.SAME:
            return Likeness.VERSION if marked else likeness
        return Likeness.VERSION if are_versions(mine, theirs) else likeness

    def _described(self, id: str) -> Paper:
        document = self._store.documents.get(self._viewer, id)
        named = self._store.documents.mentions(self._viewer, id)
        return paper(document, frozenset(mention.value for mention, _ in named if mention.label is Label.CASE))

    def _read(self, id: str) -> _Text:
        """Raises :class:`AccessDeniedError` of one that is kept whole."""
        owner, pages = self._store.alike.pages(self._viewer, id)
        told = self._store.covered.pages(self._viewer, id, pages)
        return _Text(id, owner, tuple(words(told)), any(page.method in _BY_EYE for page in pages))


def _content(text: _Text) -> int:
    return content(text.words) if len(text.words) >= _FEWEST_SAME else 0
