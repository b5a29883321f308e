"""The slides of an OpenDocument presentation or the pages of a drawing."""

from __future__ import annotations

from ingest.readers.flow_text import FlowText
from ingest.readers.odf_xml import OdfText, block_text
from ingest.readers.package import Element, local_name
from models.layout import BlockKind


def write_slides(body: Element, flow: FlowText) -> None:
    """Each slide on a page of its own, and what the speaker notes say at its end."""
    for number, slide in enumerate(body.iterchildren("{*}page"), start=1):
        flow.start_page()
        place = f"bild {number}"
        OdfText(flow, f"{place}, ").write(slide, place=place)
        for notes in slide.iterchildren("{*}notes"):
            flow.add(block_text(notes), BlockKind.NOTE, f"{place}, anteckningar")
        for comment in slide.iter("{*}annotation"):
            if local_name(comment.getparent()) == "page":
                flow.add(block_text(comment), BlockKind.NOTE, f"{place}, kommentar")
