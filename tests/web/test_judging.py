"""What was judged of an entity, and judging it: suggestions answered, a name added, a judgement taken back."""

from __future__ import annotations

from sqlalchemy import update

from models.access import Purpose
from models.audit import Action
from models.judgement import Act
from models.layout import Layout
from models.mention import Label
from models.store.layouts import pack
from models.store.schema import pages
from nlp import judging, judging_entities
from search.indexing import drain
from tests.conftest import viewer_of
from tests.web import archive
from tests.web.browsing import words
from tests.web.conftest import Site

WHY = Purpose("prov")
MILJO = viewer_of("Miljönämnden")


def entity(site: Site, label: str, name: str) -> str:
    (id,) = site.store.entities.find(MILJO, label, name)
    return id


def test_a_name_is_added_and_taken_back(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    id = entity(site, "ORG", "Kebnekrogen AB")
    ines.get(f"/e/{id}")
    assert ines.post(f"/e/{id}/kallas", name="Kebne", why="så säger alla").status_code == 303
    assert site.store.entities.find(MILJO, "ORG", "Kebne") == [id]
    shown = words(ines.get(f"/e/{id}"))
    assert "Kallas också ”Kebne”" in shown
    assert "Så säger alla." in shown
    (said,) = site.store.judgements.all(MILJO)
    assert (said.act, said.by, said.stands) == (Act.ALIAS, "ines", True)
    assert Action.JUDGE in {record.event.action for record in site.store.ledger.last(9)}
    assert ines.post(f"/e/{id}/angra", judgement=said.id, why="fel krog").status_code == 303
    assert site.store.entities.find(MILJO, "ORG", "Kebne") == []
    assert "Ångrad" in words(ines.get(f"/e/{id}"))


def test_two_are_one_and_the_page_leads_to_the_one_that_stayed(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    judging.mark(MILJO, WHY, site.store, site.ids["anteckning.txt"], "tillsyn", Label.ORG, "prov")
    left, right = entity(site, "ORG", "Kebnekrogen AB"), entity(site, "ORG", "tillsyn")
    assert "Inget tyder på att någon annan är samma" in words(ines.get(f"/e/{left}?forslag=1"))
    for one, other in ((left, right), (right, left)):
        answer = ines.post(f"/e/{one}/samma", other=other, decision="merge", why="samma krog")
        assert answer.status_code == 303
        shown = words(ines.get(answer.location))
        assert "3 handlingar" in shown
        assert "Samma krog." in shown
        (merge,) = site.store.judgements.standing(MILJO, Act.MERGE)
        judging_entities.undo(MILJO, WHY, site.store, merge.id, "prov")
    ines.post(f"/e/{left}/samma", other=right, decision="dismiss", why="två krogar")
    assert [each.act for each in site.store.judgements.standing(MILJO, Act.DISMISS)] == [Act.DISMISS]
    drain(site.store, site.index)


def test_what_lacks_a_reason_or_a_token_changes_nothing(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    id = entity(site, "ORG", "Kebnekrogen AB")
    ines.get(f"/e/{id}")
    assert ines.post(f"/e/{id}/kallas", name="Kebne", why=" ").status_code == 400
    assert ines.post(f"/e/{id}/samma", other=id, decision="merge", why="x").status_code == 400
    assert ines.post(f"/e/{id}/samma", other=id, decision="annat", why="x").status_code == 400
    assert ines.post_without_token(f"/e/{id}/kallas", name="Kebne", why="x").status_code == 400
    assert site.store.judgements.all(MILJO) == []


def test_anothers_are_not_there(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    secret = viewer_of("Polisen")
    (car,) = site.store.entities.find(secret, "VEHICLE", "PRV01A")
    done, _ = judging_entities.alias(secret, WHY, site.store, car, "Bilen", "prov")
    ines.get("/jobb")
    assert ines.post(f"/e/{car}/kallas", name="Bilen", why="x").status_code == 404
    assert ines.post(f"/e/{car}/angra", judgement=done[0].id, why="x").status_code == 404
    assert [each.id for each in site.store.judgements.all(secret)] == [done[0].id]


def test_a_name_that_a_line_end_broke_is_marked_as_it_is_spelled(own_site: Site) -> None:
    site, ines = own_site, own_site.sign_in("ines")
    text, adam = "Hej\nAdam Prov-\nsson ringde.", entity(site, "PERSON", "Adam Provsson")
    id = archive.put(site.store, archive.Paper(archive.MILJO, "brev.pdf", "tip", None, (text,), pictures=False))
    at = text.index("-\n")
    with site.store.database.write() as connection:
        layout = pack(Layout(joins=((at, at + 2),)))
        connection.execute(update(pages).where(pages.c.document == id).values(layout=layout))
    ines.get(f"/d/{id}/1")
    place = {"place": f"{text.index('Adam')}-{text.index(' ringde')}", "label": "PERSON"}
    assert f'value="{adam}"' in ines.post(f"/d/{id}/1/markera-namn", **place).text
    assert ines.post(f"/d/{id}/1/markera-namn/gor", **place, why="står där").status_code == 303
    named = [(mention.text, mention.value) for mention, _ in site.store.documents.mentions(MILJO, id)]
    assert named == [("Adam Prov-\nsson", "Adam Provsson")]
