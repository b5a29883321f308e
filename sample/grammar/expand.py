"""Turns nodes into marked words, for one paper."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from models.mention import Label
from sample import wording as w
from sample.grammar.bank import Bank
from sample.grammar.nodes import BankError, Choice, Draw, Node, Row, Said, Slot, Text
from sample.grammar.template import Pool
from sample.listing import listed
from sample.place_names import KOMMUN
from sample.scene import companies, places
from sample.scene.people import ROLES
from sample.scene.scene import Scene
from sample.scene.slots import SlotError, say
from sample.spans import MIDDLE, NOTE_OPEN, OPEN, SIGNS, mark, note, recased

_DEEPEST = 24
CARELESS = 0.3
"""How many names a loosely written paper has in small letters."""
PUBLIC = ("muni", "board")
"""The municipality and the paper's owner may be tied too."""
_SHORT = listed(
    """
    bl.a t.ex m.m m.fl d.v.s o.d s.k f.d f.n t.o.m fr.o.m p.g.a e.d osv kl ca nr tel dvs st resp ev jfr dnr avd
    inkl exkl ang kap mom s a b c m v p t o d e f mgm obs tf ref div forts enl kv reg org pers ung mkt tills vard
    lörd sönd mån tis ons tors fre lör sön okt nov dec jan feb aug sept sid bet ank avg gm fg
    """
)
_ABBREVIATED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SHORT))})\.$", re.IGNORECASE)
"""What ends in a full stop and ends no sentence."""
_SPACES, _LOOSE_SIGN = re.compile(" {2,}"), re.compile(r" ([,;.])(?= |$)")
_MUNICIPALITY = re.compile("\ue000LOC\ue003[^\ue001]*\ue001([^\ue002]*)\ue002 (kommuns?)\\b")
_BARE = re.compile(
    r"(?<![\d.,:-])(?P<kronor>\d{1,3}(?: \d{3})*|\d+)(?P<ore>,\d{1,2})? (?:kronor|kr)\b"
    rf"|(?P<day>(?<![\d.])\d{{1,2}}) (?P<month>{'|'.join(w.MONTHS)})(?! \d)"
    r"|(?<=kl\. )(?P<hours>\d{1,2}(?:[.:]\d\d)?)(?!\d)|(?<=klockan )(?P<hours_>\d{1,2}(?:[.:]\d\d)?)(?!\d)"
)
_SENTENCE = re.compile('(^|[.!?…]\ue006? +|(?<!:)//\\s*)((?:\ue004[^\ue005]*\ue005|["”(])*)([a-zåäöéü])')


@dataclass(slots=True)
class Expander:
    """Writes one paper's words. ``queries`` collects those of the pools that were drawn from."""

    bank: Bank
    variety: str
    scene: Scene
    loose: bool = False
    theme: str = ""
    queries: list[str] = field(default_factory=list)
    _used: dict[str, set[int]] = field(default_factory=dict)
    _held: dict[tuple[str, str], str] = field(default_factory=dict)
    _depth: int = 0

    def phrase(self, node: Node) -> str:
        """The words of a phrase, each sentence with its capital unless the paper is loosely written."""
        written = self.said(node)
        return written if self.loose else capitals(written)

    def said(self, node: Node) -> str:
        """The words of a phrase as they stand."""
        return finished(self.words(node))

    def words(self, node: Node) -> str:
        """The words of a node."""
        if isinstance(node, Text):
            return node.text
        if isinstance(node, Row):
            return self._row(node)
        if isinstance(node, Choice):
            return self.words(self.scene.rng.choice(node.options))
        if isinstance(node, Slot):
            try:
                said = say(self.scene, node.name, node.forms)
                careless = self.loose and node.name in ROLES and self.scene.rng.random() < CARELESS
                return recased(said, str.lower) if careless else said
            except SlotError as error:
                raise BankError(f"no form {error} ({self.variety})") from error
        if isinstance(node, Draw):
            return self._hold(node) if node.held else " ".join(self.entries(node))
        return note(node.kind, self._value(node), self.words(node.inner))

    def _row(self, row: Row) -> str:
        """The parts one after the other; no compound has three of a letter (*hotell* + *lokal* is *hotellokal*)."""
        written = ""
        for before, part in zip((None, *row.parts), row.parts, strict=False):
            words = self.words(part)
            compound = isinstance(before, Draw) and isinstance(part, Draw)
            if compound and len(written) > 1 and written[-2:] == words[:1] * 2:
                words = words[1:]
            written += words
        return written

    def _hold(self, draw: Draw) -> str:
        """The words of a draw that is held through the paper."""
        key = (draw.pool, draw.held)
        if key not in self._held:
            self._held[key] = " ".join(self.entries(draw))
        return self._held[key]

    def entries(self, draw: Draw) -> list[str]:
        """So many entries of a pool."""
        pool = self.bank.pool(self.variety, draw.pool)
        many = self.scene.rng.randint(draw.least, draw.most) if draw.most > draw.least else draw.least
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BankError(f"the pool [{draw.pool}] draws from itself ({self.variety})")
        drawn = [self.words(self._entry(pool)) for _ in range(many)]
        self._depth -= 1
        return drawn

    def _entry(self, pool: Pool) -> Node:
        """An entry that fits the paper's theme and that it has not had, as long as there is one."""
        fitting = pool.fitting(self.theme, self.scene.day)
        used = self._used.setdefault(pool.name, set())
        if len(used) >= len(fitting):
            used.clear()
        if not used:
            self.queries.extend(pool.queries)
        at = self.scene.rng.randrange(len(fitting))
        while fitting[at] in used:
            at = (at + 1) % len(fitting)
        used.add(fitting[at])
        return pool.entries[fitting[at]]

    def _value(self, said: Said) -> str:
        """A tie's value names who is tied by id; other notes say what they say."""
        if said.kind != "tie":
            return said.value
        relation, one, other = said.value.replace("{", "").replace("}", "").split()
        return ";".join((relation, self._id(one), self._id(other)))

    def _id(self, slot: str) -> str:
        if slot in ROLES:
            return self.scene.person(slot).id
        if slot in companies.SLOTS:
            return self.scene.company(slot).id
        if slot in companies.HOUSES:
            return self.scene.house(slot).id
        if slot in places.SLOTS:
            return self.scene.place(slot).id
        if slot in places.VEHICLES:
            return self.scene.vehicle(slot).id
        if slot in PUBLIC:
            return f"org:{KOMMUN} kommun" if slot == "muni" else f"org:{self.scene.owner.name}"
        raise BankError(f"a tie names {slot!r}, which is nobody ({self.variety})")


def finished(written: str) -> str:
    """Words as they stand in the paper: spaces put right, and mentions that only whole phrases show."""
    return bare_figures(municipalities(tidy(written)))


def tidy(written: str) -> str:
    """Spaces as one writes them, where an alternative turned out empty."""
    return _LOOSE_SIGN.sub(r"\1", _SPACES.sub(" ", written)).strip(" ")


def municipalities(written: str) -> str:
    """A municipality that is written out as an authority (*Älvhamra kommun*) is one mention, an ORG."""

    def whole(match: re.Match[str]) -> str:
        name, kommun = match.groups()
        return mark(Label.ORG, f"{name} {kommun}", f"{name} kommun", f"org:{name} kommun")

    return _MUNICIPALITY.sub(whole, written) if " kommun" in written else written


def bare_figures(written: str) -> str:
    """Sums, times and days that a bank writes with a plain figure (*{n:40-60} kronor*, *kl. 12*) are mentions too."""
    if not _BARE.search(written):
        return written
    made, inside, head = list[str](), False, False
    for piece in SIGNS.split(written):
        made.append(piece if inside or head else _BARE.sub(_figure, piece))
        head = piece in (OPEN, NOTE_OPEN)
        inside = piece == MIDDLE or (inside and len(piece) != 1)
    return "".join(made)


def _figure(match: re.Match[str]) -> str:
    if match.group("month"):
        month = w.MONTHS.index(match.group("month")) + 1
        return mark(Label.DATE, match.group(0), f"--{month:02d}-{int(match.group('day')):02d}")
    if hours := match.group("hours") or match.group("hours_"):
        hour, _, minute = hours.replace(":", ".").partition(".")
        return mark(Label.TIME, hours, f"{int(hour):02d}:{minute or '00'}")
    kronor, ore = match.group("kronor").replace(" ", ""), (match.group("ore") or ",0")[1:]
    return mark(Label.AMOUNT, match.group(0), f"{kronor}.{ore:0<2}")


def capitals(written: str) -> str:
    """The same with a capital where a sentence begins; mentions are left as they are."""

    def raised(match: re.Match[str]) -> str:
        lead, around, letter = match.groups()
        before = written[max(0, match.start() - 12) : match.start() + 1]
        if lead.startswith(".") and _ABBREVIATED.search(before):
            return match.group(0)
        return f"{lead}{around}{letter.upper()}"

    return _SENTENCE.sub(raised, written)
