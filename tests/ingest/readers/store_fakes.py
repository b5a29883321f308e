"""Folders of a PST as libpff shows them, with what is wrong with them."""

from __future__ import annotations

from collections.abc import Sequence


class Entry:
    def __init__(self, id: int, kind: int, data: bytes) -> None:
        self.entry_type, self.value_type, self.data = id, kind, data


class Entries:
    def __init__(self, *entries: Entry) -> None:
        self._entries = entries

    def get_number_of_entries(self) -> int:
        return len(self._entries)

    def get_entry(self, index: int) -> Entry:
        return self._entries[index]


class Item:
    """One that says ``subject``, or raises at every look where it says nothing."""

    def __init__(self, subject: str) -> None:
        self._subject = subject

    def get_subject(self) -> str:
        if not self._subject:
            raise OSError("damaged")
        return self._subject


class Folder:
    """``count`` and ``subfolders`` are its own word of how much it holds."""

    def __init__(
        self, name: str, items: Sequence[str] = (), below: Sequence[Folder] = (), count: int = -1, subfolders: int = -1
    ) -> None:
        self._name, self._items, self._below = name, items, below
        self._count = len(items) if count < 0 else count
        self._subfolders = bool(below) if subfolders < 0 else subfolders
        self.identifier = 0x8022

    def get_name(self) -> str:
        return self._name

    def get_identifier(self) -> int:
        return self.identifier

    def get_record_set(self, number: int) -> Entries:
        return Entries(
            Entry(0x3602, 3, self._count.to_bytes(4, "little")), Entry(0x360A, 0x0B, bytes([self._subfolders]))
        )

    def get_number_of_sub_messages(self) -> int:
        return len(self._items)

    def get_number_of_sub_folders(self) -> int:
        return len(self._below)

    def get_sub_message(self, index: int) -> Item:
        return Item(self._items[index])

    def get_sub_folder(self, index: int) -> Folder:
        return self._below[index]
