"""Phrasing banks: what is read from them, what is written, and what the checker finds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from models.mention import Label
from sample.draft import Draft, Heading, Items, Pairs, Para, Signature, Stamp, Table, Title
from sample.grammar.bank import Bank, read_bank
from sample.grammar.check import troubles
from sample.grammar.compose import compose
from sample.grammar.expand import capitals, municipalities
from sample.grammar.nodes import BankError, Choice, Draw, Row, Said, Slot, Text
from sample.grammar.phrase import phrase
from sample.owners import KS
from sample.scene import days
from sample.scene.scene import Cast, Scene
from sample.spans import read
from sample.world import World


def _bank(folder: Path, text: str, name: str = "tip") -> Bank:
    (folder / f"{name}.bank").write_text(text, encoding="utf-8")
    return read_bank(folder)


def _written(bank: Bank, seed: int = 1) -> Draft:
    world = World(seed)
    scene = Scene(world, world.rng("test", seed), KS, date(2023, 5, 16), Cast())
    return compose(bank, bank.templates["tip"][0], scene, "tip")


def test_a_phrase_is_read_into_its_parts() -> None:
    node = phrase("hej <du|ni> [vem*2-3] «neg|{chief:gen} bil»")
    assert isinstance(node, Row)
    kinds = [type(part) for part in node.parts]
    assert kinds == [Text, Choice, Text, Draw, Text, Said]
    assert node.parts[3] == Draw("vem", 2, 3)
    said = node.parts[5]
    assert isinstance(said, Said)
    assert isinstance(said.inner, Row)
    assert said.inner.parts[0] == Slot("chief", ("gen",))


@pytest.mark.parametrize(
    ("text", "why"),
    [("<a|b", "not closed"), ("[a b]", "not a pool"), ("{nobody}", "no slot"), ("a > b", "not opened"),
     ("«tie=owns a b|x", "not closed"), ("{law:XX:1:2}", "no law"), ("{decoy:none}", "no look-alike")],
)  # fmt: skip
def test_what_cannot_be_read_says_why(text: str, why: str) -> None:
    with pytest.raises(BankError, match=why):
        phrase(text)


def test_swedish_quotation_marks_are_words() -> None:
    assert phrase("han sade »nej» och »ja«")


BANK = """
== 01 everything
title: <Tips|Tips> om [vad]
ref: Kanal :: brev
# läget
[sats*2-2]
> så sade hon
- [sats*2-2]
1. ett
2. två
[x] ja
Namn :: {informant}
| vara | pris |
| [rad*2-2] |
! finstilt
^ INKOM {received}
~ {official}, {official:title}
=== Bilaga 1
mer text
@ vad
buller
@ sats ? oljud om natten
det låter från {neighbour} bl.a. på natten.
bilen {car:lower} står kvar. den är röd.
jag ringde Polisen.
@ rad
äpplen | {sum:10-90:ore}
päron | {sum:10-90:ore}
"""


def test_a_template_becomes_blocks(tmp_path: Path) -> None:
    draft = _written(_bank(tmp_path, BANK))
    assert [type(block) for block in draft.blocks[:3]] == [Title, Heading, Para]
    kinds = {type(block) for block in draft.blocks}
    assert {Items, Pairs, Table, Signature, Stamp} <= kinds
    assert draft.title == "Tips om buller"
    assert draft.references == (("Kanal", "brev"),)
    assert [type(block) for block in draft.annex] == [Title, Para]
    assert draft.topics == ("oljud om natten",)
    table = next(block for block in draft.blocks if isinstance(block, Table))
    assert table.head == ("vara", "pris")
    assert len(table.rows) == 2
    assert table.right == (1,)


def test_sentences_begin_with_a_capital_and_abbreviations_end_none() -> None:
    assert capitals("hej. där är bl.a. en bil. ja") == "Hej. Där är bl.a. en bil. Ja"
    assert capitals("vid kl. tio") == "Vid kl. tio"


def test_loose_papers_keep_their_small_letters(tmp_path: Path) -> None:
    draft = _written(_bank(tmp_path, "== 01 x\ntitle: hej\nvoice: loose\nbilen är borta. snälla\n"))
    assert draft.blocks[1] == Para("bilen är borta. snälla")


def test_a_municipality_written_out_is_an_authority(tmp_path: Path) -> None:
    draft = _written(_bank(tmp_path, "== 01 x\ntitle: hej\nvoice: loose\nbrev till {muni} kommun i {muni}\n"))
    block = draft.blocks[1]
    assert isinstance(block, Para)
    marked = read(block.text)
    assert [(span.label, marked.text[span.start : span.end]) for span in marked.spans] == [
        (Label.ORG, "Älvhamra kommun"), (Label.LOC, "Älvhamra"),
    ]  # fmt: skip
    assert municipalities("ingen kommun alls") == "ingen kommun alls"


def test_slots_are_the_same_through_a_paper(tmp_path: Path) -> None:
    text = "== 01 x\ntitle: hej\n{chief:caps} och {chief:lf} och {chief:lower} äger {company}, {company:orgnr}\n"
    block = _written(_bank(tmp_path, text)).blocks[1]
    assert isinstance(block, Para)
    people = [span for span in read(block.text).spans if span.label == Label.PERSON]
    assert len({span.entity for span in people}) == 1
    assert len({span.value for span in people}) == 1


def test_ties_outcomes_denials_and_decoys_are_noted(tmp_path: Path) -> None:
    text = (
        "== 01 x\ntitle: hej\n«tie=owns chief company|{chief} äger {company}». «outcome=refused|Avslag». "
        "«neg|{bystander} är inte misstänkt». Order {decoy:order}, nr {decoy:pnr}.\n"
    )
    block = _written(_bank(tmp_path, text)).blocks[1]
    assert isinstance(block, Para)
    notes = {note.kind: note.value for note in read(block.text).notes}
    relation, one, other = notes["tie"].split(";")
    assert relation == "owns"
    assert one.startswith("person-")
    assert other.startswith("company-")
    assert notes["outcome"] == "refused"
    assert {"neg", "decoy"} <= {*notes}


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    bank = _bank(
        tmp_path,
        "== 01 x\ntitle: hej\nDen [saknas] {chief:fel} heter Kalle Anka och kom 2019.\n"
        "«outcome=kanske|x» «tie=owns chief ingen|y»\n[en*2-4]\n@ en\nett\n@ tom\n",
    )
    found = "\n".join(why for _, why in troubles(bank, "tip.bank"))
    named = ("no pool [saknas]", "{chief:fel}", "'Kalle'", "'2019'", "no outcome", "no tie", "of 1 entries", "tom is")
    assert all(what in found for what in named), found


def test_pools_of_common_files_are_known_everywhere(tmp_path: Path) -> None:
    (tmp_path / "a_common.bank").write_text("@ hej\nhejsan\n", encoding="utf-8")
    draft = _written(_bank(tmp_path, "== 01 x\ntitle: [hej]\nord\n"))
    assert draft.title == "Hejsan"


def test_a_pool_that_draws_from_itself_is_told(tmp_path: Path) -> None:
    bank = _bank(tmp_path, "== 01 x\ntitle: hej\n[a]\n@ a\nx [a]\n")
    with pytest.raises(BankError, match="itself"):
        _written(bank)


THEMED = """
== 01 x
title: hej
themes: hund brand
[djur*2-2] [alla]
@ djur
% hund
hunden skällde.
hunden morrade.
% brand
det brann.
det rök.
@ alla
% *
punkt.
% brand
eld.
"""


def test_a_papers_sentences_are_of_one_theme(tmp_path: Path) -> None:
    bank, seen = _bank(tmp_path, THEMED), set[str]()
    for seed in range(20):
        block = _written(bank, seed).blocks[1]
        assert isinstance(block, Para)
        words = {*block.text.lower().replace(".", "").split()}
        assert not words & {"hunden", "skällde", "morrade"} or not words & {"brann", "rök", "eld"}, block.text
        seen |= words
    assert {"skällde", "rök", "punkt", "eld"} <= seen


def test_a_held_draw_is_the_same_words_again(tmp_path: Path) -> None:
    text = "== 01 x\ntitle: om [sak#a]\n[sak#a], [sak#b] och [sak#a]\n@ sak\n" + "\n".join("abcdefgh")
    for seed in range(10):
        draft = _written(_bank(tmp_path, text), seed)
        block = draft.blocks[1]
        assert isinstance(block, Para)
        held = draft.title[-1]
        assert block.text.lower().startswith(f"{held}, ")
        assert block.text.endswith(f"och {held}")
        assert block.text[3] != held


def test_a_tally_is_the_sum_of_the_rows_before_it(tmp_path: Path) -> None:
    rows = "@ rad\nx | {sum:10-90:ore}\ny | {sum:10-90:ore}\n"
    text = "== 01 x\ntitle: hej\n| a | b |\n| [rad*3-3] |\n| summa | {tally:ore} |\n" + rows
    table = next(block for block in _written(_bank(tmp_path, text)).blocks if isinstance(block, Table))
    kronor = [float(read(row[1]).spans[0].value) for row in table.rows]
    assert kronor[-1] == sum(kronor[:-1])


def test_a_company_writes_on_its_own_paper(tmp_path: Path) -> None:
    draft = _written(_bank(tmp_path, "== 01 x\ntitle: hej\nfrom: landlord\nbrev från {landlord}\n"))
    letterhead, block = read(draft.owner.name), draft.blocks[1]
    assert isinstance(block, Para)
    assert letterhead.spans[0].entity == read(block.text).spans[0].entity
    assert [name for name, _ in draft.references] == ["Datum"]


def test_days_and_times_come_in_order() -> None:
    world = World(1)
    for seed in range(30):
        scene = Scene(world, world.rng("order", seed), KS, date(2023, 5, 16), Cast())
        drawn = [scene.date(slot) for slot in reversed(list(days.OFFSETS))]
        assert drawn == sorted(drawn, reverse=True)
        times = [scene.time(slot) for slot in ("to", "t9", "t4", "t1", "from")]
        assert times == sorted(times, reverse=True)


def test_numbers_of_matters_rise_through_the_year() -> None:
    world = World(1)
    early, late = (
        Scene(world, world.rng("n", day), KS, day, Cast()).number("case")
        for day in (date(2023, 3, 1), date(2023, 11, 1))
    )
    assert early < late


def test_a_registers_matters_have_numbers_of_their_own(tmp_path: Path) -> None:
    draft = _written(_bank(tmp_path, "== 01 x\ntitle: hej\n{anycase}, {anycase}, {anycase} och {case}, {case}\n"))
    block = draft.blocks[1]
    assert isinstance(block, Para)
    values = [span.value for span in read(block.text).spans]
    assert len({*values[:3]}) > 1
    assert values[3] == values[4]
