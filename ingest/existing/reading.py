"""A scan as it was read, with the pages in it that a reading which came along has better."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.existing.competition import CHOSEN, SAME_TEXT, Verdict, judge
from ingest.existing.finding import readings_of
from ingest.existing.pairing import from_ranges, paired
from ingest.existing.placing import placed
from ingest.readers import READERS
from ingest.reading import FileReading, read_file, settled
from models.document import READING_TYPES, Document, Page, PageMethod, Reading
from models.layout import Layout
from models.rival import PAGE_NUMBERS, Rival
from models.store.store import Store


@dataclass(frozen=True, slots=True)
class Candidate:
    """A document that may be a reading of the scan, and what was read in it."""

    document: str
    reading: Reading


def with_existing(
    store: Store, scan: Document, found: FileReading, *, force_ocr: bool = False
) -> tuple[Reading, Sequence[Rival]]:
    """The scan's reading, and what competed for its pages.

    Each reading that lies beside it is read from its bytes, in a child of its own, as any hostile file, all of them in
    the time of one. One that cannot be read does not compete: what is wrong with it is told of itself.
    """
    if not (replace(scan, media_type=found.reading.media_type).is_scan and found.reading.pages):
        return found.reading, ()
    pages, rivals = {page.number: page for page in found.reading.pages}, list[Rival]()
    for candidate in _candidates(store, scan):
        rivals += compete(found.reading.pages, candidate, pages, force_ocr=force_ocr)
    return settled(found, tuple(pages.values())), _one_chosen(rivals)


def _candidates(store: Store, scan: Document) -> Iterator[Candidate]:
    readers = {media_type: READERS[media_type] for media_type in READING_TYPES}
    limits, started = store.settings.limits, time.monotonic()
    for document in readings_of(store, scan):
        left = limits.reader_seconds - (time.monotonic() - started)
        if left <= 0:
            return
        settings = replace(store.settings, limits=replace(limits, reader_seconds=left))
        with store.vault.local(document.sha256) as original:
            reading = read_file(original, settings, name=document.name, readers=readers)
        if reading.pages:
            yield Candidate(document.id, reading)


def compete(
    ours: Sequence[Page], candidate: Candidate, best: dict[int, Page], *, force_ocr: bool = False
) -> list[Rival]:
    """Puts into ``best`` (page number → page) each page of the candidate that is better than what stands there."""
    theirs = candidate.reading.pages
    numbers = from_ranges(candidate.reading.facts.get(PAGE_NUMBERS, ""), len(theirs))
    pairs = paired([page.text for page in ours], [page.text for page in theirs], numbers)
    verdicts: dict[int, Verdict] = {}
    for at, other in pairs.items():
        verdict, page = _set_against(best[at], ours[at - 1], theirs[other - 1], force_ocr=force_ocr)
        verdicts[at], best[at] = verdict, page
    whole = _is_whole(ours, theirs, pairs, verdicts)
    return [
        Rival(at, candidate.document, pairs[at], each.chosen, each.ours, each.theirs, each.reason, whole)
        for at, each in verdicts.items()
    ]


def _set_against(best: Page, ours: Page, theirs: Page, *, force_ocr: bool) -> tuple[Verdict, Page]:
    verdict = judge(best, theirs, force_ocr=force_ocr)
    if not verdict.chosen:
        return verdict, best
    words = placed(theirs, ours)
    if words is None:
        return replace(verdict, chosen=False, reason="no_place"), best
    width, height = (ours.width, ours.height) if ours.width else (theirs.width, theirs.height)
    layout = Layout(theirs.layout.blocks, theirs.layout.corrections, joins=theirs.layout.joins)
    page = Page(ours.number, PageMethod.OCR, CHOSEN, theirs.text, theirs.quality, width, height, words, ours.image)
    return verdict, replace(page, layout=layout)


def _is_whole(
    ours: Sequence[Page], theirs: Sequence[Page], pairs: Mapping[int, int], verdicts: Mapping[int, Verdict]
) -> bool:
    """Whether the scan has all that is in the reading: its pages, and of each the same text or a better one."""
    at = {other: page for page, other in pairs.items()}
    return all(
        not page.text or (page.number in at and _has_it(ours[at[page.number] - 1], verdicts[at[page.number]]))
        for page in theirs
    )


def _has_it(ours: Page, verdict: Verdict) -> bool:
    if verdict.chosen or verdict.reason == "garbled_text":
        return True
    return verdict.reason in SAME_TEXT and bool(ours.text)


def _one_chosen(rivals: Sequence[Rival]) -> list[Rival]:
    """Of several that were better than ours in turn, the last is the one whose text the page has."""
    last = {rival.page: rival for rival in rivals if rival.chosen}
    return [
        rival if not rival.chosen or last[rival.page] is rival else replace(rival, chosen=False, reason="less_to_trust")
        for rival in rivals
    ]
