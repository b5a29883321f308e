"""Asks ClamAV (``clamd``) whether an original that is about to leave holds code that is known to be malicious.

Evidence is taken in and kept as it came. What leaves is scanned as it leaves, by what is known that day. The service is
asked over its socket on this machine (man clamd, INSTREAM and VERSION): case papers go to no other.
"""

from __future__ import annotations

import re
import socket
import struct
from contextlib import suppress
from datetime import datetime
from typing import Final

from models.errors import InvalidSettingError
from models.loopback import is_loopback
from models.scanning_errors import InfectedFileError, ScannerUnavailableError

_SECONDS: Final = 120.0  # clamd's own limit for a file, doubled (man clamd.conf, MaxScanTime)
_PART: Final = 1 << 16
_MOST: Final = 4096  # bytes of an answer: a name, and a word
_NAME: Final = re.compile(r"stream: ([\w.:/-]{1,200}?)(?:\([0-9a-f]+:\d+\))? FOUND")
_DATED: Final = "%a %b %d %H:%M:%S %Y"


def check_clean(where: str, content: bytes) -> None:
    """Refuse what the scanner knows; ``where`` is the setting ``virus_scanner``, and empty where nobody scans.

    Raises :class:`InfectedFileError`; :class:`ScannerUnavailableError` where there is no answer, or none about the
    whole file.
    """
    if not where:
        return
    told = _asked(where, b"zINSTREAM\0", content)
    if found := _NAME.fullmatch(told):
        raise InfectedFileError(f"Originalet lämnas inte ut: viruskontrollen fann {found[1]}")
    if told != "stream: OK":
        raise ScannerUnavailableError("Viruskontrollen svarade inte om hela filen")


def signatures(where: str) -> tuple[str, datetime | None]:
    """The scanner's version, and of when its signatures are; None where it does not say."""
    version, *rest = _asked(where, b"zVERSION\0").split("/")
    if not version.startswith("ClamAV "):
        raise ScannerUnavailableError("Det som svarar är inte ClamAV")
    with suppress(IndexError, ValueError):
        return version, datetime.strptime(rest[1].strip(), _DATED)
    return version, None


def _asked(where: str, words: bytes, content: bytes | None = None) -> str:
    try:
        with _connected(where) as scanner:
            with suppress(BrokenPipeError, ConnectionResetError):  # it says no before all is sent: the answer says why
                scanner.sendall(words)
                if content is not None:
                    _send(scanner, content)
            return _answer(scanner)
    except OSError as error:
        raise ScannerUnavailableError("Viruskontrollen svarar inte") from error


def _connected(where: str) -> socket.socket:
    if where.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(_SECONDS)
        try:
            scanner.connect(where)
        except OSError:
            scanner.close()
            raise
        return scanner
    host, _colon, port = where.rpartition(":")
    if not is_loopback(host.strip("[]")) or not port.isdecimal():
        raise InvalidSettingError("SAMSYN_VIRUS_SCANNER ska vara /run/clamav/clamd.ctl eller som 127.0.0.1:3310")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=_SECONDS)


def _send(scanner: socket.socket, content: bytes) -> None:
    for start in range(0, len(content), _PART):
        part = content[start : start + _PART]
        scanner.sendall(struct.pack("!I", len(part)) + part)
    scanner.sendall(struct.pack("!I", 0))


def _answer(scanner: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and len(told) < _MOST and (more := scanner.recv(_MOST)):
        told += more
    return told.rstrip(b"\0\n").decode("utf-8", "replace").strip()
