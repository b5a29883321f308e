"""A process that names for long holds no more memory in the end than early on, whatever words it meets."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bench.name_memory import OTHERS, PAGE_WORDS, pages
from models.mention import Label
from nlp.pipeline import find_mentions
from tests.nlp.finding import mentions

ROOT = Path(__file__).parents[2]
FULL = bool(os.environ.get("SAMSYN_TEST_FULL"))
CHARACTERS = {"rules": 100_000_000, "accurate": 20_000_000} if FULL else {"rules": 3_000_000, "accurate": 100_000}
"""A model reads a tenth as fast. The full count fills its memory of pieces (nlp.names.vocabulary) many times over."""
MOST_MB = 400
GROWTH_MB = 60  # from a quarter of the way on; with spaCy's own tokenizer 150 over the shorter way, and no end


@pytest.mark.timeout(7_200)
@pytest.mark.parametrize("pipeline", CHARACTERS)
def test_memory_is_flat_where_every_word_is_new(pipeline: str) -> None:
    """In a process of its own, in pages of 10,000 words: the worst there is for what keeps words."""
    command = [
        sys.executable,
        "-m",
        "bench.name_memory",
        "--characters",
        str(CHARACTERS[pipeline]),
        "--new",
        "1",
        "--pipeline",
        pipeline,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    held = report["held_mb"]
    assert report["characters"] >= CHARACTERS[pipeline]
    assert max(held) < MOST_MB
    assert held[-1] - held[len(held) // 4] < GROWTH_MB, held


def test_the_pages_are_those_that_are_hard() -> None:
    texts = list(islice(pages(10**9, 0.1), 40))
    assert sum(len(text.split()) == PAGE_WORDS for text in texts) == 36
    assert texts.count("") == 2
    assert {text[:20] for text in texts} >= {other[:20] for other in OTHERS[1:]}


def test_a_page_of_ten_thousand_words_is_read_to_its_end() -> None:
    filler = "Handlingen är ett prov utan namn. " * (PAGE_WORDS // 6)
    found = mentions(f"Britt-Marie Lindgren ringde.\n{filler}\nBritt-Marie Lindgren bor i Umeå kommun.")
    assert [one.label for one in found] == [Label.PERSON, Label.PERSON, Label.ORG]
    assert found[-1].end > len(filler)


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\x0c", "\u200b"])
def test_empty_pages_name_nothing_and_their_neighbours_are_named(text: str) -> None:
    found = find_mentions([(1, text), (2, "i Umeå"), (3, text)])
    assert [(one.page, one.text) for one in found] == [(2, "Umeå")]


@pytest.mark.parametrize(
    "text", [*OTHERS, "Шевченко живёт в Москве.", "محمد الراشد في دمشق", "王小明住在北京。", "🏢 " * 50]
)
def test_what_is_no_word_is_found_in_a_page_of_any_language(text: str) -> None:
    """Which names are found there is not promised; spans slice, and a number or an address is one in any language."""
    page = f"{text} anna@exempel.example 850312-9804"
    found = mentions(page)
    assert all(page[one.start : one.end] == one.text for one in found)
    assert {Label.EMAIL, Label.PERSONNUMMER} <= {one.label for one in found}
