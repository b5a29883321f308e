"""What every vault promises, wherever its files lie."""

from __future__ import annotations

import hashlib
import io
import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from models.errors import MissingPathError
from models.identity import bytes_id
from models.settings import Settings
from models.store.vault import Vault
from models.store.vault_place import vault_at

ABSENT = "0" * 64
LARGE = b"x" * 9_000_000  # more than is sent without a file in between
Damage = Callable[[str, bytes], None]


class VaultContract:
    """A subclass gives the fixtures ``settings``, and ``damage``: puts other bytes under a name."""

    @pytest.fixture
    def vault(self, settings: Settings) -> Vault:
        return vault_at(settings)

    def test_bytes_come_back(self, vault: Vault) -> None:
        sha256 = vault.put(b"hej")
        assert sha256 == bytes_id(b"hej")
        assert vault.put(b"hej") == sha256
        assert vault.get(sha256) == b"hej"
        assert vault.size(sha256) == 3
        assert vault.exists(sha256)
        assert vault.intact(sha256)
        with vault.open(sha256) as file:
            assert (file.read(2), file.read(), file.read()) == (b"he", b"j", b"")
        with vault.local(sha256) as path:
            assert path.read_bytes() == b"hej"
        assert list(vault.ids()) == [sha256]

    def test_nothing_at_all_is_kept_too(self, vault: Vault) -> None:
        sha256 = vault.put(b"")
        assert vault.put_stream(io.BytesIO()) == (sha256, 0)
        assert vault.get(sha256) == b""
        assert vault.intact(sha256)
        with vault.open(sha256) as file, vault.local(sha256) as path:
            assert file.read() == path.read_bytes() == b""

    def test_what_is_not_there(self, vault: Vault) -> None:
        assert list(vault.ids()) == []
        for here in (False, True):  # nothing was put yet; something else was
            for ask in (vault.get, vault.open, vault.size):
                with pytest.raises(FileNotFoundError):
                    ask(ABSENT)
            with pytest.raises(MissingPathError), vault.local(ABSENT):
                pass
            assert not vault.exists(ABSENT)
            assert not vault.intact(ABSENT)
            vault.remove(ABSENT)
            assert here or vault.put(b"annat")

    @pytest.mark.parametrize("content", [b"kort", LARGE], ids=["short", "long"])
    def test_a_file_and_a_stream_are_kept_as_they_were_read(self, vault: Vault, tmp_path: Path, content: bytes) -> None:
        source, known = tmp_path / "källa.txt", (bytes_id(content), len(content))
        source.write_bytes(content)
        assert vault.put_stream(io.BytesIO(content)) == known
        assert vault.put_file(source) == known
        source.write_bytes(b"nu ett annat")
        assert vault.get(known[0]) == content
        with vault.open(known[0]) as file:
            assert hashlib.file_digest(file, "sha256").hexdigest() == known[0]
        with pytest.raises(FileNotFoundError):
            vault.put_file(tmp_path / "finns inte")

    def test_a_stream_that_fails_leaves_nothing(self, vault: Vault, settings: Settings) -> None:
        with pytest.raises(LookupError):
            vault.put_stream(_Failing(b"x" * 3_000_000))
        assert list(vault.ids()) == []
        assert not [path for path in settings.home.rglob("*") if path.is_file()]

    def test_a_file_is_local_while_it_is_held_and_no_longer_than_it_is_there(self, vault: Vault) -> None:
        sha256, _size = vault.put_stream(io.BytesIO(b"original"))
        with vault.local(sha256) as first, vault.local(sha256) as second:
            vault.clean()
            assert first.read_bytes() == second.read_bytes() == b"original"
        vault.remove(sha256)
        assert not vault.exists(sha256)
        with pytest.raises(MissingPathError), vault.local(sha256):
            pass

    def test_damage_is_found_and_mended_by_the_same_bytes(self, vault: Vault, damage: Damage) -> None:
        sha256 = vault.put(b"hej")
        damage(sha256, b"hoj")
        assert vault.exists(sha256)
        assert not vault.intact(sha256)
        vault.put_stream(io.BytesIO(b"hej"), over=True)
        assert vault.intact(sha256)

    def test_what_others_put_is_seen_at_once(self, vault: Vault, settings: Settings) -> None:
        sha256, other = bytes_id(b"ny"), vault_at(settings)
        assert not vault.exists(sha256)
        assert list(vault.ids()) == []
        other.put(b"ny")
        assert vault.exists(sha256)
        assert list(vault.ids()) == [sha256]
        other.remove(sha256)
        assert not vault.exists(sha256)
        assert list(vault.ids()) == []

    def test_all_ids_come_in_order_and_nothing_else(self, vault: Vault, damage: Damage) -> None:
        kept = sorted(vault.put(str(number).encode()) for number in range(12))
        damage(f"{kept[0]}.tmp", b"none of ours")
        assert list(vault.ids()) == kept

    def test_the_same_bytes_from_several_threads_and_processes_are_once(self, settings: Settings) -> None:
        vault, started = vault_at(settings), threading.Barrier(4)

        def put(_number: int) -> tuple[str, int]:
            started.wait()
            return vault.put_stream(io.BytesIO(LARGE))

        with ThreadPoolExecutor(4) as pool:
            assert set(pool.map(put, range(4))) == {(bytes_id(LARGE), len(LARGE))}
        context = multiprocessing.get_context("spawn")
        with context.Pool(2) as processes:
            assert set(processes.map(_put, [settings] * 4)) == {bytes_id(b"samma")}
        assert sorted(vault.ids()) == sorted([bytes_id(LARGE), bytes_id(b"samma")])
        assert vault.intact(bytes_id(LARGE))

    @pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
    def test_a_process_that_was_forked_has_a_way_of_its_own(self, vault: Vault) -> None:
        sha256 = vault.put(b"hej")
        here, there = multiprocessing.Pipe()
        child = multiprocessing.get_context("fork").Process(target=lambda: there.send(vault.get(sha256)))
        child.start()
        assert here.poll(120)
        assert here.recv() == vault.get(sha256) == b"hej"
        child.kill()  # on its way out it would wait for what other tests of this process began
        child.join()


class _Failing(io.BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(size)
        if not piece:
            raise LookupError
        return piece


def _put(settings: Settings) -> str:
    return vault_at(settings).put(b"samma")
