"""Names of places in the made world: six invented municipalities, their towns, streets, tracts and blocks.

None of the municipalities, towns and districts was in the Swedish gazetteers at hand. Streets,
tracts and blocks are put
together from words and not looked up; a made address has a postcode above the highest in use.
"""

from __future__ import annotations

from random import Random

from sample.listing import listed

KOMMUN = "Älvhamra"
MUNICIPALITIES: dict[str, dict[str, str]] = {
    "Älvhamra": {"Älvhamra": "990 12", "Tjärnvretbo": "990 23", "Stenhultaby": "990 31", "Granlundsnäs": "990 44"},
    "Tjäderforsa": {"Tjäderforsa": "991 10", "Myrnäsbo": "991 22", "Hackspettsvik": "991 35"},
    "Norrhedsbro": {"Norrhedsbro": "992 11", "Kallmyrböle": "992 24", "Vitmossaryd": "992 40"},
    "Granviksmo": {"Granviksmo": "993 14", "Lillsjötuna": "993 21", "Rävbackaby": "993 36"},
    "Sävaränge": {"Sävaränge": "994 10", "Björnmossaby": "994 28", "Östansjöholm": "994 33"},
    "Klippstranda": {"Klippstranda": "995 13", "Yttergrundsby": "995 26", "Saltvarpsnäs": "995 41"},
}
"""Municipality → its towns and their postcodes; Älvhamra is the one whose archive it is."""
AREA_CODES = {
    "Älvhamra": "0980", "Tjäderforsa": "0980", "Norrhedsbro": "031", "Granviksmo": "031", "Sävaränge": "040",
    "Klippstranda": "040",
}  # fmt: skip
"""Municipality → its area code (*riktnummer*), of those that have numbers for fiction."""
TOWNS = MUNICIPALITIES[KOMMUN]
NEIGHBOURS = tuple(MUNICIPALITIES)[1:]
POSTCODES = {town: code for towns in MUNICIPALITIES.values() for town, code in towns.items()}
MUNICIPALITY_OF = {town: muni for muni, towns in MUNICIPALITIES.items() for town in towns}
DISTRICTS = listed(
    """
    Kvarnbolet Norrgärdet Sågmyrby Älgvretsby Västerhammar Östanhedsby Flottarbol Tegelbrukshagen Hamnmyran
    Kråkbackaby Lövängsdal Stationsgärdet Skeppsvikshamn Gamla_Garvaränget Övre_Tallåsby Nedre_Tallåsby
    """
)
COUNTRIES = listed(
    """
    Polen Rumänien Tyskland Finland Norge Danmark Litauen Lettland Bulgarien Italien Spanien Turkiet Ukraina
    Vietnam Thailand Nederländerna Estland Ungern
    """
)
_STREET_FIRST = listed(
    """
    Kvarngräns Skeppsmästar Lokstalls Färgaregräns Syrenhags Hamnmagasins Tegelbruks Timmerflottar Klockarbols
    Sågverks Repslagar Glasblåsar Hjulmakar Vagnslider Ladugårds Mjölnarbacks Tröskverks Smedjehags Bryggargårds
    Garvarbäcks Spinnrocks Vävstols Kolmilar Nattskifts Brunnsängs Slåtterängs Potatisåker Havrefälts
    Linberednings Humlegårds Enbärs Rönnbärs Åkerbärs Tranmyrs Orrspels Tjäderleks Gökottans Lärksångs Strömstare
    Kungsfiskar Storspovs Utterbäcks Bäverdamms Mårdskinns Järvspårs Lodjurs Huggorms Kopparslagar Blecksmeds
    Urmakarbacks Bokbindar Sotargränds Lumpsamlar Kolportörs Postiljons Telegrafist Stinsbostads Banvakts Växlings
    Godsmagasins Rangerbangårds Lastbryggs Kranförar Stuveri Ballast Ankarsmeds Lanternin Roddarmadams Fiskrökeri
    Tångvalls Grynnrevs Klapperstens Isräfflings Morängrus Lerskifts Kalkugns Marmorbrotts Täljstens Bergsprängar
    Gruvstuge Hyttskogs Masugns
    """
)
_STREET_LAST = listed(
    """
    gatan gatan gatan vägen vägen vägen gränden stigen backen torget allén kroken slingan
    """
)
_STREET_BEFORE = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "Norra ",
    "Södra ",
    "Västra ",
    "Östra ",
    "Gamla ",
    "Nya ",
    "Lilla ",
    "Stora ",
    "Övre ",
    "Nedre ",
)
_LETTERS = ("", "", "", "", " A", " B", " C", " D", "A", "B")
_TRACT_FIRST = listed(
    """
    Norr Söder Väster Öster Kvarn Sten Tjärn Sågmyr Älgvret Granlund Flottar Björnkälla Rävlya Harmyr Grävlings
    Orrtupps Fågelbacks Gethags Kovalls Lammhults Hästskobols Svedje Kolbotten Tjärdals Myrslogs Starrängs
    Vassviks Gäddsjö Abborrträsk Mörtselås Lövbrännas Näverkåtas Stenröses Gropåker Dikesängs Ladvallens Skalunda
    Ödetorps Soldattorps Backstugu Prästängs Klockargårds Länsmansbols Nämndemans Fjärdings Häradsvads Tingsstens
    Gästgivar Skjutsbonds
    """
)
_TRACT_LAST = listed(
    """
    gärdet bolet hultaby vretbo myrby näs hammar hedsby bol ryd tuna vik åsen backa ängen torp
    """
)
_BLOCKS = listed(
    """
    Ankarspelet Kvarnvingen Tegelslagaren Flottaren Sillströmmingen Lyktgubben Tjärtunnan Skepparen Grindvakten
    Bälgtramparen Stenhuggaren Hovslagaren Kardmakaren Knappmakaren Handsktillverkaren Perukmakaren Sadelmakaren
    Tunnbindaren Segelmakaren Repslagarbanan Nålmakaren Kammakaren Borstbindaren Lergöken Kakelugnen Järnspisen
    Fotogenlampan Vedtraven Sågbocken Huggkubben Slipstenen Spinnrocken Vävskeden Skotspolen Ljusstöpan Smörkärnan
    Ostkaret Mjölkpallen Hässjan Räfsan Lien Slagan Kärran Trillan Rissläden Sparken Isbillen Ljusterjärnet
    Kräftburen Mjärden Ålkistan Vadhunden Harpunen Lanternan Kompassrosen Sextanten Mistluren Fyrvaktaren
    Lotskuttern Bogseraren Pråmen Galeasen Jollen Årtullen Rodret Kölsvinet Spanten Bordläggningen Morkullan
    Rördrommen Smålommen Brushanen Kärrsnäppan Fjällripan Lavskrikan Nötkråkan Tofsmesen Sidensvansen Domherren
    Ekoxen Trollsländan Guldbaggen Bärfisen Humlan Citronfjärilen Aurorafjärilen Igelkotten Näbbmusen Skogsharen
    Iller Hermelinen Kabbelekan Gullvivan Blåsippan Smörbollen Kärleksörten Styvmorsviolen Harsyran Linnean
    Hjortronet Odonet Tranbäret Kråkriset
    """
)


def town(rng: Random, fixed: str = "") -> tuple[str, str]:
    """A municipality and a town of it: mostly of the archive's own."""
    if fixed:
        return MUNICIPALITY_OF[fixed], fixed
    muni = KOMMUN if rng.random() < 0.82 else rng.choice(NEIGHBOURS)
    towns = tuple(MUNICIPALITIES[muni])
    return muni, towns[0] if rng.random() < 0.6 else rng.choice(towns)


def street(rng: Random) -> str:
    """A street with its number."""
    number = min(rng.randint(1, 88), rng.randint(1, 140))
    name = rng.choice(_STREET_BEFORE) + rng.choice(_STREET_FIRST) + rng.choice(_STREET_LAST)
    return f"{name} {number}{rng.choice(_LETTERS)}"


def tract(rng: Random) -> str:
    """The name of a tract (*trakt*)."""
    return rng.choice(_TRACT_FIRST) + rng.choice(_TRACT_LAST)


def designation(rng: Random, muni: str) -> str:
    """A property's designation in this municipality."""
    if rng.random() < 0.55:
        return f"{muni} {tract(rng)} {rng.randint(1, 9)}:{rng.randint(1, 240)}"
    return f"{muni} {rng.choice(_BLOCKS)} {rng.randint(1, 28)}"
