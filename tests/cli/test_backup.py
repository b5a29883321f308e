"""A backup is what the archive was at one moment; put back, it is that again, and says so."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from models.audit import Action
from models.document import DocumentState
from models.errors import DiskFullError
from models.job import JobKind
from models.settings import Settings
from models.source import Source
from models.store.backup import restoring
from models.store.backup.layout import UNFINISHED
from models.store.notices import RESTORED
from models.store.schema import pages
from models.store.service import service
from models.store.store import Store
from models.store.vault_folder import FolderVault
from search.backends import open_index
from search.indexing import drain
from tests.cli.command import ROOT, Answer, environment, samsyn_here
from tests.contracts.registered import put

RULES = {"nlp_pipeline": "rules"}
OWNER = "Nämnden"
_PUTTING = """
import sys
from pathlib import Path
from tests.cli.test_backup import more
for number in range(int(sys.argv[2])):
    more(Path(sys.argv[1]), f"ny-{number}")
"""


def call(home: Path, *words: str | Path, **settings: str) -> Answer:
    return samsyn_here(home, *words, "--json", **{**RULES, **settings})


def more(home: Path, number: int | str, **settings: str) -> str:
    """One more paper, as an intake puts it."""
    with opened(home, **settings) as store:
        text = f"Tillsyn nummer {number} hos Provkrog AB."
        return put(store, "tillsyn", text.encode(), name=f"{number}.txt", text=text)


@contextmanager
def opened(home: Path, **settings: str) -> Iterator[Store]:
    with closing(Store.open(Settings(home=home, **settings))) as store:
        yield store


def contents(home: Path, **settings: str) -> dict[str, Any]:
    """Every document with its pages and names, each by itself whole."""
    found = {}
    with opened(home, **settings) as store:
        viewer = service(store, "prov")
        for owner in store.sources.owners():
            for each in store.documents.of_owner(viewer, owner):
                pages = [(page.method, page.text, page.image) for page in store.documents.pages(viewer, each.id)]
                names = sorted((m.page, m.start, m.value) for m, _ in store.documents.mentions(viewer, each.id))
                found[each.id] = (each.name, each.state, store.vault.intact(each.sha256), pages, names)
    return found


def found(home: Path, query: str) -> list[str]:
    return sorted(hit["name"] for hit in call(home, "search", query).value["hits"])


def begin(home: Path, **settings: str) -> None:
    """A home with six papers, one of which has a page image."""
    with closing(Store.open(Settings(home=home, **settings), create=True)) as store:
        store.sources.add(Source("tillsyn", OWNER))
        image = store.vault.put(b"en sidbild")
    first, *_ = [more(home, number, **settings) for number in range(6)]
    with opened(home, **settings) as store, closing(open_index(store.settings)) as index:
        with store.database.write() as connection:
            connection.execute(update(pages).where(pages.c.document == first).values(image=image))
        drain(store, index)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("kopior") / "home"
    begin(home)
    return home


@pytest.fixture
def home(made: Path, tmp_path: Path) -> Path:
    """A copy of it for each test."""
    return Path(shutil.copytree(made, tmp_path / "home"))


def test_what_is_put_back_is_what_was(home: Path, tmp_path: Path) -> None:
    backups, again = tmp_path / "kopior", tmp_path / "åter"
    with opened(home) as store:
        store.users.add("eva", "Eva Ek", "ett långt lösenord 1", [OWNER])
        token = store.sessions.start("eva")
        job = store.jobs.add(JobKind.EXPORT, OWNER, "eva", {"state": "x"})
        assert store.jobs.take("en:arbetare:som:dör") is not None
    was = contents(home)
    taken = call(home, "backup", backups)
    assert (taken.status, taken.value["missing"], taken.value["documents"]) == (0, [], len(was))
    assert call(home, "backup", "check", backups).value["differences"] == []

    put_back = call(again, "restore", backups)
    assert put_back.status == 0, put_back.err
    assert (put_back.value["differences"], put_back.value["lost"]) == ([], [])
    assert put_back.value["indexed"] == len(was)
    assert contents(again) == was
    assert call(again, "verify").value["differences"] == []
    assert found(again, "tillsyn") == found(home, "tillsyn") == [f"{number}.txt" for number in range(6)]
    assert call(again, "audit", "verify").value["whole"]
    with opened(again) as store:
        assert store.sessions.get(token) is None
        waiting = store.jobs.take("en:annan:efter:det")
        assert waiting is not None
        assert waiting.id == job
        (event,) = [r.event for r in store.ledger.last(20) if (r.event.details or {}).get("command") == "restore"]
        assert event.action is Action.ADMINISTRATION
        assert (event.details or {})["until"] == taken.value["made"]
        assert store.notices.get(RESTORED)["backup"] == taken.value["made"]


def test_the_second_copies_only_what_is_new(home: Path, tmp_path: Path) -> None:
    backups = tmp_path / "kopior"
    first = call(home, "backup", backups).value
    assert first["copied"] == first["files"] > 0
    assert call(home, "backup", backups).value["copied"] == 0
    more(home, "ny")
    assert call(home, "backup", "take", backups).value["copied"] == 1
    assert [row["documents"] for row in call(home, "backup", "list", backups).value] == [7, 6, 6]
    kept = call(home, "backup", backups, "--keep", "1").value
    assert kept["pruned"] == 3
    assert len(call(home, "backup", "list", backups).value) == 1
    assert call(home, "backup", "check", backups).status == 0


def test_only_an_empty_home_takes_one(home: Path, tmp_path: Path) -> None:
    backups, full = tmp_path / "kopior", tmp_path / "full"
    assert call(home, "restore", tmp_path).error["code"] == "no_backup"
    call(home, "backup", backups)
    assert call(home, "restore", backups).error["code"] == "home_in_use"
    full.mkdir()
    (full / "något.txt").write_text("x")
    assert call(full, "restore", backups).error["code"] == "home_in_use"
    assert [path.name for path in full.iterdir()] == ["något.txt"]
    before = contents(home)
    elsewhere = f"sqlite:///{home / 'register.sqlite3'}"
    assert call(tmp_path / "tom", "restore", backups, database_url=elsewhere).error["code"] == "home_in_use"
    assert contents(home) == before
    assert call(home, "backup", home / "kopior").error["code"] == "home_in_use"


def test_keys_apart(home: Path, tmp_path: Path) -> None:
    backups, keys = tmp_path / "kopior", tmp_path / "nycklar"
    assert call(home, "backup", backups, "--keys-to", keys).value["keys"] is False
    names = {path.name for path in backups.rglob("*") if path.is_file()}
    assert not names & {"secret.key", "ledger.key"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in keys.iterdir())
    again = tmp_path / "åter"
    assert call(again, "restore", backups).error["code"] == "key_mismatch"
    assert not again.exists()
    shutil.copytree(keys, tmp_path / "fel")
    (tmp_path / "fel" / "secret.key").write_bytes(b"x" * 32)
    assert call(again, "restore", backups, "--keys", tmp_path / "fel").error["code"] == "key_mismatch"
    others = str(tmp_path / "fel" / "secret.key")
    assert call(again, "restore", backups, "--keys", keys, ledger_key=others).error["code"] == "home_in_use"
    assert Path(others).read_bytes() == b"x" * 32
    assert call(again, "restore", backups, "--keys", keys).status == 0
    assert call(home, "backup", backups, "--without-keys").value["keys"] is False


def test_what_somebody_changed_is_found(home: Path, tmp_path: Path) -> None:
    backups = tmp_path / "kopior"
    id = call(home, "backup", backups).value["backup"]
    place = backups / "backups" / id
    original = next(path for path in (backups / "vault").rglob("*") if path.is_file())
    kept = original.read_bytes()
    original.write_bytes(kept + b"x")
    other = next(path for path in (backups / "vault").rglob("*") if path.is_file() and path != original)
    other.unlink()
    register = (place / "register.sqlite3").read_bytes()
    (place / "register.sqlite3").write_bytes(register[:-1] + bytes([register[-1] ^ 1]))
    checked = call(home, "backup", "check", backups)
    assert checked.status == 3
    told = {(each["what"], Path(each["path"]).name) for each in checked.value["differences"]}
    assert told == {
        ("file_damaged", original.name),
        ("file_missing", other.name),
        ("file_damaged", "register.sqlite3"),
    }
    assert call(tmp_path / "åter", "restore", backups).error["code"] == "backup_damaged"
    assert not (tmp_path / "åter").exists()
    (place / "register.sqlite3").write_bytes(register)
    put_back = call(tmp_path / "åter", "restore", backups)
    assert put_back.status == 3
    assert set(put_back.value["lost"]) == {original.name, other.name}
    assert {each["what"] for each in put_back.value["differences"]} <= {"original_missing", "page_image_missing"}
    manifest = place / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace('"named": ', '"named": 1'), "utf-8")
    assert call(home, "backup", "check", backups).error["code"] == "backup_damaged"


def test_a_damaged_original_is_told_of_and_the_rest_is_kept(home: Path, tmp_path: Path) -> None:
    with opened(home) as store:
        assert isinstance(store.vault, FolderVault)
        paths = [path for path in store.vault.folder.rglob("*") if path.is_file()]
        paths[0].write_bytes(b"annat")
        paths[1].unlink()
    taken = call(home, "backup", tmp_path / "kopior")
    assert taken.status == 3
    assert sorted(taken.value["missing"]) == sorted([paths[0].name, paths[1].name])
    told = call(home, "backup", "check", tmp_path / "kopior").value["differences"]
    assert {each["what"] for each in told} == {"missing_when_taken"}


def test_an_older_one_is_noticed(home: Path, tmp_path: Path) -> None:
    backups, folder, again = tmp_path / "kopior", tmp_path / "mer", tmp_path / "åter"
    old = call(home, "backup", backups).value
    folder.mkdir()
    (folder / "ny.txt").write_text("Tillsyn nummer ny hos Provkrog AB.", "utf-8")
    more(home, "ny")
    note = next(hit for hit in call(home, "search", "nummer 2").value["hits"])
    assert call(home, "withdraw", "take", "document", note["document"], "--reason", "fel").status == 0
    head = call(home, "audit", "head").value["line"]
    (tmp_path / "vittne.txt").write_text(f"# hos någon annan\n{head}\n")
    assert call(home, "backup", "note", backups).value["withdrawn"] == 1
    assert "2.txt" not in found(home, "tillsyn")

    put_back = call(again, "restore", backups, "--backup", old["backup"], "--witness", tmp_path / "vittne.txt")
    assert put_back.status == 0, put_back.err
    assert put_back.value["events_missing"] >= 3
    assert put_back.value["lacking"] == {"documents": 1, "withdrawn": 1}
    assert put_back.value["withdrawn_again"] == 1
    assert found(again, "tillsyn") == ["0.txt", "1.txt", "3.txt", "4.txt", "5.txt"]
    assert call(again, "verify").value["differences"] == []
    missed = call(again, "verify", "--folder", folder, "--source", "tillsyn").value["differences"]
    assert [(each["what"], Path(each["path"]).name) for each in missed] == [("file_not_taken_in", "ny.txt")]
    assert doctor(again)["ok"] is False
    assert "det som hänt därefter saknas" in doctor(again)["found"]
    assert call(again, "restore", "--accept", " ").error["code"] == "usage"
    assert call(again, "restore", "--accept", "inläst igen, markeringarna genomgångna").status == 0
    assert doctor(again)["ok"] is True
    assert call(home, "restore", "--accept", "x").error["code"] == "not_found"


def doctor(home: Path) -> dict[str, Any]:
    (check,) = (each for each in call(home, "doctor").value["checks"] if each["name"] == "restored")
    return dict(check)


def test_a_witness_tells_where_nothing_was_noted(home: Path, tmp_path: Path) -> None:
    backups, again = tmp_path / "kopior", tmp_path / "åter"
    old = call(home, "backup", backups).value
    (backups / "noted.json").unlink()
    for word in "abc":
        call(home, "search", word)
    (tmp_path / "vittne.txt").write_text(call(home, "audit", "head").value["line"])
    assert call(again, "restore", backups).value["events_missing"] is None
    put_back = call(tmp_path / "åter2", "restore", backups, "--witness", tmp_path / "vittne.txt")
    assert put_back.value["events_missing"] == 4
    with opened(tmp_path / "åter2") as store:
        assert store.notices.get(RESTORED)["events"] == 4
        assert store.notices.get(RESTORED)["backup"] == old["made"]
    assert call(tmp_path / "åter2", "audit", "witness", tmp_path / "vittne.txt").status == 3


def test_an_older_register_put_back_by_hand_is_noticed(home: Path, tmp_path: Path) -> None:
    with sqlite3.connect(home / "register.sqlite3") as register, sqlite3.connect(tmp_path / "gammal") as copy:
        register.backup(copy)
    call(home, "search", "x")
    call(home, "backup", tmp_path / "kopior")
    home = Path(shutil.copytree(home, tmp_path / "för hand"))
    for name in ("register.sqlite3-wal", "register.sqlite3-shm"):
        (home / name).unlink(missing_ok=True)
    shutil.copyfile(tmp_path / "gammal", home / "register.sqlite3")
    told = call(home, "verify")
    assert told.status == 3
    assert {each["what"] for each in told.value["differences"]} == {"register_older"}
    assert doctor(home)["ok"] is False
    assert not call(home, "audit", "verify").value["whole"]


def test_half_a_backup_is_none(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups, written = tmp_path / "kopior", FolderVault.put_stream
    count = 0

    def full(vault: FolderVault, untrusted: Any, **options: Any) -> tuple[str, int]:
        nonlocal count
        count += 1
        if count > 2:
            raise DiskFullError("Disken är full")
        return written(vault, untrusted, **options)

    with monkeypatch.context() as patched:
        patched.setattr(FolderVault, "put_stream", full)
        assert call(home, "backup", backups).error["code"] == "disk_full"
    assert call(home, "backup", "list", backups).value == []
    assert call(tmp_path / "åter", "restore", backups).error["code"] == "no_backup"
    assert list((backups / "backups").glob(f"{UNFINISHED}*"))
    taken = call(home, "backup", backups).value
    assert taken["copied"] == taken["files"] - 2  # it went on where it was
    assert not list((backups / "backups").glob(f"{UNFINISHED}*"))


def test_killed_while_it_is_put_back(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backups, again, was = tmp_path / "kopior", tmp_path / "åter", contents(home)
    call(home, "backup", backups)

    class KilledError(BaseException):
        pass

    def killed(*_given: object, **_named: object) -> None:
        raise KilledError

    for step in ("_fill", "put_back", "wake", "copy_whole"):
        with monkeypatch.context() as patched:
            patched.setattr(restoring, step, killed)
            with pytest.raises(KilledError):
                call(again, "restore", backups)
        assert call(again, "verify").error["code"] == "home_not_found"  # no installation yet
    assert call(again, "restore", backups).status == 0
    assert contents(again) == was
    assert call(again, "restore", backups).error["code"] == "home_in_use"


def test_taken_and_killed_while_papers_come_in(home: Path, tmp_path: Path) -> None:
    """Real processes: one that puts papers in, a backup beside it that is killed -9, and one that is not."""
    backups, again, most = tmp_path / "kopior", tmp_path / "åter", 100_000
    with _process("-c", _PUTTING, str(home), str(most)) as putting:
        _wait(lambda: _count(home) > 12)
        with _process(ROOT / "samsyn.py", "backup", backups, home=home) as first:
            _wait(lambda: any((backups / "backups").glob("*")) if backups.exists() else False)
            first.kill()
        before = _count(home)
        taken = call(home, "backup", backups)
        assert taken.status == 0, taken.err
        assert putting.poll() is None
    at_end = contents(home)
    put_back = call(again, "restore", backups)
    kinds = {each["what"] for each in put_back.value["differences"]}
    assert kinds <= {"document_unfinished"}, put_back.out  # the one that was being put in
    then = contents(again)
    read = {id for id, told in then.items() if told[1] is DocumentState.READ}
    assert {id: then[id] for id in read} == {id: at_end[id] for id in read}  # whole, each of them
    assert before <= len(read) <= len(then) <= len(at_end)
    assert len(then) - len(read) <= 1
    assert found(again, "tillsyn") != []


@contextmanager
def _process(*words: str | Path, home: Path = Path()) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, *map(str, words)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, env=environment(home, RULES), stdout=quiet, stderr=quiet, start_new_session=True
    ) as run:
        try:
            yield run
        finally:
            if run.poll() is None:
                os.killpg(run.pid, signal.SIGKILL)


def _count(home: Path) -> int:
    with closing(sqlite3.connect(home / "register.sqlite3", timeout=30)) as register:
        return int(register.execute("SELECT count(*) FROM documents WHERE state = 'read'").fetchone()[0])


def _wait(until: Any) -> None:
    for _ in range(600):
        if until():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come so far")


@pytest.mark.postgresql
def test_on_postgresql(tmp_path: Path, postgresql_url: str, empty_postgresql_url: str) -> None:
    home, backups, again = tmp_path / "home", tmp_path / "kopior", tmp_path / "åter"
    url, other = {"database_url": postgresql_url}, {"database_url": empty_postgresql_url}
    begin(home, **url)
    was = contents(home, **url)
    assert len(was) == 6
    taken = call(home, "backup", backups, **url)
    assert taken.status == 0, taken.err
    assert call(home, "backup", "check", backups).value["differences"] == []
    assert call(again, "restore", backups).error["code"] == "invalid_setting"
    assert call(again, "restore", backups, **url).error["code"] == "home_in_use"
    put_back = call(again, "restore", backups, **other)
    assert put_back.status == 0, put_back.err
    assert (put_back.value["differences"], put_back.value["indexed"]) == ([], 6)
    assert contents(again, **other) == was
    more(again, "ny", **other)  # growing keys go on from where they were
    with opened(again, **other) as store:
        assert len(store.outbox.all()) == 1
        assert store.ledger.verify() is None
