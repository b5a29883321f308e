"""A home in an encrypted folder, with the real gocryptfs: made, moved into, opened, closed, and what stands in its
place while it is closed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.encrypted_home import moving
from ingest.encrypted_home.mending import LOG, REGISTER
from models.store.locked_home import MARK, encrypted_beside, files_of
from models.store.mounts import is_mounted
from tests.cli.backups import RULES, begin, call, contents, found, opened
from tests.cli.command import ROOT, environment, samsyn, samsyn_here
from tests.cli.encrypted import closed_after, gocryptfs_of, home_command, must, need_mounts, passphrase_in
from tests.processes import wait_until


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """None yet."""
    need_mounts()
    with closed_after(tmp_path / "home") as home:
        yield home


@pytest.fixture
def archive(home: Path, six_papers: Path) -> Path:
    """A plain one with six papers."""
    return Path(shutil.copytree(six_papers, home))


def encryption(home: Path) -> str:
    (check,) = (each for each in call(home, "doctor").value["checks"] if each["name"] == "encryption")
    return str(check["found"])


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_a_closed_home_is_no_place_for_a_new_archive(home: Path) -> None:
    must(home, "encrypt")
    for words in (
        ("source", "add", "tillsyn", "--owner", "Nämnden"),
        ("ingest", home.parent, "--source", "tillsyn"),
        ("serve", "--port", "1"),
        ("worker", "--once"),
        ("demo", "--no-serve"),
    ):
        answer = samsyn_here(home, *words)
        assert (answer.status, answer.out) == (1, ""), words
        assert answer.err.startswith(f"Fel (home_locked): Hemmet {home} är låst\nÖppna det: samsyn home open"), words
    assert [each.name for each in home.iterdir()] == [MARK]
    assert home.stat().st_mode & 0o777 == 0o500, "a program of another sort makes nothing there either"


def test_a_new_archive_is_encrypted_from_its_first_byte(home: Path) -> None:
    made = must(home, "encrypt")
    assert (made["moved"], made["plain"]) == (0, None)
    assert must(home, "encrypt") == made, "once more is no error"
    assert "låst" in next(each["found"] for each in call(home, "doctor").value["checks"] if each["name"] == "register")
    assert home_command(home, "open", given="någon helt annan lösenfras").error["code"] == "wrong_passphrase"
    assert home_command(home, "key", given="någon helt annan lösenfras").error["code"] == "wrong_passphrase"
    assert home_command(home, "encrypt", given="någon helt annan lösenfras").error["code"] == "wrong_passphrase"
    assert must(home, "open")["opened"]
    assert not must(home, "open")["opened"], "it is open"
    begin(home)
    assert call(home, "home", "encrypt", "--passphrase-file", passphrase_in(home.parent)).error["code"] == "home_in_use"
    assert must(home, "close")["closed"]
    assert not must(home, "close")["closed"]
    assert call(home, "status").error["code"] == "home_locked"
    assert b"Provkrog" not in bytes_below(encrypted_beside(home))
    must(home, "open")
    assert call(home, "status").value["documents"] == {"read": 6}


def test_an_archive_is_moved_in_with_all_it_has(archive: Path) -> None:
    was = contents(archive)
    (archive / "anteckning.länk").symlink_to("secret.key")
    (archive / "bruten.länk").symlink_to("../finns inte")
    (archive / "tom mapp").mkdir()
    answer = must(archive, "encrypt")
    plain = Path(answer["plain"])
    assert answer["moved"] == sum(path.is_file() for path in plain.rglob("*")) > 10
    assert b"Provkrog" in bytes_below(plain)
    assert b"Provkrog" not in bytes_below(files_of(archive))
    assert call(archive, "status").error["code"] == "home_locked"

    must(archive, "open")
    assert contents(archive) == was
    assert len(found(archive, "Provkrog")) == 6
    assert call(archive, "verify").value["differences"] == []
    assert (archive / "anteckning.länk").readlink() == Path("secret.key")
    assert (archive / "tom mapp").is_dir()
    assert "hemmet" not in encryption(archive).replace("hemmet med gocryptfs", "")


def test_a_home_at_work_is_not_moved(archive: Path) -> None:
    with (archive / "secret.key").open("rb") as held, subprocess.Popen(["sleep", "60"], stdin=held) as other:
        answer = home_command(archive, "encrypt")
        other.kill()
    assert answer.error["code"] == "home_in_use"
    assert str(other.pid) in answer.error["message"]
    assert call(archive, "status").status == 0, "it is what it was"


def test_what_was_written_meanwhile_is_not_left_behind(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compare = moving.compare

    def and_writes(home: Path, target: Path, shown: moving.Progress) -> None:
        compare(home, target, shown)
        (home / "sent.txt").write_text("skrivet medan det kopierades")

    monkeypatch.setattr(moving, "compare", and_writes)
    assert home_command(archive, "encrypt").error["code"] == "home_in_use"
    assert call(archive, "status").error["code"] == "home_locked"
    monkeypatch.undo()
    must(archive, "encrypt")
    must(archive, "open")
    assert (archive / "sent.txt").read_text() == "skrivet medan det kopierades"


def test_a_copy_that_is_not_like_is_said_and_made_anew(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = moving.copy

    def damages(home: Path, target: Path, shown: moving.Progress) -> None:
        copy(home, target, shown)
        facts = (target / "secret.key").stat()
        (target / "secret.key").write_bytes(b"x" * facts.st_size)
        os.utime(target / "secret.key", ns=(facts.st_atime_ns, facts.st_mtime_ns))

    monkeypatch.setattr(moving, "copy", damages)
    answer = home_command(archive, "encrypt")
    assert (answer.error["code"], "secret.key" in answer.error["message"]) == ("encryption_failed", True)
    monkeypatch.undo()
    must(archive, "encrypt")
    assert not is_mounted(encrypted_beside(archive) / "opening")


def test_another_folder_is_let_be(home: Path) -> None:
    home.mkdir()
    (home / "brev.odt").write_bytes(b"mitt")
    assert home_command(home, "encrypt").error["code"] == "home_in_use"
    assert [each.name for each in home.iterdir()] == ["brev.odt"]
    assert not encrypted_beside(home).exists()
    assert call(home, "home", "close").error["code"] == "home_not_found"


def test_two_archives_are_never_mixed(archive: Path, six_papers: Path) -> None:
    must(archive, "encrypt")
    archive.chmod(0o700)
    (archive / MARK).unlink()
    assert call(archive, "source", "add", "ny", "--owner", "Nämnden").error["code"] == "home_locked", "the mark is gone"
    shutil.copytree(six_papers, archive, dirs_exist_ok=True)
    assert home_command(archive, "encrypt").error["code"] == "home_in_use"
    assert (archive / "secret.key").is_file()


def test_without_room_nothing_is_begun(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10**9, 10**9, 10**6))
    assert home_command(archive, "encrypt").error["code"] == "disk_full"
    monkeypatch.undo()
    assert call(archive, "status").status == 0


def test_short_passphrases_and_missing_tools_are_refused(tmp_path: Path) -> None:
    answer = samsyn(tmp_path / "home", "home", "encrypt", "--passphrase-file", "-", "--json", input="kort\n", path="")
    if answer.error["code"] == "encryption_missing":  # /dev/fuse
        pytest.skip(answer.error["message"])
    assert answer.error["code"] == "weak_password"


def test_what_to_install_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    error = home_command(tmp_path / "home", "encrypt").error
    assert error["code"] == "encryption_missing"
    assert "apt-get install gocryptfs fuse3" in error["next"]
    assert not (tmp_path / "home").exists()


def test_what_holds_it_open_may_fall(archive: Path) -> None:
    must(archive, "encrypt")
    must(archive, "open")
    holder = gocryptfs_of(archive)
    os.kill(holder, signal.SIGKILL)
    assert wait_until(lambda: call(archive, "status").status == 1)
    answer = call(archive, "status")
    assert (answer.error["code"], "samsyn home close" in answer.error["next"]) == ("home_locked", True)
    assert call(archive, "home", "open").error["code"] == "home_locked"
    assert must(archive, "close")["closed"]
    must(archive, "open")
    assert len(contents(archive)) == 6


def test_the_recovery_key_opens_it_and_gives_a_new_passphrase(archive: Path) -> None:
    must(archive, "encrypt")
    key = must(archive, "key")["key"]
    forgotten = ["gocryptfs", "-q", "-passwd", "-masterkey=stdin", str(files_of(archive))]
    given = f"{key}\nen ny lösenfras av flera ord\n"
    subprocess.run(forgotten, input=given, text=True, check=True, capture_output=True)
    assert home_command(archive, "open").error["code"] == "wrong_passphrase"
    answer = home_command(archive, "open", given="en ny lösenfras av flera ord")
    assert answer.value["opened"]
    assert len(contents(archive)) == 6


def test_backups_are_taken_and_put_back_through_it(archive: Path) -> None:
    was, backups = contents(archive), archive.parent / "kopior"
    must(archive, "encrypt")
    must(archive, "open")
    assert call(archive, "backup", backups).status == 0
    assert call(archive, "backup", "check", backups).value["differences"] == []
    again = archive.parent / "åter"
    with closed_after(again):
        must(again, "encrypt")
        assert call(again, "restore", backups).error["code"] == "home_locked"
        must(again, "open")
        assert call(again, "restore", backups).status == 0
        assert contents(again) == was


def test_killed_in_the_middle_of_taking_in(home: Path) -> None:
    """The command and its workers, all at once, at a moment that comes by itself; the next one takes in the rest."""
    must(home, "encrypt")
    must(home, "open")
    papers = home.parent / "papper"
    papers.mkdir()
    for number in range(6):
        (papers / f"{number}.txt").write_text(f"Tillsyn nummer {number} hos Provkrog AB, 556016-0680.", "utf-8")
    assert samsyn(home, "source", "add", "tillsyn", "--owner", "Nämnden").status == 0
    words = ["ingest", str(papers), "--source", "tillsyn", "--workers", "1"]
    command = [sys.executable, str(ROOT / "samsyn.py"), *words]
    told = environment(home, RULES)
    with subprocess.Popen(command, env=told, start_new_session=True, stderr=subprocess.DEVNULL) as run:
        assert wait_until(lambda: _read(home) > 1)
        os.killpg(run.pid, signal.SIGKILL)
    assert samsyn(home, *words, **RULES).status == 0
    must(home, "close")
    must(home, "open")
    assert call(home, "verify").value["differences"] == []
    assert len(call(home, "search", "Provkrog", "--limit", "50").value["hits"]) == 6


def _read(home: Path) -> int:
    with opened(home) as store:
        return store.totals.counts().documents.get("read", 0)


_TELLING = """
import os, sys
from tests.cli.backups import opened
from pathlib import Path
with opened(Path(sys.argv[1])) as store:
    for number in range(4):
        store.notices.put("prov", {"number": number, "long": "x" * 20000})
        print(number, flush=True)
    with store.database.apart() as connection:  # all of it is carried into the register, and stays in the log
        connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")
    os.kill(os.getpid(), 9)
"""


def test_a_power_cut_loses_nothing_that_was_acknowledged(home: Path) -> None:
    """The last block of the log is torn, as one that was being written, and the register's first: their seals do not
    fit. What was told of before is there. A process that ends at once leaves the log as it is; the tears are made in
    the encrypted files."""
    must(home, "encrypt")
    must(home, "open")
    begin(home)
    telling = [sys.executable, "-c", _TELLING, home]
    with opened(home):  # the last to leave would empty the log
        ended = subprocess.run(telling, env=environment(home), capture_output=True, text=True, check=False)
        sizes = [(home / name).stat().st_size for name in (LOG, REGISTER)]
        shutil.copytree(files_of(home), home.parent / "as it was")
    assert ended.stdout.split() == ["0", "1", "2", "3"]
    must(home, "close")
    shutil.rmtree(files_of(home))
    (home.parent / "as it was").rename(files_of(home))
    _tear(home, sizes[0], -(-sizes[0] // 4096) - 1)
    _tear(home, sizes[1], 0)
    assert must(home, "open")["mended"]
    with opened(home) as store:
        assert store.notices.get("prov")["number"] == 3
        with store.database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
    must(home, "close")
    assert not must(home, "open")["mended"]
    assert call(home, "audit", "verify").value["whole"]


def _tear(home: Path, size: int, block: int) -> None:
    """Of the encrypted file that holds ``size`` bytes, as it lies when nothing is open."""
    encrypted = 18 + 32 * -(-size // 4096) + size
    (file,) = (path for path in files_of(home).iterdir() if path.is_file() and path.stat().st_size == encrypted)
    with file.open("r+b") as torn:
        torn.seek(18 + block * (4096 + 32) + 40)
        torn.write(b"\0" * 8)
