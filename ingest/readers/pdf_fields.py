"""The fields of a PDF form (AcroForm): their values, as pdfium tells them, whether somebody drew them or not."""

from __future__ import annotations

from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.pdf_strings import text_from

TICK_BOXES: Final = frozenset((pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON))
_CHOICES: Final = frozenset((pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX))
_PASSWORD: Final = 1 << 13  # ISO 32000-1, table 228: what stands in such a field is never shown
_TICK: Final = "☒"
_SAYS_NOTHING: Final = frozenset(("", "on", "off", "yes", "no", "ja", "nej", "true", "1", "0", "x"))
_MOST_OPTIONS: Final = 2_000


def kind_of(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> int:
    """One of pdfium's FPDF_FORMFIELD numbers."""
    return int(pdfium.FPDFAnnot_GetFormFieldType(form, annotation))


def caption(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> str:
    """What the form's maker calls the field: its description for readers, else its name."""
    described = text_from(pdfium.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
    return " ".join((described or text_from(pdfium.FPDFAnnot_GetFormFieldName, form, annotation)).split())


def value_of(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> str:
    """What was filled in; empty for a field that is empty, a box that is not ticked, a button."""
    kind = kind_of(form, annotation)
    if kind in TICK_BOXES:
        return _ticked(form, annotation)
    if kind == pdfium.FPDF_FORMFIELD_TEXTFIELD:
        if pdfium.FPDFAnnot_GetFormFieldFlags(form, annotation) & _PASSWORD:
            return ""
        return text_from(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation).replace("\r", "\n").strip()
    if kind in _CHOICES:
        return _chosen(form, annotation)
    return ""


def _ticked(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> str:
    """A tick with what it stands for: the words beside the box say it on the page, and the field's own in a search."""
    if not pdfium.FPDFAnnot_IsChecked(form, annotation):
        return ""
    said = text_from(pdfium.FPDFAnnot_GetFormFieldExportValue, form, annotation).strip()
    if said.casefold() in _SAYS_NOTHING or said.isdigit():
        said = caption(form, annotation)
    return f"{_TICK} {said}".strip()


def _chosen(form: pypdfium2.PdfFormEnv, annotation: pdfium.FPDF_ANNOTATION) -> str:
    options = min(_MOST_OPTIONS, pdfium.FPDFAnnot_GetOptionCount(form, annotation))
    chosen = [
        text_from(pdfium.FPDFAnnot_GetOptionLabel, form, annotation, index)
        for index in range(max(0, options))
        if pdfium.FPDFAnnot_IsOptionSelected(form, annotation, index)
    ]
    return "\n".join(filter(None, chosen)) or text_from(pdfium.FPDFAnnot_GetFormFieldValue, form, annotation).strip()
