"""E-mail addresses and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.mention import Label
from nlp.candidate import Candidate, Context

_EMAIL = re.compile(
    r"(?<![\w.+@-])[\w+-]{1,40}(?:\.[\w+-]{1,40}){0,5}@(?:[\w-]{1,60}\.){1,5}[A-Za-z]{2,12}(?![\w@])", re.UNICODE
)
_TORN = re.compile(
    r"(?<![\w.+@-])[\w+-]{2,40}(?:\.[\w+-]{1,40}){0,3}@[ \n](?:[a-zåäö0-9-]{2,60}\.){1,3}"
    r"(?:se|nu|com|org|net|eu)(?![\w@])"
)
_URL = re.compile(r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"'”»\[\]]{3,400}", re.IGNORECASE)
_BARE = re.compile(
    r"(?<![\w@./-])(?=[\d.-]*[A-Za-zåäö][a-zåäö0-9-]*\.)(?:[A-Za-zåäö0-9][a-zåäö0-9-]{1,40}\.){1,3}(?:se|nu|com|org|net|eu"
    r"|info)(?:/[^\s<>\"'”»\[\]]{0,200})?(?![\w@-])"
)
_TRAILING = ".,;:!?)]}*…"


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Values: the e-mail address in lower case; the web address as written, its host in lower case."""
    for match in _EMAIL.finditer(text):
        yield Candidate(Label.EMAIL, *match.span(), match.group().lower(), 0.99, "rule:email")
    for match in _TORN.finditer(text):
        yield Candidate(Label.EMAIL, *match.span(), "".join(match.group().split()).lower(), 0.8, "rule:email")
    for pattern, confidence in ((_URL, 0.98), (_BARE, 0.8)):
        for match in pattern.finditer(text):
            address = _trimmed(match.group())
            yield Candidate(
                Label.URL, match.start(), match.start() + len(address), _host_lower(address), confidence, "rule:url"
            )


def _trimmed(address: str) -> str:
    """Without the sentence's own marks; a closing bracket stays where it was opened within."""
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and "(" in address:
            break
        address = address[:-1]
    return address


def _host_lower(address: str) -> str:
    scheme, mark, rest = address.partition("://") if "://" in address else ("", "", address)
    host, slash, path = rest.partition("/")
    return scheme.lower() + mark + host.lower() + slash + path
