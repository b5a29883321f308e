"""What holds of the rules for dates, times, addresses, properties, cases and laws whatever the text is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.mention import Label
from nlp.candidate import Candidate, Context
from nlp.components import RULES
from nlp.rules import address, case, dates, law, times
from nlp.rules import property as property_rule
from tests.timing import seconds

OURS = {
    Label.LAW: law.find,
    Label.DATE: dates.find,
    Label.TIME: times.find,
    Label.CASE: case.find,
    Label.PROPERTY: property_rule.find,
    Label.ADDRESS: address.find,
}
PIECES = [
    "§", "§§", "kap.", "st.", "p.", "lagen", "(2010:900)", "om", "PBL", "och", "eller", ",", "-", "–",
    "samma lag", "8", "prop.", "2009/10:170", "s. 12", "NJA", "artikel", "förordning (EU) 2016/679", "den",
    "maj", "2024", "24-02-09", "14", "240209", "12/2", "v.", "vecka", "kl.", "9.00", "11:30", "Storgatan",
    "47 B", "903 26", "Umeå", "Box", "kvarteret", "Björnen", "6:7", "dnr", "MBN", "2024-0123", "mål", "T",
    "170-08", "1", "3", "a", ".", "\n", "\t", "första", "stycket", "Norra",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join) | st.text(max_size=120)
WORST = {
    "digits": "1", "spaces": " ", "line ends": "\n", "dashes": "12-", "dots": "1.1", "colons": "6:7 ",
    "strokes": "1/2 ", "sections": "1 kap. 2 § ", "lists": "1, 2, 3, ", "laws": "lagen (2010:900) om ",
    "titles": "lagen om skydd ", "signs": "§ ", "letters": "å", "capitals": "ÅÄÖ ",
    "streets": "Norra Storgatan ", "directions": "Norra Stora Lilla ", "properties": "Umeå Staden 1:2, ",
    "cases": "dnr 2024-1, ", "matters": "mål 123-45 ", "suits": "mål 123-45, 12-34, ", "times": "12.30 ",
    "log": "12.30\n", "days": "3 maj, 4, 5 och ", "six": "240209 ", "years": "2019\t",
    "bills": "prop. 2009/10:170 s. 1, 2, ", "acts": "artikel 5 i direktiv 95/46/EG, ", "weeks": "v. 12–",
}  # fmt: skip
SIZE = 20_000  # code points


@given(text=TEXTS)
@settings(max_examples=400)
def test_any_text_gives_spans_inside_it_with_a_value_and_no_error(text: str) -> None:
    for label, find in OURS.items():
        for one in find(text, Context(date(2024, 6, 1))):
            assert one.label is label or (label is Label.ADDRESS and one.label is Label.LOC)
            assert 0 <= one.start < one.end <= len(text)
            assert text[one.start : one.end].strip() == text[one.start : one.end]
            assert one.value
            assert 0 < one.confidence <= 1


@given(text=TEXTS)
def test_dates_and_times_are_iso_8601(text: str) -> None:
    for one in dates.find(text, Context(date(2024, 6, 1))):
        value = one.value
        if len(value) == len("2024-05-03") and "W" not in value:
            assert date.fromisoformat(value)
    for one in times.find(text, Context(date(2024, 6, 1))):
        hour, minute = one.value.split(":")
        assert (len(hour), len(minute)) == (2, 2)
        assert int(hour) < 24
        assert int(minute) < 60


@pytest.mark.parametrize("name", list(WORST))
def test_the_worst_text_takes_time_by_its_length(name: str) -> None:
    """A rule that takes a square of the length would need minutes for a long page; these take well under a second."""
    text = (WORST[name] * (SIZE // len(WORST[name]) + 1))[:SIZE]
    for label, find in OURS.items():
        assert seconds(partial(_all_found, find, text), below=1.0) < 1.0, label


def _all_found(find: Callable[[str, Context], Iterable[Candidate]], text: str) -> list[Candidate]:
    return list(find(text, Context(date(2024, 6, 1))))


def test_every_rule_here_is_one_of_the_pipelines() -> None:
    assert set(OURS.values()) <= set(RULES.values())
