"""The tables of statutes: how they are made, and what is asked of them."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from datetime import date
from pathlib import Path

import pytest

from nlp.rules import statutes
from nlp.tables import compile_statutes

LIST = """SFS-nr\tRubrik
1985:206\tLag (1985:206) om viten
2010:0900\tPlan- och bygglag (2010:0900)
2011:1\tFörordning (2011:1) om sådant som ingen
nämner
2012:2\tFörordning (2012:2) om bodar
N1991:18\tFörordning (N1991:18) om utbildning
"""
CITED = (
    "enligt förordningen (2012:2) om bodar. Enligt lagen (1997:238) om arbetslöshetsförsäkring gäller, men inte {}. "
    * 4
)


def _data(folder: Path) -> Path:
    statutes_folder, texts = folder / "raw-sfs-legalize-se", folder / "raw-regeringen-g0vse"
    statutes_folder.mkdir()
    texts.mkdir()
    (statutes_folder / "sfs_lista.txt").write_text(LIST, encoding="utf-8")
    content = CITED.encode()
    with tarfile.open(statutes_folder / "sfs-md.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("md/x.md")
        entry.size = len(content)
        archive.addfile(entry, io.BytesIO(content))
    with gzip.open(texts / "regeringen.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({"text": CITED.replace("gäller", "upphör")}) + "\n")
    return folder


def test_the_tables_hold_laws_cited_ordinances_and_repealed_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.setattr(compile_statutes, "_FOLDER", made)
    compile_statutes.main(_data(tmp_path))
    rows = (made / "statutes.txt").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("# source: ")
    assert rows[1:] == [
        "1985:206\tlag\tom viten",
        "1997:238\tlag\tom arbetslöshetsförsäkring",
        "2012:2\tförordning\tom bodar",
    ]
    names = (made / "statute_names.txt").read_text(encoding="utf-8").splitlines()
    assert names[1:] == ["plan- och bygglagen\t2010:900"]


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        (" om viten.\nVidare", "1985:206", " om viten"),
        (" om\nvalfrihetssystem.", "2008:962", " om\nvalfrihetssystem"),
        (" om anställ-\nningsskydd jämte", "1982:80", " om anställ-\nningsskydd"),
        (" om avtal och köplagen", "1915:218", " om avtal"),
        (
            " om omhändertagande av berusade personer m.m. och",
            "1976:511",
            " om omhändertagande av berusade personer m.m.",
        ),
        (" om något helt annat", "1982:80", ""),
        (" om nya avgifter ska", "2029:99", " om nya avgifter"),
        (" gäller", "2029:99", ""),
    ],
)
def test_where_a_title_ends(text: str, number: str, title: str) -> None:
    assert text[: statutes.title_end(text, 0, number)] == title


def test_a_law_by_its_title_is_the_newest_of_the_day() -> None:
    text = " om offentlig upphandling gäller"
    assert statutes.named_by_title(text, 0, "lag", date(2015, 1, 1)) == (25, "2007:1091")
    assert statutes.named_by_title(text, 0, "lag", date(2024, 1, 1)) == (25, "2016:1145")
    assert statutes.named_by_title(" om ingenting alls", 0, "lag", date(2024, 1, 1)) is None
    assert statutes.named_by_title("", 0, "lag", date(2024, 1, 1)) is None
