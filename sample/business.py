"""Names of companies, associations, schools and care homes: invented words, everyday words, and people's names.

They are put together and not looked up; their numbers are of series that no company has (:mod:`sample.identities`).
"""

from __future__ import annotations

from random import Random

from sample.entities import Person
from sample.listing import listed
from sample.people_names import genitive
from sample.place_names import DISTRICTS, tract

_EATERY = listed(
    """
    Restaurang Restaurang Café Pizzeria Bistro Kök_&_Bar Gatukök Lunchrestaurang Krog Konditori Grill Sushi
    Thaikök Värdshus Trattoria Taverna Matbar Kebab_&_Grill Brasserie Pub
    """
)
_EATERY_FIRST = listed(
    """
    Gyllen Tjär Blåmes Sill Älg Rödbets Lingon Ugns Havre Trut Morkulle Pärlhöns Skratt Dill Gurkmeje Kantarell
    Murkel Abborr Gädd Kräft Saffrans Kanel Peppar Lakrits Rabarber Slånbärs Enbärs Hjortron Åkerbärs Svedje
    Brasved Koppar Tenn Järngryt Lergods Silver Månskens Stjärn Midnatts Gryning Skymnings Åsk Snö Frost Sommar
    Höst Hamn Brygg Lots Fyr Kaptens Smuggel Tull Spel Drill Vinter
    """
)
_EATERY_LAST = listed(
    """
    lyktan gäddan kitteln pannan kajutan grytan köket luckan fatet nästet bordet måsen krogen skolan skeden
    gaffeln slevan muggen stånkan tunnan kaggen disken luren trappan hörnan porten valvet källan hyllan salen
    stugan magasinet skeppet ankaret svanen tuppen geten oxen
    """
)
_EVERYDAY_EATERIES = listed(
    """
    Köket Hörnan Mat_&_Mera Två_Systrar Granne Lunch_på_Torget Kvart_över_Åtta Hos_Oss Bara_Gott Fest Söndag Mums
    Lilla_Krogen Nästa Smak Hav_&_Land Vardag Parkering Onsdag Ett_Bord_Till Stationen Sista_Droppen
    """
)
_TRADES: dict[str, tuple[str, ...]] = {
    "bygg": ("Bygg", "Byggservice", "Entreprenad", "Snickeri"), "städning": ("Städ", "Städservice", "Rent"),
    "måleri": ("Måleri", "Färg & Fasad"), "rörarbeten": ("Rör", "VVS"), "elarbeten": ("El", "Elteknik"),
    "bilverkstad": ("Bil", "Bilservice", "Bilvård", "Däck"), "lager och logistik": ("Lagerhus", "Logistik"),
    "plåtslageri": ("Plåt", "Tak & Plåt"), "trädgård och mark": ("Mark", "Trädgård", "Gräv"), "flyttning": ("Flytt",
    "Flytt & Transport"),
    "bemanning": ("Bemanning", "Personal", "Resurs"), "livsmedelshandel": ("Livs", "Matimport", "Frukt & Grönt"),
    "frisörverksamhet": ("Hår", "Frisör", "Salong"), "återvinning": ("Återvinning", "Skrot & Metall"),
    "redovisning": ("Redovisning", "Ekonomi"),
    "konsultverksamhet": ("Konsult", "Projekt", "Teknik"), "maskinuthyrning": ("Maskin", "Uthyrning"),
    "vaktbolag": ("Bevakning", "Trygghet"),
    "tvätteri": ("Tvätt", "Textilservice"), "glasmästeri": ("Glas",), "ventilation": ("Ventilation", "Luft"),
    "handel med begagnat": ("Retur", "Fynd"),
    "restaurang": ("Krog",), "skadedjursbekämpning": ("Sanering", "Skadedjur"),
    "brandskydd": ("Brandskydd", "Brandservice"), "kontorsvaror": ("Kontorsvaror", "Kontor & Papper"),
    "it-tjänster": ("Data", "IT-service"), "persontransport": ("Taxi", "Buss"),
    "utbildning": ("Utbildning", "Kompetens"),
    "verktyg och järn": ("Järn & Verktyg", "Järnhandel"), "hjälpmedel": ("Hjälpmedel", "Vårdteknik"),
    "tolkning": ("Tolkservice", "Språktjänst"),
}  # fmt: skip
_TRADE_FIRST = listed(
    """
    Takspettan Snabbstaren Plåtsvalan Grusugglan Flyttmården Städlärkan Mattsvanen Rörkråkan Billyktan
    Virkesvesslan Glasgäddan Nordanstig Järnhästen Blåkulla Trekanten Fyrklövern Kuggen Muttern Vattenpasset
    Lodlinan Hammaren Sågspånet Myrstacken Bikupan Ekorren Spindeln Grävlingen Tornseglaren Hackspetten Kofoten
    Domkraften Drivremmen Vinkeljärnet Tumstocken Stämjärnet Borren Nordljuset Polstjärnan Midnattssolen
    Väderkvarnen Vattenhjulet Nyckelringen Kompassen Ankaret Taljan Brofästet Valvet Milstolpen
    """
)
_EVERYDAY = listed(
    """
    Allservice Rent_&_Snyggt Bättre_Bygg Ljus_&_Luft Nu_Flyttar_Vi Först_på_Plats Hela_Huset Din_Granne Vi_Hjälper
    Nästa_Steg Kvalitet Snabbt_&_Säkert Hemma Total Idé_&_Form Framtiden Bra_Affär God_Tid Trygg Aktiv Direkt
    Rätt_Väg Nordisk_Partner Balans Ett_Steg_Före Enkelt Punkt Grund Kraft Plan_B Måndag Klart Noll Kontrast
    """
)
_CARER_FIRST = listed(
    """
    Vårkvitter Trygghasseln Solgläntbo Hasselhjärtat Lindblomsnära Humlesången Kvällsro Hemkänslan Omtanken
    Närheten Lugna_Stunden Vardagsglädje Hjärtegott Björkdungen Silverhanden Gläntan Morgonstund Goda_Händer
    Kamomillen Lavendelro Mormors_Hus Bra_Dag Hemma_Bäst Du_&_Jag Tryggt_Hem Vänlig Fyra_Årstider
    """
)
_CARE = ("hemtjänst", "omsorg", "assistans", "hemtjänst & service")
_FORMS = ("AB", "AB", "AB", "AB", "AB", "AB", "HB", "KB", "Aktiebolag")


LINES = tuple(_TRADES)
"""Lines of business of the companies of the sort ``trade``: their number tells which."""


def named(rng: Random, sort: str, town: str, chief: Person, index: int) -> tuple[str, str, str]:
    """The name over the door, the registered name, and the line of business of a company of this ``sort``."""
    if sort == "eatery":
        return _eatery(rng, town, chief)
    if sort == "carer":
        trade, care = rng.choice(_CARER_FIRST), rng.choice(_CARE)
        return f"{trade} {care}", f"{trade} {care.title() if rng.random() < 0.5 else 'Omsorg'} AB", "hemtjänst"
    if sort == "estate":
        first = rng.choice((rng.choice(_TRADE_FIRST), chief.surname, tract(rng)))
        trade = f"{first} {rng.choice(('Fastigheter', 'Fastighetsförvaltning', 'Lokaler', 'Bostäder'))}"
        return trade, f"{trade} AB", "fastighetsförvaltning"
    if sort == "haulier":
        first = rng.choice((genitive(chief.surname), rng.choice(_TRADE_FIRST), town))
        trade = f"{first} {rng.choice(('Åkeri', 'Transport', 'Frakt', 'Bud'))}"
        return trade, f"{trade} AB", "åkeri"
    line = LINES[index % len(LINES)]
    return _eatery(rng, town, chief) if line == "restaurang" else _trade(rng, town, chief, line)


def _eatery(rng: Random, town: str, chief: Person) -> tuple[str, str, str]:
    word = rng.choice(_EATERY)
    chance = rng.random()
    if chance < 0.55:
        name = rng.choice(_EATERY_FIRST) + rng.choice(_EATERY_LAST)
    elif chance < 0.75:
        name = rng.choice(_EVERYDAY_EATERIES)
    elif chance < 0.9:
        name = genitive(chief.given)
    else:
        name = f"{chief.surname} & {rng.choice(('Söner', 'Co', 'Döttrar', 'Partner'))}"
    trade = name if rng.random() < 0.2 and chance >= 0.9 else f"{word} {name}"
    registered = rng.choice((
        f"{trade} {rng.choice(_FORMS)}", f"{name} i {town} AB", f"{name} Mat & Dryck {rng.choice(_FORMS)}",
        f"{chief.surname} Restauranger AB",
        f"{rng.choice(_TRADE_FIRST)} Invest AB", f"AB {name}",
    ))  # fmt: skip
    return trade, registered, "restaurang"


def _trade(rng: Random, town: str, chief: Person, line: str) -> tuple[str, str, str]:
    word, chance = rng.choice(_TRADES[line]), rng.random()
    if chance < 0.34:
        trade = f"{rng.choice(_TRADE_FIRST)} {word}"
    elif chance < 0.5:
        trade = f"{genitive(chief.surname)} {word}"
    elif chance < 0.58:
        trade = f"{chief.name} {word}"
    elif chance < 0.66:
        trade = f"{chief.surname} & {rng.choice(('Son', 'Söner', 'Partner', 'Co'))} {word}"
    elif chance < 0.82:
        trade = f"{rng.choice(_EVERYDAY)} {word}"
    elif chance < 0.9:
        trade = f"{rng.choice(_EVERYDAY)} i {town}"
    else:
        trade = f"{chief.given[0]}{chief.surname[0]}{rng.choice('ABKMST')} {word}"
    form = rng.choice(_FORMS)
    return trade, f"{trade} {form}" if " i " in trade or rng.random() < 0.8 else f"{trade} i {town} {form}", line


def house(rng: Random, sort: str, town: str) -> str:
    """The name of an association, a school or a care home."""
    word = rng.choice((tract(rng), rng.choice(DISTRICTS), town))
    if sort == "association":
        last = (
            "IF",
            "BK",
            "hembygdsförening",
            "skidklubb",
            "byalag",
            "ryttarförening",
            "bostadsrättsförening",
            "teaterförening",
            "samfällighetsförening",
        )
        return f"{word}s {rng.choice(last)}"
    if sort == "school":
        return f"{word}{rng.choice(('skolan', ' förskola', ' gymnasium', 'skolan'))}"
    return f"{word}{rng.choice(('gården', 'hemmet', ' äldreboende', ' vårdboende'))}"
