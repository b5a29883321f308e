"""What a hit says of how it was found: Swedish for each form of a mark (:mod:`search.found_as`).

The front end says them by way of its English catalogue.
"""

from __future__ import annotations

from typing import Final

FOUND_AS: Final[dict[str, str]] = {
    "exact": "exakt",
    "named": "fält",
    "beginning": "ordets början",
    "inflected": "böjning",
    "written": "annat skrivsätt",
    "part": "del av sammansatt ord",
    "name": "namn i filnamnet",
    "value": "handlingens egna uppgifter",
    "synonym": "ord som betyder detsamma",
    "similar": "liknande ord",
    "possible": "möjlig läsning",
    "meaning": "liknande innebörd",
}
