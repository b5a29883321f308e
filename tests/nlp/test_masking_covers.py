"""What the rule finds, the mask covers: nobody reads a personnummer in a text whose facets hide it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.masking import mask
from models.mention import Label
from nlp.candidate import Context
from nlp.rules import personnummer as rule
from tests.nlp.finding import mentions
from tests.nlp.numbers_made_up import personnummer

_CONTEXT = Context(date(2024, 6, 1))
_DASHES = "-+\u00ad\u2010\u2011\u2013\u2014\u2212"
_SIXES = st.dates(date(1900, 1, 1), date(2023, 12, 31)).map(lambda day: f"{day:%y%m%d}")
_NUMBERS = st.builds(personnummer, _SIXES, st.integers(980, 999))
_BETWEEN = st.text(alphabet=f"{_DASHES} \n\u00a0_.", max_size=3)
_WRITTEN = st.builds(
    lambda century, number, between: f"{century}{number[:6]}{between}{number[6:]}",
    st.sampled_from(["", "18", "19", "20", "1", "19 "]),
    _NUMBERS,
    _BETWEEN,
)
_BESIDE = st.sampled_from(
    ["", " ", "_", "-", "pnr", "pnr ", "tel ", "född ", "A", "\n", ".pdf", " kr", "7", "2024-", "("]
)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """Numbers that hold, in any writing, with signs and digits strewn in at random places."""
    text = "".join(draw(st.lists(st.one_of(_WRITTEN, _BESIDE), max_size=8)))
    for sign in draw(st.text(alphabet=f"{_DASHES} \n0123456789x", max_size=3)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + sign + text[place:]
    return text


@given(st.one_of(_texts(), st.text(alphabet=f"0123456789{_DASHES} \n_.X", max_size=40)))
def test_the_last_four_digits_of_what_the_rule_finds_are_gone(text: str) -> None:
    masked = mask(text)
    for found in rule.find(text, _CONTEXT):
        kept = [sign for sign in masked[found.start : found.end] if sign.isdecimal()]
        written = [sign for sign in text[found.start : found.end] if sign.isdecimal()]
        assert kept == written if found.method.endswith("-masked") else kept == written[:-4]


@given(_NUMBERS, st.sampled_from(_DASHES), _BESIDE)
def test_a_number_with_a_dash_is_found_and_covered(number: str, dash: str, before: str) -> None:
    """So that the test above cannot pass by finding nothing."""
    text = f"{before} {number[:6]}{dash}{number[6:]}"
    assert [found.value[-10:] for found in mentions(text) if found.label is Label.PERSONNUMMER] == [number]
    assert number[6:] not in mask(text)
