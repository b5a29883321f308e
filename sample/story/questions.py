"""What one may ask of an archive: searches to try, the gold's queries and the stories in plain words."""

from __future__ import annotations

from typing import Any

from sample.queries import Query, of_person
from sample.story.cast import Cast


def searches(c: Cast) -> tuple[tuple[str, str], ...]:
    """Three searches that lead into the first story, each with what it shows."""
    plate = f"{c.van.plate[:3]} {c.van.plate[3:]}"
    return (
        ("madrasser källaren", "Inspektionen, tipset och utdraget: börja här och följ namnen"),
        (c.boss.name, "Samma man i fem källor: krog, lager, polis-PM, tillstånd och hemtjänst"),
        (plate, "Skåpbilen: den binder ihop krogen, lagret och hemtjänsten"),
    )


def queries(c: Cast) -> tuple[Query, ...]:
    """Searches whose answers are known. Numbers are asked for in other forms than those written, too."""
    number, orgnr = c.boss.number, c.warehouse.number
    van = c.van.plate
    return (
        of_person(c.boss, "a name, in whatever form it is written"),
        of_person(c.helper, "a second name"),
        of_person(c.baker, "a complainant's name"),
        *(
            Query("identifier", text, why, value=value)
            for text, why, value in (
                (f"{number[2:8]}-{number[8:]}", "personnummer, ten digits", number),
                (number, "personnummer, twelve digits", number),
                (f"{orgnr[:6]}-{orgnr[6:]}", "organisationsnummer", orgnr),
                (f"{van[:3]} {van[3:]}", "registration plate with a space", van),
                (van.lower(), "registration plate in lower case", van),
                (c.warehouse.place.designation, "property", c.warehouse.place.designation),
                ("MBN 2024-0187", "case number", "MBN 2024-0187"),
                (c.boss.phone.replace("+46", "0"), "telephone number", c.boss.phone),
            )
        ),
        Query("words", "madrasser källaren", "words in several papers", words=("madrass", "källare")),
        Query("words", "sovplats", "a word in other inflections", words=("sovplats",)),
        Query("words", "serveringstillstånd", "a word in other inflections", words=("serveringstillstånd",)),
        Query("words", "personalliggare", "a compound in other inflections", words=("personalliggare",)),
        Query("words", "skåpbil", "a compound in other inflections", words=("skåpbil",)),
        Query("words", "Kvarnlyktan", "a company by the name over its door", words=("kvarnlyktan",)),
        Query("words", "hemtjänst sjukhus", "words of one case", words=("hemtjänst", "sjukhus")),
    )


def stories(c: Cast) -> list[dict[str, Any]]:
    """The planted stories, for the reader of the gold."""
    first = (c.boss, c.helper, c.driver, c.cook, c.neighbour, c.restaurant, c.warehouse, c.carer, c.sister, c.van)
    return [
        {
            "name": "Kvarnlyktan",
            "text": f"{c.boss.name} stands behind {c.restaurant.name}, {c.warehouse.name}, {c.carer.name} and the van "
            f"{c.van.plate}: people sleep in the restaurant's cellar, then in the warehouse, and are billed as carers. "
            f"An invoice of {c.carer.name} is paid twice, and {c.sister.name} is paid to its account.",
            "entities": [one.id for one in first],
        },
        {
            "name": "Pärlugglan",
            "text": f"{c.baker.name} of {c.cafe.name} is threatened; the car {c.car.plate} is named by a tip too.",
            "entities": [one.id for one in (c.baker, c.threat, c.cafe, c.car)],
        },
    ]
