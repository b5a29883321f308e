"""Inspection reports of food premises (*kontrollrapport*), as the planted stories need them."""

from __future__ import annotations

from random import Random

from sample import wording as w
from sample.draft import Block, Draft, Heading, Items, Pairs, Para, Signature, Table, Title
from sample.kinds.visit import AREAS, Visit
from sample.owners import MBN

KIND = "inspection_report"


def _draft(visit: Visit, title: str, blocks: tuple[Block, ...]) -> Draft:
    return Draft(MBN, KIND, visit.day, title, visit.references(), blocks)


def _signed(visit: Visit) -> Signature:
    return Signature(((w.name(visit.official.person, "official"), visit.official.title),))


def numbered(visit: Visit) -> Draft:
    """The long report with numbered findings."""
    it = visit.company
    title = f"Kontrollrapport – {w.trade(it)}"
    way = "anmält i förväg" if visit.announced else "oanmält"
    blocks: list[Block] = [
        Title(title),
        Pairs((
            ("Verksamhet", f"{w.trade(it)}, {w.address(it.place)}"),
            ("Verksamhetsutövare", f"{w.company(it)}, org.nr {w.orgnr(it)}"),
            ("Fastighet", w.prop(it.place)),
            ("Närvarande", f"{w.name(visit.met, visit.met_role)}, {visit.met_as}"),
        )),
        Heading("Bakgrund"),
        Para(f"Miljö- och byggnadsnämnden gjorde den {w.long(visit.day)} mellan kl. {w.clock(visit.start)} och "
             f"kl. {w.clock(visit.end)} en livsmedelskontroll på {w.trade(it)}. Besöket var {way}. Kontrollen gäller "
             "att företagaren följer lagstiftningens krav på säkra livsmedel och redlig information."),
        Heading("Iakttagelser"),
    ]  # fmt: skip
    blocks += [Items(visit.remarks)] if visit.remarks else [Para("Inga avvikelser noterades vid kontrollen.")]
    blocks += [Para(" ".join(visit.praise))] if visit.praise else []
    blocks += [Heading("Bedömning"), Para(_judgement(visit)), Heading("Upplysningar"), Para(
        f"Kontrollmyndigheten får meddela de förelägganden och förbud som behövs enligt {w.law('LL', 0, 22)}. En "
        f"avgift "
        "tas ut för uppföljande kontroll. Den som har synpunkter på rapporten kan höra av sig till undertecknad på "
        f"telefon {w.phone(visit.official.person.phone)} eller {w.email(visit.official.person.email)}."),
        _signed(visit)]  # fmt: skip
    return _draft(visit, title, tuple(blocks))


def _judgement(visit: Visit) -> str:
    if not visit.remarks:
        return "Verksamheten bedöms uppfylla kraven. Nästa kontroll görs enligt ordinarie kontrollplan."
    when = f" senast den {w.long(visit.again)}" if visit.again else ""
    return (f"Kontrollen visade {len(visit.remarks)} {'avvikelser' if len(visit.remarks) > 1 else 'avvikelse'}. Det "
            f"ska vara åtgärdat{when}. En uppföljande "
            "kontroll görs därefter utan att den anmäls.")  # fmt: skip


def form(visit: Visit, rng: Random) -> Draft:
    """The form: one row for each area of control."""
    it = visit.company
    areas = rng.sample(AREAS, max(5, len(visit.remarks) + 2))
    rows = [(area, "Avvikelse", remark) for area, remark in zip(areas, visit.remarks, strict=False)]
    rows += [(area, "Utan avvikelse", "") for area in areas[len(visit.remarks) :]]
    rng.shuffle(rows)
    title = "Protokoll från livsmedelskontroll"
    return _draft(visit, title, (
        Title(title),
        Pairs((
            ("Anläggning", w.trade(it)), ("Företag", w.company(it)), ("Organisationsnummer", w.orgnr(it)),
            ("Besöksadress", w.address(it.place)), ("Fastighetsbeteckning", w.prop(it.place)),
            ("Kontrolltid", f"{w.iso(visit.day)} kl. {w.clock(visit.start, False)}–{w.clock(visit.end, False)}"),
            ("Kontaktperson", f"{w.last_first(visit.met, visit.met_role)} ({visit.met_as})"),
        )),
        Table(("Kontrollområde", "Bedömning", "Kommentar"), tuple(rows), (0.28, 0.18, 0.54)),
        Para(f"Nästa besök: {w.iso(visit.again)}" if visit.again else "Inget uppföljande besök behövs."),
        Para(f"Kontrollen är gjord med stöd av {w.law('LL')}. Avgift faktureras enligt taxa."),
        _signed(visit),
    ))  # fmt: skip


def minutes(visit: Visit) -> Draft:
    """Short notes in the present tense, as one writes them on the spot."""
    it = visit.company
    title = "Inspektionsrapport"
    notes = [f"Ankomst kl. {w.clock(visit.start)}. {w.name(visit.met, visit.met_role)} ({visit.met_as}) visar runt.",
             *visit.remarks, *visit.praise, f"Genomgång med {w.surname(visit.met, visit.met_role)}. Avslut kl. "
                                            f"{w.clock(visit.end)}."]  # fmt: skip
    return _draft(visit, title, (
        Title(title),
        Para(f"Objekt: {w.trade(it)}, {w.street(it.place)}, {w.prop(it.place)}. Drivs av {w.company(it)}, "
             f"{w.orgnr(it)}."),
        Heading("Noteringar"),
        Items(tuple(notes), "-"),
        Heading("Åtgärd"),
        Para(f"Ny kontroll {w.iso(visit.again)}." if visit.again else "Ingen åtgärd. Ärendet avslutas."),
        _signed(visit),
    ))  # fmt: skip
