"""Whatever a file brings along (its name, text, title, names in it) is shown as text, never run."""

from __future__ import annotations

import io
import re

import pytest

from models.mention import Label
from search.indexing import drain
from tests.web.archive import MILJO, Paper, put
from tests.web.browsing import Browsing, hits, words
from tests.web.conftest import Site
from web.segments import cut, merged

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</textarea><svg/onload=alert(1)>",
    "{{ 7*7 }}{% if x %}",
    "%(value)s %s {0}",
)


def _paper(payload: str) -> Paper:
    return Paper(
        MILJO,
        f"{payload}.pdf",
        "tip",
        None,
        (f"ondord {payload} slut",),
        ((Label.PERSON, payload, payload),),
    )


def test_nothing_from_a_file_is_markup(own_site: Site) -> None:
    store, ines = own_site.store, own_site.sign_in("ines")
    ids = {payload: put(store, _paper(payload)) for payload in PAYLOADS}
    drain(store, own_site.index)
    for payload, id in ids.items():
        entity = store.documents.mentions(store.users.viewer("ines"), id)[0][1]
        shown = [ines.search("ondord", toggle=f"PERSON:{entity}"), ines.search(payload)]
        shown += [ines.get(f"/d/{id}/1?names=1"), ines.get(f"/e/{entity}")]
        for page in shown:
            assert page.status_code == 200
            assert not re.search(r"<script>alert|<img src=x|<svg/onload", page.text), payload
            assert "{{ 7*7 }}" in page.text or "7*7" not in payload
        assert payload in words(shown[2])


def test_a_hostile_name_makes_no_header(own_site: Site) -> None:
    id = put(own_site.store, _paper('a"\r\nX-Evil: 1\r\n/../b'))
    answer = own_site.sign_in("ines").get(f"/d/{id}/original")
    assert "X-Evil" not in answer.headers
    assert "/" not in answer.headers["Content-Disposition"]


def test_an_original_keeps_its_swedish_name(site: Site, alva: Browsing) -> None:
    sent = alva.get(f"/d/{site.ids['skannad-anmälan.tif']}/original").headers["Content-Disposition"]
    assert sent == "attachment; filename=\"skannad-anmalan.tif\"; filename*=UTF-8''skannad-anm%C3%A4lan.tif"


NOT_HERE = "0" * 32


@pytest.mark.parametrize(
    ("address", "absent"),
    [
        ("/s/x%27", f"/s/{NOT_HERE}"),
        ("/s/" + "a" * 3000, f"/s/{NOT_HERE}"),
        ("/s/%00", f"/s/{NOT_HERE}"),
        ("/e/<script>", f"/e/{NOT_HERE}"),
        ("/e/" + "a" * 65, f"/e/{NOT_HERE}"),
        ("/e/" + "A" * 32, f"/e/{NOT_HERE}"),
        ("/d/../../etc/passwd", f"/d/{NOT_HERE}/"),
        ("/d/%00/1", f"/d/{NOT_HERE}/1"),
        ("/d/" + "a" * 65 + "/", f"/d/{NOT_HERE}/"),
        ("/d/" + "0" * 32 + "/99999999999999999999", f"/d/{NOT_HERE}/1"),
        ("/jobb/" + "a" * 65 + "/resultat", f"/jobb/{NOT_HERE}/resultat"),
    ],
)
def test_an_address_of_nonsense_is_as_one_that_does_not_exist(alva: Browsing, address: str, absent: str) -> None:
    answer, other = alva.get(address), alva.get(absent)
    assert answer.status_code == other.status_code == 404
    assert words(answer) == words(other)
    assert "<script>" not in answer.text.replace("<script src", "")


@pytest.mark.parametrize("state", ["%00", "x" * 65, "'"])
def test_a_saved_search_of_nonsense_is_not_found(site: Site, alva: Browsing, state: str) -> None:
    assert alva.get(f"/d/{site.ids['anteckning.txt']}/1?s={state}").status_code == 404
    assert alva.post("/sok", state=state, q="x").status_code == 404


def test_control_signs_are_taken_out_of_a_search(alva: Browsing) -> None:
    assert hits(alva.search("Promem\0oria")) == ["pm-fordon.pdf"]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("a\x00b\x1b[31m.pdf", r"a\x00b\x1b[31m.pdf"),
        ("faktura\u202efdp.exe", r"faktura\u202efdp.exe"),
        ("mapp/\x00", r"\x00"),
    ],
)
def test_a_sign_of_a_name_that_cannot_be_seen_is_written_out(own_site: Site, told: str, kept: str) -> None:
    """Left out, two files whose names differ in nothing else would be versions of one."""
    ines = own_site.sign_in("ines")
    assert ines.post("/ladda-upp", file=(io.BytesIO(b"x"), told), source="inspektioner").status_code == 303
    job = own_site.store.jobs.take("prov")
    assert job is not None
    assert job.arguments["name"] == kept


def test_pieces_joined_are_the_text_whatever_the_spans() -> None:
    text = "Åsa Öberg, född 850412-XXXX"
    pieces = cut(text, [(-5, 3), (2, 6), (20, 99), (7, 7)])
    assert "".join(piece.text for piece in pieces) == text
    assert "".join(piece.text for piece in pieces if piece.marked) == text[:6] + text[20:]
    assert merged([(3, 5), (0, 4), (9, 9), (7, 8)]) == [(0, 5), (7, 8)]
