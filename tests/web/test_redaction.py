"""Masked copies in the front end: decided page by page, seen as they become, made by a worker, fetched by few."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from PIL import Image

from ingest.redaction.making import Redacted, redacted
from ingest.work import do
from models.access import EVERYDAY, Role
from models.account import Access
from models.audit import Action
from models.errors import RedactionChangedError
from models.job import JobKind
from models.masking import numbers
from models.protected import Identity
from models.redaction import Reach
from tests.conftest import viewer_of
from tests.web.archive import MILJO, PASSWORD
from tests.web.browsing import Browsing, words
from tests.web.conftest import Site

REPORT, NOTE, MEMO = "inspektion-kebnekrogen.pdf", "anteckning.txt", "pm-fordon.pdf"


def begun(site: Site, browsing: Browsing, name: str = REPORT) -> str:
    """The address of a copy that is begun."""
    browsing.get(f"/d/{site.ids[name]}/")
    answer = browsing.post(f"/d/{site.ids[name]}/maska")
    assert answer.status_code == 303
    return str(answer.location).rstrip("/")


def done(site: Site, user: str) -> None:
    job = site.store.jobs.take("prov")
    assert job is not None
    assert job.kind is JobKind.REDACTION
    assert job.created_by == user
    site.store.jobs.finish(job.id, "prov", do(site.store, site.index, job, lambda _: None))


def test_a_copy_is_decided_seen_made_and_fetched(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    base = begun(site, ines)
    first = ines.get(ines.get(f"{base}/").location)
    said = words(first)
    assert "Adam Provsson" in said
    assert "850412-XXXX" in said
    assert "850412-2391" not in first.text
    assert "inte avgjort" in said
    assert ines.post(f"{base}/1", press="mask", all="page").status_code == 400  # no provision yet
    ines.post(f"{base}/1", press="mask", all="page", provision="osl 21 kap. 1 §")
    assert "OSL 21:1" in words(ines.get(f"{base}/1"))
    assert ines.post(f"{base}/1", press="mask", words="nämnden").location.endswith("traffar=1")
    assert "Orden fanns på 1 ställe" in words(ines.get(f"{base}/1?traffar=1"))
    seen = ines.get(f"{base}/1/bild")
    assert Image.open(io.BytesIO(seen.data)).size == (1190, 1684)
    look = ines.get(f"{base}/granska")
    assert "Inget som föreslogs lämnas" in words(look)
    assert ines.post(f"{base}/gor", reference="MBN 2024-1", recipient="en part").status_code == 303
    done(site, "ines")
    assert "Följeblad" in words(ines.get("/jobb"))
    assert "Gjord" in words(ines.get("/maskade"))
    copy = ines.get(f"{base}/fil")
    assert copy.headers["Content-Disposition"].startswith("attachment")
    with pypdfium2.PdfDocument(copy.data) as pdf:
        text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
        assert len(pdf) == 3
    assert "Inspektionsrapport" in text
    assert not any(word in text for word in ("Adam", "Provsson", "850412", "nämnden"))
    assert list(numbers(text)) == []
    with pypdfium2.PdfDocument(ines.get(f"{base}/foljeblad").data) as pdf:
        assert "MBN 2024-1" in pdf[0].get_textpage().get_text_range()
    actions = [record.event.action for record in site.store.ledger.last(12)]
    assert {Action.REDACT, Action.EXPORT, Action.DOWNLOAD} <= set(actions)
    assert actions.index(Action.EXPORT) > actions.index(Action.DOWNLOAD)  # newest first


def test_what_is_left_is_looked_at_again_and_numbers_are_logged(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    base = begun(site, ines)
    ines.get(f"{base}/1")
    assert "Inte avgjort" in words(ines.get(f"{base}/granska"))
    assert ines.post(f"{base}/gor").status_code == 400
    ines.post(f"{base}/1", press="leave", all="everything")
    look = words(ines.get(f"{base}/granska"))
    assert "Föreslogs men lämnas som det står" in look
    assert "Personnummer lämnas ut som de står" in look
    assert ines.post(f"{base}/gor").status_code == 400
    assert ines.post(f"{base}/gor", seen="1").status_code == 303
    done(site, "ines")
    assert Action.UNMASK in {record.event.action for record in site.store.ledger.last(4)}
    with pypdfium2.PdfDocument(ines.get(f"{base}/fil").data) as pdf:
        assert "850412-2391" in pdf[0].get_textpage().get_text_range()


def test_what_came_after_the_file_ends_it(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    base = begun(site, ines)
    ines.get(f"{base}/1")
    ines.post(f"{base}/1", press="mask", all="everything", provision="OSL 21:1")
    assert ines.post(f"{base}/gor").status_code == 303
    done(site, "ines")
    assert ines.get(f"{base}/fil").status_code == 200
    with monkeypatch.context() as patch:  # somebody's identity is protected since
        patch.setattr(site.store.protected, "spans", lambda _: {3: [(0, 4)]})
        for what in ("fil", "foljeblad"):
            assert ines.get(f"{base}/{what}").status_code == 400
    assert ines.get(f"{base}/fil").status_code == 200
    ines.post(f"{base}/1", press="mask", start="0", end="4")
    assert ines.get(f"{base}/fil").status_code == 404
    assert "Utkast" in words(ines.get("/maskade"))


def test_who_was_left_and_is_protected_since_ends_the_file(own_site: Site) -> None:
    """Nothing new is proposed: the name was proposed before, and left as it stands."""
    site, owner = own_site, frozenset({MILJO.owner})
    site.store.users.add("siv", "Siv", PASSWORD, owner)
    site.store.users.set_access("siv", Access(EVERYDAY | {Role.OFFICER}, owner, officer_of=owner))
    siv, who = site.sign_in("siv"), site.store.users.viewer("siv")
    base = begun(site, siv)
    siv.get(f"{base}/1")
    siv.post(f"{base}/1", press="leave", all="everything")
    assert siv.post(f"{base}/gor", seen="1").status_code == 303
    done(site, "siv")
    assert siv.get(f"{base}/fil").status_code == 200
    site.store.protected.add(who, MILJO.owner, Identity(("Adam",), ("Provsson",)), "rad 1", "beslut")
    for sweep in (False, True):
        if sweep:
            site.store.protected.sweep(MILJO.owner)
        assert [siv.get(f"{base}/{what}").status_code for what in ("fil", "foljeblad")] == [400, 400]
    siv.get(f"{base}/granska")
    assert siv.post(f"{base}/gor", seen="1").status_code == 303
    done(site, "siv")
    assert siv.get(f"{base}/fil").status_code == 200, "looked at once more, and made anew"


def test_what_is_decided_while_a_file_is_made_stops_it(own_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    base = begun(site, ines)
    ines.get(f"{base}/1")
    ines.post(f"{base}/1", press="mask", all="everything", provision="OSL 21:1")
    ines.post(f"{base}/gor")
    job = site.store.jobs.take("prov")
    assert job is not None

    def meanwhile(*given: object, **more: object) -> Redacted:
        made = redacted(*given, **more)
        ines.post(f"{base}/1", press="mask", start="0", end="4")
        return made

    monkeypatch.setattr("ingest.redaction.work.redacted", meanwhile)
    with pytest.raises(RedactionChangedError):
        do(site.store, site.index, job, lambda _: None)
    assert ines.get(f"{base}/fil").status_code == 404


def test_places_groups_areas_and_undoing(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    base = begun(site, ines)
    page = ines.get(f"{base}/1")
    group = re.search(
        r'name="group" value="([^"]+)"><button name="press" value="mask" aria-label="Maska alla: Adam', page.text
    )
    assert group is not None
    ines.post(f"{base}/1", press="mask", group=group[1], provision="OSL 21:1")
    ines.post(f"{base}/1", press="mask", place="2:72.50:90.00:200.00:120.00")
    ines.post(f"{base}/1", press="mask", place="3")
    ines.post(f"{base}/1", press="mask", start="0", end="4")
    copy = site.store.redactions.all(site.store.users.viewer("ines"))[0]
    assert [mask.place.page for mask in copy.masks] == [1, 1, 2, 3]
    ines.post(f"{base}/1/angra")
    assert len(site.store.redactions.get(site.store.users.viewer("ines"), copy.id).masks) == 3
    ines.post(f"{base}/1", press="clear", place="3")
    ines.post(f"{base}/1/regler", provision="26:1 OSL", reach="step")
    after = site.store.redactions.get(site.store.users.viewer("ines"), copy.id)
    assert (len(after.masks), after.provision, after.reach) == (2, "OSL 26:1", Reach.STEP)
    for wrong in ("x", "1:2", "1:2:3:4", "1:nan:1:2:3.0", "1:5:2:7:8:9", "-1", "9999999999999999999999"):
        assert ines.post(f"{base}/1", press="mask", place=wrong).status_code in (400, 404), wrong
    assert ines.post(f"{base}/1", press="dance", place="1").status_code == 400


def test_a_format_without_pictures_is_set_and_seen(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    base = begun(site, ines, NOTE)
    assert "sätts av texten" in words(ines.get(f"{base}/1"))
    ines.post(f"{base}/1", press="mask", words="tillsyn", provision="OSL 21:1")
    shown = ines.get(f"{base}/1?visa=1")
    assert "/bild" in shown.text
    assert ines.get(f"{base}/1/bild").mimetype == "image/jpeg"
    assert ines.get(f"{base}/1/bild?blad=1").status_code == 404


def test_anothers_copy_is_not_there(own_site: Site) -> None:
    site, ines, alva = own_site, own_site.sign_in("ines"), own_site.sign_in("alva")
    base = begun(site, ines)
    alva.get("/jobb")
    for what in ("/", "/1", "/1/bild", "/granska", "/fil", "/foljeblad"):
        assert alva.get(f"{base}{what}").status_code == 404, what
    for what in ("/1", "/1/angra", "/1/regler", "/gor", "/bort", "/borja-om"):
        assert alva.post(f"{base}{what}", press="mask", place="1").status_code == 404, what
    assert alva.post(f"/d/{site.ids[MEMO]}/maska").status_code == 303
    assert ines.post(f"/d/{site.ids[MEMO]}/maska").status_code == 404
    assert "Inga maskade kopior än" not in words(alva.get("/maskade"))
    assert REPORT not in words(alva.get("/maskade"))


def test_the_owners_officer_sees_and_fetches_and_does_not_decide(own_site: Site) -> None:
    site = own_site
    site.store.users.add("olle", "Olle", PASSWORD, [MILJO.owner])
    site.store.users.set_access(
        "olle", Access(EVERYDAY | {Role.OFFICER}, frozenset({MILJO.owner}), frozenset({MILJO.owner}))
    )
    ines, olle = site.sign_in("ines"), site.sign_in("olle")
    base = begun(site, ines)
    assert REPORT in words(olle.get("/maskade"))
    assert "Maska orden" not in words(olle.get(f"{base}/1"))
    assert olle.post(f"{base}/1", press="mask", place="1", provision="OSL 21:1").status_code == 404
    assert olle.post(f"{base}/bort").status_code == 303
    assert site.store.redactions.all(viewer_of(MILJO.owner)) == []


def test_a_user_who_only_searches_gives_nothing_out(own_site: Site) -> None:
    site = own_site
    site.store.users.set_access("ines", Access(frozenset({Role.USER}), frozenset({MILJO.owner})))
    ines = site.sign_in("ines")
    assert "Maskad kopia" not in words(ines.get(f"/d/{site.ids[REPORT]}/"))
    assert ines.get("/maskade").status_code in (403, 404)
    assert ines.post(f"/d/{site.ids[REPORT]}/maska").status_code in (403, 404)
