"""A place in a law (*lagrum*) as it is written: chapter, section and what lies below it, with its span."""

from __future__ import annotations

from dataclasses import dataclass

from nlp.rules.law_names import Law


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a law. ``parts`` are number and unit of what lies below the section: ``(("1", "st."), ("2", "p."))``.

    ``turned`` tells that the sign stood before the number: ``§ 5``.
    """

    start: int
    end: int
    chapter: str = ""
    section: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    law: Law | None = None
    turned: bool = False

    @property
    def place(self) -> str:
        """``11 kap. 20 § 1 st. 2 p.``"""
        above = [f"{self.chapter} kap."] if self.chapter else []
        section = [f"{self.section} §"] if self.section else []
        return " ".join([*above, *section, *(f"{number} {unit}" for number, unit in self.parts)])
