"""Reports in Word: what Word knows of them, what they say, and names that stay text."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from unit.test_reports_hostile import bad_effects, hostile

from corridors import effects_of, load, load_scenario
from corridors.errors import OutputError
from corridors.reports.annex import DataFile
from corridors.reports.docx import outline_docx
from corridors.reports.docx_columns import SIZES, fitted
from corridors.reports.finding import Finding, FindingTable, ShownFinding
from corridors.reports.logo import Logo
from corridors.reports.message import Message
from corridors.reports.outline import Outline, outline_of
from corridors.reports.pictures import Picture
from corridors.reports.plain import short_text
from corridors.reports.wording import LANGUAGES, wording

TEXT_WIDTH = 170 / 25.4 * 1440
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi "
           "spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing kern sz szCs u rtl lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders tblLayout tblCellMar tblLook "
             "tblCaption",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
}
"""In which order the standard (ISO 29500) wants them; with another Word finds a file damaged."""


def png(width: int = 60, height: int = 40) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(
            ">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x30\x60\x90" * width) * height
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size)
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


@cache
def outline() -> Outline:
    table = FindingTable("Who gains most", ("Country", "h"), (("Iran", "−12.5"), ("Qatar", "")),
                         "A note below.", names=1)
    shown = ShownFinding(Finding("Who gains?", ("Iran does.",), (table,), "By subtraction."),
                         (Picture("02-chart", "Gains", "Bars of gains.", png(90, 30)),),
                         "Today, rail only", "gains")
    drawn = Picture("01-map", "The route", "A line from north to south.", png(6000, 9000),
                    "On paper.")
    return outline_of(
        effects_of(load_scenario("rasht-astara"), load()), [drawn], [shown],
        diagrams=[Picture("03-steps", "Hours along the way", "Steps.", png())],
        annex=[DataFile("effects.csv", "All totals.", "12 rows", (("pair", "Places."),), "ab12")])


@cache
def packed(lang: str = "en") -> bytes:
    return outline_docx(outline(), wording(lang))


def opened(lang: str = "en") -> Any:
    return Document(BytesIO(packed(lang)))


def body(document: Any) -> Any:
    return document.element.body


def said(part: Any) -> str:
    return "".join(text.text or "" for text in part.iter(qn("w:t")))


def all_said(data: bytes) -> str:
    """What a document says, line by line."""
    return "\n".join(said(one) for one in body(Document(BytesIO(data))).iter(qn("w:p")))


def test_the_same_report_gives_the_same_bytes() -> None:
    assert outline_docx(outline(), wording("en")) == packed()


def test_nothing_tells_when_where_or_by_whom_it_was_made() -> None:
    with ZipFile(BytesIO(packed())) as parts:
        assert {info.date_time for info in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.create_system for info in parts.infolist()} == {0}
        assert parts.namelist()[0] == "[Content_Types].xml"
        text = b"\n".join(parts.read(name) for name in parts.namelist() if name.endswith("xml"))
    for told in (str(Path.home()), str(Path.cwd()), "python-docx", "dcterms:created",
                 "dcterms:modified"):
        assert told.encode() not in text, told


def test_word_knows_title_subject_and_language() -> None:
    about = opened("ru").core_properties
    assert about.title == outline().title
    assert about.subject == outline().question
    assert (about.author, about.last_modified_by, about.comments) == ("", "", "")
    assert about.language == "ru"


def test_headings_do_not_jump_and_links_of_the_contents_lead_to_them() -> None:
    document = opened()
    levels = [int(one.style.name[-1]) for one in document.paragraphs
              if one.style.name.startswith("Heading")]
    assert levels[0] == 1
    assert {1, 2, 3} == set(levels)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    marks = [mark.get(qn("w:name")) for mark in body(document).iter(qn("w:bookmarkStart"))]
    links = [link.get(qn("w:anchor")) for link in body(document).iter(qn("w:hyperlink"))
             if link.get(qn("w:anchor"))]
    assert len(set(marks)) == len(marks)
    assert links == [mark for mark in marks if mark != "messages"]
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    contents = [said(one._p) for one in document.paragraphs if one.style.name == "Contents"]
    assert contents == headings[1:]


def test_tables_have_heads_that_come_again_and_rows_that_are_whole() -> None:
    tables = opened().tables
    assert len(tables) > 10
    for table in tables:
        head, *rows = table._tbl.tr_lst
        assert head.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rows)
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in (head, *rows))
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
        assert sum(widths) <= TEXT_WIDTH + len(widths)
        assert all(len(row.tc_lst) == len(widths) for row in (head, *rows))


def test_every_table_and_picture_has_a_numbered_caption() -> None:
    blocks = [one for one in body(opened()) if one.tag != qn("w:sectPr")]
    tables, figures = [], []
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if block.tag == qn("w:tbl"):
            tables.append(said(before))
            assert before.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
        if list(block.iter(qn("w:drawing"))):
            figures.append(said(after))
            assert block.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    assert [text.split(".")[0] for text in tables] == [f"Table {n + 1}" for n in range(len(tables))]
    assert figures == ["Figure 1. The route. On paper.", "Figure 2. Hours along the way",
                       "Figure 3. Gains"]
    fields = {one.get(qn("w:instr")).split()[1] for one in body(opened()).iter(qn("w:fldSimple"))}
    assert fields == {"Table", "Figure"}


def test_numbers_end_at_the_right_edge_and_words_do_not() -> None:
    table = next(one for one in opened().tables if one.cell(1, 0).text == "Iran")
    edges = [[cell.paragraphs[0].alignment for cell in row.cells] for row in table.rows]
    assert [[edge is None for edge in row] for row in edges] == [[True, False]] * 3


def test_pictures_have_alt_texts_and_fit_on_the_page() -> None:
    shapes = opened().inline_shapes
    assert [shape._inline.docPr.get("descr") for shape in shapes] == [
        "A line from north to south.", "Steps.", "Bars of gains."]
    tall, small, _ = shapes
    assert tall.height.mm == pytest.approx(205, abs=0.1)
    assert tall.width.mm == pytest.approx(205 * 2 / 3, abs=0.1)
    assert small.width.pt == pytest.approx(60)  # at 72 dots per inch: not blown up


def test_a_picture_that_word_cannot_show_is_told_in_words() -> None:
    drawn = replace(outline(), pictures=(Picture("m", "A map", "Told in words.", "<svg/>"),))
    assert "Told in words." in all_said(outline_docx(drawn, wording("en")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_all_that_the_outline_holds(lang: str) -> None:
    text, made = all_said(packed(lang)), outline()
    expected = [*(one.said for one in made.messages), made.question, made.background,
                "Who gains?", "Iran does.", "A note below.", "By subtraction.",
                "effects.csv", "ab12", "Places."]
    expected += [told.story for section in made.sections for told in section.told]
    expected += [row.hours for section in made.sections for told in section.told
                 for row in told.stages]
    expected += [one.detail for one in made.basis.sources] + list(made.basis.limits)
    expected += [value for _, value in made.basis.stamp]
    held = text.replace("\N{NO-BREAK SPACE}", " ")
    assert not [one for one in expected if one not in held]
    assert [key for key in wording(lang).several("method") if wording(lang)[key] not in text] == []


def test_sources_are_linked() -> None:
    document = opened()
    found = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert found == {one.address for one in outline().basis.sources if one.address}


def test_persian_reads_from_right_to_left_and_english_within_it_does_not() -> None:
    document = opened("fa")
    turned = {one.text: one._p.pPr.find(qn("w:bidi")) is not None for one in document.paragraphs}
    assert turned[wording("fa")["headings.messages"]]
    assert not turned[outline().question]
    assert all(one._tbl.tblPr.find(qn("w:bidiVisual")) is not None for one in document.tables)
    for run in body(document).iter(qn("w:r")):
        text, marks = said(run), run.find(qn("w:rPr"))
        persian = any("\u0600" <= letter <= "\u06ff" for letter in text)
        assert not persian or marks.find(qn("w:rtl")) is not None, text
    english = next(one for one in document.paragraphs if one.text == outline().question)
    assert english.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "en-GB"
    assert not list(body(opened()).iter(qn("w:bidi"), qn("w:rtl"), qn("w:bidiVisual")))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_marks_stand_in_the_order_of_the_standard(lang: str) -> None:
    document = opened(lang)
    for root in (body(document), document.styles.element):
        for tag, order in ORDER.items():
            for marks in root.iter(qn(f"w:{tag}")):
                if root is not body(document) and marks.getparent().get(qn("w:styleId")) not in (
                        "ReportTable", "TableText", "Link", "Note"):
                    continue  # the styles of the template are not ours
                names = [one.tag.rpartition("}")[2] for one in marks]
                assert names == sorted(names, key=order.split().index), names


def named(name: str) -> bytes:
    drawn = Picture(name, name, name, png(), caption=name)
    return outline_docx(outline_of(bad_effects(name), [drawn]), wording("en"))


def tags(data: bytes) -> tuple[set[str], int, int]:
    """What a document is made of, and how many links and pictures it has."""
    found = [one.tag for one in body(Document(BytesIO(data))).iter()]
    return set(found), found.count(qn("w:hyperlink")), found.count(qn("w:drawing"))


@pytest.mark.parametrize("part", range(4))
def test_names_are_text_and_never_markup(part: int) -> None:
    plain = tags(named("Poti"))
    for name in hostile()[part::20]:
        if name.startswith("http"):
            continue  # the address of a source is linked
        data = named(name)
        assert tags(data) == plain, repr(name)
        assert Document(BytesIO(data)).sections[0].header.paragraphs[0].text == short_text(name)


def test_letters_that_xml_does_not_know_are_taken_out() -> None:
    bad = "".join(map(chr, (*range(32), 0x7F, 0x85, 0xFFFE, 0xFFFF, 0xD800)))
    worst = replace(outline(), title=f"Poti{bad}", messages=(Message(f"A{bad}B"),))
    data = outline_docx(worst, wording("en"))
    assert Document(BytesIO(data)).core_properties.title.startswith("Poti")


def test_without_python_docx_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(OutputError, match=r'pip install "corridors\[docx\]".* \[O28\]'):
        outline_docx(outline(), wording("en"))


@pytest.mark.parametrize(("alt", "said_of_it"), [("", "Logo"), ("Railways", "Railways")])
def test_a_logo_stands_first(alt: str, said_of_it: str) -> None:
    logo = Logo(png(900, 300), "png", alt)
    document = Document(BytesIO(outline_docx(outline(), wording("en"), logo)))
    shape = document.inline_shapes[0]
    assert shape._inline.docPr.get("descr") == said_of_it
    assert shape.height.mm == pytest.approx(18, abs=0.1)
    assert list(document.paragraphs[0]._p.iter(qn("w:drawing")))


@pytest.mark.parametrize("logo", [b"", b"GIF", b"<svg xmlns='http://www.w3.org/2000/svg'/>",
                                  b"\x89PNG\r\n\x1a\n", png()[:30], b"\xff\xd8\xff\xe0broken"])
def test_a_logo_that_is_no_picture_is_refused(logo: bytes) -> None:
    with pytest.raises(OutputError, match=r"neither PNG nor JPEG.*Save the logo as PNG.*\[O29\]"):
        outline_docx(outline(), wording("en"), Logo(logo, "png"))


def rows(cells: int, said: str) -> list[tuple[tuple[str, ...], ...]]:
    return [(("Rasht–Astara open",), *(((said,),) * cells))]


def widths_of(cells: int, text: str) -> Iterator[tuple[int, float, float]]:
    heads = ("Case", *(f"Variant {n}" for n in range(cells)))
    for part in fitted(heads, rows(cells, text), (False, *[True] * cells), 480):
        yield len(part.columns), sum(part.widths), part.size


def test_letters_shrink_before_a_table_is_divided() -> None:
    sizes = [[size for _, _, size in widths_of(cells, "1,234.5 h")] for cells in range(1, 30)]
    assert sizes[0] == [SIZES[0]]
    counts = [len(one) for one in sizes]
    assert counts == sorted(counts)
    assert max(counts) > 1
    assert {size for one in sizes if len(one) > 1 for size in one} == {SIZES[-1]}
    assert {one[0] for one in sizes if len(one) == 1} == set(SIZES)


@pytest.mark.parametrize("cells", [1, 5, 12, 40])
@pytest.mark.parametrize("text", ["1", "1,234.5 (1,000 to 2,000)", "x" * 200])
def test_no_part_of_a_table_is_wider_than_the_page(cells: int, text: str) -> None:
    parts = list(widths_of(cells, text))
    assert all(width <= 480.001 for _, width, _ in parts)
    assert sum(count - 1 for count, _, _ in parts) == cells  # each part begins with the case
