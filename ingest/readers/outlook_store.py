"""PST and OST ([MS-PST]): each mail, appointment, contact and note as a mail file, named by the folder it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pypff  # type: ignore[import-not-found, unused-ignore]

from ingest.ocr.engine import PageOcr
from ingest.raw_page import RawAttachment
from ingest.readers import mapi
from ingest.readers.container import Losses, OpenContainer
from ingest.readers.eml_writing import eml_of
from ingest.readers.letter import Letter
from ingest.readers.listing import Member, listing, safe_name
from ingest.readers.outlook_item import letter_of_item
from ingest.readers.store_properties import Names, first_set, names_of, properties_of
from ingest.request import ReadRequest
from models.errors import CorruptFileError

_BROKEN: Final = (OSError, ValueError, TypeError, AttributeError, IndexError, OverflowError, RuntimeError)
_DEEPEST: Final = 50  # folders in folders
_SEARCH_FOLDER: Final = 0x03
_CONTENT_COUNT, _SUBFOLDERS = 0x3602, 0x360A
_SUBJECT: Final = 120  # characters of a subject in a name
_INNER: Final = 5  # mails in mails


@dataclass(frozen=True, slots=True)
class _Found:
    """An item: what it is called here, its folder, and its place in it."""

    name: str
    folder: Any
    index: int


def open_store(path: Path, request: ReadRequest, engine: PageOcr) -> OpenContainer:
    """A listing of the items. Raises CorruptFileError where the file cannot be opened at all."""
    file, losses = pypff.file(), Losses()
    try:
        file.open(str(path))
        root = file.get_root_folder()
    except _BROKEN as error:
        raise CorruptFileError("Outlook-filen är skadad") from error
    items: list[_Found] = []
    for item in items_below(root, losses):
        if len(items) >= request.limits.records:
            losses.note("too_many_messages")
            break
        items.append(item)
    text = listing(f"Outlook-arkiv (PST), {len(items)} poster:", (Member(item.name) for item in items))
    return OpenContainer(text, request.limits, _attachments(file, items, losses, request), losses)


def items_below(folder: Any, losses: Losses, above: str = "", depth: int = 0) -> Iterator[_Found]:
    """The items of the folder and of those within it, named by where they lie under ``above``."""
    try:
        name = safe_name(str(folder.get_name() or ""))
        inside, below = folder.get_number_of_sub_messages(), folder.get_number_of_sub_folders()
    except _BROKEN:
        losses.note("items_unread")
        return
    if _says_more(folder, inside, below) or depth >= _DEEPEST:
        losses.note("items_unread")
    place = f"{above}{name}/" if name else above
    for index in range(inside):
        yield _Found(f"{place}{index + 1:03} {_subject(folder, index, losses)}".rstrip() + ".eml", folder, index)
    for index in range(below if depth < _DEEPEST else 0):
        try:
            inner = folder.get_sub_folder(index)
        except _BROKEN:
            losses.note("items_unread")
            continue
        yield from items_below(inner, losses, place, depth + 1)


def _says_more(folder: Any, inside: int, below: int) -> bool:
    """Whether the folder's own word is that it holds more than was found: its table of contents is damaged.

    Of a search folder, which holds only links, it is not asked ([MS-PST] 2.2.2.1: the type of a node).
    """
    try:
        if folder.get_identifier() & 0x1F == _SEARCH_FOLDER:
            return False
    except _BROKEN:
        return True
    said = properties_of(first_set(folder), {})
    count = said.get(_CONTENT_COUNT, 0)
    return bool(said.get(_SUBFOLDERS, 0) and not below) or (isinstance(count, int) and count > inside)


def _subject(folder: Any, index: int, losses: Losses) -> str:
    try:
        return safe_name(str(folder.get_sub_message(index).get_subject() or "")[:_SUBJECT])
    except _BROKEN:
        losses.note("items_unread")
        return ""


def _attachments(file: Any, items: list[_Found], losses: Losses, request: ReadRequest) -> Iterator[RawAttachment]:
    names = names_of(file)
    for item in items:
        try:
            letter = _letter(item.folder.get_sub_message(item.index), names, request.limits.file_bytes, 0)
        except _BROKEN:
            losses.note("items_unread")
            continue
        if letter.lost:
            losses.note("items_unread")
        yield RawAttachment(item.name, eml_of(letter))
    file.close()


def _letter(item: Any, names: Names, most: int, depth: int) -> Letter:
    """The item with its attachments, which together have at most ``most`` bytes."""
    properties, recipients = properties_of(first_set(item), names), _recipients(item, names)
    files, lost = [], ""
    for index in range(item.get_number_of_attachments()):
        try:
            file = _file(item.get_attachment(index), names, f"bilaga {index + 1}", most, depth)
        except _BROKEN:
            file = None
        if file is None:
            lost = "attachments_unread"
            continue
        most -= len(file.content) if isinstance(file.content, bytes) else 0
        files.append(file)
    return letter_of_item(properties, recipients, files, lost)


def _recipients(item: Any, names: Names) -> list[mapi.Properties]:
    try:
        rows = item.recipients
        return [properties_of(rows.get_recipient(index), names) for index in range(rows.get_number_of_recipients())]
    except _BROKEN:
        return []


def _file(attachment: Any, names: Names, without_name: str, most: int, depth: int) -> RawAttachment | None:
    properties = properties_of(first_set(attachment), names, without=mapi.CONTENT)
    name = mapi.string(properties, mapi.LONG_NAME, mapi.FILE_NAME, mapi.NAME) or without_name
    if attachment.get_number_of_sub_items():
        if depth >= _INNER:
            return None
        inner = _letter(attachment.get_sub_item(0), names, most, depth + 1)
        return RawAttachment(name if name.lower().endswith(".eml") else f"{name}.eml", eml_of(inner))
    size = attachment.get_size()
    return RawAttachment(name, bytes(attachment.read_buffer(size)) if size else b"") if size <= most else None
