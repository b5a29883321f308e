"""Who plays in the planted stories of a world."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sample.entities import Company, Person, Place, Vehicle
from sample.people_names import UNCOMMON
from sample.world import COMPANIES, World


@dataclass(frozen=True, slots=True)
class Cast:
    """The first story: ``boss`` stands behind ``restaurant``, ``warehouse``, ``carer`` and ``van``.

    ``helper`` sits on his boards; ``driver`` drives for him; ``neighbour``, ``daughter`` and ``cook`` saw something.
    ``namesake`` has his name and nothing else to do with it. ``aides`` make the visits of ``carer``, to whose account
    ``sister`` is paid too; ``fellow`` is a provider of which there is nothing to say. The second story:
    ``baker`` owns ``cafe`` and is threatened by ``threat``, whose ``car`` a tip names too.
    """

    boss: Person
    namesake: Person
    helper: Person
    driver: Person
    neighbour: Person
    daughter: Person
    patient: Person
    cook: Person
    restaurant: Company
    warehouse: Company
    carer: Company
    van: Vehicle
    baker: Person
    threat: Person
    cafe: Company
    car: Vehicle
    aides: tuple[Person, ...]
    sister: Company
    fellow: Company


def cast(world: World) -> Cast:
    """The players: names given for the companies, all else drawn from the seed."""
    base = 500_000
    # Uncommon surnames, each once: whoever searches for one of them should not drown in people of the same name.
    drawn = iter(world.rng("cast").sample(UNCOMMON, 9))
    boss = world.person(base + 1, man=True, born=(1962, 1972), surname=next(drawn))
    namesake = replace(world.person(base + 2, man=True, born=(1950, 1961)), given=boss.given, surname=boss.surname)
    helper = world.person(base + 3, man=False, born=(1970, 1990), surname=next(drawn))
    daughter = world.person(base + 6, man=False, born=(1962, 1972), surname=next(drawn))
    baker = world.person(base + 9, man=False, born=(1965, 1985), surname=next(drawn))
    driver = world.person(base + 4, man=True, born=(1980, 2000), surname=next(drawn))
    neighbour = world.person(base + 5, surname=next(drawn))
    threat = world.person(base + 10, man=True, born=(1990, 2002), surname=next(drawn))
    cook = world.person(base + 8, born=(1985, 2001), surname=next(drawn))
    cellar, shed, office, corner, loft = (_block(world, base + n) for n in range(5))
    return Cast(
        boss, namesake, helper, driver, neighbour, daughter,
        world.person(base + 7, man=True, born=(1936, 1944), surname=daughter.surname),
        cook,
        world.founded("restaurant", "Restaurang Kvarnlyktan", "Kvarnlyktan Mat & Bar AB", cellar, boss),
        world.founded("warehouse", "Lagerskatans Lagerhus", "Lagerskatans Lagerhus i Älvhamra AB", shed, boss),
        world.founded("carer", "Ängsviskan hemtjänst", "Ängsviskans Hemtjänst AB", office, boss),
        replace(world.vehicle(base + 1), make="Ford Transit", colour="vit"), baker, threat,
        world.founded("cafe", "Café Pärlugglan", "Pärlugglans Kaffestuga AB", corner, baker),
        replace(world.vehicle(base + 2), make="Volvo V70", colour="svart"),
        tuple(world.person(base + number, born=(1970, 2000)) for number in (11, 12, 13)),
        world.founded("sister", "Morgontranan omsorg", "Morgontranans Omsorg AB", loft, helper),
        world.company(COMPANIES["carer"] - 1, "carer"),
    )  # fmt: skip


def _block(world: World, index: int) -> Place:
    """A place in town; the story's lie in Älvhamra itself."""
    place = world.place(index)
    return replace(place, postal="990 12 Älvhamra")
