"""What a line end broke is read whole; what only looks so stays as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.layout.hyphens import joins_of
from ingest.page_text import WORD
from ingest.raw_page import Box
from models.layout import are_apart, joined


def read(text: str, boxes: list[Box] | None = None) -> str:
    return joined(text, joins_of(text, boxes)).text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ärendets hante-\nring pågår", "ärendets hantering pågår"),
        ("serverings-\ntillståndet", "serveringstillståndet"),
        ("Finansinspek-\ntionen", "Finansinspektionen"),
        ("till-\nlämpningen av", "tillämpningen av"),  # three like letters are two in the whole word
        ("HANTE-\nRING", "HANTERING"),
        ("hante\u00ad\nring", "hantering"),
        ("hante¬\nring", "hantering"),
        ("efter-\nsom", "eftersom"),
        ("ex-\nperter", "experter"),
        ("Britt-\nMarie Öst", "Britt-Marie Öst"),
        ("dnr 2019-\n0440", "dnr 2019-0440"),
        ("850312-\n2391", "850312-2391"),
        ("EU-\nförordningen", "EU-förordningen"),
        ("e-\npost", "e-post"),
        ("cd-\nrom", "cd-rom"),
        ("20-\ntalet", "20-talet"),
        ("den svensk-\nnorska gränsen", "den svensk-norska gränsen"),
        ("kultur-miljö. Om kultur-\nmiljö", "kultur-miljö. Om kultur-miljö"),  # as it is written elsewhere
        ("se https://www.exempel.se/\nnyheter/2024", "se https://www.exempel.se/nyheter/2024"),
        ("anna.ek@\nexempel.se", "anna.ek@exempel.se"),
        ("anna.ek\n@exempel.se", "anna.ek@exempel.se"),
        ("anna@norra-\nexempel.se", "anna@norra-exempel.se"),
        ("www.exempel.\nse", "www.exempel.se"),
    ],
)
def test_what_was_broken_is_read_whole(text: str, whole: str) -> None:
    assert read(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        "mat-\noch dryck",
        "fri-\neller rättigheter",
        "två-\ntill fyraårig",
        "hante-\n12\nring",  # a page number came between
        "enhetlig-\nFöreskrifter om",  # the next line is another column's
        "- punkt\n- punkt",
        "se www.exempel.se\nnästa rad",
        "se www.exempel.se.\nVi svarar",
        "skriv till anna@exempel.se\nsenast",
        "tank –\nplats",
    ],
)
def test_what_only_looks_broken_stays(text: str) -> None:
    assert joins_of(text) == ()


def test_over_a_column_break_only_what_the_dictionary_knows_is_joined() -> None:
    boxes = [(50.0, 700.0, 90.0, 710.0, 1.0), (320.0, 80.0, 360.0, 90.0, 1.0)]
    assert read("hante-\n\nring", boxes) == "hantering"
    assert read("hanteb-\n\nrungs", boxes) == "hanteb-\n\nrungs"
    assert read("hanteb-\nrungs") == "hantebrungs"


def test_a_word_broken_within_a_cell_is_joined_where_the_boxes_say_so() -> None:
    text = "Av- gift 2024"
    below = [(50.0, 100.0, 70.0, 110.0, 1.0), (50.0, 112.0, 70.0, 122.0, 1.0), (120.0, 100.0, 150.0, 110.0, 1.0)]
    beside = [(50.0, 100.0, 70.0, 110.0, 1.0), (73.0, 100.0, 93.0, 110.0, 1.0), (120.0, 100.0, 150.0, 110.0, 1.0)]
    assert read(text, below) == "Avgift 2024"
    assert joins_of(text, beside) == ()


@given(st.text(alphabet="abåAÅ1-¬\u00ad\n @./w"))
def test_any_text_gives_spans_in_order_that_keep_every_letter_but_a_third_like_one(text: str) -> None:
    joins = joins_of(text)
    assert are_apart(joins)
    left_out = "".join(text[start:end] for start, end in joins)
    assert not set(left_out) - set("-¬\u00ad\nabåAÅ")
    assert joins_of(text, [(0.0, 0.0, 1.0, 1.0, 1.0)] * len(WORD.findall(text))) is not None
