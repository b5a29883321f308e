"""``samsyn dossier``: case folders listed, shown and taken out, as far as who asks may read them."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from models.dossier import ItemKind, Thing
from models.source import Source
from models.store.store import Store
from tests.cli.command import samsyn_here
from tests.contracts.writing import OWNER, put

PASSWORD = "ett långt prov-lösenord"


def test_folders_are_listed_shown_and_taken_out(store: Store, tmp_path: Path) -> None:
    for source, owner in (("tillsyn", OWNER), ("pm", "Polisen")):
        store.sources.add(Source(source, owner))
    store.users.add("ines", "Ines Inspektör", PASSWORD, [OWNER])
    store.users.add("pal", "Pål Polis", PASSWORD, ["Polisen"])
    ines, document = store.users.viewer("ines"), put(store, "a.txt")
    made = store.dossiers.make(ines, OWNER, "Krogen", "MBN 2024-0112")
    store.dossier_items.add(ines, made, [Thing(ItemKind.PAGE, document, 1)], "första besöket")
    home = store.settings.home

    def asked(name: str, *words: str) -> Any:
        answer = samsyn_here(home, "dossier", words[0], "--as", name, "--json", *words[1:])
        return answer.value if answer.status == 0 else answer.error["code"]

    kept = {path for path in home.rglob("*") if path.is_file() and "vault" in path.parts}
    (row,) = asked("ines", "list")
    assert (row["dossier"], row["title"], row["reference"]) == (made.id, "Krogen", "MBN 2024-0112")
    assert asked("pal", "list") == []
    shown = asked("ines", "show", made.id)
    assert [(each["citation"], each["words"]) for each in shown["items"]] == [
        (f"a.txt, s. 1. Källa: tillsyn, {OWNER}.", "första besöket")
    ]
    assert asked("pal", "show", made.id) == "not_found"
    assert asked("pal", "export", made.id, "--to", str(tmp_path)) == "not_found"
    assert asked("ines", "export", made.id, "--format", "zip", "--to", str(tmp_path))
    with zipfile.ZipFile(tmp_path / "Krogen.zip") as package:
        assert "original/001_a.txt" in package.namelist()
    assert asked("ines", "export", made.id, "--to", str(tmp_path / "finns" / "inte.pdf")) == "missing_path"
    assert asked("ines", "export", made.id, "--to", str(tmp_path / "mapp.pdf"))
    assert (tmp_path / "mapp.pdf").read_bytes().startswith(b"%PDF")
    assert {path for path in home.rglob("*") if path.is_file() and "vault" in path.parts} == kept, "none is left there"
    assert not list(tmp_path.glob(".*"))
