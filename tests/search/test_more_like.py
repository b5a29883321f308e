"""More like this: documents that share the telling words of one, within the viewer's wall, itself left out."""

from __future__ import annotations

from datetime import date

import pytest

from models.access import Purpose, Viewer
from models.errors import AccessDeniedError
from models.mention import Label
from models.store.store import Store
from search.index import Index
from search.more_like import WORDS, like
from search.query import And, AtLeast, Or
from search.request import SearchRequest
from search.result import SearchResult
from search.service import search
from tests.search.archive import Paper, everyone, put

_FIRM = [(Label.ORG, "Granbackens Kök AB", "Granbackens Kök AB")]
PAPERS = (
    Paper(
        "ett.pdf",
        "tillsyn",
        ["Granbackens Kök AB saknade ventilation i diskrummet. Golvbrunnen var igensatt och kylskåpet trasigt."],
        date(2024, 1, 1),
        "inspection_report",
        _FIRM,
    ),
    Paper(
        "två.pdf",
        "promemorior",
        ["Granbackens Kök AB hade ny golvbrunn. Ventilationen i diskrummet fungerade."],
        date(2024, 2, 1),
        "police_memo",
        _FIRM,
    ),
    Paper("tre.pdf", "tillsyn", ["Ansökan om bygglov för garage på landet med tak av plåt."], date(2024, 3, 1)),
    Paper("fyra.pdf", "tillsyn", ["Ansökan om bygglov för altan på landet med räcke av trä."], date(2024, 4, 1)),
    Paper("fem.pdf", "tillsyn", ["Granbackens Kök AB nämns."], date(2024, 4, 1), "tip", _FIRM),
)


@pytest.fixture
def ids(store: Store, index: Index) -> dict[str, str]:
    return {paper.name: put(store, index, paper) for paper in PAPERS}


def ask(store: Store, index: Index, purpose: Purpose, viewer: Viewer, **asked: str) -> SearchResult:
    return search(viewer, purpose, SearchRequest(**asked), store=store, index=index)  # type: ignore[arg-type]


def test_it_finds_those_that_share_the_telling_words_and_not_itself(
    store: Store, index: Index, ids: dict[str, str], purpose: Purpose
) -> None:
    names = {id: name for name, id in ids.items()}
    found = [names[hit.document] for hit in ask(store, index, purpose, everyone(), like=ids["ett.pdf"]).hits]
    assert found[0] == "två.pdf"
    assert not {"ett.pdf", "tre.pdf", "fyra.pdf"} & set(found)
    narrowed = ask(store, index, purpose, everyone(), like=ids["ett.pdf"], query="ventilation")
    assert [names[hit.document] for hit in narrowed.hits] == ["två.pdf"]


def test_names_weigh_more_and_the_tree_is_no_larger_than_it_may_be(
    store: Store, index: Index, ids: dict[str, str]
) -> None:
    tree = like(everyone(), store, index, ids["ett.pdf"])
    assert isinstance(tree, And)
    some = tree.nodes[0]
    assert isinstance(some, AtLeast)
    assert 1 <= some.least <= len(some.nodes) <= WORDS


def test_a_document_beyond_the_wall_is_refused_and_its_words_count_for_nothing(
    store: Store, index: Index, ids: dict[str, str], purpose: Purpose
) -> None:
    owner = store.documents.get(everyone(), ids["ett.pdf"]).owner
    narrow = Viewer("prov", frozenset({owner}))
    with pytest.raises(AccessDeniedError):
        like(narrow, store, index, ids["två.pdf"])
    hidden = {ids["två.pdf"]}
    result = ask(store, index, purpose, narrow, like=ids["ett.pdf"])
    assert not hidden & {hit.document for hit in result.hits}


def test_a_document_that_shares_nothing_is_like_none(store: Store, index: Index, purpose: Purpose) -> None:
    alone = put(store, index, Paper("ensam.pdf", "tillsyn", ["Ozonlagret förtunnas."], None))
    assert like(everyone(), store, index, alone) == Or(())
    assert ask(store, index, purpose, everyone(), like=alone).total == 0
