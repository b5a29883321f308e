"""Something that answers as ClamAV's service does (man clamd): it knows one word as malicious. And ClamAV itself, where
it is installed, with a signature of that word."""

from __future__ import annotations

import os
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from tests.processes import wait_until
from tests.servers import missing

MALICIOUS: Final = b"SAMSYN-PROV-PA-SKADLIG-KOD"
FOUND: Final = "Samsyn.Prov"


@contextmanager
def scanning(*, most: int = 1 << 30, version: str = "ClamAV 1.4.3/27500/Fri Nov 27 09:30:00 2026") -> Iterator[str]:
    """Its socket. ``most``: of what size a file may be."""
    with _short_folder() as folder, socket.socket(socket.AF_UNIX) as listening:
        address = str(folder / "clamd.ctl")
        listening.bind(address)
        listening.listen()
        threading.Thread(target=_serve, args=(listening, most, version), daemon=True).start()
        yield address
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)


@contextmanager
def _short_folder() -> Iterator[Path]:
    """The address of a socket has 107 bytes at most (unix(7)): a test's own folder can be longer."""
    with tempfile.TemporaryDirectory(prefix="clamd-", dir="/tmp") as folder:
        yield Path(folder)


def _serve(listening: socket.socket, most: int, version: str) -> None:
    with suppress(OSError):
        while True:
            caller, _ = listening.accept()
            with caller, suppress(OSError):
                caller.sendall(_answer(caller, most, version).encode() + b"\0")


def _answer(caller: socket.socket, most: int, version: str) -> str:
    command = b""
    while not command.endswith(b"\0"):
        command += _received(caller, 1)
    if command != b"zINSTREAM\0":
        return version
    content = b""
    while length := struct.unpack("!I", _received(caller, 4))[0]:
        content += _received(caller, length)
        if len(content) > most:
            return "INSTREAM size limit exceeded. ERROR"
    return f"stream: {FOUND} FOUND" if MALICIOUS in content else "stream: OK"


def _received(caller: socket.socket, length: int) -> bytes:
    """So many bytes; whoever hangs up before is waited for no longer."""
    found = caller.recv(length, socket.MSG_WAITALL)
    if len(found) < length:
        raise ConnectionResetError
    return found


@contextmanager
def real() -> Iterator[str]:
    """ClamAV's own service, with one signature: our word."""
    program = shutil.which("clamd", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if program is None:
        missing("ClamAV is not installed", by_luck=True)
        return
    with _short_folder() as folder:
        (folder / "prov.ndb").write_text(f"{FOUND}:0:*:{MALICIOUS.hex()}\n", "ascii")
        address = str(folder / "clamd.ctl")
        (folder / "clamd.conf").write_text(
            f"Foreground yes\nLocalSocket {address}\nDatabaseDirectory {folder}\nStreamMaxLength 1M\n", "ascii"
        )
        running = subprocess.Popen([program, "--config-file", str(folder / "clamd.conf")], stdout=subprocess.DEVNULL)
        try:
            assert wait_until(lambda: running.poll() is not None or _listens(address))
            assert running.poll() is None
            yield address
        finally:
            running.terminate()
            running.wait()


def _listens(address: str) -> bool:
    """Its file is there a moment before anybody answers at it."""
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(address) == 0
