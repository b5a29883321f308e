"""samsyn mark: what each command answers, and that search follows before it says done."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from models.access import EVERYDAY
from models.account import Access
from models.settings import Settings
from models.store.store import Store
from search.indexing import BATCH
from tests.cli.command import Answer, samsyn_here
from tests.cli.schemas.mark import MARKING, MARKINGS

OWNER = "Nämnden"
SET = ("--provision", "OSL 26 kap. 1 §", "--group", "barn")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one document; ``inne`` is in the group, ``ute`` is not."""
    folder = tmp_path_factory.mktemp("mark")
    paper, home = folder / "anteckning.txt", folder / "home"
    paper.write_text("Ring tillbaka om madrasser i källaren.", "utf-8")
    assert samsyn_here(home, "source", "add", "tillsyn", "--owner", OWNER).status == 0
    assert samsyn_here(home, "ingest", paper, "--source", "tillsyn", "--workers", "1", nlp_pipeline="rules").status == 0
    with closing(Store.open(Settings(home=home))) as store:
        for name, groups in (("inne", frozenset({"barn"})), ("ute", frozenset[str]())):
            store.users.add(name, name, "ett långt prov-lösenord", frozenset({OWNER}))
            store.users.set_access(name, Access(EVERYDAY, frozenset({OWNER}), groups=groups))
    return home


@pytest.fixture
def home(filled: Path, tmp_path: Path) -> Path:
    """A copy of the test's own."""
    return shutil.copytree(filled, tmp_path / "home")


def found(home: Path, *who: str) -> list[str]:
    answer = samsyn_here(home, "search", "madrasser", "--json", *who)
    return [hit["document"] for hit in answer.value["hits"]]


def marked(home: Path, *arguments: str) -> Answer:
    answer = samsyn_here(home, "mark", *arguments, "--json")
    if answer.status == 0:
        Draft202012Validator(MARKINGS if arguments[0] == "list" else MARKING).validate(answer.value)
    return answer


def test_what_waits_already_is_not_waited_for_unless_it_is_little(home: Path) -> None:
    """Behind an ingest it may be hours' work; what a command that was killed left behind is done with the next."""
    [document] = found(home)
    for rows, left in ((BATCH + 1, BATCH + 1), (BATCH, 0)):
        with closing(Store.open(Settings(home=home))) as store:
            store.outbox.done([row.sequence for row in store.outbox.all()])
            for _ in range(rows):
                store.outbox.add("0" * 32, "Polisen", "delete")
        done = marked(home, "set", "document", document, *SET).value
        assert [found(home, "--as", name) for name in ("inne", "ute")] == [[document], []]
        with closing(Store.open(Settings(home=home))) as store:
            assert store.outbox.count() == left
        assert marked(home, "lower", done["marking"], "--reason", "fel").status == 0
        assert found(home, "--as", "ute") == [document]


def test_set_list_and_lower(home: Path) -> None:
    [document] = found(home)
    done = marked(home, "set", "document", document, *SET, "--until", "2099-12-31").value
    assert (done["provision"], done["until"], done["documents"]) == ("OSL 26:1", "2099-12-31", 1)
    assert [found(home, "--as", name) for name in ("inne", "ute")] == [[document], []]
    assert found(home) == [document]  # the operator is let through as an officer is
    assert [each["marking"] for each in marked(home, "list", "--as", "inne").value] == [done["marking"]]
    assert marked(home, "list", "--as", "ute").value == []
    assert marked(home, "lower", done["marking"], "--reason", "jag vill", "--as", "inne").status == 1
    lowered = marked(home, "lower", done["marking"], "--reason", "prövad").value
    assert (lowered["documents"], lowered["lowered_reason"]) == (1, "prövad")
    assert found(home, "--as", "ute") == [document]
    assert marked(home, "list").value == []
    assert len(marked(home, "list", "--all").value) == 1


def test_a_source_and_a_page(home: Path) -> None:
    [document] = found(home)
    assert marked(home, "set", "page", document, "--page", "1", *SET).value["page"] == 1
    assert found(home, "--as", "ute") == []
    assert marked(home, "set", "source", "tillsyn", *SET).value["documents"] == 1
    assert found(home, "--as", "inne") == [document]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("document", "{id}", "--provision", "hemligt", "--group", "barn"), "no_provision"),
        (("document", "{id}", "--provision", "OSL 26:1", "--group", " "), "invalid_marking"),
        (("document", "{id}", *SET, "--until", "2001-01-01"), "invalid_marking"),
        (("page", "{id}", *SET), "invalid_marking"),
        (("document", "{id}", "--page", "1", *SET), "invalid_marking"),
        (("page", "{id}", "--page", "7", *SET), "not_found"),
        (("document", "0" * 32, *SET), "not_found"),
        (("source", "ingen", *SET), "not_found"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_marked(home: Path, arguments: tuple[str, ...], code: str) -> None:
    [document] = found(home)
    answer = marked(home, "set", *(each.format(id=document) for each in arguments))
    assert answer.status == 1
    assert code in answer.err
    assert marked(home, "list").value == []
