"""A finder that remembers answers what the finder itself would, for any change of what a document says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.document import Field
from models.mention import Label, Mention
from models.tie import Found, Named, Relation, Said
from search.tie_memory import Remembering

ONE = Mention(Label.PERSON, 1, 0, 3, "Ada", "Ada", 1.0, "prov")
NAMED = Named([(1, "Ada kör.")], "other", [(ONE, "a")], [Field("subject", "Ada", "Ada", 1, 0, 3)])


class Counting:
    def __init__(self) -> None:
        self.asked = list[Named]()

    def found(self, named: Named) -> Found:
        self.asked.append(named)
        return Found({number: [(0, len(text))] for number, text in named.pages}, ())


def test_the_same_is_found_once() -> None:
    counting = Counting()
    find = Remembering(counting)
    for _time in range(3):
        assert find.found(replace(NAMED, pages=list(NAMED.pages))) == ({1: [(0, 8)]}, ())
    assert len(counting.asked) == 1


class Knowing(Counting):
    """Finds that Ada drives herself."""

    def found(self, named: Named) -> Found:
        said = Said(Relation.DRIVES, ONE, ONE, 1, 0, 8, (0, 8))
        return Found(super().found(named).sentences, (said,))


def test_no_word_of_a_document_is_kept() -> None:
    """Else what is erased from the register would lie on here."""
    find = Remembering(Knowing())
    assert find.found(NAMED) == find.found(NAMED) == Knowing().found(NAMED)
    assert "Ada" not in repr(vars(find)["_known"])


def test_what_is_said_of_no_mention_of_the_documents_is_found_anew() -> None:
    knowing = Knowing()
    find, bare = Remembering(knowing), replace(NAMED, mentions=[])
    assert find.found(bare) == find.found(bare) == Knowing().found(bare)
    assert len(knowing.asked) == 2


@pytest.mark.parametrize(
    "other",
    [
        replace(NAMED, pages=[(1, "Xxx kör.")]),
        replace(NAMED, pages=[(2, "Ada kör.")]),
        replace(NAMED, kind="tip"),
        replace(NAMED, mentions=[]),
        replace(NAMED, mentions=[(ONE, "b")]),
        replace(NAMED, mentions=[(replace(ONE, end=4), "a")]),
        replace(NAMED, fields=[]),
    ],
)
def test_whatever_differs_is_found_by_itself(other: Named) -> None:
    counting = Counting()
    find = Remembering(counting)
    find.found(NAMED)
    find.found(other)
    assert len(counting.asked) == 2


def test_what_is_long_takes_the_room_of_many() -> None:
    counting = Counting()
    find = Remembering(counting, most=2)
    for asked in (NAMED, replace(NAMED, pages=[(1, "Ada."), (2, "Bo.")]), NAMED):
        find.found(asked)
    assert len(counting.asked) == 3


def test_the_oldest_is_forgotten() -> None:
    counting = Counting()
    find = Remembering(counting, most=1)
    for kind in ("a", "b", "a"):
        find.found(replace(NAMED, kind=kind))
    assert len(counting.asked) == 3
