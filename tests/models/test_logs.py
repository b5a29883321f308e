"""No word of a case can come into the log: by what rooms may tell, by how it is written, by what libraries print."""

from __future__ import annotations

import ast
import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.logs.json_line import JsonLine
from models.logs.line import TextLine
from models.logs.record import FORMS, OURS, Log, about, checked
from models.logs.starting import Role, role_of
from tests.cli.command import ROOT, environment

SECRET = "Adam Provsson 850412-2391"
ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
DIGITS = ("198504122391", "8504122391", "5561231234567890")  # a person's, an account's: hexadecimal, all of them
JOB = "77aa77aa77aa77aa77aa77aa77aa77aa"
LOG = Log("ingest.prov")


class Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def texts(self) -> list[str]:
        return [TextLine().format(record).partition(" ")[2] for record in self.records]

    def values(self) -> list[dict[str, object]]:
        return [json.loads(JsonLine("worker").format(record)) for record in self.records]


@pytest.fixture
def kept() -> Iterator[Kept]:
    handler, root = Kept(), logging.getLogger()
    logging.getLogger("ingest").setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield handler
    root.removeHandler(handler)
    logging.getLogger("ingest").setLevel(logging.NOTSET)


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call of a log in the product."""
    for package in OURS:
        paths = [ROOT / f"{package}.py"] if (ROOT / f"{package}.py").is_file() else (ROOT / package).rglob("*.py")
        for path in paths:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and _is_log(node.func):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def _is_log(called: ast.expr) -> bool:
    if not isinstance(called, ast.Attribute) or called.attr not in (*LEVELS, "debug", "exception", "critical", "log"):
        return False
    on = called.value
    name = on.id if isinstance(on, ast.Name) else on.attr if isinstance(on, ast.Attribute) else ""
    made = isinstance(on, ast.Call) and isinstance(on.func, ast.Name) and on.func.id == "Log"
    return made or (name in ("log", "_log", "LOG", "logger", "_logger", "logging") and called.attr != "log")


LEVELS = ("info", "warning", "error")


def events() -> set[str]:
    return {str(node.args[0].value) for _, node in calls() if isinstance(node.args[0], ast.Constant)}


def test_each_call_tells_of_its_event_in_constant_words_and_of_what_is_listed() -> None:
    seen = 0
    for where, node in calls():
        seen += 1
        assert isinstance(node.func, ast.Attribute)
        assert node.func.attr in LEVELS, where
        assert [isinstance(each, ast.Constant) for each in node.args[:2]] == [True, True], where
        assert {each.arg for each in node.keywords if each.arg} <= {*FORMS, "fault"}, where
    assert seen > 20


def test_nobody_else_says_where_the_log_goes() -> None:
    for package in OURS:
        for path in (ROOT / package).rglob("*.py") if (ROOT / package).is_dir() else ():
            text = path.read_text("utf-8")
            assert "basicConfig" not in text, path
            assert "StreamHandler" not in text or path.name == "starting.py", path


@pytest.mark.parametrize("name", FORMS)
def test_no_value_can_be_a_name_a_path_or_a_number_of_somebody(name: str) -> None:
    untold = {"/srv/ärenden/Provsson.pdf", SECRET, "850412-2391", "Provsson, Adam", "två\nrader", "a=b&c", *DIGITS}
    assert {checked(name, each) for each in untold} == {"?"}


def test_what_is_told_has_the_form_of_its_name() -> None:
    assert checked("document", ID) == ID
    assert (checked("code", "corrupt_file"), checked("done", 3), checked("rate", 1.5)) == ("corrupt_file", 3, 1.5)
    assert (checked("reference", "A2B3-C4D5"), checked("place", "search.py:12 (_ask)")) == (
        "A2B3-C4D5", "search.py:12 (_ask)",
    )  # fmt: skip
    assert (checked("document", 12), checked("done", "12"), checked("title", "x")) == ("?", "?", "?")


def test_a_record_as_a_line_and_as_json(kept: Kept) -> None:
    with about(job=JOB, run=ID):
        LOG.warning("document.failed", "document {document}: {code}", document=ID, code="corrupt_file")
    assert kept.texts() == [f"WARNING ingest.prov document.failed: document {ID}: corrupt_file"]
    (value,) = kept.values()
    assert {name: value[name] for name in ("level", "event", "role", "logger", "document", "code", "job", "run")} == {
        "level": "warning",
        "event": "document.failed",
        "role": "worker",
        "logger": "ingest.prov",
        "document": ID,
        "code": "corrupt_file",
        "job": JOB,
        "run": ID,
    }
    assert str(value["time"]).endswith(("+01:00", "+02:00"))


def test_a_fault_is_told_by_its_kind_and_where_it_passed(kept: Kept) -> None:
    try:
        checked(SECRET, [].pop())  # type: ignore[arg-type]
    except IndexError as error:
        LOG.error("job.fault", "job {job}: a fault of ours", error, job=ID)
    try:
        Log.info(LOG, "x", "{" + SECRET + "}")
    except KeyError as error:
        LOG.error("job.fault", "job {job}: a fault of ours", error, job=SECRET)
    values = kept.values()
    assert [value["fault"] for value in values] == ["IndexError", "KeyError"]
    assert "models/logs/record.py:" in str(values[1]["at"])
    assert values[1]["job"] == "?"
    assert SECRET not in str(values) + str(kept.texts())


def plain(name: str, words: str, *told: object) -> logging.LogRecord:
    return logging.LogRecord(name, logging.WARNING, "prov.py", 7, words, told, None)


def test_plain_calls_of_logging_tell_ids_and_numbers_only() -> None:
    records = [
        plain("ingest.annan", "document %s after %d tries, %.1f s", ID, 3, 1.25),
        plain("ingest.annan", "could not read %s", SECRET),
        plain("ingest.annan", "could not read %(name)s", {"name": SECRET}),
        plain("ingest.annan", "%d of %s", "tre", SECRET),
        plain("ingest.annan", "100 % done"),
        plain("bibliotek.inre", "could not read %s", SECRET),
        plain("ingest.annan", "person %s, %d", DIGITS[0], int(DIGITS[0])),
    ]
    said = [TextLine().format(record).partition(": ")[2] for record in records]
    assert said == [
        f"document {ID} after 3 tries, 1.25 s", "could not read ?", "?", "? of ?", "100 % done", "rad 7", "person ?, ?",
    ]  # fmt: skip
    assert SECRET not in "".join(JsonLine("web").format(record) for record in records)


def test_a_library_that_has_events_of_its_own_tells_no_more() -> None:
    record = plain("bibliotek.inre", "could not read %s", SECRET)
    record.event, record.told = f"read {SECRET}", {"document": SECRET}
    assert SECRET not in TextLine().format(record) + JsonLine("web").format(record)


def test_the_role_of_a_process() -> None:
    assert [role_of(each) for each in ("serve", "worker", "ingest", "search", "")] == [
        Role.WEB, Role.WORKER, Role.INGEST, Role.COMMAND, Role.COMMAND,
    ]  # fmt: skip


_FALLING = f"""
import logging, sys, threading, warnings
library = logging.getLogger("distributed.prov")
library.addHandler(logging.StreamHandler())
library.propagate = False
from models.logs.starting import Role, start_logging
start_logging(Role.READER)
library.error("task failed on {SECRET}")
warnings.warn("could not open {SECRET}")
def fall(): raise ValueError("{SECRET}")
thread = threading.Thread(target=fall); thread.start(); thread.join()
class Falls:
    def __del__(self): raise ValueError("{SECRET}")
Falls()
logging.getLogger("ingest.prov").warning("%d", "{SECRET}")
logging.getLogger("ingest.prov").info("%s %s", "{SECRET}")
fall()
"""


@pytest.mark.parametrize("form", ["json", "text"])
def test_nothing_gets_past_the_log_of_a_process(form: str, tmp_path: Path) -> None:
    """Handlers of libraries, warnings, threads, destructors, records that do not fit, and what nobody caught."""
    told = environment(tmp_path, {"log": form})
    done = subprocess.run(
        [sys.executable, "-c", _FALLING], env=told, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert SECRET not in done.stderr
    assert "Traceback" not in done.stderr
    lines = done.stderr.splitlines()
    assert len(lines) == 7
    if form == "json":
        values = [json.loads(line) for line in lines]
        assert {value["role"] for value in values} == {"reader"}
        assert [value["event"] for value in values] == [
            "library", "library", "fault.uncaught", "fault.uncaught", "message", "message", "fault.uncaught",
        ]  # fmt: skip
