"""Words that may be misread: tinted in text and picture, with what is known of their reading in words."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from models.document import PageMethod
from models.layout import Correction, Layout
from tests.web.browsing import without_ids, words
from tests.web.conftest import Site
from tests.web.readings import put_read, scanned
from web import certainty

TEXT = "Tillsyn av Kebnekrogen\nlokalen 850412-2391 stängd"
SURE = {"Tillsyn": 0.97, "av": 0.8, "Kebnekrogen": 0.6, "lokalen": 0.3, "850412-2391": 0.2}


@pytest.mark.parametrize(("confidence", "step"), [(1.0, 0), (0.9, 0), (0.89, 1), (0.74, 2), (0.49, 3), (0.0, 3)])
def test_three_steps_of_certainty(confidence: float, step: int) -> None:
    assert certainty.step(confidence) == step


def test_a_files_own_text_has_no_uncertain_words(site: Site) -> None:
    page = scanned(site.store, TEXT, SURE)
    assert len(certainty.unsure(page)) == 4
    assert certainty.unsure(replace(page, method=PageMethod.TEXT)) == []


def test_the_least_certain_are_tinted_where_there_are_many(site: Site) -> None:
    text = " ".join(f"ord{number}" for number in range(900))
    page = scanned(site.store, text, {f"ord{number}": number / 1000 for number in range(900)})
    found = certainty.unsure(page)
    assert len(found) == certainty.MOST
    assert max(each.percent for each in found) == 60


def test_uncertain_words_are_tinted_and_said(own_site: Site) -> None:
    first = Layout(corrections=(Correction(11, 22, "Kebnekroqen", "spelling"), Correction(31, 42, "850412-2391", "x")))
    id = put_read(own_site.store, "skannad.tif", [scanned(own_site.store, TEXT, SURE, layout=first)])
    alva = own_site.sign_in("alva")
    page = alva.get(f"/d/{id}/1")
    assert re.search(
        r'<span id="t-11" data-start="11" data-end="22" class="unsure unsure-2"[^>]*>Kebnekrogen</span>', page.text
    )
    assert len(re.findall(r'class="unsure-box unsure-\d"', page.text)) == 4
    shown = words(page)
    assert "osäkert, 60 procents säkerhet; lästes först som ”Kebnekroqen”" in shown
    assert "mycket osäkert, 30 procents säkerhet" in shown
    assert "Texten är läst ur bilden med OCR." in shown
    assert "4 ord är osäkert lästa." in shown
    assert "2391" not in without_ids(page.text)  # neither as it is read, nor as it was read first
    assert "without-unsure" in alva.get(f"/d/{id}/1?unsure=0").text
