"""Readers called without the child's walls, and what has to hold for every page of theirs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from ingest.ocr.engine import PageOcr, open_engine
from ingest.raw_page import RawAttachment, RawPage
from ingest.readers.reader import OpenFile, Reader
from ingest.request import ReadRequest
from models.layout import Block, BlockKind
from models.limits import Limits


def opened(reader: Reader, path: Path, passwords: Sequence[str] = (), limits: Limits | None = None) -> OpenFile:
    request = ReadRequest(path=str(path), readers={}, name=path.name, passwords=tuple(passwords))
    if limits is not None:
        request = replace(request, limits=limits)
    return reader(path, request, PageOcr(partial(open_engine, request), request.limits.ocr_seconds_per_page))


def pages(reader: Reader, path: Path, passwords: Sequence[str] = (), limits: Limits | None = None) -> list[RawPage]:
    """The pages, each looked at: as many as announced, NFC, every character of a text in a block."""
    file = opened(reader, path, passwords, limits)
    found = list(file.pages(1))
    assert [page.number for page in found] == list(range(1, file.page_count + 1))
    for page in found:
        assert unicodedata.is_normalized("NFC", page.text)
        assert_traced(page)
    return found


def assert_traced(page: RawPage) -> None:
    """Blocks lie within the text, within each other or apart; and no character stands outside of them all."""
    outer: list[Block] = []
    covered = [page.boxes is not None] * len(page.text)
    for block in page.layout.blocks:
        assert 0 <= block.start < block.end <= len(page.text)
        while outer and outer[-1].end <= block.start:
            outer.pop()
        assert not outer or block.end <= outer[-1].end
        outer.append(block)
        covered[block.start : block.end] = [True] * (block.end - block.start)
    assert all(seen or letter.isspace() for seen, letter in zip(covered, page.text, strict=True))


def text_of(reader: Reader, path: Path, passwords: Sequence[str] = ()) -> str:
    (page,) = pages(reader, path, passwords)
    return page.text


def placed(page: RawPage, kind: BlockKind) -> dict[str, str]:
    """Place → text of the blocks of one kind."""
    return {block.place: page.text[block.start : block.end] for block in page.layout.blocks if block.kind is kind}


def attachments(file: OpenFile) -> dict[str, bytes]:
    return {each.untrusted_name: content(each) for each in file.attachments()}


def content(attachment: RawAttachment) -> bytes:
    inner = attachment.content
    return inner if isinstance(inner, bytes) else inner.read()
