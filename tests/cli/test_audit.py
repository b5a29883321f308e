"""``samsyn audit``: heads kept by a witness, who looked at something, free text erased."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from models.settings import Settings
from models.store import schema
from models.store.store import Store
from tests.cli.command import samsyn_here
from tests.web.archive import fill


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    store = Store.open(Settings(home=home), create=True)
    fill(store)
    store.close()
    return home


def test_a_witness_sees_that_the_end_is_gone(home: Path, tmp_path: Path) -> None:
    assert samsyn_here(home, "audit", "last").status == 0
    line = samsyn_here(home, "audit", "head").out
    told = samsyn_here(home, "audit", "head", "--json").value
    kept = tmp_path / "huvuden.txt"
    kept.write_text(line + told["line"], "utf-8")
    whole = samsyn_here(home, "audit", "witness", kept, "--json")
    assert (whole.status, whole.value) == (0, {"heads": 2, "stands": True, "gone": []})
    assert samsyn_here(home, "audit", "verify", "--json").value == {"whole": True, "first_broken": None, "checked": 3}
    store = Store.open(Settings(home=home))
    with store.database.write() as connection:
        connection.execute(schema.ledger.delete().where(schema.ledger.c.sequence == told["sequence"]))
    store.close()
    cut = samsyn_here(home, "audit", "witness", kept, "--json")
    assert (cut.status, cut.value["gone"]) == (3, [told["sequence"]])
    verified = samsyn_here(home, "audit", "verify", "--json")
    assert (verified.status, verified.value["first_broken"]) == (3, told["sequence"])


def test_a_file_that_holds_no_heads_is_refused(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "annat.txt"
    other.write_text("hej", "utf-8")
    answer = samsyn_here(home, "audit", "witness", other, "--json")
    assert (answer.status, answer.error["code"]) == (1, "invalid_head")


def test_who_has_looked(home: Path) -> None:
    store = Store.open(Settings(home=home))
    with store.database.read() as connection:
        document = connection.execute(select(schema.documents.c.id).limit(1)).scalar_one()
    store.close()
    samsyn_here(home, "search", "bertil exempel", "--purpose", "tillsyn", "--case", "D-7")
    samsyn_here(home, "search", "19850412-2391")
    person = samsyn_here(home, "audit", "who", "Exempel, Bertil", "--json").value
    assert [event["case"] for event in person["events"]] == ["D-7"]
    assert person["documents"] == 1
    assert person["actors"] == [{"actor": "lokal operatör", "events": 1}]
    number = samsyn_here(home, "audit", "who", "850412-2391", "--json").value
    assert [event["words"] for event in number["events"]] == ["19850412-XXXX"]
    assert samsyn_here(home, "audit", "who", document, "--json").value["total"] == 0
    assert samsyn_here(home, "audit", "who", "Ingen Alls", "--json").value["total"] == 0
    asked = [row["words"] for row in samsyn_here(home, "audit", "last", "--json").value if row["action"] == "review"]
    assert asked == ["Ingen Alls", document, "850412-XXXX", "Exempel, Bertil"]
    assert samsyn_here(home, "audit", "who", "850412-2391", "--as", "alva", "--json").error["code"] == "not_found"


def test_erasing(home: Path) -> None:
    samsyn_here(home, "search", "bertil exempel", "--owner", "Polisen")
    assert samsyn_here(home, "audit", "erase", "--owner", "Polisen", "--before", "igår").status == 2
    assert samsyn_here(home, "audit", "erase", "--owner", "Polisen", "--before", "9999-01", "--json").value["keys"] > 0
    rows = samsyn_here(home, "audit", "last", "--json").value
    assert "bertil" not in json.dumps(rows)
    assert "(raderat)" in {row["purpose"] for row in rows}
    assert samsyn_here(home, "audit", "verify", "--json").value["whole"]
