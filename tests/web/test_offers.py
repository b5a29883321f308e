"""What the search page offers where hits are few."""

from __future__ import annotations

import html
import re

from tests.web.browsing import Browsing, total


def test_a_suggested_word_is_a_link_that_searches_for_it(alva: Browsing) -> None:
    page = alva.search("Kebnekrogem")
    assert total(page) == 0
    (query,) = re.findall(r'Menade du.*?name="instead" value="([^"]+)"', page.text, re.DOTALL)
    assert html.unescape(query) == "Kebnekrogen"
    assert total(alva.press(page, instead=html.unescape(query))) == total(alva.search("Kebnekrogen")) > 0


def test_a_tolerant_search_is_offered_with_what_it_gains(alva: Browsing) -> None:
    page = alva.search("Kebnekrogem")
    (more,) = re.findall(r'name="tolerant" value="1">Visa (\d+) handling', page.text)
    after = alva.press(page, tolerant="1")
    assert total(after) == int(more) > 0
    assert "Hittad med tolerans för felläsningar" in after.text
    assert 'class="hint offers"><button' not in after.text


def test_nothing_is_offered_where_nothing_was_asked(alva: Browsing) -> None:
    assert "offers" not in alva.search("").text
