"""Numbers of spreadsheets as a person sees them."""

from __future__ import annotations

import pytest

from ingest.readers.number_format import BUILT_IN, shown

KR = '_-* #,##0.00\\ "kr"_-;\\-* #,##0.00\\ "kr"_-;_-* "-"??\\ "kr"_-;_-@_-'


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (15000.0, "", "15000"),
        (468.5, "General", "468.5"),
        (0.1 + 0.2, "General", "0.3"),
        (0.0000001, "General", "0.0000001"),
        (199001011234.0, "0", "199001011234"),
        (15000.0, "#,##0.00", "15000.00"),
        (2.675, "0.00", "2.68"),
        (-1599.99, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', "-$1599.99"),
        (1599.99, KR, "1599.99 kr"),
        (5.0, "#,##0.00\\ [$kr-41D]", "5.00 kr"),
        (0.025, "0%", "3%"),
        (0.025, "0.00%", "2.50%"),
        (2.5, "# ?/?", "2.5"),
        (1234.5, "0.##", "1234.5"),
        (12.0, "0000", "0012"),
        (5566778899.0, "000000\\-0000", "556677-8899"),
        (12345.0, "000\\ 00", "123 45"),
        (3.0, '0 "st"', "3 st"),
        (1e300, "General", "1E+300"),
    ],
)
def test_numbers(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (45000.0, "yyyy\\-mm\\-dd", "2023-03-15"),
        (45000.0, BUILT_IN[14], "2023-03-15"),
        (45000.5, "m/d/yy h:mm", "2023-03-15 12:00"),
        (0.75, "h:mm AM/PM", "18:00"),
        (0.75, "hh:mm:ss", "18:00:00"),
        (1.5, "[h]:mm", "36:00"),
        (45000.0, '"At" h:mm "on" dddd mmmm d, yyyy', "2023-03-15 00:00"),
        (1.0, "yyyy-mm-dd", "1900-01-01"),
        (61.0, "yyyy-mm-dd", "1900-03-01"),
        (-5.0, "yyyy-mm-dd", "-5"),
        (1e12, "yyyy-mm-dd", "1000000000000"),
    ],
)
def test_dates_are_iso(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


def test_the_other_epoch() -> None:
    assert shown(0.0, "yyyy-mm-dd", from_1904=True) == "1904-01-01"
