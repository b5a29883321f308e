"""A small server that speaks S3 and ails in the ways that a test says: refuses, breaks off, keeps something else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs

Answer = Iterable[bytes]
_WORDS: Final = "<?xml version='1.0'?><Error><Code>{code}</Code><Message>{message}</Message></Error>"
SECRET_WORDS: Final = "nyckeln prov och vad servern annars vet"
"""What stands in its refusals and must not be told on."""


@dataclass(slots=True)
class AilingS3:
    """A WSGI app of one bucket. ``refusals``: a status and a code for each of the next requests. ``broken``: of how
    many answers with bytes half comes. ``garbles``: it keeps other bytes than it was sent. ``hashes``: it checks the
    hash that it is sent, and says that it did."""

    refusals: list[tuple[int, str]] = field(default_factory=list)
    broken: int = 0
    garbles: bool = False
    hashes: bool = True
    objects: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start: Any) -> Answer:
        return _without_body(environ, self._answered(environ, start))

    def _answered(self, environ: dict[str, Any], start: Any) -> Answer:
        method, key = environ["REQUEST_METHOD"], environ["PATH_INFO"].lstrip("/").partition("/")[2]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        self.asked.append(method)
        if self.refusals:
            return _refused(start, *self.refusals.pop(0))
        if method == "PUT":
            return self._put(environ, start, key, body)
        if method == "DELETE":
            self.objects.pop(key, None)
            return _answer(start, 204, b"")
        if method == "HEAD" and not key:
            return _answer(start, 200, b"")
        if key:
            return self._get(environ, start, key)
        return self._list(environ, start)

    def _put(self, environ: dict[str, Any], start: Any, key: str, body: bytes) -> Answer:
        told = environ.get("HTTP_X_AMZ_CHECKSUM_SHA256", "")
        if self.garbles:
            body = body[::-1]
        if self.hashes and told != base64.b64encode(hashlib.sha256(body).digest()).decode():
            return _refused(start, 400, "BadDigest")
        self.objects[key] = body
        return _answer(start, 200, b"", [("x-amz-checksum-sha256", told)] if self.hashes else [])

    def _get(self, environ: dict[str, Any], start: Any, key: str) -> Answer:
        if key not in self.objects:
            return _refused(start, 404, "NoSuchKey")
        content, status, said = self.objects[key], 200, list[tuple[str, str]]()
        if asked := environ.get("HTTP_RANGE"):
            first, last = asked.removeprefix("bytes=").split("-")
            whole, content, status = len(content), content[int(first) : int(last) + 1], 206
            said = [("Content-Range", f"bytes {first}-{int(first) + len(content) - 1}/{whole}")]
        return self._broken_off(environ, start, content, status, said)

    def _broken_off(
        self, environ: dict[str, Any], start: Any, content: bytes, status: int, said: list[tuple[str, str]]
    ) -> Answer:
        size, etag = len(content), hashlib.md5(content).hexdigest()
        if self.broken and content and environ["REQUEST_METHOD"] == "GET":
            self.broken -= 1
            content = content[: size // 2]
        start(f"{status} OK", [("Content-Length", str(size)), ("ETag", f'"{etag}"'), *said])
        return [content]

    def _list(self, environ: dict[str, Any], start: Any) -> Answer:
        asked = {name: values[-1] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
        prefix, after, most = asked.get("prefix", ""), asked.get("start-after", ""), int(asked.get("max-keys", 1000))
        found = sorted(key for key in self.objects if key.startswith(prefix) and key > after)
        rows = "".join(f"<Contents><Key>{key}</Key></Contents>" for key in found[:most])
        more = str(len(found) > most).lower()
        words = f"<ListBucketResult><IsTruncated>{more}</IsTruncated>{rows}</ListBucketResult>"
        return _answer(start, 200, words.encode())


def _answer(start: Any, status: int, content: bytes, said: Iterable[tuple[str, str]] = ()) -> Answer:
    start(f"{status} said", [("Content-Length", str(len(content))), *said])
    return [content]


def _without_body(environ: dict[str, Any], answer: Answer) -> Answer:
    return [] if environ["REQUEST_METHOD"] == "HEAD" else answer


def _refused(start: Any, status: int, code: str) -> Answer:
    return _answer(start, status, _WORDS.format(code=code, message=SECRET_WORDS).encode())
