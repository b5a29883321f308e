"""Whoever may read anything of a document has exactly one of its reader classes, and no more in it than that."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from models.access import Guard, Purpose, Viewer, may_read
from models.marking import Needs
from models.protected import PROTECTED
from search.index import Filter
from search.reader_classes import ReaderClass, reader_classes
from search.wall import is_open, open_filter

OWNER, OTHER = "Socialnämnden", "Polisen"
GROUPS = ("a", "b", "c", "d", "e", "f", PROTECTED)
groups = some.frozensets(some.sampled_from(GROUPS), max_size=3)
needs = some.builds(Needs, groups, some.dictionaries(some.integers(1, 6), groups, max_size=5))
viewers = some.builds(
    Viewer,
    some.just("v"),
    owners=some.frozensets(some.sampled_from([OWNER, OTHER])),
    officer_of=some.frozensets(some.sampled_from([OWNER, OTHER]), max_size=1),
    groups=some.frozensets(some.sampled_from(GROUPS)),
    shared=some.frozensets(some.sampled_from([OWNER]), max_size=1),
)


def _theirs(viewer: Viewer, found: tuple[ReaderClass, ...]) -> list[ReaderClass]:
    return [each for each in found if is_open(open_filter(viewer), OWNER, each.needs, each.lacks)]


def _pages(needs: Needs, readers: ReaderClass) -> set[int]:
    return {page for page in range(1, 7) if needs.pages.get(page, frozenset()) <= readers.needs}


def _readable(viewer: Viewer, needs: Needs) -> set[int]:
    def reads(page: int) -> bool:
        guard = Guard(OWNER, needs.document | needs.pages.get(page, frozenset()))
        return may_read(viewer, Purpose("prov"), guard)

    return {page for page in range(1, 7) if reads(page)}


def _sees(viewer: Viewer) -> bool:
    return may_read(viewer, Purpose("prov"), Guard(OWNER, frozenset({PROTECTED})))


@given(viewers, needs, some.booleans())
def test_one_class_is_a_viewers_with_the_pages_that_they_may_read(
    viewer: Viewer, needs: Needs, protected: bool
) -> None:
    theirs = _theirs(viewer, reader_classes(needs, len(GROUPS), protected=protected))
    if not may_read(viewer, Purpose("prov"), Guard(OWNER, needs.document)):
        assert theirs == []
        return
    (readers,) = theirs
    assert _pages(needs, readers) == _readable(viewer, needs)
    assert not protected or (PROTECTED in readers.needs) == _sees(viewer)


@given(viewers, needs, some.booleans(), some.integers(0, 3))
def test_beyond_the_limit_nobody_finds_by_what_they_may_not_read(
    viewer: Viewer, needs: Needs, protected: bool, most: int
) -> None:
    found = reader_classes(needs, most, protected=protected)
    assert len(found) <= max(2**most, len(GROUPS) + 1)
    theirs = _theirs(viewer, found)
    assert len(theirs) == may_read(viewer, Purpose("prov"), Guard(OWNER, needs.document))
    for readers in theirs:
        assert _pages(needs, readers) <= _readable(viewer, needs)
        unmarked = {page for page in range(1, 7) if needs.pages.get(page, frozenset()) <= needs.document}
        assert unmarked <= _pages(needs, readers)
        assert PROTECTED not in readers.needs or _sees(viewer)


def test_a_document_of_which_nothing_is_withheld_has_one_class_for_all() -> None:
    assert reader_classes(Needs(), 4) == (ReaderClass(),)
    assert is_open(Filter(frozenset({OWNER})), OWNER, (), ())
    assert not is_open(Filter(frozenset()), OWNER, (), ())
