"""The simulation behind docs/scale.md gives what can be reckoned by hand, and loses and doubles no document."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from bench.scale_figures import COSTS, LAWS, MEASURED_AT, Costs
from bench.scale_model import grown, reckoned
from bench.scale_paper import BYTES, ROWS, broken, stored
from bench.scale_run import Paper, Site, drawn, simulate

_FREE = replace(Costs(*(0.0 for _ in Costs.__slots__)), outbox=1.0)
_PAGE = (Path(__file__).parents[1] / "docs/scale.md").read_text("utf-8")
_PAGES = 10_000_000
_PLAIN = Site(nodes=1, cores=1, owners=(1.0,), slow=0, round_trip=0.0, vault_request=0.0)


def _papers(count: int, seconds: float = 1.0, owners: int = 1) -> list[Paper]:
    return [Paper(number % owners, 1, seconds) for number in range(count)]


def test_reading_alone_takes_its_time_shared_among_workers() -> None:
    ran = simulate(_papers(400), replace(_PLAIN, nodes=2, cores=2, drains=1), _FREE)
    assert ran.seconds == pytest.approx(100)
    assert ran.rate == pytest.approx(4)
    assert ran.use["workers"] == pytest.approx(1)


def test_documents_of_one_owner_are_finished_one_after_the_other() -> None:
    costs = replace(_FREE, finish=0.5)
    alone = simulate(_papers(400), replace(_PLAIN, cores=10, drains=1), costs)
    assert alone.rate == pytest.approx(2, rel=0.02)
    assert alone.use["owner 0"] == pytest.approx(1, rel=0.02)
    two = simulate(_papers(400, owners=2), replace(_PLAIN, cores=10, owners=(0.5, 0.5), drains=1), costs)
    assert two.rate == pytest.approx(4, rel=0.02)


def test_the_process_of_the_command_takes_in_and_drains_in_turn() -> None:
    costs = replace(_FREE, take=0.02, drain=0.03)
    papers = _papers(2000, seconds=0.1)
    assert simulate(papers, replace(_PLAIN, cores=100, drains=0), costs).rate <= 1 / 0.05 * 1.02
    beside = simulate(papers, replace(_PLAIN, cores=100, drains=1), costs)
    assert beside.rate == pytest.approx(1 / 0.03, rel=0.02)
    assert beside.use["drain 0"] == pytest.approx(1, rel=0.02)


def test_each_row_of_the_outbox_takes_its_time() -> None:
    ran = simulate(
        _papers(400, seconds=0.1), replace(_PLAIN, cores=10, drains=1), replace(_FREE, drain=0.2, outbox=2.5)
    )
    assert ran.rate == pytest.approx(1 / 0.5, rel=0.02)


def test_the_way_over_the_network_is_waited_for() -> None:
    costs = replace(_FREE, take_statements=10.0, take_requests=1.0)
    for ahead, seconds in ((0, 0.05), (1, 0.03), (4, 0.02)):  # one by one; the vault beside the rest; four at once
        site = replace(_PLAIN, round_trip=0.002, vault_request=0.03, drains=1, ahead=ahead)
        ran = simulate(_papers(400, seconds=0.0), site, costs)
        assert ran.rate == pytest.approx(1 / seconds, rel=0.02)


@pytest.mark.parametrize("seed", range(5))
def test_no_document_is_lost_or_doubled_whatever_happens(seed: int) -> None:
    chance = Random(seed)
    drains = chance.choice((0, 1, 4))
    site = Site(nodes=3, cores=2, drains=drains, parents=chance.choice((1, 3)) if drains else 1, lost=40.0, cut=90.0)
    ran = simulate(drawn(600, site.owners, seed), site, replace(COSTS, outbox=1 + chance.random()))
    assert ran.indexed == ran.documents == 600
    assert ran.repeated
    # What was begun before the look counts within it.
    assert all(0 <= use <= 1.1 for use in ran.use.values())


def test_nothing_grows_below_what_was_measured_and_all_laws_meet_there() -> None:
    for law in LAWS:
        assert grown(COSTS, law, MEASURED_AT) == COSTS
        assert grown(COSTS, law, 1_000) == COSTS
        assert grown(COSTS, law, 10**7).drain >= COSTS.drain


def test_the_time_of_a_whole_run_is_documents_by_rate_where_nothing_grows() -> None:
    site = replace(_PLAIN, nodes=2, cores=2, drains=1)
    mean = sum(paper.seconds for paper in drawn(20_000)) / 20_000
    told = reckoned(36_000, site, _FREE, "level", 2_000)
    assert told.hours == pytest.approx(36_000 * mean / 4 / 3600, rel=0.15)
    assert told.bottleneck[0] == "workers"


def _cells(row: str) -> list[list[str]]:
    """The numbers of each cell of the row of the page's table of bytes that begins so."""
    table = _PAGE.partition("\n## Bytes\n")[2].partition("\n## ")[0]
    (line,) = (each for each in table.splitlines() if each.startswith(f"| {row}"))
    return [re.findall(r"\d+(?:,\d{3})*", cell) for cell in line.strip("| ").split(" | ")]


@pytest.mark.parametrize(
    ("row", "stores"),
    [
        ("register", ["register, SQLite", "register, PostgreSQL"]),
        ("index", ["index, embedded", "index, OpenSearch"]),
        ("page images", ["page images"]),
        ("originals", ["originals"]),
    ],
)
def test_the_bytes_on_the_page_are_those_reckoned(row: str, stores: list[str]) -> None:
    _, each, total, _ = _cells(row)
    told = [stored(_PAGES)[store] for store in stores]
    assert total == [one.partition(" GB")[0] for one in told]
    if row != "page images":  # a page of the table is one that has a picture
        assert each == [f"{BYTES[store]:,.0f}" for store in stores]


def test_the_rows_on_the_page_are_those_reckoned() -> None:
    _, each, total, _ = _cells("its largest tables, rows")
    largest = list(ROWS.values())[:4]
    assert each == [f"{rows:.0f}" for rows in largest]
    assert total == [f"{rows * _PAGES / 1e6:.0f}" for rows in largest]


def test_what_follows_from_the_bytes_is_on_the_page() -> None:
    breaks = broken(7_600_000, _PAGES, Site(nodes=40))
    largest, _, one = breaks["largest owner's index in one part"].partition("; 20 at ")
    assert f"the largest has {largest} " in _PAGE
    assert f"{int(one.partition(' ')[0].replace(',', '')) / 1e6:.1f} million pages of an owner" in _PAGE
    hours, register = float(breaks["backup of the register"].partition(" ")[0]), BYTES["register, PostgreSQL"]
    assert round(hours) == 2
    assert "two hours at 50 MB a second" in _PAGE
    assert f"of which the register has {register * _PAGES / 1e9:.0f} GB" in _PAGE
    assert f"at most {register * _PAGES / 1e9:.0f} GB" in _PAGE
    wanted = ("register, PostgreSQL", "index, OpenSearch", "index, OpenSearch", "page images", "originals")
    assert f"{sum(BYTES[store] for store in wanted) * _PAGES / 1e12:.1f} TB in all" in _PAGE
