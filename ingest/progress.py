"""What goes from one component of the pipeline to the next: ids and states, never text or pictures."""

from __future__ import annotations

from dataclasses import dataclass

from models.document import DocumentState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a document has come. Haystack copies each component's inputs, so this stays small.

    ``worker`` holds the claim; ``state`` and ``reason`` are the reading's; ``attachments`` are the ids of documents
    found inside it that still wait to be read. ``settled`` is the document's state after the last step: better than
    ``state`` where a former reading was kept, None where the claim was lost on the way. ``read`` False: its pages are
    as they were, and it was named only; then ``changed`` says whether that said anything new. ``tried`` pages were read
    again because they had been read badly, and ``better`` of them read better.
    """

    document: str
    worker: str
    state: DocumentState
    reason: str
    attachments: tuple[str, ...] = ()
    settled: DocumentState | None = None
    read: bool = True
    changed: bool = True
    tried: int = 0
    better: int = 0
