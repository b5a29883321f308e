"""Statutes (*författningar*) that case files cite: number in Svensk författningssamling, name and short form.

From general knowledge of Swedish law, looked at against the statute texts at hand where they were there.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Law(NamedTuple):
    """``name`` stands before the number in brackets; a law without a name of its own is ``lagen (…) om`` a subject."""

    sfs: str
    name: str
    about: str = ""
    since: date = date.min
    until: date = date.max

    @property
    def title(self) -> str:
        """``alkohollagen (2010:1622)`` or ``lagen (1985:206) om viten``."""
        if not self.about:
            return f"{self.name} ({self.sfs})"
        return f"{self.name} ({self.sfs}) {self.about if self.about.startswith('med ') else f'om {self.about}'}"


LAWS = {
    "LL": Law("2006:804", "livsmedelslagen"),
    "AL": Law("2010:1622", "alkohollagen"),
    "PBL": Law("2010:900", "plan- och bygglagen"),
    "PBF": Law("2011:338", "plan- och byggförordningen"),
    "FL": Law("2017:900", "förvaltningslagen", since=date(2018, 7, 1)),
    "FPL": Law("1971:291", "förvaltningsprocesslagen"),
    "KL": Law("2017:725", "kommunallagen"),
    "SoL": Law("2001:453", "socialtjänstlagen", until=date(2025, 6, 30)),
    "OSL": Law("2009:400", "offentlighets- och sekretesslagen"),
    "PL": Law("1984:387", "polislagen"),
    "MB": Law("1998:808", "miljöbalken"),
    "RB": Law("1942:740", "rättegångsbalken"),
    "BrB": Law("1962:700", "brottsbalken"),
    "JB": Law("1970:994", "jordabalken"),
    "OL": Law("1993:1617", "ordningslagen"),
    "HSL": Law("2017:30", "hälso- och sjukvårdslagen"),
    "UtlL": Law("2005:716", "utlänningslagen"),
    "AML": Law("1977:1160", "arbetsmiljölagen"),
    "RL": Law("1975:635", "räntelagen"),
    "NSL": Law("1968:64", "narkotikastrafflagen"),
    "VapL": Law("1996:67", "vapenlagen"),
    "LTL": Law("2018:1138", "spellagen", since=date(2019, 1, 1)),
    "LSO": Law("2003:778", "lagen", "skydd mot olyckor"),
    "LOV": Law("2008:962", "lagen", "valfrihetssystem"),
    "LOU": Law("2016:1145", "lagen", "offentlig upphandling"),
    "LV": Law("1985:206", "lagen", "viten"),
    "TL": Law("2018:2088", "lagen", "tobak och liknande produkter", since=date(2019, 7, 1)),
    "LSS": Law("1993:387", "lagen", "stöd och service till vissa funktionshindrade"),
    "LBE": Law("2010:1011", "lagen", "brandfarliga och explosiva varor"),
    "AvtL": Law("1915:218", "lagen", "avtal och andra rättshandlingar på förmögenhetsrättens område"),
    "TBL": Law("1951:649", "lagen", "straff för vissa trafikbrott"),
    "MBL": Law("1976:580", "lagen", "medbestämmande i arbetslivet"),
    "LAS": Law("1982:80", "lagen", "anställningsskydd"),
    "LOB": Law("1976:511", "lagen", "omhändertagande av berusade personer m.m."),
    "LVU": Law("1990:52", "lagen", "med särskilda bestämmelser om vård av unga"),
    "LVM": Law("1988:870", "lagen", "vård av missbrukare i vissa fall"),
    "LPT": Law("1991:1128", "lagen", "psykiatrisk tvångsvård"),
    "SkolL": Law("2010:800", "skollagen"),
    "PDL": Law("2008:355", "patientdatalagen"),
    "KöpL": Law("1990:931", "köplagen"),
    "BFL": Law("1999:1078", "bokföringslagen"),
    "DiskL": Law("2008:567", "diskrimineringslagen"),
    "FAPT": Law("1998:940", "förordningen", "avgifter för prövning och tillsyn enligt miljöbalken"),
}
"""Short form → law."""

INSTEAD = {
    "FL": Law("1986:223", "förvaltningslagen"),
    "SoL": Law("2025:400", "socialtjänstlagen"),
    "LTL": Law("1994:1000", "lotterilagen"),
    "TL": Law("1993:581", "tobakslagen"),
}
"""Short form → the law that was in force (within the archive's years) where that of :data:`LAWS` was not."""


def in_force(key: str, day: date) -> Law:
    """The law of this short form that was in force on a day; its chapters are known only for that of :data:`LAWS`."""
    it = LAWS[key]
    return it if it.since <= day <= it.until else INSTEAD[key]
