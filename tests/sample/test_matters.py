"""What a bank says of a theme: who decides and writes, about which companies, in which years; and laws of their day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sample.business import LINES
from sample.draft import Para
from sample.elections import period
from sample.grammar.bank import Bank, open_bank, read_bank
from sample.grammar.compose import compose
from sample.grammar.fitting import elects, fitting, themes
from sample.owners import KS, MBN, POLIS, SN, Owner
from sample.scene.scene import Cast, Scene
from sample.scene.slots import say
from sample.spans import plain
from sample.wording import law
from sample.world import World

BANK = """
lines: bygg=bygg; mat=restaurang
suppliers: mat=livsmedelshandel
boards: bygg mat=MBN; dryck=SN; bok=KS
others: *=SN
units: bok=Fritidsenheten
titles: bok=bibliotekarie; *=miljöinspektör
dates: dryck=2019-07-01..
== 01 byggen och mat
title: hej
themes: bygg mat
{company} köper av {supplier}; {bidder1} bjuder.
~ {chair}, ordförande
== 02 böcker
title: hej
themes: bok dryck
{official}, {official:title}
[ord]
== 03 nyare
title: hej
since: 2020-01-01
text
@ ord
% * until=2019-12-31
förr
% * since=2020-01-01
nu
"""
DAY = date(2023, 5, 16)


@pytest.fixture(name="bank")
def _bank(tmp_path: Path) -> Bank:
    (tmp_path / "tip.bank").write_text(BANK, encoding="utf-8")
    bank = read_bank(tmp_path)
    assert not bank.troubles
    return bank


def _scene(owner: Owner, day: date = DAY, seed: int = 1, cast: Cast | None = None) -> Scene:
    world = World(seed)
    return Scene(world, world.rng("matter", seed), owner, day, cast or Cast())


def _numbers(bank: Bank, scene: Scene) -> list[int]:
    return [one.number for one in fitting(bank, "tip", scene)]


def test_each_board_writes_of_its_own_matters(bank: Bank) -> None:
    assert _numbers(bank, _scene(MBN)) == [1, 3]
    assert _numbers(bank, _scene(SN)) == [2, 3]
    assert themes(bank, bank.templates["tip"][1], _scene(SN)) == ["dryck"]
    assert themes(bank, bank.templates["tip"][1], _scene(POLIS)) == ["bok", "dryck"]


def test_a_unit_and_a_title_are_those_of_the_matter(bank: Bank) -> None:
    draft = compose(bank, bank.templates["tip"][1], _scene(KS), "tip")
    assert (draft.owner.name, draft.owner.unit) == (KS.name, "Fritidsenheten")
    block = draft.blocks[1]
    assert isinstance(block, Para)
    assert plain(block.text).endswith("bibliotekarie")


def test_a_matter_of_anothers_is_anothers(bank: Bank) -> None:
    for seed in range(8):
        draft = compose(bank, bank.templates["tip"][0], _scene(POLIS, seed=seed), "tip")
        assert draft.owner.name == MBN.name
        assert plain(dict(draft.references)["Dnr"]).startswith("MBN")


def test_the_board_beside_the_writer_is_that_of_the_matter(bank: Bank) -> None:
    for seed in range(8):
        scene = _scene(MBN, seed=seed)
        compose(bank, bank.templates["tip"][0], scene, "tip")
        assert [one.code for one in scene.others] == ["SN" if scene.owner.code == "MBN" else "MBN"]
        assert plain(say(scene, "othercase", ())).startswith("SN")


def test_some_things_are_written_from_a_day_on(bank: Bank) -> None:
    early = date(2018, 5, 16)
    assert _numbers(bank, _scene(MBN, early)) == [1]
    assert themes(bank, bank.templates["tip"][1], _scene(KS, early)) == ["bok"]
    for day, word in ((early, "Förr"), (DAY, "Nu")):
        block = compose(bank, bank.templates["tip"][1], _scene(KS, day), "tip").blocks[2]
        assert isinstance(block, Para)
        assert block.text == word


def test_companies_are_of_the_trade(bank: Bank) -> None:
    for seed in range(20):
        scene = _scene(MBN, seed=seed)
        compose(bank, bank.templates["tip"][0], scene, "tip")
        made = {slot: company.line for slot, company in scene.cast.companies.items()}
        assert (made["company"], made["supplier"], made["bidder1"]) in (
            ("bygg", "bygg", "bygg"), ("restaurang", "livsmedelshandel", "restaurang"),
        )  # fmt: skip


def test_a_company_that_is_given_keeps_to_its_trade(bank: Bank) -> None:
    company = World(1).company(LINES.index("restaurang"), "trade")
    given = _scene(MBN, cast=Cast(companies={"company": company}))
    assert themes(bank, bank.templates["tip"][0], given) == ["mat"]


@pytest.mark.parametrize(
    ("header", "why"),
    [("boards: a=KF", "no"), ("units: a=Trollenheten", "no"), ("titles: a=trollkarl", "no"),
     ("dates: a=i går..", "no day"), ("suppliers: a=troll", "no line")],
)  # fmt: skip
def test_what_the_made_world_lacks_is_told(tmp_path: Path, header: str, why: str) -> None:
    (tmp_path / "tip.bank").write_text(f"{header}\n== 01 x\ntitle: hej\ntext\n", encoding="utf-8")
    ((_, line, trouble),) = read_bank(tmp_path).troubles
    assert line == 1
    assert why in trouble


def test_a_law_is_that_of_the_day() -> None:
    written = {
        (key, day): plain(law(key, 4, 1, day=date.fromisoformat(day)))
        for key, day in (("SoL", "2025-06-30"), ("SoL", "2025-07-01"), ("TL", "2019-06-30"), ("FL", "2018-06-30"))
    }
    assert [*written.values()] == [
        "4 kap. 1 § socialtjänstlagen (2001:453)", "socialtjänstlagen (2025:400)", "tobakslagen (1993:581)",
        "förvaltningslagen (1986:223)",
    ]  # fmt: skip
    assert (
        plain(law("TL", 5, 1, day=date(2019, 7, 1))) == "5 kap. 1 § lagen (2018:2088) om tobak och liknande produkter"
    )


def test_a_chair_stays_through_a_mandate_period(bank: Bank) -> None:
    assert elects(bank.templates["tip"][0])
    chairs = dict[int, set[str]]()
    for year in range(2018, 2026):
        for seed in range(3):
            world = World(1)
            scene = Scene(world, world.rng("chair", year, seed), MBN, date(year, 5, 16), Cast(), elects=True)
            chairs.setdefault(period(scene.day), set()).add(scene.person("chair").id)
            members = [scene.person(f"member{n}").id for n in range(1, 7)]
            assert len({*members, scene.person("chair").id}) == 7
    assert [len(one) for one in chairs.values()] == [1, 1, 1]
    assert len(set.union(*chairs.values())) == 3


def test_the_first_banks_own_headers_are_heard() -> None:
    bank = open_bank("first")
    assert set(themes(bank, bank.templates["file_note"][0], _scene(SN))) == {"krog"}
    assert set(themes(bank, bank.templates["file_note"][0], _scene(MBN))) == {"mat", "bygg", "buller", "avlopp"}
    tobacco = [one.number for one in bank.templates["other_permit"] if "obacco" in one.name]
    assert tobacco
    assert not {*tobacco} & {one.number for one in fitting(bank, "other_permit", _scene(MBN, date(2019, 6, 28)))}
