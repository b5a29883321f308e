"""Old Office files by way of LibreOffice, and Office files under a password."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pptx
import pytest
from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

from ingest import intake
from ingest.doctor import reading
from ingest.readers.legacy import open_locked, open_old_slides, open_old_word
from ingest.reading import read_file
from models.document import DocumentState
from models.errors import ConverterMissingError, CorruptFileError, EncryptedFileError, ReaderTimeoutError
from models.layout import BlockKind
from models.limits import Limits
from models.settings import Settings
from tests.ingest.readers.converted import converted
from tests.ingest.readers.direct import pages, placed, text_of
from tests.processes import running, wait_until


def word_file(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("Förhör hölls på måndagen.")
    document.add_table(1, 2).cell(0, 1).text = "12 000 kr"
    document.save(str(path))
    return path


def test_old_word_within_the_walls(tmp_path: Path, settings: Settings) -> None:
    reading = read_file(converted(word_file(tmp_path / "a.docx"), "doc"), settings)
    assert (reading.media_type, reading.state) == ("application/msword", DocumentState.READ)
    assert reading.pages[0].text == "Förhör hölls på måndagen.\n12 000 kr"


def test_old_slides(tmp_path: Path) -> None:
    show = pptx.Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "Lägesbild"
    show.save(str(tmp_path / "a.pptx"))
    (page,) = pages(open_old_slides, converted(tmp_path / "a.pptx", "ppt"))
    assert placed(page, BlockKind.PARAGRAPH) == {"bild 1, stycke 1": "Lägesbild"}


def fake_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    program = tmp_path / "bin" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return program


def test_a_converter_that_hangs_is_ended_with_all_its_offspring(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = fake_converter(tmp_path, monkeypatch, f"(sleep 900; true) & touch {tmp_path}/begun; sleep 900")
    (tmp_path / "a.doc").write_bytes(b"x")
    started = time.monotonic()
    for seconds in (1.0, 20.0):  # the longer time where a busy machine had not begun on it in the shorter
        with pytest.raises(ReaderTimeoutError):
            pages(open_old_word, tmp_path / "a.doc", limits=replace(Limits(), ocr_seconds_per_page=seconds))
        if (tmp_path / "begun").exists():
            break
    assert time.monotonic() - started < 600  # the fake would hang for a quarter of an hour
    assert (tmp_path / "begun").exists()
    assert wait_until(lambda: not running(str(program)))


def test_a_converter_that_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_converter(tmp_path, monkeypatch, "exit 0")
    (tmp_path / "a.doc").write_bytes(b"x")
    with pytest.raises(CorruptFileError):
        pages(open_old_word, tmp_path / "a.doc")


def test_without_a_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a.doc").write_bytes(b"x")
    with pytest.raises(ConverterMissingError):
        pages(open_old_word, tmp_path / "a.doc")
    assert reading.converter()["ok"] is False
    assert "libreoffice" in reading.converter()["next"]
    assert ConverterMissingError.code in intake._WORTH_ANOTHER_TRY


def locked(source: Path, password: str) -> Path:
    with source.open("rb") as clear, source.with_suffix(".locked").open("wb") as out:
        OOXMLFile(clear).encrypt(password, out)
    return source.with_suffix(".locked")


def test_under_a_password(tmp_path: Path, settings: Settings) -> None:
    book = openpyxl.Workbook()
    book["Sheet"]["B2"] = "hemlig rad"
    book.save(tmp_path / "a.xlsx")
    path = locked(tmp_path / "a.xlsx", "lösen")
    with pytest.raises(EncryptedFileError):
        pages(open_locked, path, ("fel",))
    assert text_of(open_locked, path, ("fel", "lösen")) == "hemlig rad"
    assert read_file(path, settings).reason == "encrypted"
    assert text_of(open_locked, locked(word_file(tmp_path / "b.docx"), "x"), ("x",)).startswith("Förhör")
