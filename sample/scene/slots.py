"""Every slot of a phrasing bank: ``say`` gives the marked words for a slot and its forms."""

from __future__ import annotations

from collections.abc import Callable

from models.mention import Label
from sample import wording as w
from sample.laws import LAWS
from sample.place_names import KOMMUN
from sample.scene import companies, days, people, places, rows, sums
from sample.scene.decoys import DECOYS, decoy
from sample.scene.scene import Scene
from sample.spans import mark

Say = Callable[[Scene, tuple[str, ...]], str]
"""The scene and the forms behind the slot's name."""
_WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
          "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo")  # fmt: skip
NUMBERS = ("case", "case2", "othercase", "courtcase", "policecase", "invoice", "contract")
_NUMBER_FIELDS = {"case": "case_number", "invoice": "invoice_number", "contract": "contract_number"}
ROUND = 0.75
"""How many times of day are those that people agree on: whole hours and quarters."""


class SlotError(ValueError):
    """A slot or a form that the made world does not know."""


def _form(forms: tuple[str, ...], at: int = 0) -> str:
    return forms[at] if len(forms) > at else ""


def _person(slot: str) -> Say:
    role, field = people.ROLES[slot], people.FIELDS.get(slot, "")

    def say(scene: Scene, forms: tuple[str, ...]) -> str:
        form = _form(forms)
        if form == "title":
            return scene.official(slot).title if slot in people.OFFICIALS else "ledamot"
        person = scene.person(slot)
        if form in people.NAME_FORMS:
            return people.NAME_FORMS[form](person, role, field)
        return people.OTHER_FORMS[form](person)

    return say


def _company(slot: str) -> Say:
    return lambda scene, forms: companies.FORMS[_form(forms)](scene.company(slot))


def _house(slot: str) -> Say:
    return lambda scene, forms: companies.HOUSE_FORMS[_form(forms)](scene.house(slot))


def _place(slot: str) -> Say:
    return lambda scene, forms: places.FORMS[_form(forms)](scene.place(slot))


def _vehicle(slot: str) -> Say:
    return lambda scene, forms: places.VEHICLE_FORMS[_form(forms)](scene.vehicle(slot))


def _day(slot: str) -> Say:
    field = days.FIELDS.get(slot, "")
    return lambda scene, forms: days.FORMS[_form(forms)](scene.date(slot), field)


def _any_day(scene: Scene, forms: tuple[str, ...]) -> str:
    least, most = map(int, forms[0].split(".."))
    return days.FORMS[_form(forms, 1)](scene.near(least, most), "")


def _time(slot: str) -> Say:
    def say(scene: Scene, forms: tuple[str, ...]) -> str:
        return days.clock(scene.time(slot), _form(forms))

    return say


def _any_time(scene: Scene, forms: tuple[str, ...]) -> str:
    least, most = map(int, forms[0].split("-"))
    minute = scene.rng.choice((0, 0, 0, 15, 30, 30, 45)) if scene.rng.random() < ROUND else scene.rng.randrange(60)
    return days.clock(f"{scene.rng.randint(least, most):02d}:{minute:02d}", _form(forms, 1))


def _sum(slot: str) -> Say:
    field = sums.FIELDS.get(slot, "")
    return lambda scene, forms: sums.FORMS[_form(forms)](scene.sum(slot), field)


def _any_sum(scene: Scene, forms: tuple[str, ...]) -> str:
    least, most = map(int, forms[0].split("-"))
    step = 100 if least > 5_000 else 10 if least > 500 else 1
    kronor = sums.drawn(scene.rng, least, most, step)
    scene.rows.tally += kronor
    return sums.FORMS[_form(forms, 1)](kronor, "")


def _tally(scene: Scene, forms: tuple[str, ...]) -> str:
    """What the sums drawn since the last tally come to; the next begins anew."""
    kronor, scene.rows.tally = scene.rows.tally, 0
    return sums.FORMS[_form(forms)](kronor, "total_amount")


def _number(slot: str) -> Say:
    field = _NUMBER_FIELDS.get(slot, "")

    def say(scene: Scene, forms: tuple[str, ...]) -> str:
        text = scene.number(slot)
        if slot in ("invoice", "contract"):
            return places.plain_number(text, field)
        return mark(Label.CASE, text, text, f"case:{text}", field=field)

    return say


def _count(scene: Scene, forms: tuple[str, ...]) -> str:
    least, most = map(int, forms[0].split("-"))
    number = scene.rng.randint(least, most)
    return _WORDS[number] if _form(forms, 1) == "word" and number < len(_WORDS) else str(number)


def _decimal(scene: Scene, forms: tuple[str, ...]) -> str:
    least, most = map(float, forms[0].split("-"))
    return f"{scene.rng.uniform(least, most):.1f}".replace(".", ",")


def _law(scene: Scene, forms: tuple[str, ...]) -> str:
    figures = [one for one in forms[1:] if one[:1].isdigit()]
    chapter, section = (*figures, "", "")[:2]
    return w.law(forms[0], int(chapter or 0), section, brief="brief" in forms, day=scene.day)


def _other_board(scene: Scene) -> str:
    """Another board of the municipality, the same through the paper."""
    others = [one.name for one in scene.others if one.code != scene.owner.code]
    return scene.cast.numbers.setdefault("board2", scene.rng.choice(others))


def _fixed(label: Label) -> Say:
    kind = label.lower()
    return lambda scene, forms: mark(label, forms[0], forms[0], f"{kind}:{forms[0]}")


def _org(name: str) -> str:
    return mark(Label.ORG, name, name, f"org:{name}")


SLOTS: dict[str, Say] = {
    **{slot: _person(slot) for slot in people.ROLES},
    **{slot: _company(slot) for slot in companies.SLOTS},
    **{slot: _house(slot) for slot in companies.HOUSES},
    **{slot: _place(slot) for slot in places.SLOTS},
    **{slot: _vehicle(slot) for slot in places.VEHICLES},
    **{slot: _day(slot) for slot in days.OFFSETS},
    **{slot: _sum(slot) for slot in sums.RANGES},
    **{slot: _number(slot) for slot in NUMBERS},
    **{slot: _time(slot) for slot in days.TIMES},
    **places.AREAS,
    **rows.SLOTS,
    "date": _any_day, "time": _any_time, "sum": _any_sum, "tally": _tally, "n": _count,
    "dec": _decimal, "law": _law,
    "org": _fixed(Label.ORG), "loc": _fixed(Label.LOC),
    "decoy": lambda scene, forms: decoy(forms[0], scene.rng),
    "url": lambda scene, forms: places.url(scene.rng),
    "board": lambda scene, forms: _org(scene.owner.name),
    "unit": lambda scene, forms: _org(scene.owner.unit),
    "board2": lambda scene, forms: _org(_other_board(scene)),
    "muni": lambda scene, forms: _org(f"{KOMMUN} kommun") if _form(forms) == "kommun" else w.town(KOMMUN),
}  # fmt: skip


def say(scene: Scene, slot: str, forms: tuple[str, ...]) -> str:
    """The marked words for a slot in its forms.

    Raises:
        SlotError: there is no such slot, or it has no such form.
    """
    try:
        return SLOTS[slot](scene, forms)
    except (KeyError, IndexError, ValueError) as error:
        raise SlotError(f"{{{':'.join((slot, *forms))}}}") from error


def check(slot: str, forms: tuple[str, ...]) -> str:
    """What is wrong with a slot as written, or nothing."""
    if slot not in SLOTS:
        return f"no slot {slot!r}"
    if slot == "law" and (not forms or forms[0] not in LAWS):
        return f"no law {forms[:1]}"
    if slot == "decoy" and (not forms or forms[0] not in DECOYS):
        return f"no look-alike {forms[:1]}"
    return ""
