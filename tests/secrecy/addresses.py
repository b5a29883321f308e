"""Every page of the front end that is shown by its address alone, with whom and what it is about drawn."""

from __future__ import annotations

from models.access import Viewer
from tests.secrecy.drawing import Drawing
from tests.secrecy.installation import Installation
from tests.secrecy.oracle import (
    ASKERS,
    handed_in,
    later_run_of,
    marked,
    order_of,
    request_of,
    rule_of,
    run_of,
    trial_of,
)
from tests.secrecy.papers import OWNERS, Paper, Sheet
from tests.secrecy.writing import folder_of


def addresses(viewer: Viewer, place: Installation, drawing: Drawing, id: str, entity: str) -> list[str]:
    """Of every page that is shown by its address alone; of a document and of somebody by these ids."""
    paper = drawing.paper()
    sheet = drawing.random.choice(paper.sheets)
    _, start, end, _ = drawing.random.choice(list(sheet.spans()))
    mention = f"/d/{drawing.ids[paper.name]}/{sheet.number}/omnamnande"
    run = place.id_of(drawing.random.choice((run_of, later_run_of))(paper.source))
    asked = request_of(drawing.random.choice(ASKERS), paper.owner)
    tag, shown = (_tag(place, drawing, each) for each in (sheet, _open_paper(drawing).sheets[-1]))
    return [
        "/",
        "/lagesbild",
        "/natverk",
        "/utforare",
        f"/utforare/{entity}",
        f"/d/{id}/",
        f"/d/{id}/1?names=1&e={entity}",
        f"/d/{id}/2",
        f"/d/{id}/1/bild",
        f"/d/{id}/forhandsvisning/",
        f"/d/{id}/forhandsvisning/2",
        f"/d/{id}/original",
        f"/d/{_lent(drawing)}/",
        f"/d/{_lent(drawing)}/original",
        f"/d/{id}/skillnader/{drawing.document()}",
        f"/e/{entity}",
        f"/e/{entity}?samband=1&forslag=1",
        f"/nytt/?alla=1&s={place.store.saved.get(viewer, 'ordet').id}",  # of all, which are cut off hangs on random ids
        "/sparade",
        "/mappar/",
        f"/mappar/{place.id_of(folder_of(paper.owner))}",
        "/etiketter",
        f"/etiketter/{tag}",
        f"/etiketter/{shown}",
        "/att-se-over",
        "/arkiv",
        "/arkiv/inlasningar",
        f"/arkiv/inlasningar/{run}",
        f"/arkiv/inlasningar/{run}/filer.csv",
        f"/arkiv/inlasningar/{place.id_of(handed_in(paper.source, viewer.name))}",
        "/arkiv/kallor",
        "/arkiv/mappar",
        "/arkiv/lage",
        "/arkiv/gallring",
        f"/arkiv/gallring/{place.id_of(rule_of(paper.owner))}",
        "/arkiv/gallring/regler",
        f"/arkiv/gallring/regler/{place.id_of(rule_of(paper.owner))}",
        "/arkiv/gallring/sparrar",
        "/arkiv/gallring/beslut",
        f"/arkiv/gallring/beslut/{place.id_of(order_of(paper.owner))}",
        "/arkiv/gallring/bevis",
        "/arkiv/gallring/redovisning",
        "/arkiv/gallring/redovisning.csv",
        "/jobb",
        "/bevakning",
        "/vem",
        "/begaran",
        f"/begaran/{place.id_of(asked)}",
        f"/begaran/prova/{place.id_of(trial_of(asked, drawing.random.randrange(3)))}",
        "/sekretess",
        "/utlamnanden",
        "/forslag",
        "/markeringar",
        "/skyddade",
        *(f"{mention}{form}?start={start}&end={end}" for form in ("", "/samma", "/skilj")),
        "/tangenter",
    ]


def _tag(place: Installation, drawing: Drawing, sheet: Sheet) -> str:
    """The id of the tag on a paper's last page, or on words there."""
    return place.store.tags.id(f"{drawing.random.choice(('se', 'ord'))} {sheet.canaries.plate}".casefold())


def _lent(drawing: Drawing) -> str:
    """The id of a paper that nothing keeps, of the owner whose papers are lent."""
    return drawing.ids[_open_paper(drawing).name]


def _open_paper(drawing: Drawing) -> Paper:
    open_ones = [each for each in drawing.papers if each.owner == OWNERS[1] and each.fate == "read"]
    return drawing.random.choice([each for each in open_ones if not marked(each, 0).needs])
