"""Numbers that look right and are meant to belong to nobody: how each series was chosen.

The series were chosen from general knowledge; none was checked against its authority when this was written (it could
not be reached). Before the archive is shown outside, check each with the authority named.

- **Personnummer**: ordinary birth dates with a right check digit and a birth number (*födelsenummer*) of 980–999, the
  series that Skatteverket is said to keep for test numbers. Its last digit is odd for men, even for women.
- **Organisationsnummer**: companies in 558xxx, where Bolagsverket's limited companies have 556 and 559;
  partnerships (*handelsbolag, kommanditbolag*) in 968xxx, where they have 916 and 969; public bodies in 212099. The
  check digit is right.
- **Registration plates**: letters from the list of combinations that Transportstyrelsen does not hand out.
- **Telephones**: the ranges that Post- och telestyrelsen keeps for books and films.
- **Bankgiro**: numbers that begin with 99, right check digit; known real ones begin lower.
- **Plusgiro**: eight digits that begin with 99. **IBAN**: right check digits (ISO 7064 mod 97-10) around the bank code
  999, which no bank is known to have.
- **Postcodes**: 99x xx, above the highest in use. **E-mail**: the domain ``.example`` (RFC 2606).
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

TEST_BIRTH_NUMBERS = range(980, 1000)
BARRED_LETTERS = (
    "BSS",
    "FNL",
    "GAM",
    "HKH",
    "LAM",
    "LOJ",
    "LUS",
    "MES",
    "MLB",
    "NRP",
    "NSF",
    "ORM",
    "TYP",
    "WAM",
    "XTZ",
)
FICTION_MOBILE = range(701740605, 701740700)
FICTION_FIXED = {
    "031": range(313900600, 313900700), "0980": range(980319200, 980319300), "040": range(406280400, 406280500),
}  # fmt: skip
"""Area code → the numbers kept for fiction in it, without the nought."""
SWITCHBOARDS = tuple(range(980319200, 980319300, 10))
"""Where an authority's own number lies; nobody has it alone."""


def luhn(digits: str) -> int:
    """The check digit that follows ``digits`` (modulus 10, weights 2 and 1 from the right; ISO/IEC 7812-1 annex B)."""
    total = 0
    for position, character in enumerate(reversed(digits)):
        product = int(character) * (2 if position % 2 == 0 else 1)
        total += product // 10 + product % 10
    return -total % 10


def personnummer(rng: Random, born: date, man: bool, coordination: bool = False) -> str:
    """Twelve digits. ``coordination`` makes a samordningsnummer: 60 is added to the day."""
    serial = rng.choice([n for n in TEST_BIRTH_NUMBERS if n % 2 == man])
    day = born.day + (60 if coordination else 0)
    nine = f"{born:%y%m}{day:02d}{serial:03d}"
    return f"{born.year // 100}{nine}{luhn(nine)}"


def organisationsnummer(rng: Random, public: bool = False, partnership: bool = False) -> str:
    """Ten digits: 558xxxxxxx for a limited company, 968xxxxxxx for a partnership, 212099xxxx for a public body."""
    nine = f"{968 if partnership else 558}{rng.randrange(1_000_000):06d}"
    if public:
        nine = f"212099{rng.randrange(1000):03d}"
    return f"{nine}{luhn(nine)}"


def plate(rng: Random) -> str:
    """Six characters without a space, the old form (``HKH417``) or the one from 2019 (``HKH41R``)."""
    last = rng.choice("0123456789ABCDEFGHJKLMNPRSTUWXYZ")
    return f"{rng.choice(BARRED_LETTERS)}{rng.randrange(10)}{rng.randrange(10)}{last}"


def mobile(rng: Random) -> str:
    """A mobile number in E.164."""
    return f"+46{rng.choice(FICTION_MOBILE)}"


def landline(rng: Random, area: str) -> str:
    """A fixed line in E.164 in one of the areas of :data:`FICTION_FIXED`."""
    return f"+46{rng.choice(FICTION_FIXED[area])}"


def extension(place: int) -> str:
    """The direct number of an official of the municipality: one of 90 at its exchange, none a switchboard's."""
    free = [one for one in FICTION_FIXED["0980"] if one not in SWITCHBOARDS]
    return f"+46{free[place * 37 % len(free)]}"


def bankgiro(rng: Random) -> str:
    """Eight digits."""
    seven = f"99{rng.randrange(100_000):05d}"
    return f"{seven}{luhn(seven)}"


def plusgiro(rng: Random) -> str:
    """Eight digits."""
    seven = f"99{rng.randrange(100_000):05d}"
    return f"{seven}{luhn(seven)}"


def iban(rng: Random) -> str:
    """``SE`` and 22 digits."""
    account = f"999{rng.randrange(10**17):017d}"
    return f"SE{iban_check(account)}{account}"


def iban_check(account: str) -> str:
    """The two check digits of a Swedish IBAN (ISO 13616: the remainder of the number with ``SE00`` behind it)."""
    return f"{98 - int(f'{account}281400') % 97:02d}"


def birthday(rng: Random, oldest: int, youngest: int) -> date:
    """A day of the years from ``oldest`` to ``youngest``, both included."""
    first = date(oldest, 1, 1)
    return first + timedelta(days=rng.randrange((date(youngest, 12, 31) - first).days))
