"""A file that holds other files: a listing as its text, the members as attachments, and a word on what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ingest.raw_page import RawAttachment
from ingest.readers.flow import OpenFlow
from ingest.readers.reader import NOTHING
from models.limits import Limits


class Losses:
    """What was left out, as one short code: the first that was noted, since it usually brought the others about."""

    def __init__(self) -> None:
        self.code = ""

    def note(self, code: str) -> None:
        self.code = self.code or code


class OpenContainer(OpenFlow):
    """Text, and attachments that are unpacked one by one, each only when it is asked for.

    ``losses`` may be added to until the last attachment has been handed over; then ``lost`` says what they were.
    """

    def __init__(
        self,
        text: str,
        limits: Limits,
        attachments: Iterable[RawAttachment],
        losses: Losses,
        *,
        title: str = "",
        facts: Mapping[str, str] = NOTHING,
    ) -> None:
        super().__init__(text, limits, title=title, facts=facts)
        self._inner, self._losses = attachments, losses

    def attachments(self) -> Iterator[RawAttachment]:
        yield from self._inner
        self.lost = self._losses.code
