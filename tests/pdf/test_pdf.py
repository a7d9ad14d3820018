"""The report as PDF: what a screen reader needs is in it, nothing is cut off or fetched."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject
from unit.test_reports_docx import png
from unit.test_reports_hostile import bad_effects

from corridors.errors import OutputError
from corridors.maps.fonts import print_fonts
from corridors.reports import pdf
from corridors.reports.html import outline_html
from corridors.reports.outline import outline_of
from corridors.reports.pdf import html_pdf
from corridors.reports.pictures import Picture
from corridors.reports.wording import wording

ALTS = ("A line from north to south.", "Bars of gains, and <b>none</b> of losses.")
HEADINGS = ("/H1", "/H2", "/H3", "/H4")


@cache
def page(lang: str = "en", name: str = "Poti <b>& Baku</b>") -> str:
    drawn = [Picture(f"0{place}", f"Map {place}", alt, png(600, 900))
             for place, alt in enumerate(ALTS)]
    return outline_html(outline_of(bad_effects(name), drawn), wording(lang))


@cache
def read(lang: str = "en") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(html_pdf(page(lang), print_fonts())))


def root(lang: str = "en") -> DictionaryObject:
    found = read(lang).trailer["/Root"].get_object()
    assert isinstance(found, DictionaryObject)
    return found


def elements(part: Any) -> Iterator[DictionaryObject]:
    """All elements of the tree that a screen reader walks, in its order."""
    part = part.get_object()
    if isinstance(part, ArrayObject):
        for child in part:
            yield from elements(child)
    elif isinstance(part, DictionaryObject):
        if "/S" in part:
            yield part
        yield from elements(part.get("/K", ArrayObject()))


@cache
def tree(lang: str = "en") -> tuple[DictionaryObject, ...]:
    return tuple(elements(root(lang)["/StructTreeRoot"]))


@pytest.mark.parametrize("lang", ["en", "fa"])
def test_it_says_that_it_is_tagged_and_in_which_language(lang: str) -> None:
    assert root(lang)["/MarkInfo"]["/Marked"] == True  # noqa: E712  # a pdf boolean
    assert root(lang)["/Lang"] == lang
    assert root(lang)["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712
    about = root(lang)["/Metadata"].get_data().decode()
    assert 'pdfuaid:part="1"' in about or "<pdfuaid:part>1</pdfuaid:part>" in about
    metadata = read(lang).metadata
    assert metadata is not None
    assert metadata.title == "Poti <b>& Baku</b>"
    assert metadata.creation_date is None
    assert metadata.author is None


def test_every_picture_has_its_alt_text() -> None:
    figures = [one for one in tree() if one["/S"] == "/Figure"]
    assert [one["/Alt"] for one in figures if one["/Alt"] in ALTS] == list(ALTS)
    # The others are bars and their key: each says what it shows.
    assert all(one["/Alt"].strip() for one in figures)
    assert any("%" in one["/Alt"] for one in figures)


def test_tables_have_heads_and_every_cell_knows_its_own() -> None:
    tables = [one for one in tree() if one["/S"] == "/Table"]
    assert len(tables) > 5
    for table in tables:
        kinds = [one["/S"] for one in elements(table["/K"])]
        assert "/TH" in kinds
        cells = [one for one in elements(table["/K"]) if one["/S"] == "/TD"]
        assert all(one["/A"]["/Headers"] for one in cells)


def test_headings_do_not_jump_and_are_the_bookmarks() -> None:
    levels = [HEADINGS.index(one["/S"]) for one in tree() if one["/S"] in HEADINGS]
    assert levels[0] == 0
    assert levels.count(0) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))

    def marks(outline: Sequence[Any]) -> Iterator[str]:
        for one in outline:
            if isinstance(one, list):
                yield from marks(one)
            else:
                yield one.title

    titles = list(marks(read().outline))
    assert len(titles) == len(levels)
    assert wording("en")["headings.messages"] in titles


def test_fonts_are_those_given_and_all_of_them_are_in_the_file() -> None:
    names = set()
    for sheet in read().pages:
        for font in sheet["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in inner["/FontDescriptor"]
            names.add(font.get_object()["/BaseFont"].split("+")[1].partition("-")[0])
    assert names == {"Report"}


def test_pages_are_of_a4_numbered_and_none_is_blank() -> None:
    count = len(read().pages)
    assert count > 3
    for number, sheet in enumerate(read().pages, start=1):
        text = sheet.extract_text()
        assert f"{number} / {count}" in text
        assert "Poti <b>& Baku</b>" in text
        assert len(text.split()) > 12 or "/XObject" in sheet["/Resources"]
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == (595, 842)


def words_of(html: str) -> Iterator[tuple[str, float, float, float]]:
    """All words as they are laid out: their left and right edge, and the width of the page."""
    from weasyprint.formatting_structure.boxes import TextBox

    for sheet in pdf._laid_out(html, print_fonts()).pages:
        for box in sheet._page_box.descendants():
            if isinstance(box, TextBox):
                yield box.text, box.position_x, box.position_x + box.width, sheet.width


@pytest.mark.parametrize(("lang", "name"), [
    ("en", "a" * 1_000), ("fa", "https://example.org/" + "long" * 50)])
def test_nothing_is_cut_off_at_an_edge(lang: str, name: str) -> None:
    laid = list(words_of(page(lang, name)))
    assert len(laid) > 200
    margin = 10 / 25.4 * 96
    assert not [one for one in laid if one[1] < margin or one[2] > one[3] - margin]


def test_every_process_and_every_machine_makes_the_same_bytes(tmp_path: Path) -> None:
    """Also one that has no fonts at all, and counts sets in another order."""
    html, bare = tmp_path / "page.html", tmp_path / "fonts.conf"
    html.write_text(page(), encoding="utf-8")
    bare.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>", encoding="utf-8")
    code = ("import sys; from pathlib import Path; from corridors.maps.fonts import print_fonts\n"
            "from corridors.reports.pdf import html_pdf\n"
            "sys.stdout.buffer.write(html_pdf(Path(sys.argv[1]).read_text(encoding='utf-8'),"
            " print_fonts()))")
    source = str(Path(__file__).parents[2] / "src")
    made = [subprocess.run(
        [sys.executable, "-W", "error", "-c", code, str(html)], check=True, capture_output=True,
        env={**os.environ, "PYTHONPATH": source, "PYTHONHASHSEED": seed, **more}).stdout
        for seed, more in (("1", {}), ("2", {"FONTCONFIG_FILE": str(bare), "TZ": "Asia/Baku"}))]
    assert made[0].startswith(b"%PDF")
    assert made[0] == made[1]


@pytest.mark.parametrize("address", ["https://example.org/x.png", "file:///etc/hostname", "x.png"])
@pytest.mark.parametrize("element", ['<img alt="x" src="{}">',
                                     '<link rel="stylesheet" href="{}"><p>x</p>',
                                     '<link rel="attachment" href="{}"><p>x</p>'])
def test_a_page_gets_nothing_that_is_not_in_it(address: str, element: str) -> None:
    html = f'<html lang="en"><title>x</title>{element.format(address)}'
    with pytest.raises(OutputError, match=r"cannot be printed as PDF: .*data: addresses.*\[O27\]"):
        html_pdf(html, print_fonts())


def test_a_message_does_not_hold_a_whole_picture() -> None:
    html = f'<html lang="en"><title>x</title><img alt="x" src="data:image/png;base64,{"A" * 9999}">'
    with pytest.raises(OutputError, match=r"Failed to load image at 'data:…'.*\[O27\]") as caught:
        html_pdf(html, print_fonts())
    assert len(str(caught.value)) < 500


def test_a_picture_without_words_is_refused() -> None:
    html = page().replace(f'alt="{ALTS[0]}"', 'alt=""')
    assert html != page()
    with pytest.raises(OutputError, match=r"no required alt description.*\[O27\]"):
        html_pdf(html, print_fonts())


class Missing(MetaPathFinder):
    """Stands for a package that is not installed, or whose library is not."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        if fullname == "weasyprint":
            sys.stdout.write("a page of advice")
            raise self.error


@pytest.mark.parametrize(("error", "said"), [
    (ModuleNotFoundError("No module named 'weasyprint'"),
     r'weasyprint, which is not installed. Run pip install "corridors\[pdf\]"\. \[O25\]'),
    (OSError("cannot load library 'libpango-1.0-0'"),
     r"needs Pango.*apt-get install libpangoft2-1\.0-0 libharfbuzz-subset0.*\[O26\]")])
def test_what_is_missing_is_named(error: Exception, said: str, monkeypatch: pytest.MonkeyPatch,
                                  capsys: pytest.CaptureFixture[str]) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(sys, "meta_path", [Missing(error), *sys.meta_path])
    with pytest.raises(OutputError, match=said):
        html_pdf(page(), print_fonts())
    assert capsys.readouterr().out == ""
