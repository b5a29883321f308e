"""Rows of registers: goods that cost what they cost, numbers and days in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sample.draft import Table
from sample.grammar.bank import read_bank
from sample.grammar.compose import compose
from sample.owners import MBN
from sample.scene.scene import Cast, Scene
from sample.spans import plain
from sample.world import World

HEAD = "== 01 x\ntitle: hej\n| a | b | c | d |\n"


def _rows(folder: Path, text: str, seed: int = 1, day: date = date(2023, 5, 16)) -> list[list[str]]:
    (folder / "tip.bank").write_text(HEAD + text, encoding="utf-8")
    world, bank = World(seed), read_bank(folder)
    assert not bank.troubles
    scene = Scene(world, world.rng("rows", seed), MBN, day, Cast())
    draft = compose(bank, bank.templates["tip"][0], scene, "tip")
    table = next(block for block in draft.blocks if isinstance(block, Table))
    return [[plain(cell) for cell in row] for row in table.rows]


def _kronor(text: str) -> int:
    return int(text.replace(" ", "").removesuffix(",00"))


def test_goods_cost_their_number_times_their_price(tmp_path: Path) -> None:
    text = "| [vara*6-6] |\n| | | | {tally:ore} |\n@ vara\nskruv | {pieces:2-90} | {each:15-240:ore} | {worth:ore}\n"
    text += "@ x\ny\n"
    for seed in range(10):
        *goods, last = _rows(tmp_path, text.replace("skruv", "[x] skruv"), seed)
        for _, pieces, each, worth in goods:
            assert 2 <= int(pieces) <= 90
            assert 15 <= _kronor(each) <= 240
            assert _kronor(worth) == int(pieces) * _kronor(each)
        assert _kronor(last[3]) == sum(_kronor(row[3]) for row in goods)


def test_what_is_valued_is_valued_in_even_figures(tmp_path: Path) -> None:
    text = "| [sak*8-8] |\n| | | | {tally:ore} |\n@ sak\n[x] | | | {value:50-4800:ore}\n@ x\nstol\nbord\n"
    *things, last = _rows(tmp_path, text)
    assert all(_kronor(row[3]) % 50 == 0 for row in things)
    assert _kronor(last[3]) == sum(_kronor(row[3]) for row in things)


def test_rows_stand_in_the_order_of_their_numbers_and_days(tmp_path: Path) -> None:
    numbers = [int(row[0]) for row in _rows(tmp_path, "| [r*20-20] |\n@ r\n{n:1001-9899} | [x]\n@ x\na\nb\n")]
    assert numbers == sorted(numbers)
    running = [row[0] for row in _rows(tmp_path, "| [r*5-5] |\n@ r\n{nr} | [x]\n@ x\na\nb\n")]
    assert running == ["1", "2", "3", "4", "5"]
    held = [row[0] for row in _rows(tmp_path, "| [r*20-20] |\n@ r\n{date:-29..-1:num} | [x]\n@ x\na\nb\n")]
    days = [tuple(map(int, reversed(one.split("/")))) for one in held]
    assert days == sorted(days)


def test_words_stay_in_the_order_they_were_drawn(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "| [r*9-9] |\n@ r\n[x] | {nr}\n@ x\n" + "\n".join("ihgfedcba"))
    assert [row[1] for row in rows] == [str(n) for n in range(1, 10)]


def test_a_register_of_matters_tells_when_each_was_opened(tmp_path: Path) -> None:
    rows = _rows(tmp_path, "| [r*80-80] |\n@ r\n{anycase} | {opened:iso} | [x]\n@ x\na\nb\n", day=date(2023, 1, 20))
    numbers = [row[0] for row in rows]
    assert len({*numbers}) == 80
    days = [date.fromisoformat(row[1]) for row in rows]
    assert days == sorted(days)
    for number, day in zip(numbers, days, strict=True):
        year, running = number.removeprefix("MBN ").split("-")
        assert (int(year), int(running) // 5) == (day.year, day.timetuple().tm_yday)
