"""PDFs of every producer: what pdfium and pikepdf read back is the gold."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pikepdf
import pypdfium2
import pytest
import reportlab
from reportlab.pdfbase.ttfonts import TTFontFace

from models.mention import Label
from sample.carriers import CARRIERS
from sample.carriers.attached import bundle_file
from sample.carriers.hints import unhinted
from sample.carriers.plain import Written
from sample.carriers.style import STYLES
from sample.carriers.typefaces import common
from sample.draft import MARK, Draft, Para
from sample.owners import KS
from sample.spans import mark
from tests.sample.drafts import DAY, draft, long_draft, mail
from tests.sample.readers import pdf_fields, pdf_pages

KINDS = sorted(name for name in CARRIERS if name.startswith("pdf"))


def _sorted(text: str) -> list[str]:
    return sorted("".join(text.split()))


@pytest.mark.parametrize("style", sorted(STYLES))
@pytest.mark.parametrize("kind", KINDS)
def test_the_pages_hold_their_gold(kind: str, style: str) -> None:
    made: Written = CARRIERS[kind](draft(annex=True), Random(style), style)
    texts = pdf_pages(made.content)
    assert len(texts) == len(made.pages)
    assert all(MARK in text for text in texts)
    written = "".join(page.written.text for page in made.pages)
    held = "".join(texts) + "".join(pdf_fields(made.content))
    assert _sorted(held) == _sorted(written)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "pdf-form"])
def test_the_gold_is_in_the_order_of_the_page(kind: str) -> None:
    made = CARRIERS[kind](draft(), Random(5), "plain")
    for text, page in zip(pdf_pages(made.content), made.pages, strict=True):
        assert text.split() == page.written.text.split()


@pytest.mark.parametrize("kind", KINDS)
def test_long_papers_too(kind: str) -> None:
    made = CARRIERS[kind](long_draft(), Random(2), "modern")
    held = "".join(pdf_pages(made.content)) + "".join(pdf_fields(made.content))
    assert _sorted(held) == _sorted("".join(page.written.text for page in made.pages))


@pytest.mark.parametrize("kind", KINDS)
def test_spans_slice_and_bytes_stay_the_same(kind: str) -> None:
    made, again = (CARRIERS[kind](draft(), Random(3), "") for _ in range(2))
    assert made == again
    entities = [
        page.written.text[one.start : one.end].replace("\n", " ")
        for page in made.pages for one in page.written.spans if one.entity == "person-1"
    ]  # fmt: skip
    assert {"Åsa Öberg", "Bo Ek", "Eva Gran", "Li Ås", "Ärlig Nordström"} == set(entities)


def _made(kind: str, made: Draft) -> list[pikepdf.Pdf]:
    return [pikepdf.open(BytesIO(CARRIERS[kind](made, Random(seed), "").content)) for seed in range(12)]


def test_producers_are_several_and_invented() -> None:
    told = {str(pdf.docinfo["/Producer"]) for kind in KINDS for pdf in _made(kind, draft())}
    assert len(told) >= 5
    assert not [name for name in told if any(word in name for word in ("ReportLab", "Adobe", "Microsoft", "pikepdf"))]


def test_faces_are_embedded_or_not() -> None:
    def embedded(pdf: pikepdf.Pdf) -> bool:
        return any("/FontFile2" in one for one in pdf.objects if isinstance(one, pikepdf.Dictionary))

    assert all(embedded(pdf) for pdf in _made("pdf-truetype", draft()))
    assert not any(embedded(pdf) for pdf in _made("pdf", draft()))


def test_packed_files_have_object_streams() -> None:
    for seed in range(6):
        content = CARRIERS["pdf-packed"](draft(), Random(seed), "").content
        assert b"/ObjStm" in content
        assert b"/XRef" in content


def test_a_tagged_file_has_a_structure_tree() -> None:
    for pdf in _made("pdf-tagged", draft(annex=True)):
        root: Any = pdf.Root
        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang) == "sv-SE"
        tags, marks = list[str](), 0
        stack: list[Any] = [root.StructTreeRoot.K]
        while stack:
            element = stack.pop()
            tags.append(str(element.S))
            for kid in element.K:
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    assert kid.P.objgen == element.objgen
                    stack.append(kid)
                else:
                    marks += 1
        assert {"/Document", "/H1", "/P", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/LBody"} <= set(tags)
        leaves = root.StructTreeRoot.ParentTree.Nums
        assert len(leaves) == 2 * len(pdf.pages)
        assert sum(len(leaf) for leaf in list(leaves)[1::2]) == marks
        for page, leaf in zip(pdf.pages, list(leaves)[1::2], strict=True):
            assert page.Contents.read_bytes().count(b"/MCID") == len(leaf)


def test_a_form_has_fields_with_values_and_boxes() -> None:
    content = CARRIERS["pdf-form"](draft(), Random(1), "form").content
    assert pdf_fields(content)[0] == "Li Ås"
    with pikepdf.open(BytesIO(content)) as pdf:
        form: Any = pdf.Root.AcroForm
        assert [str(one.V) for one in form.Fields if one.FT == "/Btn"] == ["/Ja", "/Off"]
        assert sum(len(page.get("/Annots", [])) for page in pdf.pages) == len(form.Fields)
    assert "Li Ås" not in "".join(pdf_pages(content))


def test_a_form_shows_its_values() -> None:
    content = CARRIERS["pdf-form"](draft(), Random(1), "form").content
    pdf = pypdfium2.PdfDocument(content)
    pdf.init_forms()
    bare, drawn = (
        sum(pdf[0].render(scale=1, may_draw_forms=shown).to_pil().convert("L").histogram()[:128])
        for shown in (False, True)
    )
    pdf.close()
    assert drawn > bare + 100


def test_a_paper_without_particulars_gets_its_references_as_fields() -> None:
    plain = mail("x")
    content = CARRIERS["pdf-form"](plain, Random(1), "").content
    assert "KS 2024/00001" in pdf_fields(content)


def test_attachments_are_in_the_file_and_in_the_gold() -> None:
    written, ((name, _, csv),) = bundle_file(draft(), Random(1))
    with pikepdf.open(BytesIO(written.content)) as pdf:
        assert list(pdf.attachments) == [name]
        assert pdf.attachments[name].get_file().read_bytes() == csv.content
    assert "1 500,00" in csv.pages[0].written.text


def test_papers_are_attached_where_the_draft_has_some() -> None:
    held = replace(draft(), attachments=(("Yttrande från bolaget.pdf", draft()), ("lista.csv", draft())))
    written, carried = bundle_file(held, Random(1), "", lambda one, carrier, rng: CARRIERS[carrier](one, rng, ""))
    with pikepdf.open(BytesIO(written.content)) as pdf:
        assert {name: bytes(one.get_file().read_bytes()) for name, one in pdf.attachments.items()} == {
            name: file.content for name, _, file in carried
        }


def test_dates_are_the_papers_own() -> None:
    for pdf in _made("pdf-tagged", draft())[:2]:
        assert str(pdf.docinfo["/CreationDate"]).startswith(f"D:{DAY:%Y%m%d}")


def test_faces_without_hints_are_whole_fonts() -> None:
    path = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    bare = unhinted(path.read_bytes())
    assert len(bare) < 0.75 * path.stat().st_size
    whole, again = TTFontFace(str(path), validate=1), TTFontFace(BytesIO(bare), validate=1)
    assert again.charWidths == whole.charWidths
    assert again.charToGlyph == whole.charToGlyph
    assert unhinted(bare) == bare


def test_rare_signs_are_embedded_when_a_paper_has_them() -> None:
    rare = replace(draft(), blocks=(Para("Ñandú och Œuvre ± 5 ‰ †"),))
    made = CARRIERS["pdf-truetype"](rare, Random(1), "column")
    assert "Ñandú och Œuvre ± 5 ‰ †" in pdf_pages(made.content)[0]
    assert common(["Åsa betalar 5 kr – § 3"])
    assert not common(["Ñandú"])


@pytest.mark.parametrize("style", sorted(STYLES))
def test_a_company_as_sender_is_marked_and_a_bare_paper_is_possible(style: str) -> None:
    name = mark(Label.ORG, "Kvarnlyktan Mat & Bar AB", "Kvarnlyktan Mat & Bar AB", "company-1")
    owner = replace(KS, name=name, unit="Restaurang", code="", phone=mark(Label.PHONE, "0980-319 299", "+46980319299"))
    for made in (replace(draft(), owner=owner), replace(draft(), owner=owner, references=(), blocks=())):
        for kind in sorted(CARRIERS):
            pages = CARRIERS[kind](made, Random(style), style).pages
            found = [one for page in pages for one in page.written.spans if one.entity == "company-1"]
            assert found or kind in ("txt", "csv", "xlsx"), kind
            assert all("\ue000" not in page.written.text for page in pages)
