"""Normal forms of amounts that are none, as people said them once: the fields are found all the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.document import DocumentKind
from models.mention import Label
from nlp.choice import RULES
from nlp.fields import find_fields
from nlp.pipeline import find_mentions

TEXT = "Faktura\nDatum: 2024-05-19\nDu ska betala 4 500 kronor. Du ska betala 900 kronor."


def _total(*values: str) -> list[str]:
    """The total of an invoice of two amounts whose normal forms are these."""
    named = list(find_mentions([(1, TEXT)], pipeline=RULES))
    amounts = [each for each in named if each.label is Label.AMOUNT]
    assert len(amounts) == len(values)
    others = [each for each in named if each.label is not Label.AMOUNT]
    said = [replace(each, value=value) for each, value in zip(amounts, values, strict=True)]
    mentions = sorted([*others, *said], key=lambda each: each.start)
    told = find_fields([(1, TEXT)], DocumentKind("invoice", 1.0, "prov"), mentions)
    return [field.value for field in told if field.name == "total_amount"]


@pytest.mark.parametrize("bad", ["NaN", "1e999", "inf", "abc", "", "1_000", "-5", "٤٥٠٠"])
def test_what_is_no_sum_is_not_the_greatest(bad: str) -> None:
    assert _total("4500.00", "900.00") == ["4500.00"]
    assert _total(bad, "900.00") == ["900.00"]
    assert _total("4500.00", bad) == ["4500.00"]
    assert _total(bad, bad) == [bad]
