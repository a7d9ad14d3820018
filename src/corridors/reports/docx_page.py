"""The sheet a Word report is written on: paper, styles, language, running head, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corridors.errors import OutputError, Problem
from corridors.reports.docx_words import LOCALES, bare_run, element, run_element, text_of
from corridors.reports.plain import short_text

if TYPE_CHECKING:
    from docx.document import Document

__all__ = ["WIDTH_MM", "check_word", "new_document", "set_margins_text", "set_properties"]

WIDTH_MM, HEIGHT_MM, MARGIN_MM = 170, 297, 20
FONT = "Arial"
"""On every machine with Word, with letters for Russian, Azerbaijani and Persian; LibreOffice has
one of the same widths."""

INK, DEEP, SOFT, LINE, PALE, LINK = "1C2430", "1D3F63", "5A6675", "CCD3DC", "F3F6F9", "0A5EA8"
"""The colours of the page in HTML."""

MOST_LETTERS = 255
"""Of a property."""

STYLES: dict[str, tuple[float, str, bool, float, float]] = {
    "Normal": (10, INK, False, 0, 6),
    "Title": (22, DEEP, True, 0, 8),
    "Subtitle": (12, INK, False, 0, 8),
    "Heading 1": (16, DEEP, True, 22, 6),
    "Heading 2": (12.5, DEEP, True, 16, 4),
    "Heading 3": (10.5, INK, True, 12, 3),
    "List Bullet": (10, INK, False, 0, 4),
    "Caption": (8.5, SOFT, False, 8, 4),
    "Header": (8, SOFT, False, 0, 0),
    "Footer": (8, SOFT, False, 0, 0),
    "Note": (8.5, SOFT, False, 3, 8),
    "Contents Title": (10, INK, True, 12, 3),
    "Contents": (10, DEEP, False, 0, 2),
    "Table Text": (8.5, INK, False, 1.5, 1.5),
    "Table End": (4, INK, False, 0, 4),
}
"""Of each style: size, colour, bold, and the room above and below, in points."""


def check_word() -> None:
    """Refuse to write a Word file where python-docx is not installed.

    Raises
    ------
    OutputError
        If it is not (O28).
    """
    try:
        import docx  # noqa: F401
    except ImportError as error:
        raise OutputError(Problem("O28", "reports in Word are written by python-docx, which is "
                                         "not installed",
                                  'Run pip install "corridors[docx]".')) from error


def new_document(lang: str) -> Document:
    """Make an empty document of A4 in the styles of a report.

    Parameters
    ----------
    lang
        Language of the document: a key of :data:`LOCALES`.

    Raises
    ------
    OutputError
        If python-docx is not installed (O28).

    Examples
    --------
    >>> new_document("en").styles["Heading 1"].font.name
    'Arial'
    """
    check_word()
    from docx import Document

    document = Document()
    _drop_thumbnail(document)
    _set_paper(document)
    for name in STYLES:
        _set_style(document, name)
    _add_link_style(document)
    _add_table_style(document)
    _set_language(document, LOCALES[lang])
    return document


def _drop_thumbnail(document: Document) -> None:
    """Take out the picture of an empty page, which python-docx has in its template."""
    rels = document.part.package.rels if document.part.package else {}
    for key in [key for key, rel in rels.items() if rel.reltype.endswith("/thumbnail")]:
        del rels[key]


def _set_paper(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH_MM + 2 * MARGIN_MM), Mm(HEIGHT_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM + 2)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True


def _set_style(document: Document, name: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    size, colour, bold, above, below = STYLES[name]
    styles: Any = document.styles
    style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    # What is not bold says nothing of it, so that the head of a table can make it so.
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold or None, None
    style.font.color.rgb = RGBColor.from_string(colour)
    style.paragraph_format.space_before = Pt(above)
    style.paragraph_format.space_after = Pt(below)
    style.paragraph_format.line_spacing = 1.0 if name == "Table Text" else 1.12
    marks = style.element.get_or_add_rPr()
    fonts = marks.get_or_add_rFonts()
    for key in list(fonts.attrib):  # fonts of the theme would go before ours
        del fonts.attrib[key]
    style.font.name = FONT
    fonts.set(_w("cs"), FONT)
    fonts.set(_w("eastAsia"), FONT)
    for tag in ("spacing", "kern", "iCs"):
        for wide in marks.findall(_w(tag)):
            marks.remove(wide)
    for tag, after in (("szCs", "sz"), ("bCs", "b")):  # the same for letters of Persian
        for old in marks.findall(_w(tag)):
            marks.remove(old)
        here = marks.find(_w(after))
        if here is not None:
            here.addnext(element(tag, **{str(key).rpartition("}")[2]: value
                                         for key, value in here.attrib.items()}))
    if name == "Title":
        _without_border(style)


def _without_border(style: Any) -> None:
    for border in style.element.get_or_add_pPr().findall(_w("pBdr")):
        border.getparent().remove(border)


def _add_link_style(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    styles: Any = document.styles
    style = styles.add_style("Link", WD_STYLE_TYPE.CHARACTER)
    style.font.color.rgb, style.font.underline = RGBColor.from_string(LINK), True


def _add_table_style(document: Document) -> None:
    """Lines between rows, a shaded head: a style, so that all tables can be changed at once."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    thin = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    document.styles.element.append(parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
        '<w:name w:val="Report Table"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
        '<w:tblPr><w:tblBorders>'
        f'<w:top {thin}/><w:bottom {thin}/><w:insideH {thin}/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="60" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
        '</w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{DEEP}"/></w:tcBorders>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/><w:vAlign w:val="bottom"/></w:tcPr>'
        '</w:tblStylePr></w:style>'))


def _set_language(document: Document, locale: str) -> None:
    defaults = document.styles.element.find(f".//{_w('rPrDefault')}//{_w('lang')}")
    themed = document.settings.element.find(_w("themeFontLang"))
    for lang in (defaults, themed):
        lang.set(_w("val"), LOCALES["en"] if locale == LOCALES["fa"] else locale)
        lang.set(_w("bidi"), locale if locale == LOCALES["fa"] else "ar-SA")
    zoom = document.settings.element.find(_w("zoom"))
    zoom.set(_w("percent"), "100")  # asked for by the standard, and missing in the template
    for mode in document.settings.element.iter(_w("compatSetting")):
        if mode.get(_w("name")) == "compatibilityMode":
            mode.set(_w("val"), "15")


def _w(tag: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{tag}")


def set_properties(document: Document, title: str, subject: str, lang: str) -> None:
    """Say what the document is; nobody's name, no date.

    Parameters
    ----------
    document
        The document.
    title, subject
        Its title, and what it asks.
    lang
        Its language.
    """
    about = document.core_properties
    about.title, about.subject = text_of(title)[:MOST_LETTERS], text_of(subject)[:MOST_LETTERS]
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.language, about.revision = lang, 1
    for tag in ("created", "modified"):
        for dated in about._element.xpath(f"dcterms:{tag}"):  # noqa: SLF001
            about._element.remove(dated)  # noqa: SLF001


def set_margins_text(document: Document, title: str) -> None:
    """Write the title above every page but the first, and page numbers below all.

    Parameters
    ----------
    document
        The document.
    title
        The title.
    """
    section = document.sections[0]
    section.header.paragraphs[0].add_run(short_text(title))
    for footer in (section.footer, section.first_page_footer):
        line: Any = footer.paragraphs[0]._p  # noqa: SLF001
        line.get_or_add_pPr().append(element("jc", val="right"))
        line.append(element("fldSimple", run_element("1"), instr=" PAGE "))
        line.extend((bare_run(" "), run_element("/"), bare_run(" ")))
        line.append(element("fldSimple", run_element("1"), instr=" NUMPAGES "))
