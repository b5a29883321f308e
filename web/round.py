"""A round (*omgång*) of suggestions: which items, what was answered, and what still waits of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Final

from models.errors import AccessDeniedError
from search.judging_queue import Item, still_waiting
from web import session
from web.addresses import is_opaque
from web.parts import parts

SKIP: Final = "skip"


@dataclass(frozen=True, slots=True)
class Answer:
    """Which item (by its number) was answered how; ``judgement`` is what came of it, none where it was passed over."""

    item: int
    said: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Round:
    """``waiting`` are the numbers of the items that wait, as the viewer may know them now."""

    items: tuple[Item, ...]
    answers: tuple[Answer, ...] = ()
    waiting: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """Of how many: those answered and those that wait, not what others judged or what is no longer there."""
        return len(self.answers) + len(self.waiting)

    @property
    def is_over(self) -> bool:
        return not self.waiting

    @property
    def first(self) -> int | None:
        """The item to show: the next after the one that was answered last, from the beginning again after the end."""
        last = self.answers[-1].item if self.answers else -1
        return self.after(last)

    @property
    def passed_over(self) -> int:
        return sum(each.said == SKIP for each in self.answers)

    def waits(self, item: int) -> bool:
        return item in self.waiting

    def place(self, item: int) -> int:
        """Which one it is of :attr:`total`, from 1."""
        return len(self.answers) + self.waiting.index(item) + 1

    def after(self, item: int) -> int | None:
        return next((each for each in self.waiting if each > item), next(iter(self.waiting), None))

    def before(self, item: int) -> int | None:
        return next((each for each in reversed(self.waiting) if each < item), next(reversed(self.waiting), None))

    def passed(self, item: int, said: str, judgement: str) -> Round:
        """With an answer more."""
        return replace(self, answers=(*self.answers, Answer(item, said, judgement)))

    def back(self) -> Round:
        """Without the last answer."""
        return replace(self, answers=self.answers[:-1])

    def again(self) -> Round:
        """With those that were passed over waiting once more."""
        return replace(self, answers=tuple(each for each in self.answers if each.said != SKIP))


def save(held: Round) -> str:
    """Keep it for the viewer; the opaque id that an address may hold."""
    state = {"items": [each.kept for each in held.items], "answers": [asdict(each) for each in held.answers]}
    return parts().store.states.save(session.viewer().name, {"round": state})


def load(id: str) -> Round:
    """The round, with what waits of it now. Raises :class:`AccessDeniedError` where it is not this viewer's."""
    kept = parts().store.states.load(session.viewer().name, id).get("round") if is_opaque(id) else None
    if kept is None:
        raise AccessDeniedError("Sidan finns inte")
    items = [Item.of(each) for each in kept["items"]]
    answers = tuple(Answer(**each) for each in kept["answers"])
    answered = {each.item for each in answers}
    now = still_waiting(session.viewer(), parts().store, items)
    waits = tuple(at for at, each in enumerate(now) if each is not None and at not in answered)
    return Round(tuple(each or old for each, old in zip(now, items, strict=True)), answers, waits)
