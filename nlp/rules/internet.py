"""E-mail addresses and web addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from models.mention import Label
from nlp import cues
from nlp.candidate import Candidate, Context
from nlp.rules import misread

_EMAIL: Final = re.compile(
    r"(?<![\w.+@-])[\w+-]{1,40}(?:\.[\w+-]{1,40}){0,5}@(?:[\w-]{1,60}\.){1,5}[A-Za-z]{2,12}(?![\w@])"
)
_TORN: Final = re.compile(
    r"(?<![\w.+@-])[\w+-]{2,40}(?:\.[\w+-]{1,40}){0,3}@[ \n](?:[a-zåäö0-9-]{2,60}\.){1,3}"
    r"(?:se|nu|com|org|net|eu)(?![\w@])"
)
_MISREAD: Final = re.compile(
    r"(?<![\w.+@-])(?P<name>[a-zåäö0-9_-]{2,40}(?:\.[a-zåäö0-9_-]{1,40}){0,3})[ ]?(?P<at>&G|&O|[Q€&©®$£GC])[ ]?"
    r"(?P<host>(?:[a-zåäö0-9-]{2,60}\.){1,3}[a-z]{2,7})(?![\w@])"
)
_WORDS: Final = cues.words(r"e-?post\w*", r"e-?mail\w*", r"mejl\w*", r"mail\w*", r"tel(?:efon)?\w*\.?", r"tfn\.?")
_SURE_SIGNS: Final = "Q€©®£&"  # what no word begins with
_URL: Final = re.compile(r"(?<![\w@.])(?:https?://|www\.)[^\s<>\"'”»\[\]]{3,400}", re.IGNORECASE)
_BARE: Final = re.compile(
    r"(?<![\w@./-])(?=[\d.-]*[A-Za-zåäö][a-zåäö0-9-]*\.)(?:[A-Za-zåäö0-9][a-zåäö0-9-]{1,40}\.){1,3}(?:se|nu|com|org|net"
    r"|eu|info)(?:/[^\s<>\"'”»\[\]]{0,200})?(?![\w@-])"
)
_TRAILING: Final = ".,;:!?)]}*…"


def find(text: str, _: Context) -> Iterator[Candidate]:
    """Values: the e-mail address in lower case; the web address as written, its host in lower case."""
    for match in _EMAIL.finditer(text):
        yield Candidate(Label.EMAIL, *match.span(), match.group().lower(), 0.99, "rule:email")
    for match in _TORN.finditer(text):
        yield Candidate(Label.EMAIL, *match.span(), "".join(match.group().split()).lower(), 0.8, "rule:email")
    misread_ones = list(_misread(text))
    yield from misread_ones
    taken = {place for one in misread_ones for place in range(one.start, one.end)}
    for pattern, confidence in ((_URL, 0.98), (_BARE, 0.8)):
        for match in pattern.finditer(text):
            address = _trimmed(match.group())
            if "." in address and match.start() not in taken:
                end = match.start() + len(address)
                yield Candidate(Label.URL, match.start(), end, _host_lower(address), confidence, "rule:url")


def _misread(text: str) -> Iterator[Candidate]:
    """Tesseract's Swedish model has no @: it reads ``tillstand Qalvhamra.se``, or € or & or G. A possible reading."""
    for match in _MISREAD.finditer(text):
        is_sure = match["at"][0] in _SURE_SIGNS and not match["host"].startswith("u")  # "Quiz.se" is a word
        if is_sure or cues.before(text, match.start(), _WORDS):
            value = f"{match['name']}@{match['host']}"
            method = f"rule:email{misread.POSSIBLE}"
            yield Candidate(Label.EMAIL, *match.span(), value, misread.CONFIDENCE, method)


def _trimmed(address: str) -> str:
    """As far as it can be seen, without the sentence's own marks; a closing bracket stays where it was opened
    within."""
    address = "".join(takewhile(str.isprintable, address))
    while address and address[-1] in _TRAILING:
        if address[-1] == ")" and "(" in address:
            break
        address = address[:-1]
    return address


def _host_lower(address: str) -> str:
    scheme, mark, rest = address.partition("://") if "://" in address else ("", "", address)
    host, slash, path = rest.partition("/")
    return scheme.lower() + mark + host.lower() + slash + path
