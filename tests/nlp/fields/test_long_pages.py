"""The rules of fields take twice the time for a page of twice the length, not four times."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date, timedelta

from models.mention import Label, Mention
from nlp.fields.evidence import evidence_of
from nlp.fields.own_date import own_date
from nlp.fields.paper import Paper, paper_of
from tests.timing import seconds

LINES = 1500 if os.environ.get("SAMSYN_TEST_FULL") else 1000
LINE = "{day} betalning till Anna Bergström och Bo Ek {day} – {day}, tel 070-1740605\n"


def _paper(lines: int) -> Paper:
    text = "".join(LINE.format(day=date(2000, 1, 1) + timedelta(at % 5000)) for at in range(lines))
    return paper_of([(1, text)], "payment_list", _named(text, lines))


def _named(text: str, lines: int) -> Iterator[Mention]:
    long = len(text) // lines
    for at in range(0, len(text), long):
        for label, start, end in (
            (Label.DATE, 0, 10), (Label.PERSON, 26, 40), (Label.PERSON, 45, 50), (Label.DATE, 51, 61),
            (Label.DATE, 64, 74), (Label.PHONE, 80, 91),
        ):  # fmt: skip
            said = text[at + start : at + end]
            yield Mention(label, 1, at + start, at + end, said, said, 1.0, "prov")


def _seconds(lines: int) -> float:
    paper = _paper(lines)

    def look_at_each() -> None:
        own_date(paper)
        for mention in paper.mentions:
            evidence_of(paper, mention)

    return seconds(look_at_each, tries=1)


def test_twice_the_lines_take_twice_the_time() -> None:
    """Each measured beside the other, for the machine's own speed changes; where it changes in between, once more."""
    _seconds(50)
    assert any(_seconds(2 * LINES) < 2.5 * _seconds(LINES) for _ in range(5))
