"""The folders of a PST: every item is named by where it lies, and what is not found is missed."""

from __future__ import annotations

from ingest.readers.container import Losses
from ingest.readers.outlook_store import items_below
from tests.ingest.readers.store_fakes import Folder


def found(root: Folder) -> tuple[list[str], str]:
    losses = Losses()
    return [item.name for item in items_below(root, losses)], losses.code


def test_items_are_named_by_their_folder() -> None:
    root = Folder(
        "", below=[Folder("Inkorg", ["Hej", "SV: hej"], [Folder("Ärende\n1", ["Beslut"])]), Folder("Skickat")]
    )
    assert found(root) == (
        ["Inkorg/001 Hej.eml", "Inkorg/002 SV: hej.eml", "Inkorg/Ärende\\x0a1/001 Beslut.eml"],
        "",
    )


def test_an_item_that_cannot_be_looked_at_is_missed() -> None:
    assert found(Folder("A", ["Hej", ""])) == (["A/001 Hej.eml", "A/002.eml"], "items_unread")


def test_a_folder_that_says_that_it_holds_more_is_not_whole() -> None:
    assert found(Folder("A", ["Hej"], count=2)) == (["A/001 Hej.eml"], "items_unread")
    assert found(Folder("A", subfolders=1)) == ([], "items_unread")


def test_a_search_folder_is_not_asked() -> None:
    folder = Folder("Olästa", count=7)
    folder.identifier = 0x8023
    assert found(folder) == ([], "")


def test_folders_in_folders_come_to_an_end() -> None:
    root = Folder("innerst", ["Hej"])
    for number in range(60):
        root = Folder(f"{number}", below=[root])
    names, lost = found(root)
    assert (names, lost) == ([], "items_unread")
