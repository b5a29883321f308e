"""Typed relations against the gold's ties, and how long the ties of one entity take.

    python -m bench.ties relations ARCHIVE… [--show] [--json]
    python -m bench.ties time HOME [--count N]

``relations`` takes the pages as the gold has them written and compares (relation, from, to) by the gold's entities in
each paper. The gold says ties of some sentences only: what else is found (a label of a form, a sentence that says a tie
in passing) counts as wrong here and is listed by ``--show`` for a reader; ``confirmed`` of these tie a company to whom
the gold knows as its chief. Relations that the gold has no name for (operates, registered_at, concerns) are counted and
not judged. ``time`` asks a home for the ties of the entities that most documents name, and for all ties as an export
does.
"""

from __future__ import annotations

import argparse
import io
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from models.access import Purpose, Viewer
from models.gold import Gold, GoldDocument, open_gold
from models.mention import Mention
from models.settings import Settings
from models.store.store import Store
from models.tie import MUTUAL, UNTIED, Named, Relation
from nlp.gold_papers import described
from nlp.resolution.within import references
from nlp.ties import TIES
from search.tie_graphml import write_graphml
from search.ties import Request, export_ties, ties_of

GOLDS: Final = {Relation.BOARD_MEMBER_OF: "represents", Relation.DRIVES: "drives"}
"""Relations of ours that the gold calls something else."""
OURS: Final = {"uses_vehicle": "drives"}
"""Relations of the gold that are one with another of it here: who uses a vehicle drives it."""
_CHIEFS: Final = frozenset({"owns", "represents"})
UNJUDGED: Final = frozenset({Relation.OPERATES, Relation.REGISTERED_AT, Relation.CONCERNS})


class Tie(NamedTuple):
    """A relation of two entities of the gold, and its words."""

    relation: str
    source: str
    target: str
    page: int
    start: int
    end: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What is compared."""
        mutual = self.relation in {each.value for each in MUTUAL}
        left, right = sorted((self.source, self.target)) if mutual else (self.source, self.target)
        return self.relation, left, right


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("relations", "time"))
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--count", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if asked.what == "time":
        print(json.dumps(timed(asked.data[0], asked.count), ensure_ascii=False, indent=1))
        return
    report = relations([open_gold(path) for path in asked.data], show=asked.show)
    print(json.dumps(report, ensure_ascii=False, indent=None if asked.json else 1))


def relations(archives: Sequence[Gold], *, show: bool = False) -> dict[str, Any]:
    """Precision and recall, in all and by relation."""
    told, true, right, beside = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    confirmed = 0
    for archive in archives:
        chiefs = _chiefs(archive)
        raw = list(_raw_ties(archive))
        for document, ties in zip(archive.documents(), raw, strict=True):
            named = _named(document)
            found = list(_found(document, named, beside))
            golden = {tie.key: tie for tie in ties}
            said = {tie.key: tie for tie in found}
            told.update(key[0] for key in said)
            true.update(key[0] for key in golden)
            right.update(key[0] for key in said.keys() & golden.keys())
            confirmed += sum(chiefs.get(key[2]) == key[1] for key in said.keys() - golden.keys() if key[0] in _CHIEFS)
            if show:
                _show(document, said, golden)
    names = sorted({*told, *true})
    return {
        "micro": _scores(sum(right.values()), sum(told.values()), sum(true.values())),
        "relations": {name: _scores(right[name], told[name], true[name]) for name in names},
        "confirmed": confirmed,
        "unjudged": dict(beside),
    }


def _scores(right: int, told: int, true: int) -> dict[str, float]:
    return {
        "precision": round(right / max(told, 1), 4),
        "recall": round(right / max(true, 1), 4),
        "told": told,
        "true": true,
    }


def _raw_ties(archive: Gold) -> Iterator[list[Tie]]:
    """The gold's ties of each document; :mod:`models.gold` does not read them."""
    for line in (archive.folder / "documents.jsonl").read_text("utf-8").splitlines():
        rows = json.loads(line).get("ties") or ()
        yield [
            Tie(
                OURS.get(row["relation"], row["relation"]),
                row["from"],
                row["to"],
                row["page"],
                row["start"],
                row["end"],
            )
            for row in rows
        ]


def _chiefs(archive: Gold) -> dict[str, str]:
    """Who leads each company, as the gold's entities say."""
    rows = map(json.loads, (archive.folder / "entities.jsonl").read_text("utf-8").splitlines())
    return {row["id"]: row["chief"] for row in rows if row.get("chief")}


def _named(document: GoldDocument) -> Named:
    """The paper as the product has it: its mentions with the references of the document as entities."""
    said = described(document)
    pages = [(page.number, page.text) for page in document.pages]
    known = {place: str(at) for at, one in enumerate(references(pages, said.mentions)) for place in one.mentions}
    mentions = [(mention, known.get((mention.page, mention.start), "")) for mention in said.mentions]
    return Named(pages, said.kind.name, mentions, said.fields if document.headers is None else ())


def _found(document: GoldDocument, named: Named, beside: Counter[str]) -> Iterator[Tie]:
    for said in TIES.relations(named):
        if said.relation in UNJUDGED:
            beside[said.relation.value] += 1
            continue
        source, target = _entity(document, said.source), _entity(document, said.target)
        yield Tie(GOLDS.get(said.relation, said.relation.value), source, target, said.page, said.start, said.end)


def _entity(document: GoldDocument, mention: Mention) -> str:
    """Who the mention truly is; its own words where the gold has nobody there."""
    for gold in document.mentions or ():
        if gold.page == mention.page and gold.start < mention.end and mention.start < gold.end:
            return gold.entity or mention.text
    return mention.text


def _show(
    document: GoldDocument, said: Mapping[tuple[str, str, str], Tie], golden: Mapping[tuple[str, str, str], Tie]
) -> None:
    texts = {page.number: page.text for page in document.pages}
    for sign, some, others in (("+", said, golden), ("-", golden, said)):
        for key in sorted(some.keys() - others.keys()):
            tie = some[key]
            words = " ".join(texts[tie.page][max(0, tie.start - 25) : tie.end + 25].split())
            print(sign, document.path.rpartition("/")[2], key, "|", words)


def timed(home: Path, count: int) -> dict[str, Any]:
    """Seconds for the ties of the ``count`` entities that most documents of a home name, and of an export of all."""
    store = Store.open(Settings(home=home))
    viewer, why = Viewer("bench", frozenset(store.sources.owners())), Purpose("mätning")
    rows = list[dict[str, Any]]()
    for entity, documents in store.entities.list(viewer, None, 200):
        if entity.label not in UNTIED and len(rows) < count:
            begun = time.perf_counter()
            found = ties_of(viewer, why, store, entity.id, TIES)
            seconds = round(time.perf_counter() - begun, 2)
            rows.append({"label": entity.label.value, "documents": documents, "ties": found.total, "seconds": seconds})
    begun = time.perf_counter()
    found = export_ties(viewer, why, store, Request(), TIES)
    out = io.StringIO()
    write_graphml(found, out)
    seconds = round(time.perf_counter() - begun, 2)
    links = sum(len(tie.links) for tie in found.ties)
    export = {"ties": found.total, "relations": links, "graphml_bytes": len(out.getvalue()), "seconds": seconds}
    return {"entities": rows, "export": export}


if __name__ == "__main__":
    main()
