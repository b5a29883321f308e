"""What stands by a registration plate and tells that it is one, or that it is something else."""

from __future__ import annotations

from typing import Final

PLATES: Final = (
    r"reg(?:\.?\s?-?\s?(?:nr|nummer|numret)?\.?|istrerings?\w*)",
    r"nummerplåt\w*",
    r"skylt(?:ar|ad|ade|en|arna)?",
    r"\w*(?:bil|bilen|bilarna|fordon|fordonet|buss|bussen|moped|mopeden|motorcykel|motorcykeln|släpvagn|släpet|släp|taxi"
    r"|traktor|traktorn|epa)",
)
"""Words that a plate follows at once, in whatever case it is written."""
THINGS: Final = (
    r"\w*(?:bilar|bilarnas|bilens|fordonen|fordons\w*|bussar|mopeder|släp\w+|taxi\w+|traktor\w+|epa\w+|motorcyklar|mc"
    r"|garage\w*)",
    r"kör(?:de|t|s|d|des|journal\w*)?", r"framförd?\w*", r"p(?:arkera\w*|-plats\w*|ickup\w*)", r"chaufför\w*",
    r"förare\w*", r"d(?:äck|rivmedel|iesel)\w*", r"be(?:sikt|nsin)\w*", r"mil(?:ersättning|tal|mätare)\w*",
    r"t(?:ankn?|ransport|rafik)\w*", r"ekipage\w*", r"vagn\w*", r"mätarställning\w*", r"kombi\w*", r"suv",
    r"hämtar", r"lasta\w*", r"verkstad\w*",
)  # fmt: skip
MAKES: Final = (
    "Volvo", "VW", "Volkswagen", "Saab", "BMW", "Audi", "Toyota", "Ford", "Mercedes", "Kia", r"[SŠ]koda", "Opel",
    "Renault", "Peugeot", "Tesla", "Nissan", "Mazda", r"Citro[eë]n", "Dacia", "Hyundai", "Honda", "Suzuki", "Fiat",
    "Iveco", "Scania", "MAN", "Mitsubishi", "Subaru", "Lexus", "Porsche", "Jeep", "Seat", "Cupra", "Polestar",
    "Chevrolet", "Chrysler", "Dodge", r"(?:Land|Range) ?Rover", "Jaguar", "Isuzu", "MG", "BYD", "Yamaha", "Kawasaki",
)  # fmt: skip
NOT_VEHICLES: Final = (
    r"artikel\w*", r"art\.?(?:\s?nr)?", r"modell\w*", r"produkt\w*", r"del(?:nr|nummer)", r"serie\w*",
    r"rum(?:met)?", r"sal(?:en)?", r"lokal(?:en)?", r"ritning\w*", r"kod(?:en)?", r"littera", r"linje\w*", r"flyg\w*",
    r"kurs\w*", r"order\w*", r"ref(?:erens\w*)?\.?", r"faktura\w*", r"dnr\.?", r"maskin(?:en)?", r"avtal\w*", r"\w*kod",
    r"blankett\w*", r"paragraf\w*", r"standard\w*", r"batch", r"parti",
)  # fmt: skip
ADVERB: Final = "typ"
"""May stand between a verb and a number: "han kör typ 120"."""
