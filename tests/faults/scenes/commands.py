"""Commands over what is there: named anew, indexed anew, mended, withdrawn, cut, written out."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import insert

from tests.faults.scenes import papers
from tests.faults.scenes.homes import (
    CLERK,
    OWNER,
    command,
    documents,
    drain,
    must,
    opened,
    with_index,
    with_read,
    workers,
)

__all__ = ["drain"]

FILES: Final = (
    "write_entities",
    "write_pdf",
    "write_ties",
    "write_situation",
    "write_rows",
    "hand_out_head",
    "dossier",
)


def with_papers(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.text, papers.mail)


def with_box(home: str, material: str) -> None:
    with_read(Path(home), Path(material), papers.box)


def grown_old(home: str, material: str) -> None:
    """As an older pipeline would have named it."""
    from tests.cli.aging import grow_old

    with_papers(home, material)
    grow_old(Path(home), "anteckning.txt", "kopia.txt")


def out_of_step(home: str, material: str) -> None:
    """An index that lacks a document and has one too many, a vault that lacks an original and has two files of
    nobody's: one of days ago, one that was not noticed yet."""
    from models import swedish
    from models.store.schema import unnamed_files

    with_papers(home, material)
    with with_index(home) as (store, index):
        known = documents(store)
        index.delete(OWNER, [known["anteckning.txt"]])
        store.outbox.add(known["brev.eml"], OWNER, "put")
        store.vault.remove(store.documents.get(CLERK, known["anteckning.txt"]).sha256)
        old = {"sha256": store.vault.put(b"ingens"), "noticed": swedish.now() - timedelta(days=2)}
        store.vault.put(b"ingens, men ny")
        with store.database.write() as connection:
            connection.execute(insert(unnamed_files).values(**old))


def redo_names(_home: str, _material: str) -> None:
    must("redo", "names", "--workers", workers(), "--json")


def badly_read(home: str, material: str) -> None:
    """A scan of which an earlier OCR made little."""
    from tests.cli.aging import read_badly

    with_read(Path(home), Path(material), papers.scanned)
    read_badly(Path(home), "skannad.pdf")


def redo_ocr(_home: str, _material: str) -> None:
    must("redo", "ocr", "--workers", workers(), "--json")


def redo_keys(_home: str, _material: str) -> None:
    must("redo", "keys", "--json")


def redo_similar(home: str, _material: str) -> None:
    """With what was made before forgotten."""
    from models.store.service import service

    with opened(home) as store:
        for id in store.documents.ids(service(store, "prov"), OWNER):
            store.likenesses.forget(id)
    must("redo", "similar", "--json")


def reindex(_home: str, _material: str) -> None:
    must("reindex", "--json")


def repair(_home: str, _material: str) -> None:
    assert command("verify", "--repair", "--json") in (0, 3)


def withdraw(home: str, _material: str) -> None:
    from models.withdrawal import Scope

    with opened(home) as store:
        store.withdrawals.take(CLERK, Scope.DOCUMENT, documents(store)["brev.eml"], "fel brev")


def bring_back(home: str, _material: str) -> None:
    with opened(home) as store:
        (made,) = store.withdrawals.all(CLERK)
        store.withdrawals.undo(CLERK, made.id)


def accept(home: str, _material: str) -> None:
    must("split", "accept", _box(home), "--json")


def undo_cut(home: str, _material: str) -> None:
    must("split", "undo", _box(home), "--json")


def reject(home: str, _material: str) -> None:
    must("split", "reject", _box(home), "--json")


def _out(home: str) -> Path:
    """Where they have their files written."""
    folder = Path(f"{home}.out")
    folder.mkdir(exist_ok=True)
    return folder


def _box(home: str) -> str:
    with opened(home) as store:
        return documents(store)["kartong.pdf"]


def write_entities(home: str, _material: str) -> None:
    must("entity", "export", "--to", _out(home) / "entities.csv")


def write_pdf(home: str, _material: str) -> None:
    with opened(home) as store:
        paper = documents(store)["b.pdf"]
    must("export", "pdf", paper, "--to", _out(home) / "copy.pdf")


def write_ties(home: str, _material: str) -> None:
    must("ties", "export", "--format", "graphml", "--out", _out(home) / "ties.graphml")


def write_situation(home: str, _material: str) -> None:
    must("situation", "--place", "Umeå", "--from", "2024-01-01", "--pdf", _out(home) / "picture.pdf")


def write_rows(home: str, _material: str) -> None:
    listed = _out(home) / "rows.csv"
    listed.write_text("namn\nProvkrog AB\n", "utf-8")
    must("watch", "rows", listed, "--output", _out(home) / "rows.xlsx")


def hand_out_head(_home: str, _material: str) -> None:
    must("audit", "head")


def dossier(home: str, _material: str) -> None:
    """The same file again in its place."""
    from search.operator import OPERATOR

    with opened(home) as store:
        from models.access import Viewer

        mine = Viewer(OPERATOR, frozenset({OWNER}))
        known = store.dossiers.all(mine)
        made = known[0] if known else store.dossiers.make(mine, OWNER, "Krogen", "MBN 1")
    must("dossier", "export", made.id, "--to", _out(home) / "dossier.pdf")
