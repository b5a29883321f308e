"""Organisations (*organisationer*): by legal form, by kind of public body, and by the table of authorities."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from models.mention import Label
from nlp.candidate import Candidate
from nlp.names import legal_forms, phrases
from nlp.names.blocked import blocked
from nlp.names.lexicon import cased
from nlp.names.tokens import Token
from nlp.tables import pairs
from nlp.tables import words as table

LONGEST = 7  # words of a company's name before its legal form
_CONNECTORS = frozenset({"&", "och", "i", "på", "för", "av", "of", "the", "and", "-", "+", "de"})
_STOP = table("words_before_organisation")
_PUBLIC = re.compile(
    r"(?<![\w-])(?:"
    r"Region(?:en)?\s(?:Stockholm|Uppsala|Sörmland|Östergötland|Jönköpings\slän|Kronoberg"
    r"|Kalmar\slän|Gotland|Blekinge|Skåne|Halland|Värmland|Örebro\slän|Västmanland|Dalarna"
    r"|Gävleborg|Västernorrland|Jämtland\sHärjedalen|Västerbotten|Norrbotten)"
    r"|Västra\sGötalandsregionen|Länsstyrelsen(?:\si(?:\s[A-ZÅÄÖ]\w{1,20}){1,2}(?:\slän)?)?"
    r"|(?:Mark-\soch\smiljö(?:över)?domstolen)(?:\s(?:vid|i)(?:\s[A-ZÅÄÖ]\w{1,20}){1,2}(?:\stingsrätt|\shovrätt)?)?"
    r"|(?:Förvaltningsrätten|Kammarrätten|Länsrätten|Hyresnämnden"
    r"|Arrendenämnden)(?:\si\s[A-ZÅÄÖ]\w{1,20})?|(?:Hovrätten)\s(?:för"
    r"|över)(?:\s[A-ZÅÄÖ]\w{1,20}){1,2}(?:\soch\sBlekinge)?|Svea\shovrätt|Göta\shovrätt"
    r"|Högsta\s(?:förvaltnings)?domstolen|HÖGSTA\sDOMSTOLEN|Regeringsrätten"
    r"|[A-ZÅÄÖ][\wåäö]{2,20}\stingsrätt|[A-ZÅÄÖ]{3,20}\sTINGSRÄTT"
    r"|(?:Polisregion|Polisområde)\s[A-ZÅÄÖ]\w{1,20}|Riksdagen|Regeringen|Regeringskansliet"
    r"|Europeiska\s(?:kommissionen|unionen|rådet)|EU-kommissionen"
    r"|[A-ZÅÄÖ][a-zåäö]{2,30}departementet"
    r"|[A-ZÅÄÖ][a-zåäö]{2,20}-\soch\s[a-zåäö]{2,20}departementet"
    r"|(?:[A-ZÅÄÖ][a-zåäö]{2,20}(?:-,\s[a-zåäö]{2,20})?-\soch\s[a-zåäö]{2,20}"
    r"|[A-ZÅÄÖ][a-zåäö]{2,24})(?:nämnden|utskottet|förvaltningen|kontoret|styrelsen)"
    r"|[A-ZÅÄÖ][a-zåäö]{3,24}(?:enheten|avdelningen)|(?:Enheten|Avdelningen|Gruppen|Nämnden|Kontoret)\sför\s[a-zåäö]{3,24}(?:\soch\s[a-zåäö]{3,24})?|Räddningstjänsten|Kommunfullmäktige|Regionfullmäktige|Svenska\s[Kk]yrkan|Röda\s[Kk]orset|Rädda\s[Bb]arnen|Hyresgästföreningen"
    r"|Socialdemokraterna|Moderaterna|Centerpartiet|Liberalerna|Folkpartiet|Kristdemokraterna"
    r"|Vänsterpartiet|Miljöpartiet(?:\sde\sgröna)?|Sverigedemokraterna"
    r")s?(?![\wåäö])"
)
_NOT_PUBLIC = frozenset({"Styrelsen", "Nämnden", "Förvaltningen", "Kontoret", "Utskottet"})
_LEAD = re.compile(
    r"(?<![\w-])(?:[A-ZÅÄÖ][a-zåäö]{2,20}restaurang|Kök & Bar|Brf|BRF"
    r"|Bostadsrättsföreningen|Bostadsrättsförening|Samfällighetsföreningen"
    r"|Stiftelsen|Restaurang|Restaurant|Pizzeria|Café|Cafe|Hotell|Hotel|Krog|Gatukök|Kiosk"
    r"|Sushi|Bageri|Konditori|Värdshuset|Bistro|Pub|Nattklubb|Nattklubben|Kebab|AB|HB"
    r"|Föreningen|Idrottsföreningen|Hemtjänst|Assistans)"
    r"(\s(?:[A-ZÅÄÖ][\wåäöé&'’-]{1,30})"
    r"(?:[ ](?:[A-ZÅÄÖ][\wåäöé&'’-]{1,30}|&|och(?=\s[A-ZÅÄÖ])|\d{1,3}(?=\s|$|[.,]))){0,3})"
)
_MUNICIPAL = re.compile(
    r"(?<![\w-])((?:[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,25}\s){1,2})([Kk]ommun|KOMMUN|stad)s?(?![\wåäö])"
    r"|(?<![\w-])(?:Göteborgs|Stockholms|Malmö)\s(?:[Ss]tad)s?(?!\w)"
)
_SUFFIX = re.compile(
    r"(?:,?\s(?:ek\.\s?för\.|ekonomisk\sförening|ideell\sförening|\(publ\)|filial)"
    r"|,?\si\s(?:konkurs|likvidation|rekonstruktion))+"
)
_COOPERATIVE = re.compile(rf"(?<![\w-])((?:[A-ZÅÄÖ][\wåäöé&-]{{1,30}}\s){{1,5}}){legal_forms.COOPERATIVE}")


def find(text: str, words: Sequence[Token]) -> Iterator[Candidate]:
    """Candidates by each way in; they may overlap, the longest is to be chosen."""
    yield from _by_legal_form(text, words)
    yield from _by_lead(text)
    yield from _public(text)
    for first, last, entry in phrases.find(words, "authorities"):
        yield _candidate(text, words[first].start, words[last].end, entry, 0.95, "rule:org-table")
    for word in words:
        authority = pairs("abbreviations").get(
            word.text.removesuffix("s") if word.text.isupper() is False else word.text
        )
        if authority is not None:
            yield Candidate(Label.ORG, word.start, word.end, authority, 0.8, "rule:org-abbreviation")


def _by_legal_form(text: str, words: Sequence[Token]) -> Iterator[Candidate]:
    for place, word in enumerate(words):
        if legal_forms.is_form(word.text) and word.gap in (" ", "\n") and place:
            first = _begin(words, place)
            if first < place:
                end = _with_suffix(text, word.end)
                shouted = all(one.text.isupper() or not one.text.isalpha() for one in words[first:place])
                sure, method = (0.75, "rule:org-capitals") if shouted else (0.95, "rule:org-form")
                yield _candidate(text, words[first].start, end, "", sure, method)
    for match in _COOPERATIVE.finditer(text):
        yield _candidate(text, match.start(), _with_suffix(text, match.end()), "", 0.93, "rule:org-form")


def _begin(words: Sequence[Token], form: int) -> int:
    """The first token of the name that ends in the legal form at ``form``."""
    first = form
    for place in range(form - 1, max(-1, form - 1 - LONGEST), -1):
        token, gap = words[place], words[place + 1].gap
        fits = token.capital or token.text in _CONNECTORS or token.text.isdigit()
        crosses = gap == "\n" and place + 1 != form and words[place + 1].opens
        other = token.text in legal_forms.WORDS  # the company before: "Lind AB och Ek AB"
        if not fits or gap not in ("", " ", "\n") or crosses or other or token.text in _STOP:
            break
        if token.capital or token.text.isdigit():
            first = place
    if words[first].opens and first + 2 < form and words[first + 1].text in ("av", "för", "i", "på", "hos"):
        first += 2  # "Drivs av Norrlands Mat AB"
    while first < form and (words[first].text in _CONNECTORS or words[first].text in _STOP):
        first += 1
    return first


def _by_lead(text: str) -> Iterator[Candidate]:
    for match in _LEAD.finditer(text):
        if match.group(1).split()[-1] in ("Svenska", "Sveriges", "&"):
            continue
        end = match.end()
        newline = text.find("\n", match.start(), end)
        if newline > 0 and text[match.start() : newline].count(" "):
            end = newline
        if match.group().startswith(("AB", "HB")) and (match.group(1)[0] == "\n" or blocked(match.group(1).split()[0])):
            continue  # the end of a name, or a form's cell, and what stands behind or below it
        alone = not text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        if newline != match.start(1) or not alone:
            yield _candidate(text, match.start(), _with_suffix(text, end), "", 0.8, "rule:org-lead")


def _public(text: str) -> Iterator[Candidate]:
    for match in _PUBLIC.finditer(text):
        if match.group() not in _NOT_PUBLIC:
            yield _candidate(text, *match.span(), "", 0.9, "rule:org-public")
    for match in _MUNICIPAL.finditer(text):
        yield from _municipality(text, match)


def _municipality(text: str, match: re.Match[str]) -> Iterator[Candidate]:
    known = table("municipalities")
    names = (match.group(1) or match.group().split()[0] + " ").split()
    for start in range(len(names)):
        name = cased(" ".join(names[start:])) if len(names) - start == 1 else " ".join(map(cased, names[start:]))
        if name in known or name.removesuffix("s") in known or match.group(1) is None or _unlisted(names[start:]):
            begin = match.start() + match.group().index(names[start])
            yield _candidate(text, begin, match.end(), "", 0.95, "rule:org-public")
            return


def _unlisted(names: list[str]) -> bool:
    """Whether one capitalised word before ``kommun`` can be a municipality that no table knows."""
    return (
        len(names) == 1 and len(names[0]) > 3 and not blocked(names[0]) and names[0] not in table("not_municipalities")
    )


def _with_suffix(text: str, end: int) -> int:
    suffix = _SUFFIX.match(text, end)
    return suffix.end() if suffix else end


def _candidate(text: str, start: int, end: int, value: str, confidence: float, method: str) -> Candidate:
    return Candidate(Label.ORG, start, end, value or normal_form(text[start:end]), confidence, method)


_SHOUTED = re.compile(
    r"[A-ZÅÄÖ]+(?:NÄMNDEN|STYRELSEN|VERKET|MYNDIGHETEN|DOMSTOLEN|RÄTTEN|KONTORET|FÖRVALTNINGEN|TJÄNSTEN|POLISEN"
    r"|KASSAN|FULLMÄKTIGE|ENHETEN|AVDELNINGEN)|POLISEN"
)
"""An office that is one word, in capitals: KOMMUNSTYRELSEN."""


def normal_form(written: str) -> str:
    """Spaces folded, genitive -s off, bankruptcy off (the company is the same), capitals as names are written."""
    folded = re.sub(r",?\si\s(?:konkurs|likvidation|rekonstruktion)$", "", " ".join(written.split()))
    if re.search(
        (
            r"(?:AB|HB|KB|kommun|nämnden|tingsrätt|domstolen|styrelsen|verket|myndigheten|regionen"
            r"|departementet|förvaltningen|kontoret|partiet|rätten|hovrätt|demokraterna|erna|utskottet"
            r"|stad)s$"
        ),
        folded,
    ):
        folded = folded[:-1]
    folded = folded.removesuffix(":s") if folded.endswith(("AB:s", "HB:s", "KB:s")) else folded
    words = folded.split()
    if len(words) == 1 and _SHOUTED.fullmatch(folded):
        return folded.capitalize()
    shouted = len(words) > 1 and all(word.isupper() or not word.isalpha() for word in words)
    return " ".join(word.capitalize() if shouted and len(word) > 3 else word for word in words)
