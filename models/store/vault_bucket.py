"""A bucket of S3-compatible storage: the few requests that a vault makes, with its faults mapped to ours.

Imported when a vault is first used: the libraries take half a second. They keep no listing and no size of an object.
"""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO, Final

from aiobotocore.session import AioSession
from fsspec.asyn import sync
from s3fs import S3FileSystem

from models.store.vault_faults import faults, no_bucket
from models.store.vault_s3 import Place

_MB: Final = 1024 * 1024
_PART: Final = 16 * _MB
_LISTED: Final = 1000  # keys in an answer: as many as the protocol gives
_BLOCK: Final = 8 * _MB  # fetched at a time of a stream
_LEAST_SECONDS: Final = 60.0  # a request may take, tries and waits together
_LEAST_RATE: Final = 256 * 1024  # bytes a second: a slower line is taken for a broken one
_STALE: Final = timedelta(days=1)
_CONFIG: Final = {
    "connect_timeout": 5,
    "read_timeout": 30,
    "retries": {"mode": "standard", "total_max_attempts": 3},  # with waits that grow: for 503 SlowDown too
    "request_checksum_calculation": "when_required",  # we send the hash ourselves; not all servers know the others
    "response_checksum_validation": "when_required",
    "ignore_configured_endpoint_urls": True,
}
_TRIES: Final = 2  # of those, for answers that break off in the middle
_NOBODYS: Final = {"profile": (None, None, None, None), "config_file": (None, None, os.devnull, None)}


class Bucket:
    """Every method raises :class:`VaultUnavailableError` as :mod:`models.store.vault_faults` says."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._files = _files(place)

    def size(self, key: str) -> int | None:
        """Of the object, in bytes; None where there is none."""
        try:
            return int(self._ask("head_object", Key=key)["ContentLength"])
        except FileNotFoundError:
            return None

    def check(self) -> None:
        """Whether it is there at all: of an object the server says no more than that it is not."""
        try:
            self._ask("head_bucket")
        except FileNotFoundError as error:
            raise no_bucket() from error

    def put(self, key: str, content: BinaryIO, sha256: str, size: int) -> bool:
        """Whether the server says that it has kept bytes with this hash; one that does not know hashes may have."""
        hashed = base64.b64encode(bytes.fromhex(sha256)).decode()
        said: dict[str, Any] = {"Bucket": self._place.bucket, "Key": key, "ChecksumSHA256": hashed}
        if size:  # the client asks before a body whether it may be sent, and not all servers answer for an empty one
            said["Body"] = content
        answer = self._do(self._put, said, size=size)
        return bool(answer.get("ChecksumSHA256") == hashed)

    def put_in_parts(self, key: str, path: Path, size: int) -> None:
        """What is too large for one request."""
        self._do(self._files._put_file, str(path), self._path(key), size=size, chunksize=_PART)

    def get(self, key: str) -> bytes:
        """Raises :class:`FileNotFoundError`."""
        content: bytes = self._do(self._files._cat_file, self._path(key), size=self._place.whole)
        return content

    def open(self, key: str) -> io.BufferedReader:
        """Raises :class:`FileNotFoundError`."""
        with faults():
            stream = self._files.open(self._path(key), "rb", cache_type="none")
        return io.BufferedReader(_Stream(stream), _BLOCK)

    def keys(self, prefix: str) -> Iterator[str]:
        """Those that begin so, in order."""
        after = ""
        while True:
            told = self._ask("list_objects_v2", Prefix=prefix, StartAfter=after, MaxKeys=_LISTED)
            found = [each["Key"] for each in told.get("Contents", ())]
            yield from found
            if not told.get("IsTruncated") or not found:
                return
            after = found[-1]

    def remove(self, key: str) -> None:
        self._ask("delete_object", Key=key)

    def abort_stale(self, prefix: str) -> None:
        """Have the server forget the parts of what was never sent whole, a day old: its sender was killed."""
        told = self._ask("list_multipart_uploads", Prefix=prefix)
        for each in told.get("Uploads", ()):
            if each["Initiated"] < datetime.now(UTC) - _STALE:
                self._ask("abort_multipart_upload", Key=each["Key"], UploadId=each["UploadId"])

    def close(self) -> None:
        """Let go of its connections."""
        if (opened := getattr(self._files, "_s3creator", None)) is not None:
            self._files.close_session(self._files.loop, opened)

    async def _put(self, said: Mapping[str, Any]) -> Any:
        # Straight to the client: its own tries go back to the content's beginning, the library's above them do not.
        client = await self._files.set_session()
        return await client.put_object(**said)

    def _path(self, key: str) -> str:
        return f"{self._place.bucket}/{key}"

    def _ask(self, request: str, **said: Any) -> Any:
        return self._do(self._files._call_s3, request, Bucket=self._place.bucket, **said)

    def _do(self, work: Any, *given: Any, size: int = 0, **named: Any) -> Any:
        with faults():
            return sync(self._files.loop, work, *given, timeout=_LEAST_SECONDS + size / _LEAST_RATE, **named)


class _Stream(io.RawIOBase):
    """An object's bytes as they come, with the faults of reading mapped as well."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        with faults():
            piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._stream.close()
        super().close()


def _files(place: Place) -> S3FileSystem:
    own = bool(place.key_id)
    client = {"region_name": place.region, **({"verify": place.ca_file} if place.ca_file else {})}
    files = S3FileSystem(
        key=place.key_id if own else None,
        secret=place.key_secret if own else None,
        endpoint_url=place.endpoint or None,
        client_kwargs=client,
        config_kwargs={**_CONFIG, "s3": {"addressing_style": "path" if place.endpoint else "auto"}},
        session=AioSession(session_vars=_NOBODYS) if own else None,
        max_concurrency=1,
        use_listings_cache=False,
        skip_instance_cache=True,
    )
    files.retries = _TRIES
    return files
