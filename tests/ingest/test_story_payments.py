"""The payments of the sample archive's story through the real reader: provider review finds what is planted there."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import openpyxl
import pytest

from ingest.pipeline import make_pipeline, run_document
from ingest.task import Task
from models.access import Purpose
from models.document import DocumentState
from models.payment import RowFilter
from models.settings import Settings
from models.source import Source
from models.store.store import Store
from sample.owners import OFFICE
from sample.paper import Paper, carried, carry
from sample.story import controllers
from sample.story.cast import Cast, cast
from sample.world import World
from search.provider_review import review
from search.provider_review.finding import Comparison, Finding
from tests.conftest import viewer_of

WHY = Purpose("prov", "P-1")


@dataclass(frozen=True, slots=True)
class Told:
    """How much there is to look at of each provider by name, as the list says, and what is found of each."""

    players: Cast
    looks: dict[str, int]
    findings: dict[str, tuple[Finding, ...]]


@pytest.fixture(scope="module", params=(1, 2))
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    world = World(request.param)
    players = cast(world)
    store = Store.open(Settings(home=tmp_path_factory.mktemp("story")), create=True)
    source, pipeline = Source("utbetalningar", OFFICE.owner), make_pipeline(store.settings.home)
    store.sources.add(source)
    for name, content in _attached(world, players):
        sha256 = store.vault.put(content)
        id = store.arrivals.arrive(source, sha256, len(content), path=f"/in/{name}", name=name).document
        store.registration.claim(id, "prov")
        assert run_document(pipeline, Task(id), "prov").state is DocumentState.READ
    viewer, every = viewer_of(OFFICE.owner), RowFilter()
    lines = review.providers(viewer, WHY, store, every).lines
    yield Told(
        players,
        {line.entity.name: line.looks for line in lines},
        {line.entity.name: review.provider(viewer, WHY, store, line.entity.id, every).findings for line in lines},
    )
    store.close()


def _question(world: World, players: Cast) -> Paper:
    return next(each for each in controllers.papers(world, players) if each.draft.attachments)


def _attached(world: World, players: Cast) -> list[tuple[str, bytes]]:
    """What lies in the story's first mail with attachments, on carriers of another chance than the archive's."""
    file = carried(_question(world, players), world.rng("prov"))
    return [(name, inner.written.content) for name, _, inner in file.members]


def test_exactly_what_is_planted_is_found(told: Told) -> None:
    c = told.players
    assert {name: [each.comparison for each in found] for name, found in told.findings.items()} == {
        c.carer.name: [
            Comparison.INVOICE_TWICE, Comparison.STAFF_AT_ONCE, Comparison.HOURS_ASKED, Comparison.SAME_ACCOUNT,
        ],
        c.sister.name: [Comparison.HOURS_ASKED, Comparison.SAME_ACCOUNT],
        c.fellow.name: [],
    }  # fmt: skip
    assert told.looks == {c.carer.name: 4, c.sister.name: 2, c.fellow.name: 0}


def test_each_finding_is_of_the_rows_that_were_planted(told: Told) -> None:
    c = told.players
    twice, at_once, _, account = told.findings[c.carer.name]
    assert len({each.row.invoice for each in twice.rows}) == 1
    assert twice.amount == twice.rows[0].row.amount
    assert at_once.hours == 0.25
    assert {each.row.staff for each in at_once.rows} == {f"{c.aides[0].surname}, {c.aides[0].given}"}
    assert {each.row.account for each in account.rows} == {f"BG:{c.carer.giro}"}
    assert len(account.rows) == 10  # seven of the one, three of the other


@pytest.mark.parametrize("chance", range(4))
def test_each_table_has_its_sheet_whatever_chance_the_carrier_has(chance: int) -> None:
    world = World(1)
    (memo, _, _), (name, draft, _) = carried(_question(world, cast(world)), world.rng("prov")).members
    assert (memo, name) == ("Stickprov fakturor.docx", "Underlag stickprov.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(carry(draft, "xlsx", Random(chance)).content))
    assert book.sheetnames == ["Uppgifter", "Betalningar", "Timmar", "Besök"]
    assert [sheet.max_row for sheet in book.worksheets[1:]] == [22, 15, 25]  # head, rows, an empty one, the mark
