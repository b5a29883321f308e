"""Which templates and themes fit a paper: its owner, its day, and the line of business of whom it is about."""

from __future__ import annotations

from collections.abc import Iterator

from sample.grammar.bank import Bank, of_theme
from sample.grammar.matter import Matter
from sample.grammar.nodes import Choice, Node, Row, Said, Slot
from sample.grammar.template import Template
from sample.scene.scene import Scene

_ANY = Matter()


def fitting(bank: Bank, variety: str, scene: Scene) -> list[Template]:
    """The templates of a variety for this scene; a bank that has none of the variety writes forms instead.

    Those whose day it is not are never among them, where there are others; those that have no theme of the owner's or
    of the company's line only where all are so.
    """
    found = bank.templates.get(variety) or bank.templates["form"]
    found = [one for one in found if scene.day in one.years and _in_their_years(bank, one, scene)] or found
    for suits in (_suits_owner, _suits_line):
        found = [one for one in found if not one.themes or any(suits(bank, one, scene, t) for t in one.themes)] or found
    return found


def themes(bank: Bank, template: Template, scene: Scene) -> list[str]:
    """The themes of a template that a paper of this scene may be about: all of them where none fits."""
    found = list(template.themes)
    for suits in (_in_its_years, _suits_owner, _suits_line):
        found = [theme for theme in found if suits(bank, template, scene, theme)] or found
    return found


def matter(bank: Bank, template: Template, theme: str) -> Matter:
    """What the bank says of the theme."""
    own, usual = (bank.matters.get((template.variety, name)) for name in (theme, "*"))
    if own and usual:
        return own.beyond(usual)
    return own or usual or _ANY


def elects(template: Template) -> bool:
    """Whether the chair of its papers is that of the owner's board: it signs them for the board."""
    if template.sender not in ("", "board"):
        return False
    signed = any(line.kind == "signature" and "chair" in map(_name, slots(line.cells)) for line in template.body)
    return signed and "association" not in {_name(one) for line in template.body for one in slots(line.cells)}


def slots(nodes: tuple[Node, ...]) -> Iterator[Slot]:
    """The slots of phrases as they stand, not those of the pools that they draw from."""
    for node in nodes:
        match node:
            case Slot():
                yield node
            case Choice(parts) | Row(parts):
                yield from slots(parts)
            case Said(_, _, inner):
                yield from slots((inner,))


def _name(slot: Slot) -> str:
    return slot.name


def _in_their_years(bank: Bank, template: Template, scene: Scene) -> bool:
    return not template.themes or any(_in_its_years(bank, template, scene, theme) for theme in template.themes)


def _in_its_years(bank: Bank, template: Template, scene: Scene, theme: str) -> bool:
    return scene.day in matter(bank, template, theme).years


def _suits_owner(bank: Bank, template: Template, scene: Scene, theme: str) -> bool:
    return matter(bank, template, theme).suits(scene.owner)


def _suits_line(bank: Bank, template: Template, scene: Scene, theme: str) -> bool:
    """Companies that are given, as in the papers of an event, keep to their trade."""
    company = scene.cast.companies.get("company")
    lines = of_theme(bank.lines, template.variety, theme, ())
    return company is None or not lines or company.line in lines
