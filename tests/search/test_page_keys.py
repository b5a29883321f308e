"""What a page is indexed by is what its tokens say."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.analysis import analyse
from search.page_keys import page_keys
from search.query import WORD_FIELDS
from tests.search.archive import MEMO, REPORT


def as_tokens(text: str) -> dict[str, tuple[str, ...]]:
    tokens = analyse(text)
    return {field: tuple(key for token in tokens for key in getattr(token, field.value)) for field in WORD_FIELDS}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n",
        "Serveringstillståndet gäller 15 000 kronor, EU:s regler och KGT 42R.",
        "serverings-\ntillstånd 850412-9805 Andersson, Britt-Marie",
        str(REPORT),
        str(MEMO),
    ],
)
def test_the_same_keys_in_the_same_order(text: str) -> None:
    assert dict(page_keys(text)) == as_tokens(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_the_same_keys_of_any_text(text: str) -> None:
    assert dict(page_keys(text)) == as_tokens(text)
