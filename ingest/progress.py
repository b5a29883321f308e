"""What goes from one component of the pipeline to the next: ids and states, never text or pictures."""

from __future__ import annotations

from dataclasses import dataclass

from models.document import DocumentState


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a document has come. Haystack copies each component's inputs, so this stays small.

    ``attachments`` are the ids of documents found inside it that still wait to be read.
    """

    document: str
    state: DocumentState
    reason: str
    attachments: tuple[str, ...] = ()
