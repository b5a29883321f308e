"""A cursor goes with its own search and no other."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import InvalidQueryError
from search.cursor import Cursor, decode, digest, encode
from search.request import SearchRequest
from search.result import Tier

KEY = b"k" * 32


@given(st.sampled_from(Tier), st.none() | st.lists(st.text(), max_size=3).map(tuple))
def test_a_cursor_comes_back_as_it_was(tier: Tier, key: tuple[str, ...] | None) -> None:
    bound_to = digest(KEY, SearchRequest("bil"))
    assert decode(encode(Cursor(tier, key), bound_to), bound_to) == Cursor(tier, key)


@pytest.mark.parametrize(
    "other",
    [SearchRequest("båt"), SearchRequest("bil", tolerant=True), SearchRequest("bil", include={"year": ("2024",)})],
)
def test_a_cursor_of_another_search_is_refused(other: SearchRequest) -> None:
    cursor = encode(Cursor(Tier.EXACT, ("1", "d")), digest(KEY, SearchRequest("bil")))
    with pytest.raises(InvalidQueryError):
        decode(cursor, digest(KEY, other))


def test_a_cursor_holds_while_pages_differ_in_size() -> None:
    assert digest(KEY, SearchRequest("bil", limit=5)) == digest(KEY, SearchRequest("bil", limit=50, after="x"))


def test_the_digest_depends_on_the_key() -> None:
    assert digest(KEY, SearchRequest("bil")) != digest(b"x" * 32, SearchRequest("bil"))


@given(st.data())
def test_a_cursor_that_was_changed_is_refused(data: st.DataObject) -> None:
    bound_to = digest(KEY, SearchRequest("bil"))
    own = encode(Cursor(Tier.EXACT, ("1.5", "d1")), bound_to)
    parts = json.loads(base64.urlsafe_b64decode(own + "=="))
    at = data.draw(st.integers(0, 3))
    parts[at] = data.draw(
        (
            st.none() | st.text() | st.floats() | st.lists(st.text() | st.integers()) | st.sampled_from(["possible"])
        ).filter(lambda new: new != parts[at])
    )
    changed = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode().rstrip("=")
    with pytest.raises(InvalidQueryError):
        decode(changed, bound_to)


def test_a_deep_cursor_is_refused() -> None:
    with pytest.raises(InvalidQueryError):
        decode(base64.urlsafe_b64encode(b"[" * 99_999).decode(), "0" * 64)


@given(st.text())
def test_noise_is_refused(text: str) -> None:
    with pytest.raises(InvalidQueryError):
        decode(text, "0" * 64)
