"""A register extract as PDF: what somebody is sent who has asked what is kept about them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from search.extract_content import Content, Line, head, source_said, withheld_said
from search.pdf_page import LARGE, SIZE, SMALL, Made, heading, pair, pdf, words
from search.pdf_type import BOLD, ITALIC, PLAIN
from search.words.extracts import NOTHING

_TITLE = "Registerutdrag"


def extract_pdf(told: Content, made: Made) -> bytes:
    """The file. Its title and metadata name nobody."""
    return pdf(_TITLE, made, [*_head(told, made), *_about(told), *_lines(told), *_after(told)])


def _head(told: Content, made: Made) -> Iterator[Any]:
    yield words(_TITLE, BOLD, LARGE, after=6)
    for name, value in head(told, made.at):
        yield pair(name, value)


def _about(told: Content) -> Iterator[Any]:
    yield heading("Varför uppgifterna behandlas", 13, before=14)
    yield words(told.processing, PLAIN, SIZE)
    if told.is_empty:
        return
    yield heading("Vilka slags uppgifter det är", 13, before=12)
    yield words(_sentence(told.categories), PLAIN, SIZE)
    yield heading("Varifrån de kommer", 13, before=12)
    for source, count in told.sources:
        yield words(source_said(source, count), PLAIN, SIZE)
    yield heading("Vem som har fått dem", 13, before=12)
    for recipient in told.recipients:
        yield words(recipient, PLAIN, SIZE)
    yield heading("Hur länge de sparas", 13, before=12)
    for each in told.storage:
        yield words(each, PLAIN, SIZE)


def _lines(told: Content) -> Iterator[Any]:
    if told.lines or told.is_empty:
        yield heading("Uppgifterna", 13, before=14)
    if told.is_empty:
        yield words(NOTHING, PLAIN, SIZE)
    for line in told.lines:
        yield from _line(line)


def _line(line: Line) -> Iterator[Any]:
    yield words(f"{line.number}. {line.where}", BOLD, SIZE, before=9, keep=True)
    about = (line.kind, line.place, line.source, line.date, f"funnet på {line.by}" if line.by else "")
    yield words(" · ".join(filter(None, about)), PLAIN, SMALL, keep=bool(line.said))
    if line.said:
        yield words(f"”{line.said}”", ITALIC, SIZE, left=14, before=2)


def _after(told: Content) -> Iterator[Any]:
    if told.withheld:
        yield heading("Vad som har undantagits", 13, before=14)
        for each in told.withheld:
            yield words(withheld_said(each), PLAIN, SIZE)
    yield words(told.masked, ITALIC, SMALL, before=10)
    yield heading("Dina rättigheter", 13, before=14)
    for each_right in told.rights:
        yield words(each_right, PLAIN, SIZE, after=3)


def _sentence(parts: tuple[str, ...]) -> str:
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."
