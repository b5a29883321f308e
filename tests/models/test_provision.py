"""A secrecy provision as people write it, and its short form."""

from __future__ import annotations

import pytest

from models.errors import ProvisionError
from models.marking import provision


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("OSL 26:1", "OSL 26:1"),
        ("osl 25 kap. 1 §", "OSL 25:1"),
        ("26 kap. 1 § OSL", "OSL 26:1"),
        ("26:1 i OSL", "OSL 26:1"),
        ("OSL 21 kap. 7 § andra stycket", "OSL 21:7"),
        ("OSL 25:1 2 st.", "OSL 25:1"),
        ("OSL 35 kap 1 a §", "OSL 35:1a"),
        ("2009:400 26:1", "2009:400 26:1"),
    ],
)
def test_it_is_read_as_it_is_written(written: str, short: str) -> None:
    assert provision(written) == short
    assert provision(f"  {written} ") == short


@pytest.mark.parametrize("written", ["", " ", "hemligt", "26:1", "OSL", "OSL 26", "OSL kap. 1 §", "<b>OSL</b> 26:1"])
def test_without_law_chapter_and_section_there_is_none(written: str) -> None:
    with pytest.raises(ProvisionError):
        provision(written)
