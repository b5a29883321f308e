"""Form fields and annotations are text of their page: each once, with its place, its kind and a box."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from ingest.reading import read_file
from models.document import DocumentState, Page, PageMethod
from models.layout import BlockKind
from models.settings import Settings
from tests.ingest.readers.made import LINES, lines, write_pdf
from tests.ingest.readers.made_pdf import annotated, changed, form, note, without_drawings


def only_page(path: Path, settings: Settings) -> Page:
    reading = read_file(path, settings)
    assert reading.state is DocumentState.READ
    (page,) = reading.pages
    return page


def said(page: Page, kind: BlockKind) -> list[tuple[str, str]]:
    return [(block.place, page.text[block.start : block.end]) for block in page.layout.blocks if block.kind is kind]


def test_a_form_is_read_with_its_values_after_their_labels(tmp_path: Path, settings: Settings) -> None:
    page = only_page(form(tmp_path / "a.pdf"), settings)
    assert "Sökande: Kvarnbyns Bageri AB" in " ".join(page.text.split())
    assert page.text.count("Kvarnbyns") == 1
    assert page.text.count("Kafé") == 1
    assert "☒" in page.text
    assert page.text.count("☒") == 1
    assert ("Sökande:", "Kvarnbyns Bageri AB") in said(page, BlockKind.FORM_FIELD)
    assert [text for place, text in said(page, BlockKind.FORM_FIELD) if place == "Ort:"] == ["Ängsbacka"]
    word = next(word for word in page.words if word.text == "Kvarnbyns")
    assert 150 <= (word.x0 or 0) <= 170
    assert 842 - 716 <= (word.y0 or 0) <= (word.y1 or 0) <= 842 - 692


def test_values_that_nobody_drew_are_read_too(tmp_path: Path, settings: Settings) -> None:
    page = only_page(changed(form(tmp_path / "a.pdf"), without_drawings), settings)
    assert page.text.count("Kvarnbyns Bageri AB") == 1
    assert ("Slag", "Kafé") in said(page, BlockKind.FORM_FIELD)
    word = next(word for word in page.words if word.text == "Kvarnbyns")
    assert 149 <= (word.x0 or 0) <= 153


def test_a_password_field_is_not_read(tmp_path: Path, settings: Settings) -> None:
    def hide(pdf: Pdf) -> None:
        for annotation in pdf.pages[0].obj["/Annots"]:
            if annotation.get("/T") == String("falt0"):
                annotation["/Ff"] = 1 << 13
                del annotation["/AP"]

    page = only_page(changed(form(tmp_path / "a.pdf"), hide), settings)
    assert "Kvarnbyns" not in page.text


def test_a_sticky_note_says_who_wrote_it(tmp_path: Path, settings: Settings) -> None:
    path = annotated(tmp_path / "a.pdf", note("Text", "Ring Åsa\nom kylen", author="Granskaren"))
    page = only_page(path, settings)
    assert page.text.startswith("\n".join(LINES))
    assert page.text.endswith("Granskaren: Ring Åsa\nom kylen")
    assert said(page, BlockKind.NOTE) == [("Granskaren", "Granskaren: Ring Åsa\nom kylen")]
    word = page.words[-1]
    assert (word.x0, word.x1) == (300.0, 320.0)
    assert (word.y0, word.y1) == (322.0, 342.0)


def test_a_highlight_that_repeats_the_page_is_not_repeated(tmp_path: Path, settings: Settings) -> None:
    path = annotated(
        tmp_path / "a.pdf",
        note("Highlight", "Miljönämnden beslutar", (70, 755, 240, 775)),
        note("Highlight", "Stämmer detta?", (70, 730, 240, 750)),
        {**note("Popup", "Stämmer detta?", (400, 700, 500, 780))},
    )
    page = only_page(path, settings)
    assert page.text.count("Miljönämnden beslutar") == 1
    assert page.text.count("Stämmer detta?") == 1


def test_free_text_is_read_where_it_is_shown(tmp_path: Path, settings: Settings) -> None:
    path = annotated(tmp_path / "a.pdf", note("FreeText", "Inkom 12 maj", (350, 600, 480, 630)))

    def draw(pdf: Pdf) -> None:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        drawn = pdf.make_stream(
            b"BT /F 12 Tf 4 8 Td (Inkom 12 maj) Tj ET",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 130, 30]),
            Resources=Dictionary(Font=Dictionary(F=font)),
        )
        pdf.pages[0].obj["/Annots"][0]["/AP"] = Dictionary(N=drawn)

    page = only_page(changed(path, draw), settings)
    assert page.text.count("Inkom 12 maj") == 1
    assert said(page, BlockKind.NOTE) == [("", "Inkom 12 maj")]
    word = next(word for word in page.words if word.text == "Inkom")
    assert 350 < (word.x0 or 0) < 360


def test_a_link_says_where_it_leads_once(tmp_path: Path, settings: Settings) -> None:
    def link(address: str, y: int) -> dict[str, object]:
        action = Dictionary(S=Name.URI, URI=String(address))
        return {"Subtype": Name.Link, "Rect": Array([72, y, 200, y + 15]), "A": action}

    path = annotated(
        tmp_path / "a.pdf",
        link("https://exempel.invalid/beslut/12", 700),
        link("https://exempel.invalid/beslut/12", 680),
        link("mailto:namnd@exempel.invalid", 660),
        texts=("Skriv till namnd@exempel.invalid", *LINES),
    )
    page = only_page(path, settings)
    assert page.text.count("exempel.invalid/beslut/12") == 1
    assert page.text.count("namnd@exempel.invalid") == 1


def test_an_annotation_alone_makes_no_blank_page(tmp_path: Path, settings: Settings) -> None:
    def add(pdf: Pdf) -> None:
        values = note("Text", "Sidan är avsiktligt tom", (900, 900, 920, 920))
        pdf.pages[0].obj["/Annots"] = Array([pdf.make_indirect(Dictionary(Type=Name.Annot, **values))])

    page = only_page(changed(write_pdf(tmp_path / "a.pdf", lambda canvas: None), add), settings)
    assert (page.method, page.reason) == (PageMethod.TEXT, "annotations")
    assert page.text == "Sidan är avsiktligt tom"
    assert (page.words[0].x1 or 0) <= (page.width or 0)


def test_who_wrote_a_free_text_can_be_found(tmp_path: Path, settings: Settings) -> None:
    path = annotated(
        tmp_path / "a.pdf",
        note("Highlight", "Miljönämnden beslutar", (70, 755, 214, 775), author="Handläggaren"),
        note("Highlight", "Inspektionen genomfördes", (70, 730, 260, 752), author="Handläggaren"),
    )
    page = only_page(path, settings)
    assert page.text.count("Miljönämnden beslutar") == 1
    assert page.text.count("Handläggaren") == 1
    assert ("Handläggaren", "Miljönämnden beslutar") in said(page, BlockKind.NOTE)


def test_headings_that_no_page_shows_are_read(tmp_path: Path, settings: Settings) -> None:
    def add(pdf: Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(OutlineItem("Miljönämnden beslutar att förelägga bolaget", 0))
            outline.root.append(OutlineItem("Bilaga 7 om kylrummet", 1))
            outline.root.append(OutlineItem("Ett kapitel som inte följde med"))

            outline.root.append(OutlineItem("En tom sida", 2))

    path = changed(write_pdf(tmp_path / "a.pdf", lines(*LINES), lines(*LINES), lambda canvas: None), add)
    first, second, third = read_file(path, settings).pages
    assert (third.method, third.text) == (PageMethod.BLANK, "")
    assert first.text.endswith("tre veckor.\nEtt kapitel som inte följde med")
    assert second.text.endswith("tre veckor.\nBilaga 7 om kylrummet")
    assert first.text.count("Miljönämnden beslutar") == 1
    assert said(second, BlockKind.NOTE) == [("bokmärke", "Bilaga 7 om kylrummet")]


def test_a_form_drawn_by_a_program_is_read_from_its_xml(tmp_path: Path, settings: Settings) -> None:
    template = (
        '<template xmlns="http://www.xfa.org/schema/xfa-template/2.8/"><subform><field name="sokande"><caption><value>'
        "<text>Sökandens namn</text></value></caption><event><script>app.alert('x')</script></event></field>"
        "<draw><value><text>Ansökan om bygglov</text></value></draw></subform></template>"
    )
    datasets = (
        '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><xfa:datasets xmlns:xfa="http://www.xfa.org/schema/'
        'xfa-data/1.0/"><xfa:data><form><sokande>Åsa Exempel</sokande><ort>&e;</ort></form></xfa:data></xfa:datasets>'
    )

    def add(pdf: Pdf) -> None:
        packets = [String("template"), pdf.make_stream(template.encode()), String("datasets")]
        xfa = Array([*packets, pdf.make_stream(datasets.encode())])
        pdf.Root["/AcroForm"] = Dictionary(Fields=Array(), XFA=xfa)

    path = changed(write_pdf(tmp_path / "a.pdf", lines("Please wait...")), add)
    page = only_page(path, settings)
    assert page.text.split("\n") == ["Please wait...", "Sökandens namn", "Ansökan om bygglov", "Åsa Exempel"]
    assert said(page, BlockKind.FORM_FIELD) == [("sokande", "Åsa Exempel")]
