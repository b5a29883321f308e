"""Every Swedish text has its English one, and what a translator may not change is the same in both."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import demo
import web
from models.mention import SINGULAR, Label
from models.store.claims import started
from nlp.judged_history import TITLES
from search.facet import FACET_TYPES
from search.words import (
    comparisons,
    extracts,
    fields,
    found_as,
    hints,
    likeness,
    readings,
    relations,
    retention,
    reviews,
    situation,
    ties,
    titles,
    trials,
)
from tests.web.conftest import Site
from web.commands import DEMO_MARK
from web.labels import FACETS, KINDS, METHODS, ONE
from web.language import CATALOGUES, compile_catalogues

WEB = Path(web.__file__).parent
KEYWORDS = {"_": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}


def _said() -> set[str | tuple[str, ...]]:
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    found = extract_from_dir(str(WEB), methods, {}, keywords=KEYWORDS)
    told = {message for _file, _line, message, _comments, _context in found}
    tables = (titles.TYPES, titles.KINDS, titles.METHODS, ties.REASONS, relations.RELATIONS, TITLES)
    tables += (comparisons.TITLES, comparisons.COMPARED, comparisons.EXPLAINED)
    tables += (titles.OUTCOMES, titles.ROLES, titles.QUALITIES, titles.FIELDS)
    tables += (reviews.RULES, reviews.ASKED, reviews.FINDINGS, reviews.ACTIONS)
    tables += (found_as.FOUND_AS, likeness.ALIKE, hints.HINTS, readings.READINGS, fields.SAID)
    tables += (SINGULAR,)
    tables += tuple(trials.NAMED.values())
    tables += tuple(extracts.NAMED.values())
    tables += tuple(situation.NAMED.values())
    tables += tuple(retention.NAMED.values())
    return told | {title for table in tables for title in table.values()}


def test_every_text_has_its_english() -> None:
    with (CATALOGUES / "en/LC_MESSAGES/messages.po").open("rb") as file:
        english = {message.id: message.string for message in read_po(file, locale="en") if message.id}
    assert set(english) == _said()
    for swedish, translated in english.items():
        for one, other in zip(_forms(swedish), _forms(translated), strict=True):
            assert other
            assert sorted(re.findall(r"%\(\w+\)s", one)) == sorted(re.findall(r"%\(\w+\)s", other))


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def test_every_facet_and_label_has_a_name() -> None:
    assert set(FACETS) == set(FACET_TYPES)
    assert set(ONE) == set(Label.__members__)


def test_compiling_twice_is_compiling_once(tmp_path: Path) -> None:
    first = compile_catalogues(tmp_path)
    compiled = first / "en/LC_MESSAGES/messages.mo"
    written = compiled.stat().st_mtime_ns
    assert compile_catalogues(tmp_path) == first
    assert compiled.stat().st_mtime_ns == written


def test_what_one_left_that_was_killed_is_cleared_away(tmp_path: Path) -> None:
    dead = subprocess.Popen(["true"])
    dead.wait()
    name = compile_catalogues(tmp_path).name
    shutil.rmtree(tmp_path / name)
    host = socket.gethostname().replace(".", "-")
    of = (f"{host}.{dead.pid}.1", f"{host}.{os.getppid()}.{started(os.getppid())}", "x.1.1")
    left, at_work, others = (tmp_path / f".{name}.{each}.ofärdig" for each in of)
    for each in (left, at_work, others):
        each.mkdir()
    compile_catalogues(tmp_path)
    assert {each.name for each in tmp_path.iterdir()} == {name, at_work.name, others.name}


def test_the_front_end_says_what_the_command_line_says(site: Site) -> None:
    with site.app.test_request_context():
        for said, table in ((FACETS, titles.TYPES), (KINDS, titles.KINDS), (METHODS, titles.METHODS)):
            assert {code: str(name) for code, name in said.items()} == table


def test_the_demo_is_known_by_one_mark() -> None:
    assert demo.MARK is DEMO_MARK
